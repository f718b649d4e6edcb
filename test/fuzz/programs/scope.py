# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a piece of code can name: variables, arrays, objects and functions."""
import contextlib
from dataclasses import dataclass, field

from .types import Scalar


@dataclass(frozen=True)
class Variable:
    text: str
    type: Scalar
    writable: bool = True
    uniform: bool = False  # alike for all threads of a block, and only ever set so


@dataclass(frozen=True)
class Array:
    """Elements of one type. `place` is written with the text of a whole number of any value in it."""
    place: str
    type: Scalar
    writable: bool = True
    uniform: bool = False  # alike for all threads where the index is
    here: str = ""  # the element of this thread's own, where there is one
    iterable: bool = False  # by a range-for, over the name before the first bracket


@dataclass(frozen=True)
class Function:
    name: str
    parameters: tuple
    result: Scalar
    references: tuple = ()  # types of parameters behind the others, which are taken by reference
    exact: bool = False  # the arguments must have these types themselves


@dataclass
class Scope:
    variables: list = field(default_factory=list)
    arrays: list = field(default_factory=list)
    functions: list = field(default_factory=list)
    objects: list = field(default_factory=list)  # (text, Struct, writable)

    @contextlib.contextmanager
    def nested(self):
        """What is declared inside is gone behind it."""
        saved = [list(names) for names in (self.variables, self.arrays, self.functions, self.objects)]
        yield
        self.variables[:], self.arrays[:], self.functions[:], self.objects[:] = saved

    def writable(self, uniform=False):
        return [v for v in self.variables if v.writable and v.uniform == uniform]

    def readable(self, uniform=False):
        return [v for v in self.variables if v.uniform or not uniform]
