# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs new-op.py and new-pass.py in a copy of the tree and has LLVM's tools and the compiler look at what they make.

    check-new-files.py ROOT COPY LLVM_TOOLS_DIR LLVM_INCLUDE_DIR
"""
import importlib.util
import pathlib
import shutil
import subprocess
import sys


def run(*command, cwd, status=0):
    result = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True)
    if result.returncode != status:
        sys.exit(f"{' '.join(map(str, command))}: expected status {status}, got {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def expect(condition, what):
    if not condition:
        sys.exit(f"expected {what}")


def main(root, copy, tools, includes):
    root, copy, tools = map(pathlib.Path, (root, copy, tools))
    shutil.rmtree(copy, ignore_errors=True)
    for folder in ("dialects", "passes", "backends", "docs/generated", "tools/dev", "test/dialects", "test/passes", "test/e2e/kernels"):
        shutil.copytree(root / folder, copy / folder)
    shutil.copy(root / "docs/changelog.md", copy / "docs")
    op = (sys.executable, copy / "tools/dev/new-op.py")
    make_pass = (sys.executable, copy / "tools/dev/new-pass.py")
    tblgen = ("--tblgen", tools / "mlir-tblgen")

    before = run(tools / "mlir-tblgen", "-gen-op-decls", "dialects/DC/DCOps.td", "-I.", f"-I{includes}", cwd=copy)
    expect("class ClampToOp" not in before, "no such operation yet")
    run(*op, "clamp_to", "the middle one of three values", "--operands=value,least,most", "--dry-run", cwd=copy)
    expect(not (copy / "test/dialects/DC/clamp-to.mlir").exists(), "--dry-run to write nothing")
    print(run(*op, "clamp_to", "the middle one of three values", "--operands=value,least,most", *tblgen, cwd=copy))
    for kind in ("decls", "defs"):
        after = run(tools / "mlir-tblgen", f"-gen-op-{kind}", "dialects/DC/DCOps.td", "-I.", f"-I{includes}", cwd=copy)
        expect("ClampToOp" in after, f"the operation in its {kind}")
    expect("clamp_to" in (copy / "docs/generated/DCOps.md").read_text(), "the operation in the reference")
    expect("`dc.clamp_to`" in (copy / "docs/changelog.md").read_text(), "the operation in the changelog")
    expect("has 'clamp_to' already" in run(*op, "clamp_to", "again", cwd=copy, status=1), "a second one to be refused")
    expect("lower_snake" in run(*op, "clampTo", "it", cwd=copy, status=1), "a bad name to be refused")
    expect("full stop" in run(*op, "other", "It.", cwd=copy, status=1), "a bad summary to be refused")

    print(run(*make_pass, "Structure", "merge-loops", "Merge neighbouring loops of the same bounds", *tblgen, cwd=copy))
    generated = copy / "passes/Structure/Passes.h.inc"
    run(tools / "mlir-tblgen", "-gen-pass-decls", "-name", "Structure", "passes/Structure/Passes.td", "-I.", f"-I{includes}", "-o", generated, cwd=copy)
    run("clang++-22", "-std=c++20", "-fno-rtti", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", "-I.", f"-isystem{includes}",
        "passes/Structure/MergeLoops.cpp", cwd=copy)
    lines = (copy / "passes/Structure/CMakeLists.txt").read_text().splitlines()
    sources = [line.strip() for line in lines if line.strip().endswith(".cpp")]
    expect("MergeLoops.cpp" in sources and sources == sorted(sources), "the source in order in CMakeLists.txt")
    expect("structure-merge-loops" in (copy / "docs/generated/Passes.md").read_text(), "the pass in the reference")
    expect("already" in run(*make_pass, "Structure", "merge-loops", "Again", cwd=copy, status=1), "a second one to be refused")
    expect("one of the areas" in run(*make_pass, "Nowhere", "merge-loops", "It", cwd=copy, status=1), "a bad area to be refused")
    expect("verb and an object" in run(*make_pass, "Structure", "merge", "It", cwd=copy, status=1), "a bad name to be refused")

    # The test of an operation of the same kind that exists: it has to pass as it is written.
    sys.path.insert(0, str(copy / "tools/dev"))
    spec = importlib.util.spec_from_file_location("new_op", copy / "tools/dev/new-op.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (copy / "hypot.mlir").write_text(module.test("hypot", ["a", "b"], "f32", "f64"))
    (copy / "hypot.td").write_text(module.entry("hypot", "the length of two sides", ["a", "b"], "AnyFloat", "f32"))


if __name__ == "__main__":
    main(*sys.argv[1:])
