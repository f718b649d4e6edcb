# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Lines of indented C++, and names that occur once."""
import contextlib


class Writer:
    def __init__(self, depth=0):
        self.lines, self.depth, self.fresh = [], depth, {}

    def emit(self, text):
        self.lines.append("  " * self.depth + text)

    def unique(self, prefix):
        self.fresh[prefix] = self.fresh.get(prefix, 0) + 1
        return f"{prefix}{self.fresh[prefix]}"

    @contextlib.contextmanager
    def block(self, head, tail="}"):
        self.emit(head + " {")
        self.depth += 1
        yield
        self.depth -= 1
        self.emit(tail)

    def text(self):
        return "\n".join(self.lines) + "\n"
