# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles every ```cpp block with a kernel of the given pages for all targets, so that none can rot.

usage: doc-kernels.py DCC TMP_DIR PAGE.md...
"""
import os
import subprocess
import sys

from code_blocks import code_blocks


def kernels(path):
    """Yields (number of the first line, text) of each block that has a kernel."""
    return ((fence + 1, text) for fence, text in code_blocks(path, "cpp") if "DC_KERNEL" in text)


def main():
    dcc, tmp, pages = sys.argv[1], sys.argv[2], sys.argv[3:]
    os.makedirs(tmp, exist_ok=True)
    count = failed = 0
    for page in pages:
        for line, text in kernels(page):
            count += 1
            source = os.path.join(tmp, f"{os.path.basename(page)}-{line}.dc.cpp")
            with open(source, "w", encoding="utf-8") as file:
                file.write("#include <dotcompute/kernel.h>\n")
                file.write(f'#line {line} "{os.path.basename(page)}"\n{text}')
            result = subprocess.run([dcc, source, "-o", source + ".dcx"], capture_output=True, text=True)
            if result.returncode != 0 or result.stderr:
                failed += 1
                print(f"{page}:{line}: error: dcc rejects this kernel, or warns:\n{result.stderr}")
    print(f"{count} kernels, {failed} failed")
    return 1 if failed or count == 0 else 0


sys.exit(main())
