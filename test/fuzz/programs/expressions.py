# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random expressions. Each is a pair of its text and the type that C++ gives it."""
from . import types
from .types import ALL, BF16, BOOL, F16, F32, F64, I32, I64, INTEGERS, U16, U32, U64, common, literal, promote


class Expressions:
    def __init__(self, rng, scope, may_fault=False):
        self.rng, self.scope, self.may_fault = rng, scope, may_fault
        self.calls = 10  # how many more calls there may be
        self.uniform = False  # only what all threads of a block have alike

    # -- Conversions

    @staticmethod
    def convert(value, to):
        """The text of `value` as a `to`, where C++ leaves none undefined that the host's helpers do not define."""
        text, t = value
        if t == to:
            return text
        if to == BOOL:
            return f"({text} != 0)" if not t.is_small_float else f"(f32({text}) != 0.0f)"
        if t.is_float and to.is_integer:
            return f"to<{to.name}>({text})"
        if t.is_small_float and to.is_small_float:
            return f"{to.name}(f32({text}))"
        return f"{to.name}({text})"

    def value(self, to, depth=2):
        """Text of an expression of exactly the type `to`."""
        return self.convert(self.any(depth, to), to)

    def assigned(self, to, depth=2):
        """Text of an expression that converts to `to` by itself, as often as C++ lets it."""
        value = self.any(depth, to)
        t = value[1]
        if (to.is_integer and t.is_float) or (to.is_small_float and t != to):
            return self.convert(value, to)
        return value[0]

    # -- Leaves

    def leaf(self, wanted):
        r = self.rng
        variables = self.scope.readable(self.uniform)
        fitting = [v for v in variables if v.type == wanted]
        if fitting and r.random() < 0.6:
            variables = fitting
        if variables and r.random() < 0.8:
            v = r.choice(variables)
            return v.text, v.type
        return literal(r, wanted), wanted

    def index(self, depth):
        return self.value(self.rng.choice([I32, I64, U32, types.U8]), depth)

    def element(self, depth):
        r = self.rng
        arrays = [a for a in self.scope.arrays if a.uniform or not self.uniform and (a.place or a.here)]
        if not arrays:
            return None
        array = r.choice(arrays)
        if array.here and not self.uniform and (not array.place or r.random() < 0.4):
            return array.here, array.type
        return array.place % self.index(depth), array.type

    # -- Inner nodes

    def any(self, depth, wanted):
        """An expression of some type; `wanted` says what would be welcome."""
        r = self.rng
        if depth <= 0 or r.random() < 0.12:
            return self.leaf(wanted)
        makers = [(self.binary, 8), (self.unary, 1.5), (self.shift, 2), (self.division, 2), (self.comparison, 1),
                  (self.choice, 1.5), (self.function, 3), (self.cast, 2), (self.read, 4), (self.call, 2),
                  (self.member, 1.5)]
        maker = r.choices([m for m, _ in makers], [w for _, w in makers])[0]
        return maker(depth - 1, wanted) or self.leaf(wanted)

    def read(self, depth, wanted):
        return self.element(depth)

    def operands(self, depth, wanted, among):
        """Two expressions that an operator takes together."""
        t = wanted if wanted in among else types.any_type(self.rng, among)
        a, b = self.any(depth, t), self.any(depth, t)
        a = a if a[1] in among else (self.convert(a, t), t)
        b = b if b[1] in among else (self.convert(b, t), t)
        small = [x for x in (a[1], b[1]) if x.is_small_float]
        if small and a[1] != b[1]:
            return (self.convert(a, F32), F32), (self.convert(b, F32), F32)
        return a, b

    def binary(self, depth, wanted):
        r = self.rng
        if wanted == BOOL and r.random() < 0.7:
            return f"{r.choice(['', '', 'bool'])}({self.condition(depth)} {r.choice(['&&', '||', '!=', '=='])} {self.condition(depth)})" \
                if r.random() < 0.8 else f"bool({self.condition(depth)} {r.choice('&^|')} {self.condition(depth)})", BOOL
        if wanted.is_float or r.random() < 0.1:
            (a, t), (b, u) = self.operands(depth, wanted, types.FLOATS + [I32, U32, I64, U64])
            result = common(t, u)
            return f"({a} {r.choice(['+', '-', '*', '/'] if result.is_float else ['+', '-', '*'])} {b})", result
        (a, t), (b, u) = self.operands(depth, wanted, INTEGERS + [BOOL])
        return f"({a} {r.choice(['+', '-', '*', '&', '|', '^'])} {b})", common(t, u)

    def unary(self, depth, wanted):
        a, t = self.any(depth, wanted)
        if t == BOOL:
            return f"(!{a})", BOOL
        if t.is_float:
            return f"(-{a})", t
        return f"({self.rng.choice('-~+')}{a})", promote(t)

    def shift(self, depth, wanted):
        r = self.rng
        a, t = self.any(depth, wanted if wanted.is_integer else I32)
        if not t.is_integer:
            a, t = self.convert((a, t), U32), U32
        if r.random() < 0.4:
            # A plain shift, by less than the width.
            return f"({a} {r.choice(['<<', '>>'])} {r.randrange(promote(t).bits)})", promote(t)
        count = self.value(r.choice([I32, U32, I64, types.U8]), depth)
        return f"{r.choice(['shl', 'shr'])}({a}, {count})", promote(t)

    def division(self, depth, wanted):
        r = self.rng
        (a, t), (b, u) = self.operands(depth, wanted, INTEGERS)
        result = common(t, u)
        if r.random() < 0.3:
            return f"({a} {r.choice('/%')} {r.choice([1, 2, 3, 7, 8, 10, 100, 127])})", promote(t)
        # Without operands of one type the host's common type is taken all the same.
        divisor = f"some({b})" if not (self.may_fault and r.random() < 0.15) else b
        return f"{r.choice(['quotient', 'rest'])}({a}, {divisor})", result

    def comparison(self, depth, wanted):
        t = types.any_type(self.rng)
        (a, _), (b, _) = self.operands(depth, t, ALL)
        return f"({a} {self.rng.choice(['<', '<=', '>', '>=', '==', '!='])} {b})", BOOL

    def condition(self, depth=1):
        r = self.rng
        if depth > 0 and r.random() < 0.3:
            return f"({self.condition(depth - 1)} {r.choice(['&&', '||'])} {self.condition(depth - 1)})"
        return self.comparison(depth, BOOL)[0] if r.random() < 0.85 else self.value(BOOL, depth)

    def choice(self, depth, wanted):
        return f"({self.condition(depth)} ? {self.value(wanted, depth)} : {self.value(wanted, depth)})", wanted

    def cast(self, depth, wanted):
        r = self.rng
        value = self.any(depth, types.any_type(r))
        to = wanted if r.random() < 0.5 else types.any_type(r)
        if r.random() < 0.3 and to != BOOL and value[1] != BOOL:
            modes = r.choice(["", ", dc::rne", ", dc::sat", ", dc::rne, dc::sat"])
            return f"dc::convert<{to.name}>({value[0]}{modes})", to
        return self.convert(value, to), to

    def function(self, depth, wanted):
        """Functions of dc:: and std:: whose results are exact."""
        r = self.rng
        t = wanted if wanted != BOOL else I32
        if not t.is_float:
            a = self.value(t, depth)
            kind = r.random()
            if kind < 0.5:
                b = self.value(t, depth)
                return r.choice([(f"dc::min({a}, {b})", t), (f"dc::max({a}, {b})", t), (f"dc::abs({a})", t),
                                 (f"std::max({a}, {b})", t),
                                 (f"dc::clamp({a}, {t.name}(3), {t.name}(90))", t)])
            if kind < 0.7:
                return r.choice([(f"dc::popcount({a})", I32), (f"dc::clz({a})", I32)])
            if kind < 0.85:
                u = r.choice([types.U8, U16, U32, U64])
                b = self.value(u, depth)
                return r.choice([(f"std::rotl({b}, {r.randrange(40)})", u), (f"std::rotr({b}, {r.randrange(40)})", u),
                                 (f"std::popcount({b})", I32), (f"std::countl_zero({b})", I32),
                                 (f"std::countr_zero({b})", I32), (f"int(std::bit_width({b}))", I32)])
            f = r.choice([F32, F64, F16, BF16])
            return f"bits_of({self.value(f, depth)})", U64
        a, b = self.value(t, depth), self.value(t, depth)
        kind = r.random()
        if kind < 0.15:
            bits = U32 if t == F32 else U64 if t == F64 else U16
            x = self.value(bits, depth)
            return (f"{t.name}::from_bits({x})" if t.is_small_float else f"std::bit_cast<{t.name}>({x})"), t
        if kind < 0.4:
            return f"dc::{r.choice(['min', 'max'])}({a}, {b})", t
        one = ["sqrt", "fabs", "floor", "ceil", "trunc", "round", "rint", "abs"]
        if kind < 0.8:
            return f"dc::{r.choice(one)}({a})", t
        if kind < 0.85:
            return f"dc::fma({a}, {b}, {self.value(t, depth)})", t
        if kind < 0.9:
            return f"dc::copysign({a}, {t.name}({r.choice(['1.0f', '-1.0f', '-0.0f'])}))", t
        return f"dc::{r.choice(['isnan', 'isinf', 'isfinite'])}({a})", BOOL

    def call(self, depth, wanted):
        """A function of the program's own. Calls nest little: everything is inlined."""
        functions = self.scope.functions
        if not functions or self.uniform or self.calls <= 0:
            return None
        f = self.rng.choice(functions)
        # A call that changes variables stands alone: nothing else of the expression may read them.
        if f.references:
            return None
        self.calls -= 1
        arguments = [(self.value if f.exact else self.assigned)(t, depth - 1) for t in f.parameters]
        return f"{f.name}({', '.join(arguments)})", f.result

    def member(self, depth, wanted):
        """What an object answers."""
        objects = self.scope.objects
        if not objects or self.uniform:
            return None
        text, struct, _ = self.rng.choice(objects)
        return struct.expression(self, text, depth)
