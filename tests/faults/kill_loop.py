#!/usr/bin/env python3
"""Kills `palpate screen` at random moments, over and over, resumes it, and compares what comes out
with a run that nobody disturbed: every byte of results and quarantine, every row of a database.

kill_loop.py PALPATE SOURCE_DIR [--kills N] [--records N] [--seed S] [--threads N] [--database]
"""
import argparse
import hashlib
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(sys.argv[2])
sys.path.insert(0, str(SOURCE / "tests/support"))
import knee_records  # noqa: E402

KNEE = SOURCE / "tests/unit/ruleset/fixtures/knee/1.0.0"
ROWS = ("SELECT file, line, assessment_id, level, at_least, at_most, complete, contradictory,"
        " assessment_digest FROM screening_results ORDER BY record_id",
        "SELECT assessment_id, flag, status FROM screening_flags ORDER BY 1, 2",
        "SELECT assessment_id, item FROM screening_missing ORDER BY 1, 2",
        "SELECT line, byte_offset, code, present FROM screening_quarantine ORDER BY 1, 2")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("palpate")
    parser.add_argument("source")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--records", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--database", action="store_true")
    return parser.parse_args()


class Run:
    """One screening of `source` to a name of its own."""

    def __init__(self, options, folder, source, name):
        self.output = folder / name
        self.quarantine = folder / f"{name}.bad"
        self.database = options.database
        self.command = [options.palpate, "screen", source, "--rules", KNEE, "--brief", "--quiet",
                        "--threads", options.threads, "--checkpoint-bytes", 50_000,
                        "--db" if options.database else "--out", self.output,
                        "--quarantine", self.quarantine]

    def start(self, *more):
        return subprocess.Popen([str(part) for part in (*self.command, *more)])

    def content(self):
        """A digest of all that was written."""
        digest = hashlib.sha256(self.quarantine.read_bytes())
        if not self.database:
            digest.update(self.output.read_bytes())
            return digest.hexdigest()
        with sqlite3.connect(self.output) as database:
            for sql in ROWS:
                for row in database.execute(sql):
                    digest.update(repr(row).encode())
        return digest.hexdigest()

    def remove(self):
        for path in self.output.parent.glob(self.output.name + "*"):
            path.unlink()


def main():
    options = arguments()
    random_ = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        source = folder / "in.ndjson"
        source.write_bytes(knee_records.records(options.records, options.seed))
        whole = Run(options, folder, source, "whole")
        started = time.monotonic()
        assert whole.start().wait() == 1, "some of the records are bad, so the exit code is 1"
        seconds = time.monotonic() - started
        expected = whole.content()

        kills = rounds = starts = 0
        while kills < options.kills:
            part = Run(options, folder, source, f"part{rounds}")
            while True:
                starts += 1
                process = part.start("--resume")
                try:
                    code = process.wait(timeout=random_.uniform(0, seconds * 0.7))
                except subprocess.TimeoutExpired:
                    process.kill()
                    if process.wait() < 0:
                        kills += 1
                        continue
                    code = process.returncode
                assert code == 1, f"exit code {code}"
                break
            rounds += 1
            if part.content() != expected:
                sys.exit(f"round {rounds}: the results differ after {kills} kills")
            part.remove()
        print(f"{kills} kills in {starts} starts, {rounds} rounds of {options.records} records: "
              f"nothing lost, nothing written twice")


main()
