#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Creates what a new operation of the DC dialect begins with: its entry with an example, a round-trip test with an error, and the lines in
the changelog and the generated reference. What then is yours: its meaning (description, constraints, verifier), folds, and each target's code.

    tools/dev/new-op.py NAME SUMMARY [--operands a,b] [--type AnyFloat] [--file DCMathOps.td]

    tools/dev/new-op.py clamp "the middle one of three values" --operands value,least,most
"""
import argparse
import pathlib
import re

import new_files
from new_files import Edits, Stop, camel

EXAMPLE_TYPES = {"AnyFloat": ("f32", "f64"), "AnySignlessInteger": ("i32", "i64"), "I1": ("i1", "i32"), "I64": ("i64", "i32")}


def entry(name, summary, operands, kind, example):
    arguments = ", ".join(f"{kind}:${operand}" for operand in operands)
    values = ", ".join(f"%{operand}" for operand in operands)
    parameters = ", ".join(f"%{operand}: {example}" for operand in operands)
    format_text = " `,` ".join(f"${operand}" for operand in operands)
    return f"""def DC_{camel(name)}Op : DC_Op<"{name}", [Pure, SameOperandsAndResultType]> {{
  let summary = "{summary}";
  let description = [{{
    {summary[0].upper() + summary[1:]}, for every operand.

    Example:

    ```mlir
    func.func @f({parameters}) -> {example} {{
      %r = dc.{name} {values} : {example}
      return %r : {example}
    }}
    ```
  }}];
  let arguments = (ins {arguments});
  let results = (outs {kind}:$result);
  let assemblyFormat = "{format_text} attr-dict `:` type($result)";
}}

"""


def test(name, operands, example, other):
    parameters = ", ".join(f"%{operand}: {example}" for operand in operands)
    values = ", ".join(f"%{operand}" for operand in operands)
    captured = ", ".join(f"%arg{i}" for i in range(len(operands)))
    types = ", ".join([other] + [example] * (len(operands) - 1))
    generic = ", ".join(f"%{operand}" for operand in operands)
    wrong = ", ".join(f"%{operand}: {other if i == 0 else example}" for i, operand in enumerate(operands))
    return f"""// RUN: %dc-opt %s --split-input-file --verify-diagnostics | FileCheck %s
// RUN: %dc-opt %s --split-input-file --verify-diagnostics --mlir-print-op-generic | %dc-opt --split-input-file -o /dev/null

// CHECK-LABEL: func.func @{name}
// CHECK-NEXT:  dc.{name} {captured} : {example}
func.func @{name}({parameters}) -> {example} {{
  %r = dc.{name} {values} : {example}
  return %r : {example}
}}

// -----

func.func @types({wrong}) -> {example} {{
  // expected-error @below {{{{requires the same type for all operands and results}}}}
  %r = "dc.{name}"({generic}) : ({types}) -> {example}
  return %r : {example}
}}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help="mnemonic, in lower_snake")
    parser.add_argument("summary", help="what it computes, without a full stop")
    parser.add_argument("--operands", default="x", help="their names, separated by commas; x without")
    parser.add_argument("--type", default="AnyFloat", choices=sorted(EXAMPLE_TYPES), help="of operands and result")
    parser.add_argument("--file", default="DCMathOps.td", help="in dialects/DC, where the entry goes")
    parser.add_argument("--root", default=pathlib.Path(__file__).resolve().parents[2], help=argparse.SUPPRESS)
    parser.add_argument("--tblgen", help="mlir-tblgen for the reference, if it is not where it is looked for")
    parser.add_argument("--dry-run", action="store_true", help="say what would be written")
    options = parser.parse_args()

    operands = options.operands.split(",")
    for word in [options.name, *operands]:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", word):
            raise Stop(f"expected a name in lower_snake, got '{word}'")
    if len(set(operands)) != len(operands):
        raise Stop(f"expected different operands, got '{options.operands}'")
    if not options.summary or "\n" in options.summary or '"' in options.summary or options.summary.endswith("."):
        raise Stop("expected a summary of one line, without quotes and without a full stop")
    edits = Edits(options.root)
    for file in sorted((edits.root / "dialects/DC").glob("*.td")):
        if f'"{options.name}"' in file.read_text(encoding="utf-8"):
            raise Stop(f"{file.name} has '{options.name}' already")
    example, other = EXAMPLE_TYPES[options.type]
    text = entry(options.name, options.summary, operands, options.type, example)
    edits.insert_before_last(f"dialects/DC/{options.file}", "#endif", text)
    edits.create(f"test/dialects/DC/{options.name.replace('_', '-')}.mlir", test(options.name, operands, example, other))
    new_files.add_changelog_line(edits, f"- [dcc] `dc.{options.name}`: {options.summary}.")
    edits.commit(options.dry_run)
    if not options.dry_run:
        new_files.refresh_references(edits.root, options.tblgen)
        print(f"""
next: its description and constraints in dialects/DC/{options.file}; a row in dialects/DC/README.md; a verifier in DCOps.cpp for what ODS does not
check; folds in DCFolds.cpp; code or an error for each target, with a row in backends/Capabilities.def.
then: ninja -C build/dev dc-opt && lit-22 -v build/dev/test/dialects""")


if __name__ == "__main__":
    new_files.run(main)
