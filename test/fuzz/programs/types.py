# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The scalar types of the kernel language, and what C++ makes of two of them."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Scalar:
    name: str  # as prelude.h spells it
    kind: str  # bool, signed, unsigned, float
    bits: int
    rank: int = 0  # among the integers that promotion leaves alone, and the floats

    @property
    def is_float(self):
        return self.kind == "float"

    @property
    def is_integer(self):
        return self.kind in ("signed", "unsigned")

    @property
    def is_small_float(self):
        return self.is_float and self.bits == 16


BOOL = Scalar("bool", "bool", 8)
CHAR = Scalar("char", "signed", 8)
I8, U8 = Scalar("i8", "signed", 8), Scalar("u8", "unsigned", 8)
I16, U16 = Scalar("i16", "signed", 16), Scalar("u16", "unsigned", 16)
I32, U32 = Scalar("i32", "signed", 32, 1), Scalar("u32", "unsigned", 32, 2)
LONG = Scalar("long", "signed", 64, 3)
I64, U64 = Scalar("i64", "signed", 64, 4), Scalar("u64", "unsigned", 64, 5)
F16, BF16 = Scalar("f16", "float", 16), Scalar("bf16", "float", 16)
F32, F64 = Scalar("f32", "float", 32, 1), Scalar("f64", "float", 64, 2)

INTEGERS = [CHAR, I8, U8, I16, U16, I32, U32, LONG, I64, U64]
FLOATS = [F16, BF16, F32, F64]
ALL = [BOOL] + INTEGERS + FLOATS
ATOMIC = [I32, U32, I64, U64]

_weights = {I32: 5, U32: 3, I64: 3, F32: 4, F64: 2, U8: 2}


def any_type(rng, among=ALL):
    return rng.choices(among, [_weights.get(t, 1) for t in among])[0]


def promote(t):
    """The type of +x."""
    if t.is_small_float:
        return t
    return I32 if not t.is_float and t.bits < 32 else t


def common(a, b):
    """The type of a + b."""
    if a == b and a.is_small_float:
        return a
    if a.is_float or b.is_float:
        return F64 if F64 in (a, b) else F32
    a, b = promote(a), promote(b)
    return a if a.rank >= b.rank else b


_floats = ["0.0", "-0.0", "1.0", "-1.0", "0.5", "3.25", "-7.125", "100.75", "1e9", "-3e5", "65504.0", "1e-3", "6e-8", "1e-40",
           "3e38"]


def literal(rng, t):
    if t == BOOL:
        return rng.choice(["true", "false"])
    if t.is_float:
        text = rng.choice(_floats)
        text += "f" if t != F64 else ""
        return f"{t.name}({text})" if t.is_small_float else f"({text})" if text[0] == "-" else text
    bits = t.bits - (t.kind == "signed")
    value = rng.choice([0, 1, 2, 3, 5, 7, rng.randrange(100), (1 << bits) - 1, 1 << (bits - 1), rng.getrandbits(bits)])
    if t.kind == "signed" and rng.random() < 0.3:
        value = -value - rng.randrange(2)
    if t == I32 and value != -(1 << 31):
        return str(value) if value >= 0 else f"({value})"
    if value == -(1 << 63):
        return f"{t.name}(-9223372036854775807ll - 1)"
    return f"{t.name}({value}{'ull' if t.kind == 'unsigned' else 'll'})"
