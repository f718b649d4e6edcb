# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks that some test names every diagnostic code, DCCnnnn and DCRnnnn, and that no code is given twice.

    every-code-has-a-test.py ROOT
"""
import pathlib
import re
import sys

DEFINITIONS = ["dialects/Support/Diagnostics.def", "compiler/frontend/cxx/Diagnostics.def",
               "compiler/driver/DriverErrors.def", "runtime/base/Errors.def"]

# Why nothing can provoke these in a test. A code that is here and tested after all is reported.
UNTESTED = {
    "DCC4008": "LLVM would have to refuse code that it has verified",
    "DCC5033": "the writer would have to refuse what the driver has checked against its limits",
    "DCC5090": "an error of the compiler's own",
    "DCC5091": "an error of MLIR's own",
    "DCR4006": "a working driver's call would have to fail",
    "DCR4008": "a GPU would have to be lost",
    "DCR4009": "needs a GPU and a launch of more than 2^31 blocks, which would run for hours if it were not refused",
    "DCR4010": "launches on a CPU have ended when they return",
    "DCR9002": "an error of the runtime's own",
}


def main(root):
    names = {}
    failures = []
    for file in DEFINITIONS:
        for name, code in re.findall(r'^[A-Z_]+\((\w+), "?(DC[CR]\d{4})', (root / file).read_text(), re.M):
            if code in names:
                failures.append(f"{file}: {code} is both {names[code]} and {name}")
            names[code] = name
    tested = set()
    for path in (root / "test").rglob("*"):
        if path.is_file() and path != pathlib.Path(__file__).resolve():
            text = path.read_bytes().decode(errors="ignore")
            tested.update(re.findall(r"DC[CR]\d{4}", text))
            tested.update(code for code, name in names.items() if re.search(rf"\b(Diag|Error|DriverError)::{name}\b", text))
    for code in sorted(names):
        if code not in tested and code not in UNTESTED:
            failures.append(f"{code} ({names[code]}) is in no test")
        if code in tested and code in UNTESTED:
            failures.append(f"{code} ({names[code]}) is tested: take it out of UNTESTED")
    failures += [f"{code} in UNTESTED is no code" for code in UNTESTED if code not in names]
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"{len(names)} codes, {len(names) - len(UNTESTED)} of them in tests, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
