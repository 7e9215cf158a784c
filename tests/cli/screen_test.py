#!/usr/bin/env python3
"""`palpate screen` as its users meet it: real processes, real files, real trouble.
screen_test.py PALPATE SOURCE_DIR"""
import gzip
import hashlib
import json
import os
import pathlib
import pty
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

PALPATE = sys.argv[1]
ROOT = pathlib.Path(sys.argv[2])
sys.path.insert(0, str(ROOT / "tests/support"))
import knee_records  # noqa: E402

KNEE = ROOT / "tests/unit/ruleset/fixtures/knee/1.0.0"
RECORDS = knee_records.records(1500)
SANITIZED = b"__asan_init" in pathlib.Path(PALPATE).read_bytes()
MEMORY_LIMIT_KB = 64 * 1024


class Screen(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.directory.name)
        self.source = self.write("in.ndjson", RECORDS)

    def tearDown(self):
        self.directory.cleanup()

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def command(self, *arguments):
        return [PALPATE, "screen", *map(str, arguments), "--rules", str(KNEE)]

    def screen(self, *arguments, stdin=b"", **options):
        return subprocess.run(self.command(*arguments), input=stdin, capture_output=True,
                              cwd=self.folder, timeout=300, **options)

    def expect(self, code, *arguments, **options):
        result = self.screen(*arguments, **options)
        self.assertEqual(result.returncode, code, result.stderr.decode())
        self.assertEqual(result.stdout, b"")
        return result.stderr.decode()

    def digest(self, name):
        return hashlib.sha256((self.folder / name).read_bytes() +
                              (self.folder / f"{name}.quarantine.ndjson").read_bytes()).hexdigest()

    def undisturbed(self):
        self.expect(1, self.source, "--out", "whole", "--brief", "-q")
        return self.digest("whole")


class Results(Screen):
    def test_threads_change_nothing(self):
        for form in ((), ("--brief",), ("--brief", "--format", "csv"), ("--only", "red-flags")):
            digests = set()
            for threads in (1, 2, 4):
                self.expect(1, self.source, "--out", "out", "-t", threads, "--force", "-q", *form)
                digests.add(self.digest("out"))
            self.assertEqual(len(digests), 1, form)

    def test_every_record_is_in_the_results_or_the_quarantine(self):
        self.expect(1, self.source, "--out", "out", "--brief", "--summary", "s.json")
        results = (self.folder / "out").read_text().splitlines()
        bad = (self.folder / "out.quarantine.ndjson").read_text().splitlines()
        self.assertEqual(len(results) + len(bad), 1500)
        lines = RECORDS.split(b"\n")
        for line in map(json.loads, bad):
            self.assertEqual(lines[line["line"] - 1].decode().rstrip("\r"), line["record"])
            self.assertEqual(RECORDS[line["offset"]:][:len(line["record"])].decode(), line["record"])
        summary = json.loads((self.folder / "s.json").read_text())
        self.assertEqual(summary["records"]["read"], 1500)
        self.assertEqual(summary["records"]["screened"], len(results))
        self.assertEqual(sum(summary["levels"].values()), len(results))
        present = [flag for line in results for flag in json.loads(line)["present"]]
        for flag, counts in summary["flags"].items():
            self.assertEqual(counts["present"], present.count(flag))
            self.assertEqual(sum(counts.values()), len(results))

    def test_compressed_and_piped_input_give_the_same(self):
        whole = self.undisturbed()
        self.write("in.ndjson.gz", gzip.compress(RECORDS[:70000]) + gzip.compress(RECORDS[70000:]))
        results = (self.folder / "whole").read_bytes()
        self.expect(1, "in.ndjson.gz", "--out", "gz", "--brief", "-q")
        self.assertEqual((self.folder / "gz").read_bytes(), results)
        self.expect(1, "-", "--out", "pipe", "--brief", "-q", stdin=RECORDS)
        self.assertEqual((self.folder / "pipe").read_bytes(), results)
        self.assertTrue(whole)

    def test_several_files_follow_each_other(self):
        one = RECORDS[:RECORDS.index(b"\n", 100_000) + 1]
        self.write("1", one)
        self.write("2", RECORDS[len(one):])
        self.undisturbed()
        self.expect(1, "1", "2", "--out", "out", "--brief", "-q")
        self.assertEqual((self.folder / "out").read_bytes(), (self.folder / "whole").read_bytes())

    def test_a_clean_file_ends_with_0_and_without_a_quarantine(self):
        self.write("clean", b"\n".join(line for line in RECORDS.split(b"\n")
                                       if line.endswith((b"}}", b"}}\r")) and b"nope" not in line))
        errors = self.expect(0, "clean", "--out", "out", "--brief")
        self.assertIn("0 quarantined", errors)
        self.assertFalse((self.folder / "out.quarantine.ndjson").exists())

    def test_csv_results_have_a_head(self):
        self.expect(1, self.source, "--out", "out", "--brief", "--format", "csv", "-q")
        lines = (self.folder / "out").read_text().splitlines()
        self.assertTrue(lines[0].startswith("id,file,line,level,"))
        self.assertEqual({line.count(",") for line in lines}, {10})

    def test_progress_for_programs(self):
        errors = self.expect(1, self.source, "--out", "out", "--brief", "-q", "--progress", "json")
        for line in errors.splitlines():
            self.assertLessEqual(json.loads(line)["records"], 1500)
        self.assertTrue(errors)

    def test_progress_on_a_terminal_goes_away(self):
        shown, screen = pty.openpty()
        subprocess.run(self.command(self.source, "--out", "out", "--brief"), cwd=self.folder,
                       stdin=subprocess.DEVNULL, stderr=screen, timeout=300)
        os.close(screen)
        text = b""
        try:
            while block := os.read(shown, 65536):
                text += block
        except OSError:  # how Linux tells the end of a terminal
            pass
        os.close(shown)
        self.assertIn(b" left", text)
        self.assertIn(b"\r\x1b[K1,500 records read", text)


