# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A kernel's parameters: how they are declared, filled, passed to both sides and compared."""
from dataclasses import dataclass

from .types import Scalar


@dataclass
class ArrayParameter:
    name: str
    type: Scalar
    mode: str  # in, out or inout
    shape: list
    view: bool = False
    operation: str = ""  # the one kind of atomic operation on it, if any

    def declaration(self):
        element = ("const " if self.mode == "in" else "") + self.type.name
        return f"dc::view<{element}, {len(self.shape)}> {self.name}" if self.view else f"dc::span<{element}> {self.name}"

    def size(self):
        return f"{self.name}.extent({len(self.shape) - 1})" if self.view else f"{self.name}.size()"

    def place(self, index):
        """The element at a whole number of any value."""
        if not self.view:
            return f"{self.name}[wrap({index}, {self.name}.size())]"
        last = len(self.shape) - 1
        others = [f"{self.name}.extent({d}) - 1" if d % 2 else "0" for d in range(last)]
        return f"{self.name}({', '.join(others + [f'wrap({index}, {self.name}.extent({last}))'])})"

    def prepare(self):
        count = 1
        for extent in self.shape:
            count *= extent
        lines = [f"Values<{self.type.name}> {self.name}({count}, random);"]
        if self.mode != "in":
            lines.append(f"Values<{self.type.name}> {self.name}_host({self.name});")
        return lines

    def for_host(self):
        values = self.name + ("" if self.mode == "in" else "_host")
        return f"dc::view<{self.type.name}, {len(self.shape)}>({values}.data(), {', '.join(map(str, self.shape))})" if self.view else values

    def for_device(self):
        shaped = f".shaped({', '.join(map(str, self.shape))})" if self.view and len(self.shape) > 1 else ""
        return f"dc::rt::copy_{'in' if self.mode == 'in' else 'inout'}({self.name}){shaped}"

    def compare(self):
        return "" if self.mode == "in" else f'same("{self.name}", {self.name}, {self.name}_host)'


@dataclass
class ScalarParameter:
    name: str
    type: Scalar

    def declaration(self):
        return f"{self.type.name} {self.name}"

    def prepare(self):
        return [f"{self.type.name} {self.name} = any<{self.type.name}>(random);"]

    def for_host(self):
        return self.name

    def for_device(self):
        return self.name

    def compare(self):
        return ""


@dataclass
class ObjectParameter:
    """A struct of scalars: one argument for each member."""
    name: str
    struct: object

    def declaration(self):
        return f"{self.struct.name} {self.name}"

    def prepare(self):
        return [f"{t.name} {self.name}_{member} = any<{t.name}>(random);" for member, t in self.struct.leaves]

    def for_host(self):
        values = ", ".join(f"{self.name}_{member}" for member, _ in self.struct.leaves)
        return f"{{space}}::{self.struct.name}{{{{{values}}}}}"

    def for_device(self):
        return ", ".join(f"{self.name}_{member}" for member, _ in self.struct.leaves)

    def compare(self):
        return ""
