# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What stands before a kernel: enumerations, tables, structures and functions."""
from dataclasses import dataclass

from . import types
from .expressions import Expressions
from .scope import Array, Function, Scope, Variable
from .statements import Statements
from .types import BOOL, I32, literal
from .writer import Writer


@dataclass
class Enum:
    name: str
    names: list


class Struct:
    """Members, a constructor or none, and what can be done with an object."""

    def __init__(self, rng, out, name, inner=None):
        self.name, self.inner = name, inner
        self.members = [(f"x{k}", types.any_type(rng)) for k in range(rng.randint(1, 4))]
        self.array = (types.any_type(rng), rng.choice([2, 3, 4])) if rng.random() < 0.3 else None
        self.constructed = rng.random() < 0.3
        plain = not inner and not self.array
        self.leaves = self.members if plain else []
        first, t = self.members[0]
        self.first = t
        with out.block(f"struct {name}", "};"):
            for member, u in self.members:
                out.emit(f"{u.name} {member}{' = ' + literal(rng, u) if rng.random() < 0.3 and not self.constructed else ' = {}'};")
            if self.array:
                out.emit(f"{self.array[0].name} a[{self.array[1]}] = {{}};")
            if inner:
                out.emit(f"{inner.name} in = {{}};")
            if self.constructed:
                out.emit(f"constexpr {name}() = default;")
                out.emit(f"explicit constexpr {name}({t.name} v) : {first}(v) {{}}")
            scope = Scope(variables=[Variable(m, u, writable=False) for m, u in self.members])
            if self.array:
                scope.arrays.append(Array(f"a[wrap(%s, {self.array[1]})]", self.array[0], writable=False))
            self.result = types.any_type(rng)
            e = Expressions(rng, scope)
            out.emit(f"{self.result.name} get() const {{ return {e.value(self.result)}; }}")
            with out.block(f"constexpr {name} &operator+=(const {name} &o)"):
                for member, u in self.members:
                    out.emit(f"{member} = {'o.' + member if u == BOOL else f'{u.name}({member} + o.{member})'};")
                out.emit("return *this;")
            out.emit(f"friend constexpr {name} operator+({name} a, const {name} &b) {{ return a += b; }}")
            out.emit(f"friend constexpr bool operator==(const {name} &a, const {name} &b) {{ return a.{first} == b.{first}; }}")
            with out.block(f"constexpr void set({t.name} v)"):
                out.emit(f"{first} = v;")
            out.emit(f"constexpr {t.name} operator()({t.name} v) const {{ return {first} == v ? {first} : v; }}")

    def initialiser(self, e):
        r = e.rng
        if self.constructed:
            return f"(({e.value(self.first, 1)}))" if r.random() < 0.7 else ""
        if r.random() < 0.2:
            return r.choice([" = {}", ""])
        count = r.randint(1, len(self.members))
        return "{" + ", ".join(e.value(t, 1) for _, t in self.members[:count]) + "}"

    def expression(self, e, text, depth):
        r = e.rng
        kind = r.random()
        if kind < 0.5:
            member, t = r.choice(self.members)
            return f"{text}.{member}", t
        if kind < 0.6 and self.array:
            return f"{text}.a[wrap({e.index(depth)}, {self.array[1]})]", self.array[0]
        if kind < 0.7 and self.inner:
            return self.inner.expression(e, f"{text}.in", depth)
        if kind < 0.8:
            return f"{text}.get()", self.result
        if kind < 0.9:
            return f"{text}({e.value(self.first, depth)})", self.first
        return f"(({text} + {text}) == {text})", BOOL

    def statement(self, e, text, alike):
        r = e.rng
        other = r.choice(alike)
        kind = r.random()
        if kind < 0.3:
            member, t = r.choice(self.members)
            return f"{text}.{member} = {e.assigned(t)};"
        if kind < 0.45 and self.array:
            return f"{text}.a[wrap({e.index(1)}, {self.array[1]})] = {e.assigned(self.array[0])};"
        if kind < 0.55 and self.inner:
            return self.inner.statement(e, f"{text}.in", [f"{text}.in"])
        if kind < 0.65:
            return f"{text}.set({e.assigned(self.first)});"
        if kind < 0.8:
            return f"{text} += {other};"
        return f"{text} = {other} + {text};" if kind < 0.9 else f"{text} = {other};"

    def digests(self, text):
        """Expressions of all that is in it."""
        found = [f"{text}.{member}" for member, _ in self.members]
        if self.array:
            found += [f"{text}.a[{k}]" for k in range(self.array[1])]
        return found + (self.inner.digests(f"{text}.in") if self.inner else [])


