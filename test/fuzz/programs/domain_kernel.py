# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random kernels over a domain: each thread for itself, with arrays of every type, views of 1 to 3 dimensions, and atomics."""
from . import types
from .expressions import Expressions
from .library import Library
from .parameters import ArrayParameter, ObjectParameter, ScalarParameter
from .scope import Array, Scope, Variable
from .statements import Statements
from .types import I64
from .writer import Writer

SIZES = [1, 2, 3, 31, 64, 100, 257]


class DomainKernel:
    def __init__(self, rng, space, may_fault=False):
        self.rng, self.space = rng, space
        self.may_fault = may_fault and rng.random() < 0.25
        # Where accesses miss their array, a loop that hangs on one ends early: such kernels count with constants only.
        self.misses = self.may_fault and rng.random() < 0.6
        self.library = Library(rng, self.may_fault, tame=self.misses)
        self.rank = rng.choice([1, 1, 1, 2, 3])
        self.extents = [rng.choice(SIZES)] if self.rank == 1 else [rng.choice([1, 2, 5, 7]) for _ in range(self.rank - 1)] + \
            [rng.choice([1, 3, 17, 33])]
        self.has_domain = rng.random() < 0.8
        self.parameters, self.scope = [], Scope(arrays=list(self.library.tables), functions=list(self.library.functions))
        self.out = Writer(1)
        self.write()

    @property
    def name(self):
        return f"{self.space}::k"

    @property
    def is_block(self):
        return False

    def own(self, name):
        """The element of this thread's own."""
        return f"{name}[i]" if self.rank == 1 else f"{name}({', '.join('rcq'[:self.rank])})"

    def add_array(self, name, t, mode, own):
        """An array of the domain's shape, or, where it is only read, of another size and rank."""
        r = self.rng
        if own:
            shape = list(self.extents)
            if self.rank == 1 and r.random() < 0.3:
                shape = [shape[0] + r.randrange(5)]
            parameter = ArrayParameter(name, t, mode, shape, view=self.rank > 1)
            here = self.own(name)
        else:
            rank = r.choice([1, 1, 2, 3])
            parameter = ArrayParameter(name, t, mode, [r.choice([1, 2, 3, 8, 13]) for _ in range(rank)], view=rank > 1 or r.random() < 0.1)
            here = ""
        self.parameters.append(parameter)
        return parameter, here

    def write(self):
        r, out, scope = self.rng, self.out, self.scope
        inputs = [self.add_array(f"x{k}", types.any_type(r), "in", r.random() < 0.5) for k in range(r.randint(1, 3))]
        outputs = [self.add_array(f"y{k}", types.any_type(r), r.choice(["out", "inout"]), True) for k in range(r.randint(1, 3))]
        counters = [self.add_array(f"n{k}", r.choice(types.ATOMIC), "inout", False) for k in range(r.choice([0, 0, 1, 2]))]
        for k in range(r.randint(0, 3)):
            self.parameters.append(ScalarParameter(f"s{k}", types.any_type(r)))
        objects = [s for s in self.library.structs if s.leaves and not s.constructed]
        if objects and r.random() < 0.5:
            self.parameters.append(ObjectParameter("z", r.choice(objects)))
            scope.objects.append(("z", self.parameters[-1].struct, True))
        r.shuffle(self.parameters)

        if self.has_domain:
            out.emit(f"DC_DOMAIN({self.domain(outputs[0][0])});")
        if r.random() < 0.2:
            out.emit(f"DC_REQUIRES({outputs[0][0].size()} >= 0);")
        if self.rank == 1:
            out.emit("auto i = dc::global_id();")
        else:
            out.emit(f"auto [{', '.join('rcq'[:self.rank])}] = dc::global_id<{self.rank}>();")
            out.emit(f"dc::index i = {self.linear()};")
        scope.variables.append(Variable("i", types.LONG, writable=False))
        scope.variables += [Variable(p.name, p.type, writable=r.random() < 0.5) for p in self.parameters if isinstance(p, ScalarParameter)]
        scope.arrays += [Array(p.place("%s"), p.type, writable=False, here=here) for p, here in inputs]
        scope.arrays += [Array("", p.type, here=here) for p, here in outputs]
        if r.random() < 0.2:
            scope.variables.append(Variable(inputs[0][0].size(), types.LONG, writable=False))

        e = Expressions(r, scope, self.may_fault)
        statements = Statements(r, out, scope, e, self.library, ends="", tame=self.misses)
        for _ in range(r.randint(3, 12)):
            statements.statement(r.randint(1, 3))
            if r.random() < 0.2:
                self.count(e, counters)
            if self.misses and r.random() < 0.4:
                self.miss(e, inputs, outputs)
        digest = out.unique("h")
        out.emit(f"u64 {digest} = {r.randrange(1 << 30)};")
        for text in [f"bits_of({v.text})" for v in scope.variables] + \
                [f"bits_of({d})" for text, s, _ in scope.objects for d in s.digests(text)] + \
                [f"bits_of({a.place % k})" for a in scope.arrays if a.place.startswith("p") for k in range(3)]:
            out.emit(f"{digest} = mix({digest}, {text});")
        scope.variables.append(Variable(digest, types.U64))
        for parameter, here in outputs:
            out.emit(f"{here} = {e.convert((digest, types.U64), parameter.type) if r.random() < 0.6 else e.assigned(parameter.type, 3)};")

    def linear(self):
        return "r * dc::domain(1) + c" if self.rank == 2 else "(r * dc::domain(1) + c) * dc::domain(2) + q"

    def domain(self, parameter):
        """As sizes of the first output where it has the domain's, else as numbers."""
        if parameter.shape != self.extents or self.rng.random() < 0.2:
            return ", ".join(map(str, self.extents))
        return f"{parameter.name}.size()" if self.rank == 1 else \
            ", ".join(f"{parameter.name}.extent({d})" for d in range(self.rank))

    def count(self, e, counters):
        """An atomic operation whose order among the threads does not show."""
        if not counters:
            return
        parameter, _ = self.rng.choice(counters)
        if not parameter.operation:
            parameter.operation = self.rng.choice(["add", "sub", "min", "max", "and", "or", "xor"])
        operation = self.rng.choice(["add", "sub"]) if parameter.operation in ("add", "sub") else parameter.operation
        self.out.emit(f"dc::atomic_{operation}({parameter.place(e.index(1))}, {e.assigned(parameter.type)});")

    def miss(self, e, inputs, outputs):
        """An access that may be outside: it gives 0 or does nothing, and is reported."""
        arrays = [p for p, _ in inputs if not p.view]
        if arrays:
            parameter, name = self.rng.choice(arrays), self.out.unique("v")
            self.out.emit(f"{parameter.type.name} {name} = at({parameter.name}, {e.value(I64)});")
            # What nothing depends on is not loaded, and then not reported either.
            here = self.own(outputs[0][0].name)
            self.out.emit(f"if (bits_of({name}) == 53u) {{ {here} = {here}; }}")
            self.scope.variables.append(Variable(name, parameter.type))
        if self.rank == 1 and self.rng.random() < 0.5:
            parameter = self.rng.choice(outputs)[0]
            self.out.emit(f"put({parameter.name}, {self.rng.choice(['i', 'i', 'i - 1 + 1', '-1 - i', 'i + (1ll << 62)'])}, "
                          f"{e.value(parameter.type)});")

    def text(self):
        parameters = ", ".join(p.declaration() for p in self.parameters)
        return f"namespace {self.space} {{\n{self.library.out.text()}\nDC_KERNEL void k({parameters}) {{\n{self.out.text()}}}\n}}\n"
