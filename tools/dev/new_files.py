# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What new-op.py and new-pass.py share: edits of files that either all happen or none."""
import pathlib
import subprocess
import sys

SPDX = "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n"


class Stop(Exception):
    """A message for the user."""


def camel(name):
    return "".join(part.capitalize() for part in name.replace("-", "_").split("_"))


class Edits:
    """Files to write under `root`, kept until commit()."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.files = {}

    def read(self, path):
        if path in self.files:
            return self.files[path]
        try:
            return (self.root / path).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise Stop(f"expected the file {path} under {self.root}, found none") from None

    def create(self, path, text):
        if path in self.files or (self.root / path).exists():
            raise Stop(f"{path} is there already")
        self.files[path] = text

    def insert_before_last(self, path, line, text):
        """Puts `text` before the last line of the file that is `line`."""
        lines = self.read(path).splitlines(keepends=True)
        places = [i for i, candidate in enumerate(lines) if candidate.strip() == line]
        if not places:
            raise Stop(f"expected a line '{line}' in {path}, found none")
        lines.insert(places[-1], text)
        self.files[path] = "".join(lines)

    def insert_sorted(self, path, after, line):
        """Puts `line` in order among the lines that follow the first line `after` and are indented as it is."""
        lines = self.read(path).splitlines(keepends=True)
        at = next((i for i, candidate in enumerate(lines) if candidate.strip() == after), None)
        if at is None:
            raise Stop(f"expected a line '{after}' in {path}, found none")
        indent = line[: len(line) - len(line.lstrip())]
        end = at + 1
        while end < len(lines) and lines[end].startswith(indent) and lines[end].strip():
            end += 1
        place = next((i for i in range(at + 1, end) if lines[i] > line), end)
        lines.insert(place, line)
        self.files[path] = "".join(lines)

    def insert_after(self, path, line, text):
        lines = self.read(path).splitlines(keepends=True)
        at = next((i for i, candidate in enumerate(lines) if candidate.strip() == line), None)
        if at is None:
            raise Stop(f"expected a line '{line}' in {path}, found none")
        lines.insert(at + 1, text)
        self.files[path] = "".join(lines)

    def commit(self, dry_run):
        for path, text in sorted(self.files.items()):
            target = self.root / path
            print(("would " if dry_run else "") + ("change" if target.exists() else "create"), path)
            if not dry_run:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")


def run(main):
    """Calls main(); what stops it is said and ends with status 1."""
    try:
        main()
    except Stop as stop:
        print(f"{pathlib.Path(sys.argv[0]).name}: error: {stop}", file=sys.stderr)
        sys.exit(1)


def add_changelog_line(edits, line):
    path = "docs/changelog.md"
    text = edits.read(path)
    head = "## Unreleased"
    at = text.find("\n- ", text.find(head)) if head in text else -1
    if at < 0:
        raise Stop(f"expected a list under '{head}' in {path}, found none")
    edits.files[path] = text[: at + 1] + line + "\n" + text[at + 1 :]


def refresh_references(root, tblgen):
    """The generated references of operations and passes."""
    command = [sys.executable, "docs/generated/generate.py"] + (["--tblgen", tblgen] if tblgen else [])
    if subprocess.run(command, cwd=root, check=False).returncode != 0:
        raise Stop("docs/generated/generate.py failed; everything else is written")