class Usage(Screen):
    def test_mistakes_are_told(self):
        for arguments, told in (
                ((), "which input?"),
                ((self.source,), "either --out FILE or --db FILE"),
                ((self.source, "--out", "a", "--db", "b"), "either --out FILE or --db FILE"),
                ((self.source, "--out", "-"), "name a file"),
                ((self.source, "--out", "a", "--resume", "--force"), "exclude each other"),
                ((self.source, "--out", "a", "--format", "csv"), "add --brief"),
                ((self.source, "--out", "a", "--only", "findings"), "expected red-flags"),
                ((self.source, "--out", "a", "--threads", "0"), "whole number from 1"),
                ((self.source, "--out", "a", "--sample", "x"), "whole number"),
                ((self.source, "--out", "a", "--since", "2026-01-15T09:00:00Z"), "give --db"),
                ((self.source, "--db", "a", "--since", "yesterday"), "date and time"),
                ((self.source, "--out", "a", "--where", "Assessment.ageYears"), "true or false"),
                ((self.source, "--out", "/dev/null", "--force"), "no regular file"),
                ((self.source, "--out", self.source, "--force"), "one of the inputs"),
                (("-", "-", "--out", "a"), "once only")):
            self.assertIn(told, self.expect(2, *arguments))
        self.assertEqual((self.folder / "in.ndjson").read_bytes(), RECORDS)

    def test_results_are_not_overwritten_by_accident(self):
        self.write("out", b"precious")
        self.assertIn("--force", self.expect(2, self.source, "--out", "out"))
        self.assertIn("cannot be resumed", self.expect(2, self.source, "--out", "out", "--resume"))
        self.assertEqual((self.folder / "out").read_bytes(), b"precious")

    def test_a_missing_input_is_told_before_anything_is_written(self):
        errors = self.expect(3, self.source, "nowhere", "--out", "out")
        self.assertIn("nowhere", errors)
        self.assertFalse((self.folder / "out").exists())

    def test_a_folder_that_cannot_be_written_to(self):
        self.assertIn("No such file", self.expect(3, self.source, "--out", "no/such/folder"))
        self.write("file", b"")
        self.assertIn("Not a directory", self.expect(3, self.source, "--out", "file/out"))
        self.assertIn("SQLite", self.expect(3, self.source, "--db", "no/such/folder"))


