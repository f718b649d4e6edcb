#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes a corpus to begin fuzzing with, from the sources of the tests.

  seeds.py cxx  FOLDER                      kernels, without comments and includes: the fuzzer includes all headers
  seeds.py mlir FOLDER [--bin build/dev/bin]  MLIR of the tests; with --bin also kernels after each phase, as text and bytecode
"""
import argparse
import hashlib
import pathlib
import re
import subprocess

TEST = pathlib.Path(__file__).resolve().parent.parent
LARGEST = 4000


def without_comments(text):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"(^|\s)//[^\n]*", r"\1", text)
    return re.sub(r"\n\s*\n+", "\n", text).strip() + "\n"


def cxx_seeds():
    for path in sorted(TEST.rglob("*.dc.cpp")):
        text = path.read_text(errors="replace")
        text = "".join(line for line in text.splitlines(True) if not re.match(r"\s*#\s*(include|pragma)", line))
        yield without_comments(text).encode()


def mlir_seeds(binaries):
    for path in sorted(TEST.rglob("*.mlir")):
        for part in re.split(r"^// -----.*\n", path.read_text(errors="replace"), flags=re.M):
            yield without_comments(part).encode()
    if not binaries:
        return
    for path in sorted(TEST.glob("e2e/kernels/**/*.dc.cpp"))[::3]:
        for phase in ("frontend", "validate"):
            done = subprocess.run([binaries / "dcc", path, f"--stop-after={phase}", "-w", "-o", "-"], capture_output=True)
            if done.returncode != 0 or len(done.stdout) > 5 * LARGEST:
                continue
            yield done.stdout
            yield subprocess.run([binaries / "dc-opt", "--emit-bytecode", "-"], input=done.stdout, capture_output=True).stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("cxx", "mlir"))
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--bin", type=pathlib.Path, help="where dcc and dc-opt are")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for seed in cxx_seeds() if arguments.kind == "cxx" else mlir_seeds(arguments.bin):
        if 2 < len(seed) <= LARGEST:
            (arguments.folder / hashlib.sha1(seed).hexdigest()[:16]).write_bytes(seed)


if __name__ == "__main__":
    main()
