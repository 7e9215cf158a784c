#!/usr/bin/env python3
"""README.md and docs/*.md say what is true: commands, excerpts, links and paths.

docs_test.py PALPATE SOURCE_DIR [--plant]: with --plant a document full of mistakes is imagined, and
the test passes only when each is found.

- Commands: a fenced block whose first line begins with `$ ` and names palpate. Each line that begins
  with `$ ` is run by sh (exit status 0) in a directory that shows docs/, rules/ and tests/ and keeps nothing.
  The lines up to the next `$ ` are what it prints, errors included; none: anything.
- Excerpts: a fenced block right after a line that begins "From [" and links a file. Its lines stand
  in that file, in this order, without gaps but for `…`.
- In both a line `…` stands for any lines, and a line that ends in `…` for any line that begins so.
- Links: every relative one points at a file. Paths: `engine/…`, `rules/…` and the like in backticks
  exist; `*` and `<name>` stand for anything. Decision records may name what is not there.
"""
import glob
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FOLDERS = "docs engine integration plugins rules schemas scripts tests".split()
ELISION = "…"


def documents(root):
    found = [root / "README.md", *sorted((root / "docs").rglob("*.md")),
             *(root / name / "README.md" for name in ("plugins", "integration"))]
    return [(path.relative_to(root), path.read_text(encoding="utf-8")) for path in found]


def exists(pattern):
    """Is there such a file, or a folder that holds one? (git keeps no empty folder)"""
    return any(path.is_file() or any(inner.is_file() for inner in path.rglob("*"))
               for path in map(pathlib.Path, glob.glob(str(pattern))))


def blocks(text):
    """(line number, line before, lines) of each fenced block."""
    lines = text.splitlines()
    start = None
    for number, line in enumerate(lines):
        if not line.startswith("```"):
            continue
        if start is None:
            start = number
            continue
        before = next((lines[i] for i in range(start - 1, -1, -1) if lines[i].strip()), "")
        yield start + 2, before, lines[start + 1:number]
        start = None


def same_line(expected, line):
    if expected.endswith(ELISION):
        return line.startswith(expected[:-len(ELISION)])
    return expected == line


def matches(expected, lines):
    """Do `lines` read as `expected`, from the first to the last?"""
    reached = {0}  # how many of `lines` may be used up
    for wanted in expected:
        if wanted.strip() == ELISION:
            reached = set(range(min(reached), len(lines) + 1)) if reached else set()
        else:
            reached = {at + 1 for at in reached if at < len(lines) and same_line(wanted, lines[at])}
    return len(lines) in reached


def commands(lines):
    """(command, what it prints) of a block."""
    found = []
    for line in lines:
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line.rstrip())
    return found


def run(palpate, directory, command):
    path = os.pathsep.join([str(palpate.parent), os.environ.get("PATH", "")])
    result = subprocess.run(["sh", "-c", command], cwd=directory, env={**os.environ, "PATH": path},
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, timeout=300)
    return result.returncode, [line.rstrip() for line in result.stdout.decode().splitlines()]


class Check:
    def __init__(self, palpate, root, directory):
        self.palpate, self.root, self.directory = palpate, root, directory
        self.mistakes = []
        self.seen = {"commands": 0, "excerpts": 0, "links": 0, "paths": 0}

    def note(self, kind, place, holds, message):
        self.seen[kind] += 1
        if not holds:
            self.mistakes.append(f"{place}: {message}")

    def document(self, name, text):
        for number, before, lines in blocks(text):
            place = f"{name}:{number}"
            excerpt = re.match(r"From \[[^]]*\]\(([^)]+)\)", before)
            if excerpt:
                self.excerpt(place, (self.root / name).parent / excerpt.group(1), lines)
            elif lines and re.match(r"\$ .*\bpalpate\b", lines[0]):
                for command, printed in commands(lines):
                    self.command(place, command, printed)
        prose = re.sub(r"^```.*?^```", lambda block: "\n" * block.group().count("\n"), text,
                       flags=re.S | re.M)
        for number, line in enumerate(prose.splitlines(), 1):
            self.references(f"{name}:{number}", name, line)

    def command(self, place, command, printed):
        status, lines = run(self.palpate, self.directory, command)
        self.note("commands", place, status == 0 and (not printed or matches(printed, lines)),
                  f"$ {command}\n  exits with {status} and prints\n    " + "\n    ".join(lines[:60]))

    def excerpt(self, place, path, lines):
        there = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        whole = [ELISION, *(line.rstrip() for line in lines), ELISION]
        self.note("excerpts", place, matches(whole, [line.rstrip() for line in there]),
                  f"these lines do not stand like this in {path.name}")

    def references(self, place, name, line):
        for target in re.findall(r"\]\(([^)\s]+)\)", line):
            if not re.match(r"[a-z]+:|#", target):
                there = (self.root / name).parent / target.split("#")[0]
                self.note("links", place, exists(there), f"there is no {target}")
        if pathlib.PurePath(name).parts[:2] == ("docs", "decisions"):
            return
        for path in re.findall(rf"`((?:{'|'.join(FOLDERS)})/[^`\s]*)`", line):
            pattern = self.root / re.sub(r"<[^>]*>", "*", path)
            self.note("paths", place, exists(pattern), f"there is no {path}")


PLANTED = """
```
$ palpate eval 1+1
3
```
```
$ palpate eval 1+
```
From [`README.md`](README.md):
```
# palpate
no such line
```
[lost](docs/nowhere.md) and `engine/nowhere/*.cpp`
"""


def main():
    palpate, root = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    plant = "--plant" in sys.argv
    with tempfile.TemporaryDirectory() as directory:
        for name in ("docs", "rules", "tests"):
            os.symlink(root / name, os.path.join(directory, name))
        check = Check(palpate, root, directory)
        for name, text in [(pathlib.PurePath("x.md"), PLANTED)] if plant else documents(root):
            check.document(name, text)
    if plant:
        sys.exit(len(check.mistakes) != 5)
    print("\n".join(check.mistakes))
    print(check.seen)
    sys.exit(bool(check.mistakes) or not all(check.seen.values()))


main()
