# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The kernels that are measured beside nvcc's, at which sizes, on which values.

Sizes are such that a kernel bound by memory moves 256 MiB or more, and others take about a millisecond on a large GPU.
"""
import dataclasses
import random

M = 1 << 20
TYPES = {
    "bool": "bool", "char": "i8", "signed char": "i8", "unsigned char": "u8", "int8_t": "i8", "short": "i16", "int16_t": "i16",
    "unsigned short": "u16", "int": "i32", "unsigned": "u32", "uint32_t": "u32", "long": "i64", "dc::index": "i64",
    "unsigned long long": "u64", "uint64_t": "u64", "dc::f16": "f16", "dc::bf16": "bf16", "float": "f32", "double": "f64",
    "Match": "i8", "Right": "i32", "Activation": "u8", "Colour": "i32", "Op": "u8",
}  # fmt: skip


@dataclasses.dataclass
class Array:
    type: str
    shape: tuple
    fill: dict  # of the elements before a launch
    written: bool
    compared: bool = True
    kind: str = "array"


@dataclasses.dataclass
class Scalar:
    type: str
    value: object
    kind: str = "scalar"


@dataclasses.dataclass
class Group:
    type: str
    members: list
    kind: str = "group"


@dataclasses.dataclass
class Case:
    file: str  # of the kernel, below test/, without .dc.cpp
    kernel: str
    arguments: list
    grid: tuple  # CUDA's: x first
    block: tuple
    restore: bool  # what is written is put back before each launch: the work depends on it
    tolerance: tuple  # relative, absolute
    differing: float  # the share of elements that may differ by more, where rounding decides a branch
    tables: str
    number: int

    @property
    def entry(self):
        return "_".join("".join(c if c.isalnum() else " " for c in self.kernel).split()) + f"_{self.number}"

    @property
    def name(self):
        stem = self.file.rsplit("/", 1)[-1]
        base = self.kernel.split("<")[0]
        return self.kernel if base == stem else f"{stem}: {self.kernel}"


# Values of elements.
def reals(low=0.0, high=1.0):
    return {"kind": "reals", "low": low, "high": high}


def integers(low, high):
    return {"kind": "integers", "low": low, "high": high}


def ramp(step=1, start=0, divisor=1, modulo=0):
    return {"kind": "ramp", "start": start, "step": step, "divisor": divisor, "modulo": modulo}


def choice(values):
    return {"kind": "choice", "values": list(values)}


def listed(values):
    return {"kind": "listed", "values": list(values)}


def all_of(value):
    return choice([value])


POISON = {"kind": "poison"}


def R(type, *shape, fill):  # what a kernel reads
    return Array("const " + type, shape, fill, False)


def W(type, *shape, compared=True):  # only writes
    return Array(type, shape, POISON, True, compared)


def RW(type, *shape, fill, compared=True):
    return Array(type, shape, fill, True, compared)


def S(type, value):
    return Scalar(type, value)


def G(type, *members):
    return Group(type, list(members))


CASES = []


def blocks_of(domain, block):
    return tuple((n + b - 1) // b for n, b in zip(domain, block))


def add(file, kernel, arguments, *, domain=None, grid=None, block=None, restore=False, tolerance=(1e-5, 1e-6), differing=0.0,
        tables="__constant__"):  # fmt: skip
    """`domain`, or `grid` and `block` of a kernel with DC_BLOCK: in the views' order."""
    if domain is not None:
        block = block or {1: (256,), 2: (8, 32), 3: (1, 8, 32)}[len(domain)]
        grid = blocks_of(domain, block)
    backwards = lambda e: (tuple(e[::-1]) + (1, 1))[:3]
    path = file if file.startswith("perf/") else "e2e/kernels/" + file
    CASES.append(Case(path, kernel, arguments, backwards(grid), backwards(block), restore, tolerance, differing, tables,
                      len(CASES)))


