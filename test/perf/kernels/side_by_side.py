# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Times launches of several libraries in turn and prints their rates beside a copy's."""
import statistics
import time

import torch


def add_options(parser):
    parser.add_argument("artifact")
    parser.add_argument("--library", required=True)
    parser.add_argument("--header", required=True)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--launches", type=int, default=20)


def compare(runs, copy, what, options):
    """`runs`: by name the bytes that a launch moves, the launch, and what waits for it. `copy` names the one to compare with."""
    times = {name: [] for name in runs}
    for _, run, sync in runs.values():
        for _ in range(3):
            run()
        sync()
    for _ in range(options.rounds):
        for name, (_, run, sync) in runs.items():
            sync()
            start = time.perf_counter()
            for _ in range(options.launches):
                run()
            sync()
            times[name].append((time.perf_counter() - start) / options.launches)
    rate = {name: runs[name][0] / statistics.median(t) / 1e9 for name, t in times.items()}
    print(f"{torch.cuda.get_device_name()}, {what}, median of {options.rounds} rounds of {options.launches} launches")
    print(f"{'':28} {'GB/s':>8} {'of copy':>8}")
    for name, value in rate.items():
        print(f"{name:28} {value:8.0f} {value / rate[copy]:8.3f}")
