#!/usr/bin/env python3
"""The command line as its users meet it. cli_test.py PALPATE SOURCE_DIR"""
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PALPATE = sys.argv[1]
ROOT = pathlib.Path(sys.argv[2])
RULES = ROOT / "rules/lumbopelvic/1.0.0"
KNEE = ROOT / "tests/unit/ruleset/fixtures/knee/1.0.0"
BROKEN = ROOT / "tests/unit/ruleset/fixtures/broken/knee/1.0.0"
NOW = "2026-01-15T09:00:00Z"


def run(*arguments, stdin=b"", env=None, **options):
    return subprocess.run([PALPATE, *map(str, arguments)], input=stdin, capture_output=True,
                          cwd=ROOT, env={**os.environ, **(env or {})}, timeout=120, **options)


def assessment(**answers):
    return json.dumps({"id": "t", "subject": "s", "dictionary": "lumbopelvic-intake@1.0.0",
                       "recordedAt": NOW, "answers": answers}).encode()


def triage(bytes_, *extra):
    result = run("triage", "-", "--rules", RULES, "--format", "json", *extra, stdin=bytes_)
    return result, json.loads(result.stdout) if result.stdout else None


def present(report):
    return [flag["id"] for flag in report["redFlags"] if flag["status"] == "present"]


class Eval(unittest.TestCase):
    def expect(self, expression, printed):
        result = run("eval", expression)
        self.assertEqual((result.returncode, result.stdout.decode().strip()), (0, printed))

    def test_temperature_scales(self):
        self.expect("38.5 'Cel' > 100.4 '[degF]'", "true")

    def test_unknown(self):
        self.expect("true and null", "null")
        self.expect("false and null", "false")

    def test_an_author_error_has_a_caret_and_code_3(self):
        result = run("eval", "38 'Cel' > 3 'kg'")
        self.assertEqual(result.returncode, 3)
        self.assertIn(b"^", result.stderr)
        self.assertEqual(result.stdout, b"")

    def test_the_clock_is_never_read(self):
        self.assertEqual(run("eval", "Now()").returncode, 2)
        result = run("eval", "Today()", "--now", NOW)
        self.assertEqual(result.stdout.decode().strip(), "@2026-01-15")

    def test_lines(self):
        result = run("eval", "--lines", stdin=b"1 + 1\n1 +\n'a' & 'b'\n")
        lines = result.stdout.decode().splitlines()
        self.assertEqual(lines[0], "2")
        self.assertTrue(lines[1].startswith("error: "), lines)
        self.assertEqual(lines[2], "'ab'")


