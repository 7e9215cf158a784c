#!/usr/bin/env python3
"""Compares the module table of docs/architecture.md with the link lines of engine/CMakeLists.txt
and with the #include lines of engine/.

layers.py SOURCE_DIR [--plant]: with --plant a forbidden include is imagined, and the test passes
only when that is found.
"""
import pathlib
import re
import sys


def direct(root):
    """module -> modules that its row names."""
    rows = {}
    for line in (root / "docs/architecture.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 5 and cells[1] not in ("module", "---"):
            rows[cells[1]] = cells[2].split()
    return rows


def link_lines(root):
    """module -> modules that its target is linked to."""
    text = (root / "engine/CMakeLists.txt").read_text()
    calls = re.findall(r"^palpate_module\((\w+)([^)]*)\)", text, re.M)
    assert len(calls) > 10, "too few modules in engine/CMakeLists.txt"
    for name, rest in calls:
        uses = re.search(r"USES ([\w ]+?)(?= LIBRARIES|$)", rest.strip())
        yield (name.replace("cql_", "cql/"),
               [use.replace("cql_", "cql/") for use in (uses.group(1).split() if uses else [])])


def table(root):
    """module -> all modules it may see, transitively, itself included."""
    rows = direct(root)
    unknown = {name for sees in rows.values() for name in sees} - rows.keys()
    assert rows and not unknown, f"the table names unknown modules: {unknown}"

    def closure(name, seen):
        if name not in seen:
            seen.add(name)
            for other in rows[name]:
                closure(other, seen)
        return seen

    return {name: closure(name, set()) for name in rows}


def module_of(path, modules):
    parts = path.parts
    two = "/".join(parts[:2])
    return two if two in modules else parts[0]


def includes(root):
    for path in sorted((root / "engine").rglob("*")):
        if path.suffix not in (".cpp", ".hpp"):
            continue
        relative = path.relative_to(root / "engine")
        if relative.parts[0] == "include":
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = re.match(r'\s*#include "([^"]+)"', line)
            if found:
                yield relative, number, pathlib.PurePath(found.group(1))


def mistakes(root, plant):
    modules = table(root)
    rows = direct(root)
    for name, uses in link_lines(root):
        if sorted(uses) != sorted(rows.get(name, ["(no row)"])):
            yield f"engine/CMakeLists.txt: {name} links {uses}, its row says {rows.get(name)}"
    found = list(includes(root))
    if plant:
        found.append((pathlib.PurePath("value/value.cpp"), 1, pathlib.PurePath("triage/triage.hpp")))
    assert len(found) > 100, "too few #include lines: is this the source tree?"
    for path, number, target in found:
        source, seen = module_of(path, modules), module_of(target, modules)
        if target.parts[0] == "palpate":
            if source != "capi":
                yield f"engine/{path}:{number}: only capi includes the public headers"
            continue
        if source not in modules:
            yield f"engine/{path}: module '{source}' is not in docs/architecture.md"
        elif seen not in modules[source]:
            yield f"engine/{path}:{number}: {source} may not include {seen} ({target})"


def main():
    root, plant = pathlib.Path(sys.argv[1]), "--plant" in sys.argv
    found = list(mistakes(root, plant))
    for line in found:
        print(line)
    sys.exit(found == [] if plant else found != [])


main()
