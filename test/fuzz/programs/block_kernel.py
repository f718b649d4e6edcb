# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random kernels with DC_BLOCK, free of races: a shared array is either written and read by each thread at its own place or read
anywhere, and a barrier lies between. Barriers stand in branches, loops and switches that all threads of a block take alike."""
from . import types
from .expressions import Expressions
from .library import Library
from .parameters import ArrayParameter, ScalarParameter
from .scope import Array, Scope, Variable
from .statements import Statements
from .types import I32, LONG, U64
from .writer import Writer

BLOCKS = [(1,), (2,), (3,), (7,), (16,), (33,), (64,), (1, 5), (3, 4), (2, 3, 4), (4, 1, 2)]
GRIDS = {1: [(1,), (3,)], 2: [(1, 2), (2, 1)], 3: [(1, 1, 2), (2, 1, 1)]}


class BlockKernel:
    is_block = True

    def __init__(self, rng, space):
        self.rng, self.space = rng, space
        self.library = Library(rng)
        self.block = rng.choice(BLOCKS)
        self.extents = rng.choice(GRIDS[len(self.block)])
        self.threads = 1
        for size in self.block:
            self.threads *= size
        self.has_domain = rng.random() < 0.8
        self.shared = {f"m{k}": types.any_type(rng) for k in range(rng.randint(1, 3))}
        self.modes = dict.fromkeys(self.shared, "own")  # or "any": readable at every place
        self.budget = rng.randint(5, 18)  # statements
        self.scope, self.out = Scope(arrays=list(self.library.tables), functions=list(self.library.functions)), Writer(1)
        self.e = Expressions(rng, self.scope)
        self.alone = Statements(rng, self.out, self.scope, self.e, self.library)
        self.write()

    @property
    def name(self):
        return f"{self.space}::k"

    # -- Shared arrays

    def show(self):
        """Lets expressions see the shared arrays as their modes say."""
        self.scope.arrays[:] = [a for a in self.scope.arrays if not (a.here or a.place).startswith("m")]
        for name, mode in self.modes.items():
            t = self.shared[name]
            self.scope.arrays.append(Array("", t, here=f"{name}[t]") if mode == "own" else
                                     Array(f"{name}[wrap(%s, {self.threads})]", t, writable=False))

    def barrier(self):
        self.out.emit(self.rng.choice(["dc::barrier();", "dc::barrier();", "meet();"]))
        for name in self.modes:
            self.modes[name] = self.rng.choice(["own", "any"])
        self.show()

    def restore(self, modes):
        """Before ways meet, the arrays are in one mode again."""
        if self.modes != modes:
            self.out.emit("dc::barrier();")
            self.modes = dict(modes)
        self.show()

    # -- What all threads of a block do alike

    def alike(self, make):
        self.e.uniform = True
        text = make()
        self.e.uniform = False
        return text

    def update(self):
        v = self.rng.choice(self.scope.writable(uniform=True))
        self.out.emit(f"{v.text} = {self.alike(lambda: self.e.assigned(v.type))};")

    def leave(self, entry, in_loop):
        """Out of a loop, or of the kernel. A loop is left only in the mode that is expected there."""
        condition = self.alike(self.e.condition)
        if in_loop and self.modes == entry and self.rng.random() < 0.7:
            self.out.emit(f"if ({condition}) {{ {self.rng.choice(['break', 'continue'])}; }}")
        elif self.rng.random() < 0.3:
            with self.out.block(f"if ({condition})"):
                self.finish()
                self.out.emit("return;")

    def body(self, depth, entry, in_loop):
        modes = dict(self.modes)
        with self.scope.nested():
            for _ in range(self.rng.randint(1, 3)):
                self.together(depth, entry, in_loop)
            self.restore(modes)
        self.show()

    def together(self, depth, entry=None, in_loop=False):
        r, out = self.rng, self.out
        self.budget -= 1
        kind = r.random()
        if self.budget < 0 or depth == 0 or kind < 0.35:
            return self.alone.statement(2)
        if kind < 0.55:
            return self.barrier()
        if kind < 0.61:
            return self.update()
        if kind < 0.66:
            return self.leave(entry, in_loop)
        inside = in_loop and self.modes == entry
        if kind < 0.78:
            otherwise = r.random() < 0.6
            with out.block(f"if ({self.alike(self.e.condition)})", "} else {" if otherwise else "}"):
                self.body(depth - 1, entry, inside)
            if otherwise:
                out.depth += 1
                self.body(depth - 1, entry, inside)
                out.depth -= 1
                out.emit("}")
            return None
        if kind < 0.84:
            with out.block(f"switch ({self.alike(lambda: self.e.value(I32))} & 3)"):
                for label in r.sample(range(4), r.randint(1, 3)):
                    with out.block(f"case {label}:", "}" if r.random() < 0.3 else "} break;"):
                        self.body(depth - 1, None, False)
                out.emit("default: break;")
            return None
        counter = out.unique("k")
        bound = f"({self.alike(lambda: self.e.value(I32, 1))} & 3)"
        test = bound if r.random() < 0.6 else f"{bound} && {self.alike(self.e.condition)}"
        with self.scope.nested():
            self.scope.variables.append(Variable(counter, I32, writable=False, uniform=True))
            if kind < 0.93:
                with out.block(f"for (int {counter} = 0; {counter} < {test}; ++{counter})"):
                    self.body(depth - 1, dict(self.modes), True)
            else:
                out.emit(f"int {counter} = 0;")
                head, tail = r.choice([("do", f"}} while ({counter} < {test});"), (f"while ({counter} < {test})", "}")])
                with out.block(head, tail):
                    out.emit(f"++{counter};")
                    self.body(depth - 1, dict(self.modes), True)
        self.show()
        return None

    # -- The kernel

    def finish(self):
        self.out.emit("u64 h = 1;")
        for v in self.scope.variables:
            self.out.emit(f"h = mix(h, bits_of({v.text}));")
        for text, struct, _ in self.scope.objects:
            self.out.emit(" ".join(f"h = mix(h, bits_of({d}));" for d in struct.digests(text)))
        self.out.emit("y[i] = h;")

    def write(self):
        r, out, scope = self.rng, self.out, self.scope
        count = self.threads
        for extent in self.extents:
            count *= extent
        inputs = [ArrayParameter(f"c{k}", types.any_type(r), "in", [r.choice([1, 7, 64])]) for k in range(r.randint(1, 2))]
        results = [ArrayParameter("x", types.any_type(r), "inout", [count]), ArrayParameter("y", U64, "inout", [count])]
        scalars = [ScalarParameter(f"s{k}", types.any_type(r)) for k in range(r.randint(1, 3))]
        self.parameters = inputs + results + scalars
        r.shuffle(self.parameters)

        rules = [f"DC_BLOCK({', '.join(map(str, self.block))});"]
        if self.has_domain:
            rules.append(f"DC_GRID({', '.join(map(str, self.extents))});")
        r.shuffle(rules)
        for rule in rules:
            out.emit(rule)
        for name, t in self.shared.items():
            out.emit(f"DC_SHARED {t.name} {name}[{self.threads}];")
        out.emit("const dc::index t = dc::linear_thread_id();")
        out.emit(f"const dc::index block = {self.number_of_block()};")
        out.emit(f"const dc::index i = block * {self.threads} + t;")
        scope.variables += [Variable("t", LONG, writable=False), Variable("i", LONG, writable=False),
                            Variable("block", LONG, writable=False, uniform=True)]
        scope.variables += [Variable(p.name, p.type, writable=False, uniform=True) for p in scalars]
        scope.arrays += [Array(p.place("%s"), p.type, writable=False, uniform=True) for p in inputs]
        scope.arrays.append(Array("", results[0].type, here="x[i]"))
        for name in ("u", "v"):
            kind = types.any_type(r)
            out.emit(f"{kind.name} {name} = {self.alike(lambda: self.e.value(kind))};")
            scope.variables.append(Variable(name, kind, uniform=True))
        for _ in range(2):
            self.alone.declare()
        for name, t in self.shared.items():
            out.emit(f"{name}[t] = {self.e.assigned(t)};")
        self.show()
        while self.budget > 0:
            self.together(3)
        self.finish()

    def number_of_block(self):
        if len(self.block) == 1:
            return "dc::block_id()"
        text = "dc::block_id(0)"
        for d in range(1, len(self.block)):
            text = f"({text} * dc::grid_dim({d}) + dc::block_id({d}))"
        return text

    def text(self):
        parameters = ", ".join(p.declaration() for p in self.parameters)
        return f"namespace {self.space} {{\n{self.library.out.text()}\nDC_KERNEL void k({parameters}) {{\n{self.out.text()}}}\n}}\n"