class Usage(unittest.TestCase):
    def test_every_verb_has_help_with_examples(self):
        for verb in ("triage", "screen", "check", "test", "eval", "intake", "generate"):
            result = run(verb, "--help")
            self.assertEqual(result.returncode, 0, verb)
            self.assertIn(b"examples:", result.stdout)

    def test_mistakes_are_usage_errors(self):
        for arguments in ((), ("triag",), ("triage",), ("triage", "--nope"), ("intake", "cake", KNEE),
                          ("triage", "x.json", "--now", "yesterday"),
                          ("triage", "x.json", "--format", "pdf")):
            result = run(*arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertTrue(result.stderr, arguments)
        self.assertIn(b"did you mean 'triage'", run("triag").stderr)

    def test_output_that_cannot_be_written_is_no_success(self):
        with open("/dev/full", "wb") as full:
            result = subprocess.run([PALPATE, "eval", "1"], stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(result.returncode, 3)


class Generate(unittest.TestCase):
    PROFILE = ROOT / "rules/lumbopelvic/profile.yaml"

    def lines(self, *extra):
        result = run("generate", "--rules", RULES, "--profile", self.PROFILE, *extra)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        return result.stdout.splitlines(keepends=True)

    def test_part_of_a_run_and_the_whole_agree(self):
        whole = self.lines("--count", 12, "--seed", 5)
        self.assertEqual(len(whole), 12)
        self.assertEqual(self.lines("--count", 4, "--seed", 5, "--first", 8), whole[8:])
        self.assertNotEqual(self.lines("--count", 12, "--seed", 6), whole)

    def test_shuffled_keys_hold_the_same_answers(self):
        plain, shuffled = self.lines("--count", 3), self.lines("--count", 3, "--shuffle-keys")
        self.assertNotEqual(plain, shuffled)
        self.assertEqual([json.loads(line) for line in plain],
                         [json.loads(line) for line in shuffled])

    def test_a_record_is_assessed_without_complaint(self):
        line, = self.lines("--count", 1)
        result, report = triage(line)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual((report["valid"], report["issues"]), (True, []))

    def test_into_a_file(self):
        with tempfile.TemporaryDirectory() as directory:
            path = pathlib.Path(directory, "made-up.ndjson")
            self.assertEqual(self.lines("--count", 3, "--out", path), [])
            self.assertEqual(path.read_bytes().splitlines(keepends=True), self.lines("--count", 3))
        result = run("generate", "--rules", RULES, "--count", 1, "--out", "/nowhere/a.ndjson")
        self.assertEqual(result.returncode, 3)
        self.assertIn(b"/nowhere/a.ndjson: cannot be written: No such file", result.stderr)
        with open("/dev/full", "wb") as full:
            result = subprocess.run([PALPATE, "generate", "--rules", RULES, "--count", "100"],
                                    stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(result.returncode, 3)

    def test_mistakes_of_a_profile_are_shown_with_their_lines(self):
        with tempfile.TemporaryDirectory() as directory:
            path = pathlib.Path(directory, "profile.yaml")
            path.write_text("dictionary: lumbopelvic-intake\nitems:\n  fver: {probability: 0.1}\n"
                            "  temperature: {normal: {mean: 37}}\n")
            result = run("generate", "--rules", RULES, "--count", 1, "--profile", path)
        self.assertEqual((result.returncode, result.stdout), (3, b""))
        for needle in (b"profile.yaml:3:3: error: there is no item 'fver'", b"did you mean 'fever'",
                       b"profile.yaml:4:", b"^"):
            self.assertIn(needle, result.stderr)

    def test_usage(self):
        for arguments in (("--count", 1), ("--rules", RULES), ("--rules", RULES, "--count", "many"),
                          ("--rules", RULES, "--count", -1)):
            result = run("generate", *arguments)
            self.assertEqual(result.returncode, 2, (arguments, result.stderr))

class Csv(unittest.TestCase):
    """CSV with a mapping file."""
    EXAMPLE = ROOT / "docs/examples/csv"
    MAPPING = """dictionary: lumbopelvic-intake@1.0.0
id: id
columns: {numb: saddleNumbness, fever: {item: temperature, unit: "[degF]"}}
ignore: [note]
"""

    def triage(self, text, *extra, mapping=MAPPING):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write(mapping)
            file.flush()
            result = run("triage", "-", "--mapping", file.name, "--rules", RULES, "--now", NOW,
                         "--format", "json", *extra, stdin=text.encode())
        decoder, reports, rest = json.JSONDecoder(), [], result.stdout.decode().strip()
        while rest:
            report, end = decoder.raw_decode(rest)
            reports.append(report)
            rest = rest[end:].strip()
        return result, reports

    def test_the_example(self):
        result = run("triage", self.EXAMPLE / "visits.csv", "--mapping", self.EXAMPLE / "visits.yaml")
        self.assertEqual(result.returncode, 3)
        self.assertIn(b"EMERGENCY", result.stdout)
        self.assertIn(b"visits.csv:4: this record has errors", result.stderr)
        self.assertIn(b"visits.csv:6: this record has errors", result.stderr)
        self.assertEqual(result.stdout.count(b"Lower-back and gluteal pain"), 4)

    def test_a_record_reads_as_its_json_does(self):
        result, (report,) = self.triage('id,numb,fever,note\nt,true,98.6,"a,\nb"\n')
        self.assertEqual(result.returncode, 0, result.stderr)
        _, other = triage(assessment(saddleNumbness=True, temperature=37))
        for member in ("disposition", "redFlags", "questions"):
            self.assertEqual(report[member], other[member])

    def test_the_same_cells_under_another_mapping_are_another_assessment(self):
        def digest(mapping):
            _, (report,) = self.triage("id,numb,fever,note\nt,true,98.6,\n", mapping=mapping)
            return re.search(r'"assessmentDigest": "(\w{64})"', json.dumps(report)).group(1)
        self.assertEqual(digest(self.MAPPING), digest(self.MAPPING))
        self.assertNotEqual(digest(self.MAPPING), digest(self.MAPPING.replace("[degF]", "Cel")))

    def test_a_bad_record_is_by_itself(self):
        result, reports = self.triage('id,numb,fever,note\n1,yes,,\n2,true,98,6,"open\n3,false,,\n')
        self.assertEqual(result.returncode, 3)
        self.assertEqual([r["valid"] for r in reports], [False, False, True])
        self.assertEqual(reports[0]["issues"][0]["pointer"], "column 'numb' (2)")
        # The delimiter in a number shifts the cells behind it; the emergency is kept.
        self.assertEqual(reports[1]["disposition"]["level"], "emergency")
        self.assertIn('"assessment": "3"', json.dumps(reports[2]))

    def test_no_cell_is_ever_repeated(self):
        result, _ = self.triage("id,numb,fever,note\nCANARY,CANARY,CANARY,\nx,\"CANARY\"CANARY,,\n")
        self.assertEqual(result.returncode, 3)
        self.assertNotIn(b"CANARY", result.stderr)
        self.assertEqual(result.stdout.count(b"CANARY"), 1)  # the id
        result, _ = self.triage("Jane CANARY,true,,\n")
        self.assertNotIn(b"CANARY", result.stderr + result.stdout)

    def test_a_header_that_does_not_fit(self):
        for header in ("id,numb,note", "id,numb,fever,note,more", "id;numb;fever;note", ""):
            result, reports = self.triage(header + "\nx,true,,\n")
            self.assertEqual((result.returncode, reports), (3, []), header)
            self.assertTrue(result.stderr)

    def test_a_mapping_with_mistakes_shows_them(self):
        result, _ = self.triage("", mapping=self.MAPPING.replace("saddleNumbness", "sadleNumbness"))
        self.assertEqual(result.returncode, 3)
        self.assertIn(b".yaml:3:17: error: there is no item", result.stderr)
        self.assertIn(b"did you mean 'saddleNumbness'?", result.stderr)

    def test_what_does_not_go_together(self):
        for extra in (("--db", "x.db"), ("--ask",)):
            result, _ = self.triage("", *extra)
            self.assertEqual(result.returncode, 2, extra)

    def test_a_starting_mapping_loads_and_leaves_guesses_to_the_user(self):
        result = run("intake", "mapping", RULES)
        self.assertEqual(result.returncode, 0)
        text = run("intake", "template", RULES).stdout
        header = ",".join(["id", "subject", "recordedAt"] +
                          [f"{item}.{side}" if isinstance(answer, dict) else item
                           for item, answer in json.loads(text)["answers"].items()
                           for side in (answer if isinstance(answer, dict) else [""])])
        check, reports = self.triage(header + "\n", mapping=result.stdout.decode())
        self.assertEqual((check.returncode, reports), (0, []), check.stderr)
        guess = run("intake", "mapping", RULES, "-", stdin=b"id\tsaddle_numness\tsex\n").stdout
        self.assertIn(b"\ndelimiter: tab\n", guess)
        self.assertIn(b"\n  # \"saddle_numness\": saddleNumbness\n", guess)


class BadInput(unittest.TestCase):
    """Each gives a clear error and exit code 3, and hides no emergency."""

    def invalid(self, bytes_, *needles):
        result, report = triage(bytes_)
        self.assertEqual(result.returncode, 3, result.stderr)
        self.assertFalse(report["valid"])
        self.assertNotIn("programme", report)
        self.assertNotIn("questions", report)
        text = json.dumps(report["issues"])
        for needle in needles:
            self.assertIn(needle, text)
        return report

    def test_misspelt_item(self):
        report = self.invalid(assessment(sadleNumbness=True), "sadleNumbness", "saddleNumbness")
        self.assertIsNone(report["disposition"])

    def test_misspelt_item_beside_an_emergency(self):
        report = self.invalid(assessment(saddleNumbness=True, sadleNumbness=False))
        self.assertEqual(report["disposition"]["level"], "emergency")
        self.assertEqual(report["disposition"]["atMost"], "emergency")
        self.assertTrue(present(report))

    def test_wrong_unit(self):
        report = self.invalid(assessment(temperature={"value": 38, "unit": "kg"}), "/answers/temperature",
                              "Cel")
        self.assertIsNone(report["disposition"])

    def test_converted_unit_is_no_error(self):
        result, report = triage(assessment(temperature={"value": 101.3, "unit": "[degF]"}))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertTrue(report["valid"])

    def test_option_that_does_not_exist(self):
        self.invalid(assessment(sex="femal"), "/answers/sex", "female")

    def test_truncated_file_keeps_what_stands_before_the_break(self):
        whole = assessment(saddleNumbness=True, ageYears=42, temperature=37.0)
        for cut in range(whole.index(b'"ageYears"'), len(whole) - 1):
            report = self.invalid(whole[:cut])
            self.assertEqual(report["disposition"]["level"], "emergency", whole[:cut])

    def test_a_line_of_100_megabytes(self):
        with tempfile.NamedTemporaryFile(suffix=".json") as file:
            file.write(b'{"id":"' + b"a" * 100_000_000 + b'"}')
            file.flush()
            result = run("triage", file.name, "--rules", RULES)
        self.assertEqual(result.returncode, 3)
        self.assertIn(b"more than 4194304 bytes", result.stderr)

    def test_ten_thousand_brackets(self):
        self.invalid(b'{"dictionary":"lumbopelvic-intake@1.0.0","answers":{"saddleNumbness":' +
                     b"[" * 10_000 + b"]" * 10_000 + b"}}")
        self.invalid(b"[" * 10_000)

    def test_garbage(self):
        for garbage in (b"", b"\x00", b"null", b"[]", b'"x"', b"{", b"\xff\xfe{}", b"NaN"):
            self.invalid(garbage)

    def test_no_value_of_the_patient_in_an_error(self):
        canary = "zanzibar-4711"
        result, report = triage(assessment(saddleNumbness=canary, temperature=canary, sex=canary,
                                           ageYears={"value": canary, "unit": canary}))
        self.assertEqual(result.returncode, 3)
        self.assertNotIn(canary, json.dumps(report["issues"]) + result.stderr.decode())

    def test_missing_file(self):
        result = run("triage", "/nonexistent.json")
        self.assertEqual(result.returncode, 3)
        self.assertIn(b"/nonexistent.json", result.stderr)
        self.assertEqual(result.stdout, b"")

    def test_unknown_dictionary(self):
        result = run("triage", "-", stdin=b'{"dictionary":"elbow-intake@1.0.0","answers":{}}')
        self.assertEqual(result.returncode, 3)
        self.assertIn(b"elbow-intake@1.0.0", result.stderr)


class Interview(unittest.TestCase):
    def ask(self, typed):
        return run("triage", "--ask", "--rules", RULES, "--now", NOW, "--format", "json",
                   stdin=typed.encode())

    def test_stops_as_soon_as_an_emergency_is_certain(self):
        result = self.ask("40\n" + "n\n" * 3 + "y\n" + "n\n" * 500)
        report = json.loads(result.stdout)
        self.assertEqual(report["disposition"]["level"], "emergency")
        self.assertLess(result.stderr.count(b" > "), 8)
        self.assertIn(b"why: could show", result.stderr)

    def test_says_what_was_expected_and_asks_again(self):
        result = self.ask("perhaps\nq\n")
        self.assertIn(b"cannot answer the question; expected", result.stderr)
        self.assertEqual(result.stderr.count(b"why:"), 1)
        self.assertEqual(result.returncode, 0)

    def test_an_unknown_answer_is_not_asked_again(self):
        result = self.ask("?\n" * 300)
        asked = [line for line in result.stderr.decode().split("\n\n")[1:]]
        self.assertEqual(len(asked), len(set(asked)))
        report = json.loads(result.stdout)
        self.assertEqual(report["programme"]["decision"], "withheld")

    def test_needs_rules_and_a_time(self):
        self.assertEqual(run("triage", "--ask").returncode, 2)


class RuleSets(unittest.TestCase):
    def test_unreadable_rule_set(self):
        result = run("check", "/nonexistent")
        self.assertEqual(result.returncode, 3)
        self.assertIn(b"/nonexistent", result.stderr)

    def test_all_mistakes_of_a_rule_set_at_once(self):
        result = run("check", BROKEN)
        self.assertEqual(result.returncode, 3)
        self.assertGreaterEqual(result.stderr.count(b": error: "), 20)
        self.assertEqual(result.stdout, b"")

    def test_a_broken_rule_set_assesses_nothing(self):
        result = run("triage", "-", "--rules", BROKEN, stdin=b"{}")
        self.assertEqual(result.returncode, 3)
        self.assertEqual(result.stdout, b"")

    def test_another_body_region_needs_no_change_of_the_engine(self):
        template = json.loads(run("intake", "template", KNEE).stdout)
        self.assertIn("heelToButtock", template["answers"])
        schema = json.loads(run("intake", "schema", KNEE).stdout)
        self.assertIn("heelToButtock", json.dumps(schema))
        questions = json.loads(run("intake", "questions", KNEE, "--format", "json").stdout)
        self.assertIn("heelToButtock", json.dumps(questions))


class Coverage(unittest.TestCase):
    """palpate test --coverage, on the knee rule set with cases of our own."""

    def measure(self, *cases):
        with tempfile.TemporaryDirectory() as directory:
            copy = pathlib.Path(directory) / "knee/1.0.0"
            shutil.copytree(KNEE, copy)
            text = "cases:\n" + "".join(
                f"  - {{id: c{n}, answers: {{{answers}}}, expect: {{flags: {{fracture: {status}}}}}}}\n"
                for n, (answers, status) in enumerate(cases))
            (copy / "cases/flags.yaml").write_text(text)
            result = run("test", copy, "--coverage")
            self.assertEqual(result.returncode, 0, result.stdout.decode())
            return result.stdout.decode()

    def about(self, report, part):
        """What is said of a part of "Fracture suspected", which stands in line 12."""
        return [line.split(": ", 1)[1] for line in report.splitlines()
                if "KneeFlags.cql:12:" in line and f": {part}" in line]

    TWIST, BEAR = "Assessment.twistInjury", "Assessment.cannotBearWeight"

    def test_one_case_shows_only_by_its_variation(self):
        report = self.measure(("twistInjury: true, cannotBearWeight: true", "present"))
        self.assertEqual(self.about(report, self.TWIST), [
            f"never false unknown: {self.TWIST}",
            f"only a variation shows that true or false matters: {self.TWIST}",
            f"only a variation shows that unknown matters: {self.TWIST}"])

    def test_a_masked_part_is_not_shown(self):
        report = self.measure(("twistInjury: false, cannotBearWeight: true", "absent"),
                              ("twistInjury: false, cannotBearWeight: false", "absent"),
                              ("twistInjury: false", "absent"))
        self.assertIn(f"no case shows that true or false matters: {self.BEAR}",
                      self.about(report, self.BEAR))
        self.assertIn(f"no case shows that unknown matters: {self.BEAR}",
                      self.about(report, self.BEAR))

    def test_two_cases_that_differ_in_both_parts_show_neither(self):
        report = self.measure(("twistInjury: true, cannotBearWeight: true", "present"),
                              ("twistInjury: false, cannotBearWeight: false", "absent"))
        for part in (self.TWIST, self.BEAR):
            self.assertIn(f"only a variation shows that true or false matters: {part}",
                          self.about(report, part))

    def test_two_cases_show_that_a_part_matters(self):
        report = self.measure(("twistInjury: true, cannotBearWeight: true", "present"),
                              ("twistInjury: false, cannotBearWeight: true", "absent"),
                              ("cannotBearWeight: true", "undetermined"))
        self.assertEqual(self.about(report, self.TWIST), [])
        self.assertIn(f"never false unknown: {self.BEAR}", self.about(report, self.BEAR))

    def test_a_parameter_that_a_case_sets(self):
        with tempfile.TemporaryDirectory() as directory:
            copy = pathlib.Path(directory) / "knee/1.0.0"
            shutil.copytree(KNEE, copy)
            (copy / "cases/flags.yaml").write_text(
                "cases:\n"
                "  - {id: default, answers: {temperature: 38.5, twistInjury: false},"
                " expect: {flags: {septic-joint: present}}}\n"
                "  - {id: higher, parameters: {Fever from: \"39 'Cel'\"},"
                " answers: {temperature: 38.5, feltFeverish: false, twistInjury: false},"
                " expect: {flags: {septic-joint: absent}}}\n")
            result = run("test", copy, "--coverage")
            self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
            (copy / "cases/flags.yaml").write_text(
                "cases:\n  - {id: x, parameters: {Fever form: 1}, expect: {level: self_care}}\n")
            result = run("test", copy)
            self.assertEqual(result.returncode, 3)
            self.assertIn(b"Fever from", result.stderr)


class Log(unittest.TestCase):
    def test_says_what_was_done_and_no_answer_of_the_patient(self):
        canary = assessment(ageYears=47, saddleNumbness=False)
        quiet = run("triage", "-", "--rules", RULES, stdin=canary)
        loud = run("triage", "-", "--rules", RULES, "--verbose", stdin=canary)
        self.assertEqual(quiet.stderr, b"")
        self.assertEqual(quiet.stdout, loud.stdout)
        self.assertIn(b"rules lumbopelvic@1.0.0", loud.stderr)
        self.assertNotIn(b"saddleNumbness", loud.stderr)


class Same(unittest.TestCase):
    def examples(self):
        found = sorted((RULES / "examples").glob("*.json"))
        self.assertGreaterEqual(len(found), 3)
        return found

    def test_same_bytes_twice_under_any_locale_and_time_zone(self):
        for path in self.examples():
            seen = {run("triage", path, "--format", form, env=env).stdout
                    for form in ("json",)
                    for env in ({}, {"TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8"},
                                {"TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "tr_TR.UTF-8"})}
            self.assertEqual(len(seen), 1, path)
            self.assertGreater(len(seen.pop()), 500)

    def test_the_order_of_the_answers_does_not_matter(self):
        for path in self.examples():
            data = json.loads(path.read_text())
            reports = []
            for answers in (data["answers"], dict(reversed(data["answers"].items()))):
                _, report = triage(json.dumps({**data, "answers": answers}).encode())
                del report["madeWith"]["assessmentDigest"]
                reports.append(report)
            self.assertEqual(*reports)

    def test_text_fits_80_columns_and_has_no_colour_in_a_pipe(self):
        for path in self.examples():
            text = run("triage", path).stdout.decode()
            self.assertNotIn("\x1b", text)
            for line in text.splitlines():
                self.assertLessEqual(len(line), 80, line)


class Database(unittest.TestCase):
    def test_keeps_assessment_and_report(self):
        with tempfile.TemporaryDirectory() as directory:
            file = os.path.join(directory, "clinic.db")
            bytes_ = assessment(saddleNumbness=True)
            for _ in range(2):
                result = run("triage", "-", "--rules", RULES, "--format", "json", "--db", file,
                             stdin=bytes_)
                self.assertEqual(result.returncode, 0, result.stderr)
            with sqlite3.connect(file) as database:
                rows = database.execute("SELECT a.body, r.body, r.level, r.rule_set_digest FROM "
                                        "reports r JOIN assessments a ON a.digest = "
                                        "r.assessment_digest").fetchall()
            self.assertEqual(len(rows), 2)
            self.assertEqual(rows[0][0], bytes_)
            self.assertEqual(rows[0][1].encode(), result.stdout)
            self.assertEqual(rows[0][2], "emergency")
            self.assertEqual(len(rows[0][3]), 64)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
