# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A kernel file as CUDA C++: `__device__` before its functions, `__constant__` before its tables, and entries with pointers.

The kernels' text stays as it is. Entries take each array as a pointer with __restrict__, its extents and, for views, its strides:
what DotCompute's own entries take.
"""
import re

# Comments, strings, words, numbers, and single characters; what lies between is white space.
TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\w+(?:'\w+)*|::|\s+|.", re.S)
CLOSING = {"(": ")", "{": "}", "[": "]"}


class Rewriter:
    def __init__(self, text, tables):
        self.tokens = TOKEN.findall(text)
        self.tables = tables
        self.at = 0
        self.out = []

    def blank(self, token):
        return token.isspace() or token.startswith(("//", "/*"))

    def take(self):
        token = self.tokens[self.at]
        self.at += 1
        self.out.append(token)
        return token

    def group(self):
        """From an opening bracket to the one that closes it."""
        opening = self.take()
        while self.tokens[self.at] != CLOSING[opening]:
            self.group() if self.tokens[self.at] in CLOSING else self.take()
        self.take()

    def angles(self):
        """Template parameters: < to its >."""
        depth = 0
        while True:
            if self.tokens[self.at] in CLOSING:
                self.group()
                continue
            token = self.take()
            depth += {"<": 1, ">": -1}.get(token, 0)
            if depth == 0:
                return

    def skip_blank(self):
        while self.at < len(self.tokens) and self.blank(self.tokens[self.at]):
            self.take()

    @staticmethod
    def is_table(type, tokens):
        """Whether a constexpr variable needs memory where its elements are chosen at run time: arrays and structs do."""
        return "[" in "".join(tokens).split("=")[0] or type == "std" or type[0].isupper()

    def declaration(self):
        """One declaration at the scope of a namespace or class."""
        if self.tokens[self.at] == "template":
            first = self.at
            place = len(self.out)
            self.take()
            self.skip_blank()
            if self.tokens[self.at] != "<":  # an explicit instantiation: the entries are that here
                while self.take() != ";":
                    pass
                self.out[place:] = ["\n" * "".join(self.tokens[first : self.at]).count("\n")]
                return
            self.angles()
            self.skip_blank()
            if self.tokens[self.at] == "requires":
                self.take()
                self.skip_blank()
                self.group()
                self.skip_blank()
        place = len(self.out)
        words = []
        sees_parameters = False
        while True:
            token = self.tokens[self.at]
            if token == "operator":  # its symbol may be = or ( )
                words.append(self.take())
                self.skip_blank()
                self.group() if self.tokens[self.at] == "(" else None
                while self.tokens[self.at] != "(":
                    self.group() if self.tokens[self.at] == "[" else self.take()
            elif token == "(" and "=" not in words:
                sees_parameters = True
                self.group()
            elif token == "[" or token == "(":
                self.group()
            elif token == ":" and sees_parameters:  # a constructor's members, each with its ( ) or { }
                self.take()
                while True:
                    self.skip_blank()
                    while self.tokens[self.at] not in CLOSING:
                        self.take()
                    self.group()
                    self.skip_blank()
                    if self.tokens[self.at] != ",":
                        break
                    self.take()
                self.group()
                self.out.insert(place, "__device__ ")
                return
            elif token == "{":
                if words and words[0] in ("struct", "class", "namespace") or words[:2] == ["constexpr", "struct"]:
                    if words[0] == "constexpr":
                        self.out.insert(place, self.tables + " ")
                    self.take()
                    self.scope()
                    if words[0] == "namespace":
                        return
                    words = ["type"]
                    continue
                self.group()
                if sees_parameters and "=" not in words and words[0] != "enum":
                    if "DC_KERNEL" not in words:
                        self.out.insert(place, "__device__ ")
                    return
            else:
                self.take()
                if token == ";":
                    if words[0] == "constexpr" and not sees_parameters and self.is_table(words[1], self.out[place:]):
                        self.out.insert(place, self.tables + " ")
                    return
                if not self.blank(token):
                    words.append(token)

    def scope(self):
        """Declarations up to the closing brace, or the end."""
        while True:
            self.skip_blank()
            if self.at == len(self.tokens):
                return
            token = self.tokens[self.at]
            if token == "}":
                self.take()
                return
            if token in ("public", "private", "protected"):
                self.take()
                self.skip_blank()
                self.take()
                continue
            if token == "#":
                while "\n" not in self.take():
                    pass
                continue
            self.declaration()

    def rewrite(self):
        self.scope()
        return "".join(self.out)


def rewrite(text, tables="__constant__"):
    """The file's own text, and the headers it includes."""
    headers = re.findall(r"^#include <(.*)>", text, re.M)
    text = re.sub(r"^#include .*", "", text, flags=re.M)
    return Rewriter(text, tables).rewrite(), headers


def entry(case):
    """An extern "C" function for a case of cases.py."""
    parameters, arguments = [], []
    for i, argument in enumerate(case.arguments):
        arguments.append(expression(argument, str(i), parameters))
    threads = case.block[0] * case.block[1] * case.block[2]
    return (
        f'extern "C" __global__ void __launch_bounds__({threads})\n{case.entry}({", ".join(parameters)}) {{\n'
        f"  {case.kernel}({', '.join(arguments)});\n}}\n"
    )


def expression(argument, name, parameters):
    """The C++ argument made of parameters, which it adds."""
    if argument.kind == "group":
        members = [expression(member, f"{name}_{i}", parameters) for i, member in enumerate(argument.members)]
        return f"{argument.type}{{{', '.join(members)}}}"
    if argument.kind == "scalar":
        parameters.append(f"{argument.type} a{name}")
        return f"a{name}"
    parameters.append(f"{argument.type} *__restrict__ a{name}")
    values = [f"a{name}"]
    rank = len(argument.shape)
    values += [f"n{name}_{d}" for d in range(rank)]
    values += [f"s{name}_{d}" for d in range(rank - 1)]
    parameters += [f"dc::index {v}" for v in values[1:]]
    kind = f"dc::span<{argument.type}>" if rank == 1 else f"dc::view<{argument.type}, {rank}>"
    return f"{kind}({', '.join(values)})"


def cuda_file(cases, sources):
    """One file of CUDA C++ with the entries of `cases`; `sources` is the folder of kernels."""
    files = {}
    for case in cases:
        files.setdefault(case.file, []).append(case)
    headers, bodies = set(), []
    for file, of_file in files.items():
        path = sources / (file + ".dc.cpp")
        text, included = rewrite(path.read_text(), of_file[0].tables)
        headers.update(h for h in included if not h.startswith("dotcompute/"))
        space = re.sub(r"\W", "_", file)
        bodies.append(f'namespace {space} {{\n#line 1 "{path}"\n{text}\n#line 1 "{space} entries"\n')
        bodies += [entry(case) for case in of_file]
        bodies.append(f"}} // namespace {space}\n")
    includes = "".join(f"#include <{h}>\n" for h in sorted(headers))
    return f"#include <dotcompute/kernel.h>\n{includes}\n" + "\n".join(bodies)