class Library:
    def __init__(self, rng, may_fault=False, tame=False):
        self.rng, self.out, self.may_fault, self.tame = rng, Writer(), may_fault, tame
        self.enum, self.structs, self.tables, self.functions = None, [], [], []
        if rng.random() < 0.4:
            self.enum = Enum("E", ["A", "B", "C"])
            under = rng.choice(["", " : u8", " : i64", " : int"])
            self.out.emit(f"enum class E{under} {{ A, B, C = {rng.randrange(2, 4)} }};")
        for _ in range(rng.randrange(3)):
            self.add_table()
        for k in range(rng.randrange(3)):
            inner = rng.choice(self.structs) if self.structs and rng.random() < 0.5 else None
            self.structs.append(Struct(rng, self.out, f"S{k}", inner))
        for _ in range(rng.randrange(4)):
            self.add_function()

    def add_table(self):
        r, t, name, n = self.rng, types.any_type(self.rng), self.out.unique("table"), self.rng.choice([2, 3, 4, 7, 16])
        kind = r.random()
        if kind < 0.3 and t.is_integer:
            with self.out.block(f"constexpr std::array<{t.name}, {n}> make_{name}()"):
                self.out.emit(f"std::array<{t.name}, {n}> result = {{}};")
                self.out.emit(f"for (int k = 0; k < {n}; ++k) {{ result[k] = {t.name}(k * k * 13 + {r.randrange(100)}); }}")
                self.out.emit("return result;")
            self.out.emit(f"inline constexpr auto {name} = make_{name}();")
        else:
            self.out.emit(f"inline constexpr {t.name} {name}[{n}] = {{{', '.join(literal(r, t) for _ in range(n))}}};")
        self.tables.append(Array(f"{name}[wrap(%s, {n})]", t, writable=False, uniform=True))

    def add_function(self):
        r, out = self.rng, self.out
        name = out.unique("g")
        parameters = tuple(types.any_type(r) for _ in range(r.randint(1, 3)))
        references = tuple(types.any_type(r) for _ in range(r.choice([0, 0, 0, 1, 2])))
        result = None if references and r.random() < 0.4 else types.any_type(r)
        text = [f"{t.name} a{k}" for k, t in enumerate(parameters)] + [f"{t.name} &b{k}" for k, t in enumerate(references)]
        scope = Scope(variables=[Variable(f"a{k}", t) for k, t in enumerate(parameters)] +
                      [Variable(f"b{k}", t) for k, t in enumerate(references)],
                      arrays=list(self.tables), functions=[f for f in self.functions if r.random() < 0.5])
        # A template whose arguments the caller names.
        called, head = name, "inline"
        if r.random() < 0.3:
            t, n = types.any_type(r), r.randrange(1, 6)
            head, called = "template <class T, int N> inline", f"{name}<{t.name}, {n}>"
            scope.variables += [Variable("N", I32, writable=False, uniform=True)]
            text[0] = f"T a0" if parameters[0] == t else text[0]
        e = Expressions(r, scope, self.may_fault)
        e.calls = 2
        statements = Statements(r, out, scope, e, self, ends="" if result is None else result, tame=self.tame)
        with out.block(f"{head} {result.name if result else 'void'} {name}({', '.join(text)})"):
            if head != "inline" and r.random() < 0.5:
                with out.block(r.choice(["if constexpr (N > 2)", "if constexpr (sizeof(T) == 4)",
                                         "if constexpr (std::is_integral_v<T>)"]), "} else {"):
                    statements.body(1, 1, 2)
                out.depth += 1
                statements.body(1, 1, 2)
                out.depth -= 1
                out.emit("}")
            for _ in range(r.randint(0, 3)):
                statements.statement(2)
            if result is not None:
                out.emit(f"return {e.assigned(result)};")
        self.functions.append(Function(called, parameters, result, references))
