# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Parses every ```mlir example of the given .td files with dc-opt, so that none can rot.

usage: td-examples.py DC_OPT TMP_DIR FILE.td...
"""
import os
import subprocess
import sys

from code_blocks import code_blocks


def main():
    dc_opt, tmp, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    os.makedirs(tmp, exist_ok=True)
    count = failed = 0
    for path in files:
        found = list(code_blocks(path, "mlir"))
        if not found:
            print(f"{path}: error: expected at least one ```mlir example")
            failed += 1
        for line, text in found:
            count += 1
            source = os.path.join(tmp, f"{os.path.basename(path)}-{line}.mlir")
            with open(source, "w", encoding="utf-8") as file:
                file.write(text)
            result = subprocess.run([dc_opt, source, "-o", os.devnull], capture_output=True, text=True)
            if result.returncode != 0:
                failed += 1
                print(f"{path}:{line}: error: dc-opt rejects this example:\n{result.stderr}")
    print(f"{count} examples, {failed} failed")
    return 1 if failed or not files else 0


sys.exit(main())
