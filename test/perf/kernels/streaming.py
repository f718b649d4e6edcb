# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Memory-bound kernels on a GPU beside PyTorch's copy and torch.compile, interleaved, in GB/s.

    dcc streaming.dc.cpp -o streaming.dcx
    nvcc -O3 -arch=native -shared -Xcompiler -fPIC cub_sum.cu -o cub_sum.so
    python3 streaming.py --library libdotcompute.so --header dotcompute.h [--cub cub_sum.so] streaming.dcx

Every result is compared with numpy first, outputs poisoned, sizes 1, 1003 and one over 2 GiB included. Times are wall clock
over a batch of launches ending in a synchronisation, medians of rounds.
"""
import argparse
import ctypes

import numpy as np
import torch

import side_by_side
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


def summer(session, kernels, x, blocks):
    """A function that sums `x` in two launches, and the buffer that it leaves the sum in."""
    sums, out = session.buffer(np.full(blocks, np.nan, np.float32)), session.buffer(np.full(1, np.nan, np.float32))
    first = session.launcher(kernels["partial_sums"], x, sums)
    second = session.launcher(kernels["sum_up"], sums, out)

    def launch():
        first()
        second()

    return launch, out


def check_sum(session, kernels, n, blocks):
    x = np.random.default_rng().standard_normal(n, dtype=np.float32) + np.float32(0.5)
    xs = session.buffer(x)
    launch, out = summer(session, kernels, xs, blocks)
    launch()
    result = np.empty(1, np.float32)
    session.download(result, out)
    expected = x.sum(dtype=np.float64)
    if not abs(result[0] - expected) <= 1e-5 * np.abs(x).sum(dtype=np.float64):
        raise SystemExit(f"sum, n={n}: got {result[0]}, expected {expected}")
    release(session, xs)


def cub_summer(library, x):
    cub = ctypes.CDLL(library).cub_sum
    cub.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_size_t), ctypes.c_void_p, ctypes.c_void_p, ctypes.c_longlong]
    out = torch.empty(1, device="cuda")
    size = ctypes.c_size_t()
    cub(None, ctypes.byref(size), x.data_ptr(), out.data_ptr(), x.numel())
    memory = torch.empty(size.value, dtype=torch.uint8, device="cuda")

    def launch():
        if cub(memory.data_ptr(), ctypes.byref(size), x.data_ptr(), out.data_ptr(), x.numel()) != 0:
            raise RuntimeError("CUB failed")

    launch()
    expected = x.double().sum().item()
    if not abs(out.item() - expected) <= 1e-5 * x.double().abs().sum().item():
        raise SystemExit(f"CUB sum: got {out.item()}, expected {expected}")
    return launch


def release(session, buffer):
    ctypes.CFUNCTYPE(None, ctypes.c_void_p)(session.api.raw["buffer_release"])(buffer)


def main():
    parser = argparse.ArgumentParser()
    side_by_side.add_options(parser)
    parser.add_argument("--cub", help="cub_sum.so, to sum beside CUB")
    parser.add_argument("--blocks", type=int, default=0, help="of the sum; 0: four for each multiprocessor")
    parser.add_argument("--elements", type=int, default=1 << 28)
    options = parser.parse_args()

    torch.zeros(1, device="cuda")
    session = Session(options.library, options.header, options.artifact, "cuda:0")
    kernels = {name: session.kernel(name) for name in REFERENCE}
    sums = {name: session.kernel(name) for name in ("partial_sums", "sum_up")}
    blocks = options.blocks or 4 * torch.cuda.get_device_properties(0).multi_processor_count
    for n in (1, 1003, 4096, 1000003, (1 << 29) + 7):
        check(session, kernels, n)
        check_sum(session, sums, n, blocks)
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
    runs = {"torch copy": (8 * n, lambda: tout.copy_(tx), torch.cuda.synchronize)}
    for name, launch in ours.items():
        runs["dotcompute " + name] = (BYTES[name] * n, launch, session.sync)
    runs["torch.compile saxpy"] = (12 * n, lambda: compiled_saxpy(tx, ty), torch.cuda.synchronize)
    compiled_sum = torch.compile(lambda x: x.sum())
    runs["dotcompute sum"] = (4 * n, summer(session, sums, xs, blocks)[0], session.sync)
    runs["torch.sum"] = (4 * n, lambda: tx.sum(), torch.cuda.synchronize)
    runs["torch.compile sum"] = (4 * n, lambda: compiled_sum(tx), torch.cuda.synchronize)
    if options.cub:
        runs["CUB sum"] = (4 * n, cub_summer(options.cub, tx), torch.cuda.synchronize)
    runs["torch.compile chain8"] = (8 * n, lambda: compiled_chain(tx, tout), torch.cuda.synchronize)

    side_by_side.compare(runs, "torch copy", f"{n} floats", options)


if __name__ == "__main__":
    main()
