# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Kernels on elements of 1 and 2 bytes on a GPU beside PyTorch, eager and compiled, interleaved, in GB/s.

    dcc narrow.dc.cpp -o narrow.dcx
    python3 narrow.py --library libdotcompute.so --header dotcompute.h narrow.dcx

Every result is compared with PyTorch's first, at sizes 1, 1003 and 1000003. Times are wall clock over a batch of launches that ends in a
synchronisation; medians of rounds. What it is to show: that
elements of 1 and 2 bytes, several of which one access takes, come up to those of 4 (copy_u32). `dcx bench narrow.dcx copy_u8 ...` says the same
without PyTorch, and of images too.
"""
import argparse

import numpy as np
import torch

import side_by_side
from dotcompute_c import BF16, F16, U8, U32, Session

# name: element type, bytes moved for each element, further arguments, what it computes in PyTorch (into y)
KERNELS = {
    "copy_u32": (U32, 8, (), lambda x, y: y.copy_(x)),
    "copy_u8": (U8, 2, (), lambda x, y: y.copy_(x)),
    "copy_bf16": (BF16, 4, (), lambda x, y: y.copy_(x)),
    "saxpy_bf16": (BF16, 6, (0.5,), lambda x, y: y.copy_(0.5 * x.float() + y.float())),
    "saxpy_f16": (F16, 6, (0.5,), lambda x, y: y.copy_(0.5 * x.float() + y.float())),
    "brighten_u8": (U8, 2, (7,), lambda x, y: y.copy_((x.int() + 7).clamp(0, 255))),
}
TORCH = {U32: torch.int32, U8: torch.uint8, BF16: torch.bfloat16, F16: torch.float16}
NUMPY = {U32: np.uint32, U8: np.uint8, BF16: np.uint16, F16: np.uint16}


def bits(tensor, type):
    """A tensor's elements as numpy integers of their width."""
    same = {U32: torch.int32, U8: torch.uint8, BF16: torch.int16, F16: torch.int16}[type]
    return tensor.view(same).cpu().numpy().view(NUMPY[type])


def inputs(n, type, seed):
    generator = torch.Generator(device="cuda").manual_seed(seed)
    values = torch.rand(n, device="cuda", generator=generator) * (200 if type in (U8, U32) else 2)
    return values.to(TORCH[type])


def check(session, kernels, n):
    for name, kernel in kernels.items():
        type, _, scalars, reference = KERNELS[name]
        x, y = inputs(n, type, 1), inputs(n, type, 2)
        xs, ys = session.buffer(bits(x, type), type), session.buffer(bits(y, type), type)
        session.launcher(kernel, *scalars, xs, ys)()
        result = np.empty(n, NUMPY[type])
        session.download(result, ys)
        reference(x, y)
        if not np.array_equal(result, bits(y, type)):
            raise SystemExit(f"{name}, n={n}: {np.count_nonzero(result != bits(y, type))} elements are wrong")


def main():
    parser = argparse.ArgumentParser()
    side_by_side.add_options(parser)
    parser.add_argument("--bytes", type=int, default=1 << 30, help="of each array")
    options = parser.parse_args()

    torch.zeros(1, device="cuda")
    session = Session(options.library, options.header, options.artifact, "cuda:0")
    kernels = {name: session.kernel(name) for name in KERNELS}
    for n in (1, 1003, 1000003):
        check(session, kernels, n)
    print("results: right at every size")

    runs = {}
    for name, (type, moved, scalars, reference) in KERNELS.items():
        n = options.bytes // np.dtype(NUMPY[type]).itemsize
        x, y = inputs(n, type, 1), torch.zeros(n, dtype=TORCH[type], device="cuda")
        host = bits(x, type)
        xs, ys = session.buffer(host, type), session.buffer(host, type)
        compiled = torch.compile(reference)
        runs["dotcompute " + name] = (moved * n, session.launcher(kernels[name], *scalars, xs, ys), session.sync)
        if name.startswith("copy"):
            runs["torch " + name] = (moved * n, lambda x=x, y=y: y.copy_(x), torch.cuda.synchronize)
        else:
            runs["torch.compile " + name] = (moved * n, lambda x=x, y=y, f=compiled: f(x, y), torch.cuda.synchronize)

    side_by_side.compare(runs, "torch copy_u32", f"{options.bytes} bytes an array", options)


if __name__ == "__main__":
    main()
