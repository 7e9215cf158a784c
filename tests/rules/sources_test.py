#!/usr/bin/env python3
"""Every source that is not verified stands in the sign-off list, and nothing else does.

sources_test.py RULES_DIR CLINICAL_SAFETY_MD: the table of the section "What is not verified" names
each source of sources.yaml with `verified: false`, and no other. Every source says what was read,
and one that names an author or a guideline says where it can be found.
"""
import pathlib
import re
import sys

import yaml


def main():
    rules, document = map(pathlib.Path, sys.argv[1:3])
    sources = yaml.safe_load((rules / "sources.yaml").read_text(encoding="utf-8"))["sources"]
    section = document.read_text(encoding="utf-8").split("## What is not verified", 1)[1]
    section = section.split("\n## ", 1)[0]
    listed = set(re.findall(r"^\| `([a-z0-9-]+)`", section, re.M))
    unverified = {source["id"] for source in sources if not source["verified"]}
    mistakes = [f"{id_}: not verified, and not in the sign-off list" for id_ in unverified - listed]
    mistakes += [f"{id_}: in the sign-off list, and not an unverified source"
                 for id_ in listed - unverified]
    for source in sources:
        if not re.search(r"20\d\d-\d\d", source["read"]):
            mistakes.append(f"{source['id']}: 'read' does not say when")
    print("\n".join(sorted(mistakes)))
    print(f"{len(sources)} sources, {len(unverified)} not verified")
    sys.exit(bool(mistakes))


main()
