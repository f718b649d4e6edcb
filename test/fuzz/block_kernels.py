#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random block kernels, compiled by dcc and by the host's C++ compiler: both must compute the same bits.

Every kernel is legal and free of races: a shared array is either written and read by each thread at its own place or
read anywhere, and a barrier lies between. Barriers stand in nested branches, loops and switches that all threads of a
block take alike; divergent work, private arrays, and values of several types go around and across them.

    block_kernels.py --seed 1 --count 500 --dcc build/dev/bin/dcc --library build/dev/lib --cxx clang++-22
"""
import argparse
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCKS = [(1,), (2,), (3,), (7,), (16,), (33,), (1, 5), (3, 4), (2, 3, 4), (4, 1, 2)]
GRIDS = {1: [(1,), (3,)], 2: [(1, 2), (2, 1)], 3: [(1, 1, 2), (2, 1, 1)]}
# Per-thread variables and the type of each; the floats only ever hold values that both compilers compute exactly alike.
LOCALS = {"a": "int", "b": "unsigned", "l": "long long", "s": "short", "q": "unsigned char", "f": "float", "d": "double",
          "o": "bool"}
UNIFORMS = {"u": "int", "v": "unsigned", "w": "long long"}


class Kernel:
    def __init__(self, rng, name):
        self.rng, self.name = rng, name
        self.block = rng.choice(BLOCKS)
        self.grid = rng.choice(GRIDS[len(self.block)])
        self.threads = 1
        for size in self.block:
            self.threads *= size
        self.lines, self.depth, self.fresh = [], 1, 0
        self.shared = {f"m{k}": rng.choice(["int", "unsigned char", "long long", "float"])
                       for k in range(rng.randint(1, 3))}
        self.modes = {name: "own" for name in self.shared}  # or "any": readable at every place
        self.counters = []  # uniform loop counters in scope
        self.budget = rng.randint(8, 26)  # statements
        self.text = self.write()

    # -- Text

    def emit(self, text):
        self.lines.append("  " * self.depth + text)

    def unique(self, prefix):
        self.fresh += 1
        return f"{prefix}{self.fresh}"

    def open(self, text):
        self.emit(text + " {")
        self.depth += 1

    def close(self, text="}"):
        self.depth -= 1
        self.emit(text)

    # -- Expressions

    def uniform(self, depth=2):
        """An int that all threads of a block have alike."""
        r = self.rng
        leaves = ["n", "m", "u", "int(v)", "int(w)", "int(block)", str(r.randint(-3, 9))] + self.counters
        if depth == 0 or r.random() < 0.3:
            return r.choice(leaves)
        a, b = self.uniform(depth - 1), self.uniform(depth - 1)
        return r.choice([f"({a} + {b})", f"({a} - {b})", f"({a} * {b})", f"({a} ^ {b})", f"({a} & {b})",
                         f"({a} >> {r.randint(0, 6)})", f"({a} % {r.randint(1, 7)})", f"int(c[({a}) & 63])",
                         f"({a} < {b} ? {b} : {a})", f"min_of({a}, {b})"])

    def varying(self, depth=2):
        """An int of this thread."""
        r = self.rng
        if depth == 0 or r.random() < 0.25:
            leaf = r.choice(["a", "int(b)", "int(l)", "int(s)", "int(q)", "int(f)", "int(d)", "int(o)", "int(t)", "int(i)",
                             "p[t & 3]", self.uniform(1)])
            return leaf
        a, b = self.varying(depth - 1), self.varying(depth - 1)
        choices = [f"({a} + {b})", f"({a} - {b})", f"({a} * {b})", f"({a} ^ {b})", f"({a} | {b})", f"(~{a})",
                   f"({a} << {r.randint(0, 9)})", f"({a} >> {r.randint(0, 9)})", f"({a} / {r.randint(1, 9)})",
                   f"int(unsigned({a}) % (unsigned({b}) | 1u))", f"({a} < {b} ? {a} : {b})", f"int(c[({a}) & 63])",
                   f"p[({a}) & 3]", f"min_of({a}, {b})", f"int(x[i])"]
        choices += [f"int({name}[t])" for name, mode in self.modes.items() if mode == "own"]
        choices += [f"int({name}[unsigned({a}) % {self.threads}])" for name, mode in self.modes.items() if mode == "any"]
        choices += [f"int({name}[(t + {r.randint(1, 5)}) % {self.threads}])"
                    for name, mode in self.modes.items() if mode == "any"] * 2
        return r.choice(choices)

    def condition(self, side):
        a, b = side(1), side(1)
        compare = self.rng.choice(["<", "<=", "==", "!=", ">"])
        simple = f"{a} {compare} {b}"
        if self.rng.random() < 0.2:
            return f"{simple} {self.rng.choice(['&&', '||'])} {side(1)} % 3 != 0"
        return simple

    def bounded(self, type_name, value):
        """Floats stay small multiples of a power of two."""
        return f"{type_name}({value} & 255) * {type_name}(0.25)" if type_name in ("float", "double") else \
            f"{type_name}({value})" if " " not in type_name else f"({type_name})({value})"

    # -- Statements of one thread

    def assign(self):
        r = self.rng
        kind = r.random()
        own = [name for name, mode in self.modes.items() if mode == "own"]
        if kind < 0.25 and own:
            name = r.choice(own)
            return self.emit(f"{name}[t] = {self.bounded(self.shared[name], self.varying())};")
        if kind < 0.4:
            return self.emit(f"p[({self.varying(1)}) & 3] {r.choice(['=', '+=', '^='])} {self.varying()};")
        if kind < 0.5:
            return self.emit(f"x[i] {r.choice(['=', '+='])} {self.varying()};")
        name, type_name = r.choice(list(LOCALS.items()))
        if type_name in ("float", "double"):
            scale = r.choice(["", f"{name} * {type_name}(0.5) + "])
            return self.emit(f"{name} = {scale}{type_name}({self.varying()} & 255);")
        if type_name == "bool":
            return self.emit(f"{name} = {self.condition(self.varying)};")
        return self.emit(f"{name} {r.choice(['=', '+=', '^=', '*='])} {self.varying()};")

    def divergent(self, depth):
        r = self.rng
        kind = r.random()
        if depth == 0 or kind < 0.4:
            return self.assign()
        if kind < 0.7:
            self.open(f"if ({self.condition(self.varying)})")
            self.divergent(depth - 1)
            if r.random() < 0.5:
                self.close("} else {")
                self.depth += 1
                self.divergent(depth - 1)
            return self.close()
        counter = self.unique("j")
        self.open(f"for (int {counter} = 0; {counter} < (({self.varying(1)}) & 3); ++{counter})")
        self.divergent(depth - 1)
        if r.random() < 0.4:
            self.emit(f"if ({self.condition(self.varying)}) {r.choice(['break', 'continue'])};")
            self.divergent(depth - 1)
        return self.close()

    # -- Statements that all threads of a block run alike

    def barrier(self):
        self.emit(self.rng.choice(["dc::barrier();", "dc::barrier();", "meet();"]))
        for name in self.modes:
            self.modes[name] = self.rng.choice(["own", "any"])

    def restore(self, modes):
        """Before ways meet, the arrays are in one mode again."""
        if self.modes != modes:
            self.emit("dc::barrier();")
            self.modes = dict(modes)

    def update(self):
        name, type_name = self.rng.choice(list(UNIFORMS.items()))
        self.emit(f"{name} {self.rng.choice(['=', '+=', '^='])} {self.bounded(type_name, self.uniform())};")

    def leave(self, entry, in_loop):
        """Out of a loop, or of the kernel. Only where the arrays are in the mode that is expected there."""
        r = self.rng
        if in_loop and self.modes == entry and r.random() < 0.7:
            self.emit(f"if ({self.condition(self.uniform)}) {r.choice(['break', 'continue'])};")
        elif r.random() < 0.3:
            self.open(f"if ({self.condition(self.uniform)})")
            self.finish()
            self.emit("return;")
            self.close()

    def body(self, depth, entry, in_loop):
        for _ in range(self.rng.randint(1, 4)):
            self.together(depth, entry, in_loop)

    def together(self, depth, entry=None, in_loop=False):
        r = self.rng
        self.budget -= 1
        kind = r.random()
        if self.budget < 0 or depth == 0 or kind < 0.3:
            return self.divergent(2)
        if kind < 0.5:
            return self.barrier()
        if kind < 0.58:
            return self.update()
        if kind < 0.64:
            return self.leave(entry, in_loop)
        modes = dict(self.modes)
        if kind < 0.76:
            self.open(f"if ({self.condition(self.uniform)})")
            self.body(depth - 1, entry, in_loop and self.modes == entry)
            self.restore(modes)
            if r.random() < 0.6:
                self.close("} else {")
                self.depth += 1
                self.body(depth - 1, entry, in_loop and self.modes == entry)
                self.restore(modes)
            return self.close()
        if kind < 0.82:
            self.open(f"switch ({self.uniform()} & 3)")
            for label in r.sample(range(4), r.randint(1, 3)):
                self.close(f"case {label}: {{")
                self.depth += 1
                self.body(depth - 1, None, False)
                self.restore(modes)
                self.close("}" if r.random() < 0.3 else "} break;")
                self.depth += 1
            self.close("default: break;")
            return self.emit("}")
        counter = self.unique("k")
        bound = f"(({self.uniform(1)}) & 3)"
        if kind < 0.9:
            self.open(f"for (int {counter} = 0; {counter} < {bound}; ++{counter})")
        else:
            self.emit(f"int {counter} = 0;")
            test = r.choice([bound, f"{bound} && ({self.condition(self.uniform)})"])
            is_do = r.random() < 0.5
            self.open("do" if is_do else f"while ({counter} < {test})")
            self.emit(f"++{counter};")
        self.counters.append(counter)
        self.body(depth - 1, modes, True)
        self.restore(modes)
        self.counters.pop()
        self.close(f"}} while ({counter} < {test});" if kind >= 0.9 and is_do else "}")

    def finish(self):
        total = " + ".join(f"(long long)({name}) * {k + 3}" for k, name in enumerate(LOCALS) if name not in "fd")
        self.emit(f"y[i] = {total} + p[0] + p[1] * 3 + p[2] * 5 + p[3] * 7 + u + (long long)(f * 4) + (long long)(d * 4);")

    def write(self):
        rank = len(self.block)
        self.emit(f"DC_BLOCK({', '.join(map(str, self.block))});")
        self.emit(f"DC_GRID({', '.join(map(str, self.grid))});")
        for name, type_name in self.shared.items():
            self.emit(f"DC_SHARED {type_name} {name}[{self.threads}];")
        self.emit("dc::index t = dc::linear_thread_id();")
        if rank == 1:
            self.emit("dc::index block = dc::block_id();")
        else:
            self.emit("dc::index block = " + self.blocks(rank) + ";")
        self.emit(f"dc::index i = block * {self.threads} + t;")
        self.emit("int p[4] = {1, int(t), n, 4};")
        for name, type_name in LOCALS.items():
            self.emit(f"{type_name} {name} = {self.bounded(type_name, 'int(t * 7 + 3)') if name != 'o' else 't % 2 == 0'};")
        for name, type_name in UNIFORMS.items():
            self.emit(f"{type_name} {name} = {self.rng.randint(0, 5)};")
        for name, type_name in self.shared.items():
            self.emit(f"{name}[t] = {self.bounded(type_name, 'int(t * 5 + n)')};")
        while self.budget > 0:
            self.together(3)
        self.finish()
        head = f"DC_KERNEL void {self.name}(dc::span<const int> c, dc::span<int> x, dc::span<long long> y, int n, int m) {{\n"
        return head + "\n".join(self.lines) + "\n}\n"

    @staticmethod
    def blocks(rank):
        text = "dc::block_id(0)"
        for d in range(1, rank):
            text = f"({text} * dc::grid_dim({d}) + dc::block_id({d}))"
        return text

    def size(self):
        total = self.threads
        for extent in self.grid:
            total *= extent
        return total


HELPERS = """inline int min_of(int a, int b) { return a < b ? a : b; }
/// A function with a barrier.
inline void meet() { dc::barrier(); }
"""

MAIN = r"""
#include <cstdio>
#include <random>
#include <vector>
struct Case { const char *name; void (*kernel)(dc::span<const int>, dc::span<int>, dc::span<long long>, int, int); int size; };
static const Case cases[] = {
%s};
int main(int, char **argv) {
  auto runtime = dc::rt::Runtime::shared().value();
  auto queue = runtime.device("%s").value().queue();
  auto artifact = dc::rt::Artifact::load_file(argv[1]).value();
  std::mt19937 random(%d);
  int wrong = 0;
  for (const Case &test : cases) {
    auto kernel = artifact.kernel(test.name, queue.device()).value();
    for (int round = 0; round < 4; ++round) {
      std::vector<int> c(64), x(test.size);
      for (int &value : c) { value = int(random() %% 2 ? random() %% 16 : random()); }
      for (int &value : x) { value = int(random()); }
      std::vector<long long> y(test.size, -1);
      auto hostX = x;
      auto hostY = y;
      int n = int(random() %% 8), m = int(random() %% 2 ? random() %% 5 : random());
      dc::host::run(test.kernel, c, hostX, hostY, n, m);
      auto launched = queue.launch(kernel, dc::rt::copy_in(c), dc::rt::copy_inout(x), dc::rt::copy_inout(y), n, m);
      dc::rt::Status status = launched.ok() ? queue.sync() : launched.status();
      if (!status.ok() || x != hostX || y != hostY) {
        std::printf("%%s differs in round %%d (n %%d, m %%d): %%s\n", test.name, round, n, m, status.to_string().c_str());
        ++wrong;
        break;
      }
    }
  }
  return wrong != 0;
}
"""


def run(command, what, limit, expected=None):
    """Whether it succeeded; says why not, unless all errors are `expected` ones. Returns the output too."""
    try:
        done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=limit)
    except subprocess.TimeoutExpired:
        print(f"{what} took more than {limit} s")
        return False, ""
    errors = re.findall(r"error: .*", done.stdout)
    if done.returncode != 0 and not (expected and errors and all(expected in error for error in errors)):
        print(f"{what} failed with status {done.returncode}:\n{done.stdout[-6000:]}")
        return False, ""
    return done.returncode == 0, done.stdout


def refused(output, text):
    """The kernels that dcc does not see to be legal: it judges control flow after lifting, and is on the safe side there."""
    starts = [(number, line.split("(")[0].split()[-1]) for number, line in enumerate(text.splitlines(), 1)
              if line.startswith("DC_KERNEL")]
    found = set()
    for place in re.findall(r"kernels\.dc\.cpp:(\d+):", output):
        names = [name for number, name in starts if number <= int(place)]
        found.update(names[-1:])
    return found


def check(arguments, seed, count, folder):
    """One batch: as many kernels as there is room for in one call of each compiler. Returns whether all is well, and how many were refused."""
    rng = random.Random(seed)
    kernels = [Kernel(rng, f"k{number}") for number in range(count)]
    source = folder / "kernels.dc.cpp"
    artifact = folder / "kernels.dcx"
    ok = False
    while not ok:
        text = "#include <dotcompute/kernel.h>\n" + HELPERS + "\n".join(kernel.text for kernel in kernels)
        source.write_text(text)
        ok, output = run([arguments.dcc, source, f"--target={arguments.target}", "-w", "-ffp-contract=off", "-o", artifact],
                         "dcc", arguments.limit, "[DCC2040]")
        names = refused(output, text)
        if not ok and not names:
            return False, 0
        kernels = [kernel for kernel in kernels if ok or kernel.name not in names]
    program = folder / "program.cpp"
    table = "".join(f'  {{"{kernel.name}", {kernel.name}, {kernel.size()}}},\n' for kernel in kernels)
    program.write_text('#include <dotcompute/host.h>\n#include <dotcompute/runtime/Runtime.h>\n#include "kernels.dc.cpp"\n' +
                       MAIN % (table, arguments.device, seed))
    binary = folder / "program"
    ok = run([arguments.cxx, "-std=c++20", "-O1", "-w", "-fwrapv", "-ffp-contract=off", program, "-o", binary,
                "-I", ROOT / "compiler/include", "-I", ROOT / "runtime/include", "-L", arguments.library, "-ldotcompute",
                f"-Wl,-rpath,{arguments.library}"], "the host's compiler", arguments.limit)[0] and \
        run([binary, artifact], "a comparison", arguments.limit)[0]
    return ok, count - len(kernels)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40, help="kernels in all")
    parser.add_argument("--batch", type=int, default=40, help="kernels in one file")
    parser.add_argument("--dcc", required=True)
    parser.add_argument("--cxx", default="clang++")
    parser.add_argument("--library", required=True, help="the folder of libdotcompute.so")
    parser.add_argument("--target", default="cpu:x86-64-v2")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--limit", type=int, default=600, help="seconds for one step of a batch")
    parser.add_argument("--keep", help="a folder for the files of what failed")
    arguments = parser.parse_args()
    arguments.library = pathlib.Path(arguments.library).resolve()
    failed = without = 0
    for number, first in enumerate(range(0, arguments.count, arguments.batch)):
        seed = arguments.seed + number
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            ok, dropped = check(arguments, seed, min(arguments.batch, arguments.count - first), folder)
            without += dropped
            if not ok:
                failed += 1
                print(f"repeat with --seed {seed} --count {min(arguments.batch, arguments.count - first)}")
                if arguments.keep:
                    shutil.copytree(folder, pathlib.Path(arguments.keep) / f"seed-{seed}", dirs_exist_ok=True)
    what = "all agree" if not failed else f"{failed} batches failed"
    print(f"{arguments.count} kernels from seed {arguments.seed}, {without} of them refused: {what}")
    return 1 if failed or without * 4 > arguments.count else 0


if __name__ == "__main__":
    sys.exit(main())
