#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks who includes whom. The rules and their reasons: docs/architecture.md, "Layers".

  tools/dev/check-layering.py [--root DIR]

(a) a folder includes downwards only, and no sibling
(b) the compiler half and the runtime half meet in runtime/artifact and runtime/base; no LLVM in the runtime
(c) quoted includes start at the repository root
(d) an installed header includes only installed headers
(e) what a folder registers is called by compiler/registry alone
"""
import argparse
import os
import re
import sys

HALVES = ("runtime", "dialects", "passes", "backends", "compiler", "tools")
SUFFIXES = (".h", ".hpp", ".c", ".cpp", ".inc", ".td", ".def")
PUBLIC_ROOTS = ("runtime/include/", "compiler/include/")
LLVM = ("llvm/", "llvm-c/", "mlir/", "mlir-c/", "lld/", "clang/", "clang-c/")
EXTERNAL = LLVM + ("gtest/", "gmock/", "flatbuffers/", "nlohmann/")
INCLUDE = re.compile(r'^\s*(?:#\s*)?include\s+(["<])([^">]+)[">]')
DECLARES = re.compile(r"^\s*void\s+(register\w*(?:Passes|Pipelines|Backends?))\s*\(", re.M)


def unit_of(path):
    """The layer unit that a repository path belongs to: the granularity of the rules."""
    parts = path.split("/")
    if path.startswith("runtime/include/dotcompute/base/"):
        return "runtime/base"
    if path.startswith(PUBLIC_ROOTS):
        return "public/" + parts[0]
    if parts[:2] == ["runtime", "drivers"] and len(parts) > 3:
        return "/".join(parts[:3])
    if parts[:2] == ["compiler", "frontend"] and len(parts) > 3:
        return "/".join(parts[:3])
    if len(parts) > 2:
        return "/".join(parts[:2])
    return parts[0]  # backends/Backend.h and other files directly in a top-level folder


def dialect_deps(root, unit):
    """Dialects that a dialect's CMakeLists.txt names; "other dialects only as listed there"."""
    try:
        with open(os.path.join(root, unit, "CMakeLists.txt"), encoding="utf-8") as file:
            return {"dialects/" + name for name in re.findall(r"\bDotCompute(\w+)", file.read())}
    except OSError:
        return set()


def allowed(root, unit):
    """Predicate over units that `unit` may include, itself apart."""
    base, artifact, api = "runtime/base", "runtime/artifact", "public/runtime"
    half = unit.split("/")[0]
    if unit == base:
        return lambda u: False
    if unit == "public/runtime":
        return lambda u: u == base
    if unit == "public/compiler":
        return lambda u: u in (base, api)
    if unit == artifact:
        return lambda u: u in (base, api)
    if unit == "runtime/core":
        return lambda u: u in (base, artifact, api)
    if unit == "runtime/drivers":  # Drivers.cpp lists the drivers
        return lambda u: u in (base, artifact, api, "runtime/core") or u.startswith("runtime/drivers/")
    if half == "runtime":
        return lambda u: u in (base, artifact, api, "runtime/core")
    if half == "dialects":
        listed = dialect_deps(root, unit)
        return lambda u: u == "dialects/Support" or u in listed
    if half == "passes":
        return lambda u: u.startswith("dialects/") or u in ("passes/Analysis", "passes")
    if half == "backends":
        return lambda u: u.startswith(("dialects/", "passes/")) or u in (
            base, artifact, api, "backends", "backends/Common")
    if unit.startswith("compiler/frontend"):
        return lambda u: u.startswith("dialects/") or u in (
            base, "public/compiler", "compiler/frontend", "compiler/language")
    if half == "compiler":
        return lambda u: u.startswith(("dialects/", "passes/", "backends", "compiler/", "public/")) or u in (base, artifact)
    if half == "tools":
        own = ["compiler/driver"] if unit == "tools/dcc" else []
        if unit in ("tools/dc-opt", "tools/dc-reduce", "tools/dc-lsp-server"):
            own = ["compiler/registry"]
        if unit == "tools/dcx":
            own = [artifact, "runtime/core"]  # inspect prints what no public header shows, bench reads devices' clocks
        return lambda u: u.startswith("public/") or u in (base, "tools", *own)
    return lambda u: True


