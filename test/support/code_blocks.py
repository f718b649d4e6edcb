# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Finds the examples in documentation."""
import re


def code_blocks(path, language):
    """Yields (number of the opening fence's line, text) of each block of `language` in a file."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for match in re.finditer(rf"^ *```{language}\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL):
        yield text.count("\n", 0, match.start()) + 1, match.group(1)
