#!/usr/bin/env python3
"""Runs cql_bench (and bench_rules) under callgrind and prints instructions a condition.

cql_table.py BENCH_CQL BENCH_RULES RULESET ASSESSMENT...
"""
import pathlib
import re
import subprocess
import sys
import tempfile

TIMES = 200


def counted(*command):
    """name -> instructions, of what the program told callgrind to write down."""
    with tempfile.TemporaryDirectory() as directory:
        out = pathlib.Path(directory, "out")
        subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *command],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = {}
        for path in pathlib.Path(directory).iterdir():
            text = path.read_text(errors="replace")
            name = re.search(r"^desc: Trigger: Client Request: (.*)$", text, re.M)
            total = re.search(r"^(?:totals|summary): (\d+)", text, re.M)
            if name and total:
                found[name.group(1)] = int(total.group(1))
        return found


def conditions(bench):
    found = counted(bench, "--instructions", str(TIMES))
    loop = found.pop("loop") / TIMES
    each = {name: max(total / TIMES - loop, 0) for name, total in found.items()}
    print("instructions a condition (begin a record, evaluate), and the same by hand in C++")
    print(f"  {'chapter':<12} {'condition':<55} {'CQL':>6} {'C++':>5} {'ratio':>6}")
    for name, count in sorted(each.items()):
        if name.endswith("(by hand)"):
            continue
        chapter, text = name.split(": ", 1)
        by_hand = each.get(name + " (by hand)")
        beside = f" {by_hand:5.0f} {count / max(by_hand, 1):6.1f}" if by_hand is not None else ""
        print(f"  {chapter:<12} {text:<55.55} {count:6.0f}{beside}")


def rules(bench, rule_set, assessments):
    found = counted(bench, rule_set, *assessments)
    print("the shipped rule set, instructions")
    for name, count in sorted(found.items()):
        print(f"  {name:<45} {count:12,}")


def main():
    bench_cql, bench_rules, rule_set, *assessments = sys.argv[1:]
    conditions(bench_cql)
    rules(bench_rules, rule_set, assessments)


main()
