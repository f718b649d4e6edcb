# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random statements that one thread runs for itself: no barriers, and every loop ends soon."""
from . import types
from .scope import Array, Function, Variable
from .types import BOOL, F32, I32, I64


class Statements:
    """Writes into `out`. `ends` is what a return says: None where there is none, "" for void, else a type."""

    def __init__(self, rng, out, scope, expressions, library, ends=None, tame=False):
        self.rng, self.out, self.scope, self.e, self.library = rng, out, scope, expressions, library
        self.ends, self.tame = ends, tame
        self.loops = 0   # around this place
        self.switches = 0  # around this place, within the innermost loop

    # -- Declarations

    def declare(self):
        r, out = self.rng, self.out
        kind = r.random()
        if kind < 0.15:
            return self.declare_array()
        if kind < 0.3 and self.library.structs:
            return self.declare_object()
        if kind < 0.4:
            return self.declare_lambda()
        t = types.any_type(r)
        name = out.unique("v")
        if r.random() < 0.15:
            out.emit(f"{t.name} {name} ZEROED;")
        elif r.random() < 0.15:
            out.emit(f"const {t.name} {name} = {self.e.assigned(t)};")
            return self.scope.variables.append(Variable(name, t, writable=False))
        elif r.random() < 0.2:
            out.emit(f"auto {name} = {self.e.value(t)};")
        else:
            out.emit(f"{t.name} {name} = {self.e.assigned(t)};")
        self.scope.variables.append(Variable(name, t))
        if r.random() < 0.05:
            other = out.unique("r")
            out.emit(f"{t.name} &{other} = {name};")
            self.scope.variables.append(Variable(other, t))

    def declare_array(self):
        r, out = self.rng, self.out
        t, name, n = types.any_type(r), out.unique("p"), r.choice([1, 2, 3, 4, 5, 8])
        first = ", ".join(self.e.value(t, 1) for _ in range(r.randint(0, min(n, 3))))
        if r.random() < 0.3:
            m = r.choice([2, 3, 4])
            out.emit(f"{t.name} {name}[{m}][{n}] = {{}};")
            place = f"{name}[wrap(%s, {m})][{r.randrange(n)}]" if r.random() < 0.5 else f"{name}[{r.randrange(m)}][wrap(%s, {n})]"
            return self.scope.arrays.append(Array(place, t))
        if r.random() < 0.2:
            out.emit(f"std::array<{t.name}, {n}> {name} = {{{first}}};")
            return self.scope.arrays.append(Array(f"{name}[wrap(%s, {n})]", t))
        out.emit(f"{t.name} {name}[{n}] = {{{first}}};")
        place = f"{name}[(%s) & {n - 1}]" if n & (n - 1) == 0 else f"{name}[wrap(%s, {n})]"
        return self.scope.arrays.append(Array(place, t, iterable=True))

    def declare_object(self):
        struct = self.rng.choice(self.library.structs)
        name = self.out.unique("o")
        self.out.emit(f"{struct.name} {name}{struct.initialiser(self.e)};")
        self.scope.objects.append((name, struct, True))
        if self.rng.random() < 0.3 and struct.leaves:
            parts = [self.out.unique("w") for _ in struct.leaves]
            self.out.emit(f"auto [{', '.join(parts)}] = {name};")
            self.scope.variables += [Variable(part, t) for part, (_, t) in zip(parts, struct.leaves)]

    def declare_lambda(self):
        r, out = self.rng, self.out
        name = out.unique("f")
        parameters = tuple(types.any_type(r) for _ in range(r.randint(0, 2)))
        result = types.any_type(r)
        generic = r.random() < 0.2
        with self.scope.nested():
            names = [out.unique("l") for _ in parameters]
            self.scope.variables += [Variable(n, p) for n, p in zip(names, parameters)]
            text = ", ".join(f"{'auto' if generic else p.name} {n}" for n, p in zip(names, parameters))
            body = self.e.value(result)
        out.emit(f"auto {name} = [{r.choice('&=')}]({text}) {{ return {body}; }};")
        self.scope.functions.append(Function(name, parameters, result, exact=generic))

    # -- Changes

    def assign(self):
        r, e, out = self.rng, self.e, self.out
        arrays = [a for a in self.scope.arrays if a.writable]
        objects = [o for o in self.scope.objects if o[2]]
        if arrays and r.random() < 0.35:
            array = r.choice(arrays)
            place = array.here if array.here and (not array.place or r.random() < 0.7) else array.place % e.index(1)
            return out.emit(f"{place} = {e.assigned(array.type)};")
        if objects and r.random() < 0.3:
            text, struct, _ = r.choice(objects)
            return out.emit(struct.statement(e, text, [o[0] for o in objects if o[1] is struct]))
        if self.scope.functions and r.random() < 0.25 and self.call():
            return None
        variables = self.scope.writable()
        if not variables:
            return self.declare()
        v = r.choice(variables)
        t = v.type
        if t == BOOL:
            return out.emit(f"{v.text} = {e.assigned(t)};" if r.random() < 0.8 else f"{v.text} = !{v.text};")
        kind = r.random()
        if kind < 0.45:
            return out.emit(f"{v.text} = {e.assigned(t)};")
        if t.is_float:
            operand = e.value(t) if t.is_small_float else e.value(r.choice([t, t, I32, F32]))
            return out.emit(f"{v.text} {r.choice(['+=', '-=', '*=', '/='])} {operand};")
        if kind < 0.55:
            return out.emit(r.choice([f"++{v.text};", f"--{v.text};", f"{v.text}++;", f"{v.text}--;"]))
        if kind < 0.62:
            others = [o for o in variables if o.text != v.text and o.type.is_integer]
            if others:
                o = r.choice(others)
                return out.emit(f"{v.text} = {t.name}({r.choice(['++', '--'])}{o.text});" if r.random() < 0.5 else
                                f"{v.text} = {t.name}({o.text}{r.choice(['++', '--'])});")
        if kind < 0.7:
            return out.emit(f"{v.text} {r.choice(['<<=', '>>='])} {r.randrange(types.promote(t).bits)};")
        if kind < 0.76:
            return out.emit(f"{v.text} {r.choice(['/=', '%='])} {r.choice([1, 3, 5, 10, 64])};")
        operand = e.value(types.any_type(r, types.INTEGERS))
        return out.emit(f"{v.text} {r.choice(['+=', '-=', '*=', '&=', '|=', '^='])} {operand};")

    def call(self):
        """A call as a statement, with variables of its own for what it changes."""
        r = self.rng
        f = r.choice(self.scope.functions)
        if self.e.calls <= 0:
            return False
        places = []
        for t in f.references:
            fitting = [v.text for v in self.scope.writable() if v.type == t and v.text not in places and v.text[0] != "r"]
            if not fitting:
                return False
            places.append(r.choice(fitting))
        self.e.calls -= 1
        arguments = [(self.e.value if f.exact else self.e.assigned)(t, 1) for t in f.parameters]
        call = f"{f.name}({', '.join(arguments + places)})"
        if f.result is None:
            self.out.emit(f"{call};")
            return True
        name = self.out.unique("v")
        self.out.emit(f"{f.result.name} {name} = {call};")
        self.scope.variables.append(Variable(name, f.result))
        return True

    # -- Control flow

    def body(self, depth, least=1, most=3):
        with self.scope.nested():
            for _ in range(self.rng.randint(least, most)):
                self.statement(depth)

    def statement(self, depth):
        r = self.rng
        kind = r.random()
        if depth <= 0 or kind < 0.3:
            return self.assign() if r.random() < 0.75 else self.declare()
        if kind < 0.5:
            return self.branch(depth - 1)
        if kind < 0.6:
            return self.switch(depth - 1)
        if kind < 0.82 and self.loops < 2:
            return self.loop(depth - 1)
        if kind < 0.88:
            with self.out.block(""):
                self.body(depth - 1)
            return None
        if kind < 0.94 and self.leave():
            return None
        return self.assign()

    def branch(self, depth):
        r = self.rng
        with self.scope.nested():
            if r.random() < 0.1:
                t, name = types.any_type(r, types.INTEGERS), self.out.unique("v")
                head = f"if ({t.name} {name} = {self.e.assigned(t)}; {name} > 3)"
                self.scope.variables.append(Variable(name, t))
            else:
                head = f"if ({self.e.condition()})"
            chain = r.random()
            with self.out.block(head, "}" if chain < 0.5 else "} else {" if chain < 0.85 else
                                f"}} else if ({self.e.condition()}) {{"):
                self.body(depth)
            if chain >= 0.5:
                self.out.depth += 1
                self.body(depth)
                self.out.depth -= 1
                self.out.emit("}")

    def switch(self, depth):
        r, out = self.rng, self.out
        labels = r.sample(range(6), r.randint(1, 4))
        default = r.randrange(len(labels) + 2)  # before a label, behind them, or nowhere
        enum = self.library.enum
        if enum and r.random() < 0.3:
            value, names = f"static_cast<{enum.name}>({self.e.value(I32)} & 3)", [f"{enum.name}::{n}" for n in enum.names]
            labels = [l for l in labels if l < len(names)] or [0]
        else:
            t = r.choice(types.INTEGERS)
            value, names = f"{t.name}({self.e.value(I32)} & 7)", [str(l) for l in range(6)]
        self.switches += 1
        with out.block(f"switch ({value})"):
            for place, label in enumerate(labels + [None]):
                if place == default:
                    out.emit("default:")
                if label is None:
                    if place == default:
                        out.emit("  break;")
                    break
                out.emit(f"case {names[label]}:")
                if r.random() < 0.15:
                    continue  # falls into the next one, where there is one
                with out.block(""):
                    self.body(depth, 1, 2)
                    if r.random() < 0.75:
                        out.emit("break;")
            else:
                out.emit("  break;")
        self.switches -= 1

    def loop(self, depth):
        r, out, e = self.rng, self.out, self.e
        saved, self.switches = self.switches, 0
        self.loops += 1
        with self.scope.nested():
            counter = out.unique("k")
            t = r.choice([I32, I32, types.U32, I64, types.U8, types.I16])
            limit = str(r.randrange(5)) if self.tame or r.random() < 0.5 else f"({e.value(I32, 1)} & 3)"
            test = "" if self.tame or r.random() < 0.7 else f" && {e.condition()}"
            arrays = [a for a in self.scope.arrays if a.iterable]
            kind = r.random()
            loop = Variable(counter, t, writable=False)
            if kind < 0.45:
                head = f"for ({t.name} {counter} = 0; {counter} < {limit}{test}; {r.choice(['++' + counter, counter + '++', counter + ' += 1'])})"
                if r.random() < 0.2:
                    head = f"for ({t.name} {counter} = {r.randrange(4)}; {counter} > 0{test}; --{counter})"
                with out.block(head):
                    self.scope.variables.append(loop)
                    self.body(depth)
            elif kind < 0.55 and arrays:
                array = r.choice(arrays)
                with out.block(f"for ({array.type.name} {r.choice(['', '&'])}{counter} : {array.place.split('[')[0]})"):
                    self.scope.variables.append(Variable(counter, array.type))
                    self.body(depth)
            elif kind < 0.75:
                out.emit(f"{t.name} {counter} = 0;")
                with out.block(f"while ({counter} < {limit}{test})"):
                    out.emit(f"++{counter};")
                    self.scope.variables.append(loop)
                    self.body(depth)
            elif kind < 0.9:
                out.emit(f"{t.name} {counter} = 0;")
                with out.block("do", f"}} while ({counter} < {limit}{test});"):
                    out.emit(f"++{counter};")
                    self.scope.variables.append(loop)
                    self.body(depth)
            else:
                out.emit(f"{t.name} {counter} = 0;")
                with out.block("for (;;)"):
                    out.emit(f"if ({counter}++ >= {limit}) {{ break; }}")
                    self.scope.variables.append(loop)
                    self.body(depth)
        self.loops -= 1
        self.switches = saved

    def leave(self):
        """A jump, under a condition most of the time; code behind it is legal all the same."""
        r, out = self.rng, self.out
        ways = []
        if self.loops and not self.tame:
            ways += ["continue;"] + ["break;"] * (self.switches == 0)
        elif self.switches:
            ways.append("break;")
        if self.ends is not None and not (self.tame and self.loops):
            ways.append("return;" if self.ends == "" else f"return {self.e.assigned(self.ends)};")
        if not ways:
            return False
        way = r.choice(ways)
        out.emit(f"if ({self.e.condition()}) {{ {way} }}" if r.random() < 0.93 else way)
        return True
