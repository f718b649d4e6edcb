#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes a file that shows a bug smaller, as long as it still shows it.

    dc-reduce FILE -o SMALL -- COMMAND...

COMMAND is run for each candidate, with '{}' in it replaced by the candidate's name; the candidate is kept where it ends as it does for FILE:
with the same status, and with the text of --contains in its output where that is given. A candidate has FILE's suffix, and what FILE
includes from its own folder is found. Kernel sources and MLIR text alike: what goes are functions, blocks, statements, lines, then tokens.

    dc-reduce bad.dc.cpp -o small.dc.cpp --contains DCC5090 -- dcc {} --target=cpu -o /dev/null
    dc-reduce bad.dc.cpp -o small.dc.cpp -- sh -c '! (dcc {} -o k.dcx && ./compare k.dcx)'
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import time

TOKENS = re.compile(r'"(?:\\.|[^"\\\n])*"|[A-Za-z_]\w*|\d[\w.]*|\s+|.', re.S)


class Test:
    """Whether a text is still interesting; remembers the smallest one that is."""

    def __init__(self, options, text):
        self.options, self.best, self.runs = options, text, 0
        self.seen, self.deadline = {}, time.monotonic() + options.seconds
        self.file = pathlib.Path(options.folder) / options.file.name
        self.status = None
        self.status, output = self.run(text)
        if self.status is None:
            sys.exit(f"dc-reduce: the command takes more than {options.limit} s for {options.file}")
        if options.contains and options.contains not in output:
            sys.exit(f"dc-reduce: expected '{options.contains}' in the command's output for {options.file}, got:\n{output[-2000:]}")

    def run(self, text):
        self.runs += 1
        self.file.write_text(text)
        command = [part.replace("{}", str(self.file)) for part in self.options.command]
        if command == self.options.command:
            command.append(str(self.file))
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=self.options.limit)
        except subprocess.TimeoutExpired:
            return None, ""
        return done.returncode, done.stdout.decode(errors="replace")

    def holds(self, text):
        if time.monotonic() > self.deadline:
            return False
        if text not in self.seen:
            status, output = self.run(text)
            self.seen[text] = status == self.status and self.options.contains in output
            if self.seen[text] and len(text) < len(self.best):
                self.best = text
        return self.seen[text]


def without(parts, test):
    """Leaves out runs of `parts`, from halves down to single ones."""
    size = max(1, len(parts) // 2)
    while True:
        at = 0
        while at < len(parts):
            fewer = parts[:at] + parts[at + size:]
            if test.holds("".join(fewer)):
                parts = fewer
            else:
                at += size
        if size == 1:
            return parts
        size = max(1, size // 2)


def pairs_of(text):
    """Where braces and parentheses open and close, outermost and longest first."""
    found, open_ones = [], []
    for at, c in enumerate(text):
        if c in "{(":
            open_ones.append(at)
        elif c in "})" and open_ones:
            found.append((open_ones.pop(), at))
    return sorted(found, key=lambda pair: pair[0] - pair[1])


def braces(text, test):
    """Leaves out what stands between a pair, the pair alone, or a brace with the head before it."""
    while True:
        for start, end in pairs_of(text):
            head = max(text.rfind(c, 0, start) for c in ";{}\n") + 1
            for candidate in (text[:head] + text[end + 1:], text[:start + 1] + text[end:], text[:head] + text[start + 1:end] + text[end + 1:],
                              text[:start] + text[start + 1:end] + text[end + 1:]):
                if len(candidate) < len(text) and test.holds(candidate):
                    text = candidate
                    break
            else:
                continue
            break
        else:
            return text


def reduce(text, test):
    while True:
        before = text
        text = "".join(without(text.splitlines(keepends=True), test))
        text = braces(text, test)
        text = "".join(without(re.split(r"(?<=[;,{}])", text), test))
        if len(text) < 20000:
            text = "".join(without(TOKENS.findall(text), test))
        if len(text) >= len(before):
            return text


def main():
    arguments = sys.argv[1:]
    split = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser(prog="dc-reduce", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
                                     usage="dc-reduce FILE [-o SMALL] [--contains TEXT] [--limit S] [--seconds S] -- COMMAND...")
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("-o", "--output", help="the smaller file; standard output if left out", default="-")
    parser.add_argument("--contains", default="", help="what the command's output must contain")
    parser.add_argument("--limit", type=float, default=60, help="seconds for one run; one that takes longer is not interesting")
    parser.add_argument("--seconds", type=float, default=3600, help="stops after this time with what it has")
    options = parser.parse_args(arguments[:split])
    options.command = arguments[split + 1:]
    if not options.command:
        parser.error("expected a command behind '--'")
    try:
        text = options.file.read_text()
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"dc-reduce: cannot read {options.file}: {error}")
    with tempfile.TemporaryDirectory() as folder:
        options.folder = folder
        for neighbour in options.file.resolve().parent.iterdir():
            if neighbour.name != options.file.name:
                (pathlib.Path(folder) / neighbour.name).symlink_to(neighbour)
        test = Test(options, text)
        reduce(text, test)
    if options.output == "-":
        sys.stdout.write(test.best)
    else:
        pathlib.Path(options.output).write_text(test.best)
    print(f"dc-reduce: {len(text)} characters became {len(test.best)} in {test.runs} runs", file=sys.stderr)


if __name__ == "__main__":
    main()
