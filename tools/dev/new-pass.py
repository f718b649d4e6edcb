#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Creates what a new pass begins with: its entry, its source file and CMake line, a test, and the lines in the changelog and the generated
reference. The pass that it makes counts operations and changes nothing.

    tools/dev/new-pass.py AREA VERB-OBJECT SUMMARY

    tools/dev/new-pass.py Structure merge-loops "Merge neighbouring loops of the same bounds"
"""
import argparse
import pathlib
import re

import new_files
from new_files import SPDX, Edits, Stop, camel


def entry(area, name, summary):
    return f"""def {camel(name)}Pass : Pass<"{area.lower()}-{name}"> {{
  let summary = "{summary}";
  let description = [{{
    {summary}. No precondition.

    Before:

    ```mlir
    func.func @f(%a: i32) -> i32 {{
      return %a : i32
    }}
    ```

    After:

    ```mlir
    func.func @f(%a: i32) -> i32 {{
      return %a : i32
    }}
    ```
  }}];
  let statistics = [
    Statistic<"numOps", "operations", "operations looked at">
  ];
}}

"""


def source(area, name, summary):
    return f"""{SPDX}// {summary}.
#include "passes/{area}/Passes.h"

namespace mlir::dc {{

#define GEN_PASS_DEF_{camel(name).upper()}PASS
#include "passes/{area}/Passes.h.inc"

namespace {{

class {camel(name)} : public impl::{camel(name)}PassBase<{camel(name)}> {{
public:
  void runOnOperation() override {{
    getOperation()->walk([&](Operation *op) {{
      if (op != getOperation()) {{
        ++numOps;
      }}
    }});
    markAllAnalysesPreserved();
  }}
}};

}} // namespace

}} // namespace mlir::dc
"""


def test(area, name):
    flag = f"--{area.lower()}-{name}"
    return f"""// RUN: %dc-opt %s {flag} | FileCheck %s

// What it has nothing to do with stays.
// CHECK-LABEL: func.func @stays
// CHECK-NEXT:  return %arg0 : i32
func.func @stays(%a: i32) -> i32 {{
  return %a : i32
}}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("area", help="a folder of passes: Structure, Security, Lowering")
    parser.add_argument("name", help="verb-object, as in 'merge-loops'")
    parser.add_argument("summary", help="what it does, in the imperative and without a full stop")
    parser.add_argument("--root", default=pathlib.Path(__file__).resolve().parents[2], help=argparse.SUPPRESS)
    parser.add_argument("--tblgen", help="mlir-tblgen for the reference, if it is not where it is looked for")
    parser.add_argument("--dry-run", action="store_true", help="say what would be written")
    options = parser.parse_args()

    edits = Edits(options.root)
    areas = sorted(file.parent.name for file in (edits.root / "passes").glob("*/Passes.td"))
    if options.area not in areas:
        raise Stop(f"expected one of the areas {', '.join(areas)}, got '{options.area}'")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", options.name):
        raise Stop(f"expected a verb and an object joined by '-', got '{options.name}'")
    if not re.fullmatch(r'[A-Z][^\n"]*[^.\n"]', options.summary):
        raise Stop("expected a summary of one line that begins with a capital and has no quotes and no full stop")
    definitions = f"passes/{options.area}/Passes.td"
    if f"def {camel(options.name)}Pass" in edits.read(definitions):
        raise Stop(f"{definitions} has {camel(options.name)}Pass already")
    edits.insert_before_last(definitions, "#endif", entry(options.area, options.name, options.summary))
    edits.create(f"passes/{options.area}/{camel(options.name)}.cpp", source(options.area, options.name, options.summary))
    edits.insert_sorted(f"passes/{options.area}/CMakeLists.txt", "SOURCES", f"    {camel(options.name)}.cpp\n")
    edits.create(f"test/passes/{options.area}/{options.name}.mlir", test(options.area, options.name))
    new_files.add_changelog_line(edits, f"- [dcc] Pass `--{options.area.lower()}-{options.name}`: {options.summary}.")
    edits.commit(options.dry_run)
    if not options.dry_run:
        new_files.refresh_references(edits.root, options.tblgen)
        print(f"""
next: its description, before and after in {definitions}; what it does in passes/{options.area}/{camel(options.name)}.cpp; a test for what it changes
and for each error; its statistic in test/passes/{options.area}/statistics.mlir; its place in the phase's pipeline, with the reason.
then: ninja -C build/dev dc-opt && lit-22 -v build/dev/test/passes""")


if __name__ == "__main__":
    new_files.run(main)