class Checker:
    def __init__(self, root):
        self.root = root
        self.problems = []
        self.files = []
        for half in HALVES:
            for folder, folders, names in os.walk(os.path.join(root, half)):
                folders.sort()
                for name in sorted(names):
                    if name.endswith(SUFFIXES):
                        self.files.append(os.path.relpath(os.path.join(folder, name), root))
        self.registrations = {}  # function -> the unit that declares it
        for path in self.files:
            if path.endswith(".h") and path.split("/")[0] in ("dialects", "passes", "backends"):
                for name in DECLARES.findall(self.read(path)):
                    self.registrations[name] = unit_of(path)

    def read(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8") as file:
            return file.read()

    def problem(self, path, line, rule, text, fix):
        self.problems.append("%s:%d: error: rule (%s): %s\n  fix: %s" % (path, line, rule, text, fix))

    def resolve(self, path, name, quoted):
        """The repository path that an include means, or None for a foreign header."""
        if name.startswith("dotcompute/"):
            for public in PUBLIC_ROOTS:
                if os.path.exists(os.path.join(self.root, public, name)):
                    return public + name
            return PUBLIC_ROOTS[0] + name
        if name.startswith(tuple(half + "/" for half in HALVES)):
            return name
        return None

    def check_include(self, path, line, name, quoted):
        unit = unit_of(path)
        public = path.startswith(PUBLIC_ROOTS)
        if name.startswith(LLVM):
            if path.startswith("runtime/") or public:
                self.problem(path, line, "b", "the runtime half includes '%s'" % name,
                             "move the code to the compiler half; the runtime builds without LLVM")
            elif name.startswith(("clang/", "clang-c/")) and unit != "compiler/frontend/cxx":
                self.problem(path, line, "b", "'%s' outside compiler/frontend/cxx" % name,
                             "keep Clang behind compiler/frontend/cxx, the only folder that includes it")
            return
        target = self.resolve(path, name, quoted)
        if target is None:
            if quoted and not name.startswith(EXTERNAL):
                beside = os.path.normpath(os.path.join(os.path.dirname(path), name))
                self.problem(path, line, "c", "expected a path from the repository root, got '%s'" % name,
                             'write #include "%s"' % beside)
            return
        if public and not target.startswith(PUBLIC_ROOTS):
            self.problem(path, line, "d", "an installed header includes '%s', which is not installed" % name,
                         "move what it needs under include/dotcompute/, or the include into a .cpp")
            return
        other = unit_of(target)
        if other == unit or allowed(self.root, unit)(other):
            return
        crosses = (other.split("/")[0] == "runtime") != (unit.split("/")[0] == "runtime") and unit.split("/")[0] != "tools"
        self.problem(path, line, "b" if crosses else "a", "%s may not include %s ('%s')" % (unit, other, name),
                     "see the layer table in docs/architecture.md: move the shared part down, or turn the dependency round")

    def check(self):
        for path in self.files:
            unit = unit_of(path)
            for line, text in enumerate(self.read(path).splitlines(), 1):
                match = INCLUDE.match(text)
                if match:
                    self.check_include(path, line, match.group(2), match.group(1) == '"')
                    continue
                for name in re.findall(r"\b(register\w+)\s*\(", text):
                    owner = self.registrations.get(name)
                    if owner and owner != unit and not path.startswith("compiler/registry/"):
                        self.problem(path, line, "e", "%s() of %s is called outside compiler/registry" % (name, owner),
                                     "call it in compiler/registry/RegisterAll.cpp")
        return self.problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default_root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser.add_argument("--root", default=default_root, help="the tree to check (default: this one)")
    root = parser.parse_args().root
    checker = Checker(root)
    if not checker.files:
        print("check-layering: expected sources under %s, got none" % root, file=sys.stderr)
        return 1
    problems = checker.check()
    for problem in problems:
        print(problem, file=sys.stderr)
    print("check-layering: %d files, %d problems" % (len(checker.files), len(problems)))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
