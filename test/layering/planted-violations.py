# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Plants one violation of each layering rule in a small tree and expects check-layering.py to name it.

usage: planted-violations.py CHECKER
"""
import os
import subprocess
import sys
import tempfile

CLEAN = {
    "runtime/include/dotcompute/base/Status.h": "#include <string>\n",
    "runtime/include/dotcompute/runtime/Device.h": "#include <dotcompute/base/Status.h>\n",
    "runtime/base/Status.cpp": "#include <dotcompute/base/Status.h>\n",
    "runtime/core/Device.h": '#include "runtime/artifact/Reader.h"\n',
    "runtime/artifact/Reader.h": "#include <dotcompute/base/Status.h>\n",
    "runtime/drivers/cpu/CpuDevice.cpp": '#include "runtime/core/Device.h"\n',
    "dialects/DC/DC.h": '#include "mlir/IR/Dialect.h"\n#include "dialects/Support/MLIR.h"\n',
    "dialects/Support/MLIR.h": "",
    "passes/Security/Passes.h": '#include "dialects/DC/DC.h"\nvoid registerSecurityPasses();\n',
    "backends/Backend.h": '#include "runtime/artifact/Reader.h"\n',
    "backends/CPU/CPUBackend.cpp": '#include "backends/Backend.h"\n#include "passes/Security/Passes.h"\n',
    "compiler/frontend/cxx/Emit.cpp": '#include "clang/AST/AST.h"\n#include "dialects/DC/DC.h"\n',
    "compiler/registry/RegisterAll.cpp": '#include "passes/Security/Passes.h"\nvoid all() { registerSecurityPasses(); }\n',
    "tools/dc-opt/dc-opt.cpp": '#include "compiler/registry/RegisterAll.h"\n',
}

# (file, text, rule, what the message names)
PLANTED = [
    ("runtime/artifact/Writer.cpp", '#include "runtime/core/Device.h"\n', "a", "runtime/core"),
    ("runtime/drivers/cuda/A.cpp", '#include "runtime/drivers/cpu/CpuDevice.h"\n', "a", "runtime/drivers/cpu"),
    ("backends/PTX/P.cpp", '#include "backends/CPU/CPUBackend.h"\n', "a", "backends/CPU"),
    ("dialects/DC/X.td", 'include "passes/Security/Passes.td"\n', "a", "passes/Security"),
    ("tools/dcc/dcc.cpp", '#include "compiler/registry/RegisterAll.h"\n', "a", "compiler/registry"),
    ("runtime/core/Bad.cpp", '#include "llvm/ADT/StringRef.h"\n', "b", "llvm/ADT/StringRef.h"),
    ("runtime/core/Bad.cpp", '#include "dialects/DC/DC.h"\n', "b", "dialects/DC"),
    ("backends/PTX/P.cpp", '#include "runtime/core/Device.h"\n', "b", "runtime/core"),
    ("passes/Security/P.cpp", '#include "clang/AST/AST.h"\n', "b", "clang/AST/AST.h"),
    ("runtime/core/Bad.cpp", '#include "Device.h"\n', "c", '#include "runtime/core/Device.h"'),
    ("runtime/include/dotcompute/runtime/Bad.h", '#include "runtime/core/Device.h"\n', "d", "runtime/core/Device.h"),
    ("compiler/driver/D.cpp", "void f() { registerSecurityPasses(); }\n", "e", "registerSecurityPasses"),
]


def run(checker, extra):
    with tempfile.TemporaryDirectory() as root:
        for path, text in {**CLEAN, **extra}.items():
            full = os.path.join(root, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(text)
        return subprocess.run([sys.executable, checker, "--root", root], capture_output=True, text=True)


def main():
    checker = sys.argv[1]
    failures = []
    clean = run(checker, {})
    if clean.returncode != 0:
        failures.append("the clean tree: expected no problem, got\n" + clean.stderr)
    for path, text, rule, named in PLANTED:
        result = run(checker, {path: text})
        where = "%s:1: error: rule (%s)" % (path, rule)
        if result.returncode != 1 or where not in result.stderr or named not in result.stderr:
            failures.append("planted %r in %s: expected '%s' naming %s, got exit %d\n%s"
                            % (text, path, where, named, result.returncode, result.stderr))
    with tempfile.TemporaryDirectory() as empty:
        if subprocess.run([sys.executable, checker, "--root", empty], capture_output=True).returncode != 1:
            failures.append("an empty tree: expected exit 1, since nothing was checked")
    print("\n".join(failures) or "planted-violations: %d of %d found" % (len(PLANTED), len(PLANTED)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
