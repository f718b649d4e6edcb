#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles the kernels of cases.py by nvcc and by dcc, guarded and not, into a folder that perf-nvcc measures.

    make.py --list                          the cases
    make.py OUT --cuda-only [--filter=TEXT] the CUDA form alone: OUT/kernels.cu, and OUT/cases.json
    make.py OUT --dcc build/dev/bin/dcc     OUT/cases.json, OUT/nvcc/*.cubin, OUT/guarded/*.dcx, OUT/unguarded/*.dcx
"""
import argparse
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys

from cases import CASES, described
from cuda_source import cuda_file

HERE = pathlib.Path(__file__).resolve().parent
TEST = HERE.parents[1]
REPOSITORY = TEST.parent


def stem(file):
    return re.sub(r"\W", "_", file)


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        return f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", nargs="?", type=pathlib.Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--cuda-only", action="store_true")
    parser.add_argument("--filter", default="", help="cases whose file or kernel contains this")
    parser.add_argument("--dcc", default="dcc")
    parser.add_argument("--nvcc", default="/usr/local/cuda/bin/nvcc")
    parser.add_argument("--arch", default="sm_90")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    cases = [c for c in CASES if options.filter in c.file or options.filter in c.kernel]
    if options.list:
        for case in cases:
            print(f"{case.name:40} {case.file}")
        return 0
    if not options.out or not cases:
        parser.error("expected a folder to write to and at least one case")
    options.out.mkdir(parents=True, exist_ok=True)
    cases_json = [dict(described(case), stem=stem(case.file)) for case in cases]
    (options.out / "cases.json").write_text(json.dumps(cases_json))
    if options.cuda_only:
        (options.out / "kernels.cu").write_text(cuda_file(cases, TEST))
        return 0

    files = list(dict.fromkeys(case.file for case in cases))
    work = []
    for folder in ("nvcc", "guarded", "unguarded"):
        (options.out / folder).mkdir(exist_ok=True)
    for file in files:
        cuda = options.out / "nvcc" / (stem(file) + ".cu")
        cuda.write_text(cuda_file([c for c in cases if c.file == file], TEST))
        work.append([options.nvcc, "-O3", f"-arch={options.arch}", "-std=c++20", "--expt-relaxed-constexpr", "-cubin", "-w",
                     f"-I{HERE / 'include'}", cuda, "-o", cuda.with_suffix(".cubin")])  # fmt: skip
        for folder, policy in (("guarded", "guard"), ("unguarded", "audit")):
            work.append([options.dcc, TEST / (file + ".dc.cpp"), f"--target=cuda:{options.arch}", f"--policy={policy}", "-o",
                         options.out / folder / (stem(file) + ".dcx")])  # fmt: skip
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        errors = [e for e in pool.map(run, work) if e]
    for error in errors:
        print(error, file=sys.stderr)
    print(f"{len(work) - len(errors)} of {len(work)} compilations, {len(cases)} cases")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