class Trouble(Screen):
    def feed_half(self, process):
        """Until the run has begun and waits for more."""
        process.stdin.write(RECORDS[:len(RECORDS) // 2])
        process.stdin.flush()
        for _ in range(600):
            if (self.folder / "out.checkpoint").exists():
                return
            time.sleep(0.1)
        self.fail("the run does not begin")

    def test_ctrl_c_stops_in_good_order(self):
        expected = self.undisturbed()
        for signal_ in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen(self.command("-", "--out", "out", "--brief"),
                                       cwd=self.folder, stdin=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
            self.feed_half(process)
            process.send_signal(signal_)
            self.assertEqual(process.wait(timeout=60), 1)
            errors = process.stderr.read().decode()
            process.stdin.close()
            process.stderr.close()
            self.assertIn("palpate screen - --out out --brief --rules", errors)
            self.assertTrue(errors.rstrip().endswith("--resume"))
            self.expect(1, "-", "--out", "out", "--brief", "-q", "--resume", stdin=RECORDS)
            self.assertEqual((self.folder / "out").read_bytes(),
                             (self.folder / "whole").read_bytes())
            for path in self.folder.glob("out*"):
                path.unlink()
        self.assertTrue(expected)

    def test_a_full_disk_is_told_and_the_run_goes_on_when_there_is_room(self):
        expected = self.undisturbed()
        size = (self.folder / "whole").stat().st_size

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        for size, form in ((size // 2, ("--out", "out")), (300_000, ("--db", "out.db"))):
            errors = self.expect(3, self.source, *form, "--brief", "--checkpoint-bytes", "20000",
                                 preexec_fn=limit)
            self.assertIn("--resume", errors)
            self.assertRegex(errors, "File too large|SQLite")
        self.expect(1, self.source, "--out", "out", "--brief", "-q", "--resume")
        self.assertEqual(self.digest("out"), expected)
        self.expect(1, self.source, "--db", "out.db", "--brief", "-q", "--resume")
        with sqlite3.connect(self.folder / "out.db") as database:
            self.assertEqual(database.execute("SELECT count(*) FROM screened").fetchone()[0],
                             len((self.folder / "whole").read_text().splitlines()))

    def test_a_deleted_output_is_told(self):
        process = subprocess.Popen(
            self.command("-", "--out", "out", "--brief", "-q", "--checkpoint-bytes", "1"),
            cwd=self.folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        self.feed_half(process)
        (self.folder / "out").unlink()
        _, errors = process.communicate(RECORDS[len(RECORDS) // 2:], timeout=60)
        self.assertEqual(process.returncode, 3)
        self.assertIn(b"deleted", errors)

    def test_cut_off_gzip_is_told_and_what_came_before_is_kept(self):
        whole = gzip.compress(RECORDS)
        self.write("cut.gz", whole[:len(whole) // 2])
        errors = self.expect(3, "cut.gz", "--out", "out", "--brief", "-q")
        self.assertIn("cut.gz: the gzip data end too early", errors)
        self.undisturbed()
        kept = (self.folder / "out").read_bytes()
        self.assertTrue(kept)
        self.assertTrue((self.folder / "whole").read_bytes().startswith(kept))

    def test_another_input_or_rule_set_is_not_resumed(self):
        self.expect(3, self.source, "--out", "out", "--brief", "-q", "--max-errors", "0")
        self.write("in.ndjson", RECORDS + b"\n")
        errors = self.expect(2, self.source, "--out", "out", "--brief", "-q", "--resume")
        self.assertIn("inputs[0].bytes was", errors)
        self.write("in.ndjson", RECORDS)
        self.assertIn("options.results",
                      self.expect(2, self.source, "--out", "out", "-q", "--resume"))

    def test_too_many_errors_stop_a_run_that_can_be_resumed(self):
        expected = self.undisturbed()
        errors = self.expect(3, self.source, "--out", "out", "--brief", "--max-errors", "3")
        self.assertIn("--max-errors", errors)
        self.expect(1, self.source, "--out", "out", "--brief", "-q", "--resume")
        self.assertEqual(self.digest("out"), expected)

    def test_two_runs_cannot_write_the_same_file(self):
        process = subprocess.Popen(self.command("-", "--out", "out", "--brief", "-q"),
                                   cwd=self.folder, stdin=subprocess.PIPE)
        self.feed_half(process)
        self.assertIn("another run",
                      self.expect(2, self.source, "--out", "out", "--brief", "--force"))
        process.communicate(RECORDS[len(RECORDS) // 2:], timeout=60)
        self.assertEqual(process.returncode, 1)

    def peak_memory(self, *arguments):
        """In KB, of one run."""
        script = ("import resource, subprocess, sys\n"
                  "subprocess.run(sys.argv[1:])\n"
                  "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n")
        result = subprocess.run([sys.executable, "-c", script, *self.command(*arguments)],
                                cwd=self.folder, capture_output=True, timeout=300)
        return int(result.stdout)

    @unittest.skipIf(SANITIZED, "the sanitizer's own memory would be measured")
    def test_a_line_of_100_mb_takes_no_memory(self):
        with open(self.folder / "huge", "wb") as out:
            out.write(RECORDS[:RECORDS.index(b"\n") + 1])
            for _ in range(100):
                out.write(b"x" * 1_000_000)
            out.write(b"\n" + RECORDS)
        self.assertLess(self.peak_memory("huge", "--out", "out", "--brief", "-q"), MEMORY_LIMIT_KB)
        with open(self.folder / "out.quarantine.ndjson", "rb") as lines:
            first = json.loads(next(lines))
        self.assertEqual((first["line"], first["errors"][0]["code"]), (2, "IN0101"))
        self.assertEqual(len(first["base64"]), (100_000_000 + 2) // 3 * 4)


class Database(Screen):
    def rows(self, sql):
        with sqlite3.connect(self.folder / "r.db") as database:
            return database.execute(sql).fetchall()

    def test_plain_sql_finds_what_the_lines_say(self):
        self.undisturbed()
        self.expect(1, self.source, "--db", "r.db", "--brief", "-q")
        lines = [json.loads(line) for line in (self.folder / "whole").read_text().splitlines()]
        self.assertEqual(
            self.rows("SELECT assessment_id, level, at_least, at_most FROM screening_results"
                      " ORDER BY record_id"),
            [(line["id"], line["level"], line["atLeast"], line["atMost"]) for line in lines])
        for status in ("present", "undetermined"):
            self.assertEqual(
                self.rows("SELECT assessment_id, flag FROM screening_flags"
                          f" WHERE status = '{status}' ORDER BY 1, 2"),
                sorted((line["id"], flag) for line in lines for flag in line[status]))
        self.assertEqual(self.rows("SELECT assessment_id, item FROM screening_missing ORDER BY 1, 2"),
                         sorted((line["id"], item) for line in lines for item in line["waitsFor"]))

    def test_full_reports_are_kept_as_they_are_rendered(self):
        self.expect(1, self.source, "--out", "full", "-q")
        self.expect(1, self.source, "--db", "r.db", "-q")
        self.assertEqual("".join(row[0] for row in
                                 self.rows("SELECT report FROM screened ORDER BY record_id")),
                         (self.folder / "full").read_text())

    def test_two_screens_into_one_database(self):
        runs = [subprocess.Popen(self.command(self.source, "--db", "r.db", "--brief", "-q", "-t", "1"),
                                 cwd=self.folder) for _ in range(2)]
        self.assertEqual([run.wait(timeout=300) for run in runs], [1, 1])
        counts = self.rows("SELECT screening_id, count(*), sum(present) FROM screened"
                           " LEFT JOIN screened_flags USING (record_id) GROUP BY 1")
        self.assertEqual(len(counts), 2)
        self.assertEqual(counts[0][1:], counts[1][1:])
        self.assertEqual(self.rows("PRAGMA integrity_check"), [("ok",)])
        self.assertEqual(self.rows("PRAGMA foreign_key_check"), [])
        self.assertEqual(self.rows("SELECT DISTINCT state FROM screenings"), [("done",)])

    def test_only_what_changed_is_screened_again(self):
        self.expect(1, self.source, "--db", "r.db", "--brief", "-q")
        changed = RECORDS.replace(b'"id": "r7"', b'"id": "r7 again"')
        self.write("changed", changed)
        self.expect(1, "changed", "--db", "r.db", "--brief", "-q", "--since", "2020-01-01T00:00:00Z",
                    "--summary", "s.json")
        records = json.loads((self.folder / "s.json").read_text())["records"]
        self.assertEqual(records["screened"], 1)
        self.assertEqual(records["unchanged"] + records["screened"] + records["quarantined"], 1500)
        self.assertEqual(self.rows("SELECT assessment_id FROM screened WHERE screening_id = 2"),
                         [("r7 again",)])
        self.expect(1, "changed", "--db", "r.db", "--brief", "-q", "--since", "2999-01-01T00:00:00Z",
                    "--summary", "s.json")
        self.assertEqual(json.loads((self.folder / "s.json").read_text())["records"]["unchanged"], 0)

    def test_a_stopped_screening_goes_on(self):
        self.expect(3, self.source, "--db", "r.db", "--brief", "-q", "--max-errors", "3")
        self.assertEqual(self.rows("SELECT state FROM screenings"), [("stopped",)])
        self.expect(1, self.source, "--db", "r.db", "--brief", "-q", "--resume")
        self.assertEqual(self.rows("SELECT state FROM screenings"), [("done",)])
        self.undisturbed()
        self.assertEqual(self.rows("SELECT count(*) FROM screened")[0][0],
                         len((self.folder / "whole").read_text().splitlines()))


class Csv(Screen):
    MAPPING = b"""\
dictionary: knee-intake@1.0.0
id: patient
recorded_at: {column: seen, format: ISO}
texts: {"yes": [y], "no": [n], missing: [""]}
columns:
  twist: twistInjury
  age: ageYears
"""

    def test_rows_with_a_mapping(self):
        self.write("map.yaml", self.MAPPING)
        seen = b",2026-01-15T09:00:00Z,"
        self.write("in.csv", b"patient,seen,twist,age\r\np1" + seen + b"y,70\r\n\"p\n2\"" + seen +
                   b",\r\np3" + seen + b"maybe,5\r\n")
        errors = self.expect(1, "in.csv", "--mapping", "map.yaml", "--out", "out", "--brief")
        lines = [json.loads(line) for line in (self.folder / "out").read_text().splitlines()]
        self.assertEqual([line["id"] for line in lines], ["p1", "p\n2"], errors)
        bad = json.loads((self.folder / "out.quarantine.ndjson").read_text())
        self.assertEqual((bad["line"], bad["record"]), (5, "p3" + seen.decode() + "maybe,5"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