def scene(triangles):
    """A hierarchy of boxes over random triangles: low, high and left as ray_cast has them, and the corners."""
    rng = random.Random(1)
    corners = []
    for _ in range(triangles):
        centre = [rng.uniform(-1, 1) for _ in range(3)]
        corners.append([centre[k % 3] + rng.uniform(-0.05, 0.05) for k in range(9)])
    low, high, left = [], [], []

    def node():
        low.append(None), high.append(None), left.append(0)
        return len(left) - 1

    def build(at, order, axis):
        low[at] = [min(corners[t][k] for t in order for k in (d, 3 + d, 6 + d)) - 1e-4 for d in range(3)]
        high[at] = [max(corners[t][k] for t in order for k in (d, 3 + d, 6 + d)) + 1e-4 for d in range(3)]
        if len(order) == 1:
            left[at] = ~order[0]
            return
        order = sorted(order, key=lambda t: corners[t][axis])
        child, middle = node(), len(order) // 2
        node()
        left[at] = child
        build(child, order[:middle], (axis + 1) % 3)
        build(child + 1, order[middle:], (axis + 1) % 3)

    build(node(), list(range(triangles)), 0)
    flat = lambda rows: [x for row in rows for x in row]
    return flat(low), flat(high), left, flat(corners)


def define():
    any32, unit, byte = integers(0, 2**32 - 1), reals(), integers(0, 255)

    # hash
    n = 256 * M
    add("hash/chacha20", "chacha20",
        [R("uint32_t", 8, fill=any32), R("uint32_t", 3, fill=any32), S("uint32_t", 1), RW("unsigned char", n, fill=byte)],
        domain=(n // 64,))
    add("hash/crc32", "crc32", [R("unsigned char", M, 256, fill=byte), W("uint32_t", M)], domain=(M,), tables="__device__")
    n = 16 * M
    add("hash/philox", "philox", [S("uint32_t", 7), S("uint32_t", 9), R("uint32_t", n, 4, fill=any32), W("uint32_t", n, 4)],
        domain=(n,))
    n = 4 * M
    add("hash/sha256", "sha256",
        [R("unsigned char", 64 * n, fill=byte), R("int", n + 1, fill=ramp(64)), W("uint32_t", 8 * n)], domain=(n,))
    add("hash/xorshift", "xorshift",
        [S("int", 64), S("unsigned", 1000003), RW("unsigned long long", n, fill=integers(1, 2**60)), W("unsigned", n)],
        domain=(n,))

    # text
    n = 64 * M
    letters = [ord(c) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"]
    add("text/base64", "base64_encode", [R("unsigned char", 3 * n, fill=byte), W("char", 4 * n)], domain=(n,),
        tables="__device__")
    add("text/base64", "base64_decode",
        [R("char", 4 * n, fill=choice(letters)), W("unsigned char", 3 * n), RW("int", 1, fill=all_of(0))], domain=(n,),
        tables="__device__")
    words = 4 * M
    add("text/levenshtein", "levenshtein",
        [R("char", 24, fill=integers(97, 102)), R("char", words, 24, fill=integers(97, 102)), W("int", words)], domain=(words,))
    for kind in ("short", "bool"):
        add("text/run_length", f"run_length<{kind}>",
            [R(kind, n, fill=integers(0, 1)), W("int", n), RW("int", 1, fill=all_of(0), compared=False)], domain=(n,))
    n = 128 * M
    add("text/string_search", "string_search",
        [R("char", n, fill=integers(97, 100)), R("char", 8, fill=listed([97, 63, 98, 65, 97, 99, 63, 100])), W("Match", n),
         RW("unsigned", 2, fill=all_of(0), compared=False)], domain=(n,))

    # graphs
    n = 4 * M
    add("graphs/bfs_level", "bfs_level",
        [G("Graph", R("int", n + 1, fill=ramp(8)), R("int", 8 * n, fill=integers(0, n - 1))), R("int", n // 4, fill=ramp(4)),
         S("int", 1), RW("int", n, fill=all_of(-1)),
         G("Frontier", W("int", n, compared=False), RW("int", 1, fill=all_of(0)))], domain=(n // 4,), restore=True)
    side = 8192
    add("graphs/connected_components", "connected_components",
        [R("unsigned char", side, side, fill=integers(0, 3)), R("int", side, side, fill=integers(0, 2**30)),
         W("int", side, side), RW("int", 1, fill=all_of(0))], domain=(side, side))
    add("graphs/floyd_warshall", "floyd_warshall",
        [S("int", 77), RW("float", side, side, fill=unit), RW("int", side, side, fill=integers(0, 8191))], domain=(side, side),
        restore=True)
    n = 8 * M
    add("graphs/kmeans", "kmeans_assign",
        [R("unsigned short", n, 3, fill=integers(0, 65535)), R("float", 64, 3, fill=reals(0, 65535)), W("int", n),
         G("Clusters", RW("unsigned long long", 64, 3, fill=all_of(0)), RW("unsigned", 64, fill=all_of(0)))], domain=(n,),
        restore=True)
    n = 4 * M
    add("graphs/kmeans", "kmeans_update",
        [R("unsigned long long", n, 3, fill=integers(0, 2**40)), R("unsigned", n, fill=integers(0, 1000)),
         RW("float", n, 3, fill=unit)], domain=(n, 3), block=(128, 3))  # at most 65535 blocks along y
    n = M // 2
    add("graphs/knn", "knn",
        [R("float", 2048, 2, fill=unit), R("float", n, 2, fill=unit), W("int", n, 6), W("float", n, 6)], domain=(n,),
        differing=1e-4)
    n = 4 * M
    add("graphs/union_find", "union_edges",
        [R("int", n, 2, fill=integers(0, n - 1)), RW("int", n, fill=ramp(), compared=False)], domain=(n,), restore=True)
    n = 64 * M
    add("graphs/union_find", "label_nodes", [RW("int", n, fill=ramp(divisor=16)), W("int", n)], domain=(n,))

    # maths
    n = 16 * M
    scores = [S("int", 3), S("int", -2), S("int", 5), S("int", 1)]
    cells = lambda: [R("int", n, fill=integers(0, 1000)) for _ in range(3)]
    add("maths/dp_row", "align_diagonal",
        [G("Scores", *scores), S("int", n - 1), R("char", n, fill=integers(65, 68)), R("char", n, fill=integers(65, 68)),
         G("Cells", *cells()), R("int", n, fill=integers(0, 1000)), G("NewCells", W("int", n), W("int", n), W("int", n)),
         RW("int", 1, fill=all_of(0))], domain=(n,))
    n = 32 * M
    pair = lambda make: [make("double", n), make("double", n)]
    add("maths/fft_stage", "fft_stage",
        [S("int", -1), S("dc::index", 1024), G("ComplexArray", *pair(lambda t, n: RW(t, n, fill=unit))),
         G("ComplexArray", *pair(W))], domain=(n // 2,), tolerance=(1e-9, 1e-12))
    rows = M // 2
    add("maths/fft_stage", "fft_block<64>",
        [R("double", rows, 64, fill=unit), R("double", rows, 64, fill=unit), W("double", rows, 64)], grid=(rows,), block=(32,),
        tolerance=(1e-9, 1e-9))
    n = 128 * M
    add("maths/haar", "haar", [R("int16_t", 2 * n, fill=integers(-32768, 32767)), W("int16_t", n), W("int16_t", n)], domain=(n,))
    add("maths/haar", "haar_back",
        [R("int16_t", n, fill=integers(-32768, 32767)), R("int16_t", n, fill=integers(-32768, 32767)), W("int16_t", 2 * n)],
        domain=(n,))
    n = 32 * M
    add("maths/morton", "morton", [S("float", 0), S("float", 1), R("float", n, 3, fill=unit), W("uint64_t", n)], domain=(n,))
    n = 2 * M
    add("maths/quaternion", "quaternion", [R("double", 8, 4, fill=unit), RW("double", n, 3, fill=unit)], domain=(n,),
        tolerance=(1e-9, 1e-9), restore=True)
    collatz = [("Push", 0), ("Input", 0), ("Dup", 0), ("Push", 2), ("Less", 0), ("JumpZero", 8), ("Drop", 0), ("Halt", 0),
               ("Swap", 0), ("Push", 1), ("Add", 0), ("Swap", 0), ("Dup", 0), ("Dup", 0), ("Push", 2), ("Div", 0), ("Push", 2),
               ("Mul", 0), ("Sub", 0), ("JumpZero", 24), ("Push", 3), ("Mul", 0), ("Push", 1), ("Jump", 26), ("Push", 2),
               ("Jump", 28), ("Add", 0), ("Jump", 2), ("Div", 0), ("Jump", 2)]  # fmt: skip
    names = "Halt Push Add Sub Mul Div Dup Swap Drop Jump JumpZero Less Input Loop Fault".split()
    n = M // 4
    add("maths/torture", "torture",
        [R("Op", len(collatz), fill=listed(names.index(op) for op, _ in collatz)),
         R("int", len(collatz), fill=listed(x for _, x in collatz)), R("int", n, fill=integers(1, 1000)), S("int", 100000),
         W("int", n), W("int", n)], domain=(n,))

    # images
    half = 4096
    add("images/bilateral", "bilateral",
        [S("int", 3), S("float", 0.1), S("float", 4), R("float", half, half, fill=unit), W("float", half, half)],
        domain=(half, half))
    for forward in ("true", "false"):
        add("images/dct8x8", f"dct8x8<{forward}>",
            [S("int", 2), R("float", side, side, fill=reals(-100, 100)), W("float", side, side)], grid=(side // 8, side // 8),
            block=(8, 8), tolerance=(1e-4, 1e-3), differing=1e-4, tables="__device__")
    add("images/dither", "dither", [R("unsigned char", 65536, 4096, fill=byte), W("unsigned char", 65536, 512)], domain=(65536,))
    add("images/game_of_life", "game_of_life", [R("uint64_t", side, half, fill=integers(0, 2**62)), W("uint64_t", side, half)],
        domain=(side, half))
    add("images/hsv", "hsv", [S("float", 0.3), S("float", 1.01), RW("uint32_t", 128 * M, fill=any32)], domain=(128 * M,),
        differing=1e-2, restore=True)
    add("images/mandelbrot", "mandelbrot",
        [G("Complex<float>", S("float", -2), S("float", -1.5)), S("float", 3 / side), S("int", 256), W("int", side, side)],
        domain=(side, side), differing=1e-2)
    add("images/median", "median<unsigned char, 1>", [R("unsigned char", side, side, fill=byte), W("unsigned char", side, side)],
        domain=(side, side))
    add("images/median", "median<float, 2>", [R("float", half, half, fill=unit), W("float", half, half)], domain=(half, half))
    add("images/perlin", "perlin", [S("unsigned", 5), S("int", 4), S("float", 0.01), W("float", side, side)],
        domain=(side, side), tables="__device__", tolerance=(1e-3, 1e-4))
    low, high, left, corners = scene(1024)
    rays = M
    add("images/ray_cast", "ray_cast",
        [G("Boxes", R("float", len(left), 3, fill=listed(low)), R("float", len(left), 3, fill=listed(high)),
           R("int", len(left), fill=listed(left))), R("float", 1024, 9, fill=listed(corners)),
         R("float", rays, 6, fill=reals(-1, 1)), W("int", rays), W("float", rays)], domain=(rays,), differing=1e-3)
    add("images/ray_march", "ray_march",
        [G("Vec", S("float", 0), S("float", 0), S("float", 0)), W("float", half, half), W("int", half, half)],
        domain=(half, half), tolerance=(1e-3, 1e-3), differing=1e-2)

    # finance
    n = M // 4
    up, growth = 1.0382, 1.00078
    add("finance/binomial", "binomial",
        [G("Tree", S("double", up), S("double", 1 / up), S("double", (growth - 1 / up) / (up - 1 / up)),
           S("double", 1 / growth)), S("int", 64), R("Right", n, fill=integers(0, 1)), R("double", n, fill=reals(50, 150)),
         R("double", n, fill=reals(50, 150)), W("double", n)], domain=(n,), tolerance=(1e-9, 1e-9))
    n = 64 * M
    add("finance/black_scholes", "black_scholes",
        [G("Options", R("float", n, fill=reals(50, 150)), R("float", n, fill=reals(50, 150)), R("float", n, fill=reals(0.1, 2))),
         G("Market", S("float", 0.05), S("float", 0.3)), W("float", n), W("float", n)], domain=(n,), tolerance=(1e-3, 1e-3))
    add("finance/monte_carlo", "monte_carlo",
        [S("uint32_t", 11), S("int", M), S("int", 64), S("float", 100), S("float", 95), S("float", 0.0004), S("float", 0.01),
         W("double", 2048)], grid=(2048,), block=(128,), tolerance=(1e-3, 1e-3))

    # sorting
    add("sorting/argmax", "argmax", [R("float", 16384, side, fill=unit), W("int", 16384), W("float", 16384)], grid=(16384,),
        block=(128,))
    n = 64 * M
    add("sorting/bitonic_stage", "bitonic_stage<int, Ascending>",
        [S("dc::index", M), S("dc::index", 1024), RW("int", n, fill=integers(-(2**31), 2**31 - 1))], domain=(n // 2,),
        restore=True)
    add("sorting/bitonic_stage", "bitonic_stage<float, Descending>",
        [S("dc::index", M), S("dc::index", 1024), RW("float", n, fill=unit)], domain=(n // 2,), restore=True)
    n = 32 * M
    for op in ("Plus", "Largest"):
        add("sorting/block_prefix", f"block_prefix<{op}>",
            [R("long", n, fill=integers(-1000, 1000)), W("long", n), W("long", n // 128)], grid=(n // 128,), block=(64,))
        add("sorting/block_prefix", f"add_before<{op}>",
            [R("long", n // 128, fill=integers(-1000, 1000)), RW("long", n, fill=integers(-1000, 1000))], domain=(n,))
    n, parts = 64 * M, M
    add("sorting/radix_pass", "radix_count",
        [R("unsigned", n, fill=any32), S("int", 8), W("unsigned", 16, parts)], grid=(parts,), block=(64,))
    add("sorting/radix_pass", "radix_scatter",
        [R("unsigned", n, fill=ramp()), S("int", 0), R("unsigned", 16, parts, fill=ramp(4)), W("unsigned", n)], grid=(parts,),
        block=(64,))
    rows = M // 2
    for k in (1, 5):
        add("sorting/topk", f"topk<{k}>", [R("float", rows, 256, fill=unit), W("float", rows, k), W("int", rows, k)],
            domain=(rows,))

    # physics
    field = lambda: G("Field", *[RW("float", side, side, fill=reals(-1, 1)) for _ in range(3)])
    add("physics/fdtd", "fdtd_magnetic", [field(), S("float", 0.5)], domain=(side, side))
    add("physics/fdtd", "fdtd_electric",
        [field(), S("float", 0.5), G("Source", S("int", 100), S("int", 100), S("float", 1))], domain=(side, side))
    add("physics/lattice_boltzmann", "lattice_boltzmann",
        [S("float", 0.6), R("bool", half, half, fill=choice([0] * 15 + [1])), R("float", 9, half, half, fill=reals(0.5, 1)),
         W("float", 9, half, half)], domain=(half, half), tolerance=(1e-4, 1e-5))
    n = 65536
    add("physics/nbody", "nbody",
        [G("Bodies", *[R("float", n, fill=unit) for _ in range(4)]), S("float", 0.01),
         G("Accelerations", *[W("float", n) for _ in range(3)])], grid=(n // 64,), block=(64,), tolerance=(1e-2, 1.0))
    n = 32 * M
    add("physics/particles", "particles",
        [G("Particles", *[RW("float", n, fill=unit) for _ in range(4)], RW("int", n, fill=all_of(0))),
         G("Settings", S("float", 0), S("float", 0), S("float", 1), S("float", 1), S("float", 0.01), S("float", -1),
           S("float", 0.9))], domain=(n,), restore=True, differing=1e-4)
    add("physics/red_black", "red_black",
        [S("Colour", 0), S("float", 1.5), R("float", side, side, fill=unit), RW("float", side, side, fill=unit),
         RW("float", 1, fill=all_of(0))], domain=(side, side), restore=True)
    n = 2 * M
    for kind, steps in (("float", 200), ("double", 100)):
        add("physics/rk4", f"lorenz<{kind}>",
            [S("int", steps), S(kind, 0.0001), R(kind, n, fill=reals(20, 30)), RW(kind, n, 3, fill=unit)], domain=(n,),
            restore=True, tolerance=(1e-3, 1e-3))
    add("physics/stencil7", "stencil7",
        [S("float", 0.1), R("float", 512, 512, 512, fill=unit), W("float", 512, 512, 512)], domain=(512, 512, 512))

    # ml
    rows, width = 131072, 1024
    add("ml/embedding", "embedding_gather",
        [R("float", 65536, width, fill=unit), R("long", rows, fill=integers(0, 65535)), S("long", 5), W("float", rows, width)],
        domain=(rows, width))
    add("ml/embedding", "scatter_add",
        [R("float", rows, width, fill=unit), R("long", rows, fill=integers(0, 65535)), S("long", 5),
         RW("float", 65536, width, fill=unit)], domain=(rows, width), tolerance=(1e-3, 1e-3), restore=True)
    for kind, function, n in (("float", 0, 64), ("float", 2, 64), ("float", 4, 64), ("double", 6, 16)):
        add("ml/gelu", f"activation<{kind}>",
            [S("Activation", function), R(kind, n * M, fill=reals(-4, 4)), W(kind, n * M)], domain=(n * M,),
            tolerance=(1e-3, 1e-4))
    rows, width = 65536, 2048
    add("ml/layer_norm", "layer_norm",
        [R("dc::bf16", rows, width, fill=unit), R("float", width, fill=unit), R("float", width, fill=unit), S("float", 1e-5),
         W("dc::bf16", rows, width), W("float", rows), W("float", rows)], grid=(rows,), block=(32,), tolerance=(1e-2, 1e-2))
    add("ml/quantise", "quantise", [R("float", rows, 1024, fill=reals(-1, 1)), W("int8_t", rows, 1024), W("float", rows)],
        domain=(rows,), differing=1e-3)
    n = 2048
    add("ml/quantise", "int8_dot",
        [R("int8_t", n, n, fill=integers(-127, 127)), R("float", n, fill=unit), R("int8_t", n, n, fill=integers(-127, 127)),
         R("float", n, fill=unit), W("float", n, n)], domain=(n, n))
    add("ml/quantise", "dequantise",
        [R("int8_t", 16384, side, fill=integers(-127, 127)), R("float", 16384, fill=unit), W("float", 16384, side)],
        domain=(16384, side))
    for kind, tokens in (("float", 16384), ("dc::f16", 32768)):
        add("ml/rope", f"rope<{kind}>", [S("float", 10000), S("int", 3), RW(kind, tokens, 32, 128, fill=reals(-1, 1))],
            domain=(tokens, 32, 64), tolerance=(1e-2, 1e-2), restore=True)
    add("ml/softmax", "softmax", [R("float", rows, width, fill=reals(-4, 4)), W("float", rows, width)], grid=(rows,),
        block=(64,), tolerance=(1e-3, 1e-7))
    add("ml/softmax", "cross_entropy",
        [R("float", rows, width, fill=reals(-4, 4)), R("int", rows, fill=integers(0, width - 1)), W("float", rows)],
        domain=(rows,), tolerance=(1e-3, 1e-3))

    # linear algebra
    n = 512
    add("linear_algebra/cholesky", "cholesky",
        [RW("double", n, n, fill={"kind": "dominant", "low": 0.0, "high": 1.0}), RW("int", 1, fill=all_of(0))], grid=(1,),
        block=(64,), restore=True, tolerance=(1e-6, 1e-9))
    add("linear_algebra/gemv", "gemv<float, 64>",
        [S("float", 2), R("float", 16384, 16384, fill=unit), R("float", 16384, fill=unit), S("float", 0), W("float", 16384)],
        grid=(16384,), block=(64,), tolerance=(1e-3, 1e-3))
    add("linear_algebra/gemv", "gemv<double, 32>",
        [S("double", 2), R("double", 16384, 8192, fill=unit), R("double", 8192, fill=unit), S("double", 0), W("double", 16384)],
        grid=(16384,), block=(32,), tolerance=(1e-6, 1e-6))
    n = 2 * M
    add("linear_algebra/inverse4x4", "inverse4x4",
        [R("double", n, 4, 4, fill=reals(-1, 1)), W("double", n, 4, 4), W("bool", n)], domain=(n,), tolerance=(1e-4, 1e-4),
        differing=1e-4)
    add("linear_algebra/lu", "find_pivot",
        [R("double", 4 * M, 32, fill=unit), S("dc::index", 3), RW("dc::index", 32, fill=all_of(0))], grid=(1,), block=(128,))
    add("linear_algebra/lu", "swap_rows",
        [RW("double", 8, 16 * M, fill=unit), S("dc::index", 1), R("dc::index", 8, fill=all_of(5))], domain=(16 * M,),
        restore=True)
    add("linear_algebra/lu", "scale_column", [RW("double", 8 * M, 16, fill=reals(1, 2)), S("dc::index", 3)], domain=(8 * M,),
        restore=True)
    add("linear_algebra/lu", "eliminate", [RW("double", side, side, fill=unit), S("dc::index", 3)], domain=(side, side),
        restore=True)
    n = 4 * M
    add("linear_algebra/spmv", "spmv_csr",
        [G("Csr", R("int", n + 1, fill=ramp(16)), R("int", 16 * n, fill=integers(0, n - 1)), R("float", 16 * n, fill=unit)),
         R("float", n, fill=unit), W("float", n)], domain=(n,), tolerance=(1e-4, 1e-4))
    add("linear_algebra/spmv", "spmv_ell",
        [R("int", 16, n, fill=integers(0, n - 1)), R("float", 16, n, fill=unit), R("float", n, fill=unit), W("float", n)],
        domain=(n,), tolerance=(1e-4, 1e-4))

    # views, blocks, atomics and subgroups
    add("views", "saxpy_2d", [S("float", 1e-6), R("float", 16384, side, fill=unit), RW("float", 16384, side, fill=unit)],
        domain=(16384, side))
    add("views", "stencil_5", [R("float", 16384, side, fill=unit), W("float", 16384, side)], domain=(16384, side))
    add("views", "transpose", [R("float", side, side, fill=unit), W("float", side, side)], domain=(side, side))
    n = 2048
    add("views", "matmul", [R("float", n, n, fill=unit), R("float", n, n, fill=unit), W("float", n, n)], domain=(n, n),
        tolerance=(1e-3, 1e-3))
    add("views", "mandelbrot",
        [S("float", -2), S("float", -1.5), S("float", 3 / side), S("int", 256), W("int", side, side)], domain=(side, side),
        differing=1e-2)
    add("blocks", "block_sum", [R("float", 256 * M, fill=unit), W("float", 2048)], grid=(2048,), block=(256,),
        tolerance=(1e-3, 1e-3))
    add("blocks", "transpose", [R("float", side, side, fill=unit), W("float", side, side)], grid=(side // 32, side // 32),
        block=(8, 32))
    add("blocks", "matmul_shared", [R("float", n, n, fill=unit), R("float", n, n, fill=unit), W("float", n, n)],
        grid=(n // 16, n // 16), block=(16, 16), tolerance=(1e-3, 1e-3))
    add("blocks", "histogram", [R("unsigned char", 256 * M, fill=byte), RW("unsigned", 256, fill=all_of(0)), S("int", 2048)],
        grid=(2048,), block=(128,), restore=True)
    add("blocks", "block_scan", [R("int", 64 * M, fill=integers(-9, 9)), W("int", 64 * M)], grid=(M,), block=(64,))
    add("blocks", "sort_blocks<256>", [R("float", 32 * M, fill=unit), W("float", 32 * M), W("int", 32 * M)], grid=(M // 8,),
        block=(256,))
    add("atomics", "histogram", [R("int", 64 * M, fill=integers(0, 65535)), RW("int", 65536, fill=all_of(0))],
        domain=(64 * M,), restore=True)
    add("subgroups", "block_total<256>", [R("float", 256 * M, fill=unit), W("float", 2048)], grid=(2048,), block=(256,),
        tolerance=(1e-3, 1e-3))

    # streams
    n = 128 * M
    streaming = "perf/kernels/streaming"
    for kernel in ("copy", "chain8"):
        add(streaming, kernel, [R("float", n, fill=unit), W("float", n)], domain=(n,))
    for kernel in ("saxpy", "saxpy_guarded"):
        add(streaming, kernel, [S("float", 1e-6), R("float", n, fill=unit), RW("float", n, fill=unit)], domain=(n,))
    add(streaming, "partial_sums", [R("float", 2 * n, fill=unit), W("float", 528)], grid=(528,), block=(512,),
        tolerance=(1e-3, 1e-3))
    narrow = "perf/kernels/narrow"
    add(narrow, "copy_u8", [R("unsigned char", 4 * n, fill=byte), W("unsigned char", 4 * n)], domain=(4 * n,))
    add(narrow, "copy_bf16", [R("dc::bf16", 2 * n, fill=unit), W("dc::bf16", 2 * n)], domain=(2 * n,))
    for kind in ("bf16", "f16"):
        add(narrow, f"saxpy_{kind}",
            [S("float", 1e-3), R(f"dc::{kind}", 2 * n, fill=unit), RW(f"dc::{kind}", 2 * n, fill=unit)], domain=(2 * n,),
            tolerance=(1e-2, 1e-2), restore=True)
    add(narrow, "brighten_u8", [S("int", 7), R("unsigned char", 4 * n, fill=byte), W("unsigned char", 4 * n)], domain=(4 * n,))


define()


def flat(arguments):
    for argument in arguments:
        yield from flat(argument.members) if argument.kind == "group" else [argument]


def described(case):
    """A case as the program reads it."""
    arguments = []
    for argument in flat(case.arguments):
        bare = argument.type.replace("const ", "")
        one = {"type": TYPES[bare]}
        if argument.kind == "scalar":
            one["value"] = argument.value
        else:
            one.update(shape=list(argument.shape), fill=argument.fill, written=argument.written, compared=argument.compared)
        arguments.append(one)
    return {
        "name": case.name, "kernel": case.kernel, "file": case.file, "entry": case.entry, "grid": case.grid, "block": case.block,
        "restore": case.restore, "relative": case.tolerance[0], "absolute": case.tolerance[1], "differing": case.differing,
        "arguments": arguments,
    }  # fmt: skip
