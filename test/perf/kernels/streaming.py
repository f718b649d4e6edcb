# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Memory-bound kernels on a GPU beside PyTorch's copy and torch.compile, interleaved, in GB/s.

    dcc streaming.dc.cpp -o streaming.dcx
    python3 streaming.py --library libdotcompute.so --header dotcompute.h streaming.dcx

Every result is compared with numpy first, outputs poisoned, sizes 1, 1003 and one over 2 GiB included. Times are wall clock
over a batch of launches ending in a synchronisation, medians of rounds.
"""
import argparse
import ctypes
import statistics
import time

import numpy as np
import torch

from dotcompute_c import Session

REFERENCE = {
    "copy": lambda x, y: x,
    "saxpy": lambda x, y: np.float32(2) * x + y,
    "saxpy_guarded": lambda x, y: np.float32(2) * x + y,
    "chain8": lambda x, y: np.minimum(np.square(np.maximum(x * np.float32(1.5) + np.float32(0.5), np.float32(-1)))
                                      - np.float32(0.25), np.float32(3)) * np.float32(0.75) + x,
}
BYTES = {"copy": 8, "saxpy": 12, "saxpy_guarded": 12, "chain8": 8}


def arguments(name, x, y):
    return (2.0, x, y) if name.startswith("saxpy") else (x, y)


def check(session, kernels, n):
    rng = np.random.default_rng()
    x, y = rng.standard_normal(n, dtype=np.float32), rng.standard_normal(n, dtype=np.float32)
    xs = session.buffer(x)
    for name, kernel in kernels.items():
        start = y if name.startswith("saxpy") else np.full(n, np.nan, np.float32)
        ys = session.buffer(start)
        session.launcher(kernel, *arguments(name, xs, ys))()
        result = np.empty(n, np.float32)
        session.download(result, ys)
        expected = REFERENCE[name](x, y)
        if not np.allclose(result, expected, rtol=1e-6, atol=1e-6):
            raise SystemExit(f"{name}, n={n}: wrong, largest error {np.abs(result - expected).max()}")
        release(session, ys)
    release(session, xs)


def release(session, buffer):
    ctypes.CFUNCTYPE(None, ctypes.c_void_p)(session.api.raw["buffer_release"])(buffer)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("artifact")
    parser.add_argument("--library", required=True)
    parser.add_argument("--header", required=True)
    parser.add_argument("--elements", type=int, default=1 << 28)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--launches", type=int, default=20)
    options = parser.parse_args()

    torch.zeros(1, device="cuda")
    session = Session(options.library, options.header, options.artifact, "cuda:0")
    kernels = {name: session.kernel(name) for name in REFERENCE}
    for n in (1, 1003, 4096, 1000003, (1 << 29) + 7):
        check(session, kernels, n)
    print("results: right at every size")

    n = options.elements
    host = np.random.default_rng(1).standard_normal(n, dtype=np.float32) * np.float32(1e-3)
    xs, ys = session.buffer(host), session.buffer(host)
    tx, ty = torch.from_numpy(host).cuda(), torch.from_numpy(host).cuda()
    tout = torch.empty_like(tx)

    compiled_saxpy = torch.compile(lambda x, y: y.copy_(1e-6 * x + y))
    compiled_chain = torch.compile(
        lambda x, out: out.copy_(((x * 1.5 + 0.5).clamp_min(-1).square() - 0.25).clamp_max(3) * 0.75 + x))
    ours = {name: session.launcher(kernels[name], *((1e-6, xs, ys) if name.startswith("saxpy") else (xs, ys)))
            for name in kernels}
    runs = {"torch copy": (8, lambda: tout.copy_(tx), torch.cuda.synchronize)}
    for name, launch in ours.items():
        runs["dotcompute " + name] = (BYTES[name], launch, session.sync)
    runs["torch.compile saxpy"] = (12, lambda: compiled_saxpy(tx, ty), torch.cuda.synchronize)
    runs["torch.compile chain8"] = (8, lambda: compiled_chain(tx, tout), torch.cuda.synchronize)

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

    rate = {name: runs[name][0] * n / statistics.median(t) / 1e9 for name, t in times.items()}
    copy = rate["torch copy"]
    print(f"{torch.cuda.get_device_name()}, {n} floats, median of {options.rounds} rounds of {options.launches} launches")
    print(f"{'':24} {'GB/s':>8} {'of copy':>8}")
    for name, value in rate.items():
        print(f"{name:24} {value:8.0f} {value / copy:8.3f}")


if __name__ == "__main__":
    main()
