#!/usr/bin/env python3
"""palpate eval as its users meet it: processes, pipes, a terminal. eval_test.py PALPATE SOURCE_DIR"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from terminal import Terminal

PALPATE = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(sys.argv[2]).resolve()
FRONT = ROOT / "tests/cql_front"
NOW = "2026-01-15T09:00:00Z"


def run(*arguments, stdin="", **options):
    return subprocess.run([PALPATE, "eval", *map(str, arguments)], input=stdin, text=True,
                          capture_output=True, cwd=ROOT, timeout=120, **options)


class File(unittest.TestCase):
    def library(self, text, name="L.cql", **others):
        directory = tempfile.mkdtemp()
        for other, content in {name: text, **{f"{k}.cql": v for k, v in others.items()}}.items():
            pathlib.Path(directory, other).write_text(content)
        return pathlib.Path(directory, name)

    def test_public_definitions_in_their_order(self):
        file = self.library("library L define b: 1 + 1 define private p: 0 define a: 'x'")
        for arguments in ((file,), ("--file", file)):
            result = run(*arguments)
            self.assertEqual((result.returncode, result.stdout), (0, "b: 2\na: 'x'\n"))

    def test_only_what_is_asked_for(self):
        file = self.library("library L define b: 1 + 1 define a: 'x' define c: 3")
        result = run(file, "--define", "c", "--define", "b")
        self.assertEqual(result.stdout, "c: 3\nb: 2\n")
        result = run(file, "--define", "bb")
        self.assertEqual(result.returncode, 2)
        self.assertIn("did you mean 'b'?", result.stderr)

    def test_standard_input(self):
        self.assertEqual(run("--file", "-", stdin="library L define a: 1").stdout, "a: 1\n")

    def test_includes_are_found_beside_the_file(self):
        file = self.library("library L include M version '2' define a: M.x + 1",
                            **{"M-2": "library M version '2' include N define x: N.y",
                               "N": "library N define y: 41"})
        self.assertEqual(run(file).stdout, "a: 42\n")

    def test_a_missing_include_is_shown_where_it_stands(self):
        result = run(self.library("library L\ninclude Nowhere\ndefine a: 1"))
        self.assertEqual(result.returncode, 3)
        self.assertIn("L.cql:2:1: error: there is no library 'Nowhere'", result.stderr)
        self.assertEqual(result.stdout, "")

    def test_one_failing_definition_does_not_hide_the_others(self):
        result = run(self.library("library L define a: Interval[ToInteger('5'), 3] define b: 2"))
        self.assertEqual(result.returncode, 3)
        self.assertEqual(result.stdout,
                         "a: error: an interval must not end before it starts\nb: 2\n")
        self.assertIn("^", result.stderr)

    def test_names_that_would_not_stand_alone(self):
        self.assertEqual(run(self.library("library L define \"a: b\": 1")).stdout, '"a: b": 1\n')

    def test_missing_file(self):
        result = run("nowhere.cql")
        self.assertEqual(result.returncode, 3)
        self.assertIn("nowhere.cql", result.stderr)

    def test_time_is_asked_for_by_name(self):
        file = self.library("library L define a: Today()")
        result = run(file)
        self.assertEqual(result.returncode, 2)
        self.assertIn("'a' asks for the evaluation time", result.stderr)
        self.assertEqual(run(file, "--now", NOW).stdout, "a: @2026-01-15\n")


class Model(unittest.TestCase):
    def test_record_over_a_model(self):
        result = run(FRONT / "Risk.cql", "--model", FRONT / "patient.json", "--data",
                     FRONT / "record.json")
        self.assertEqual(result.stdout,
                         "Fever: true\nReflex lost: null\nAt risk: null\nLast score: 7\n")

    def test_without_a_record_all_is_unknown(self):
        result = run("Patient.age > 3", "--model", FRONT / "patient.json", "--trace")
        self.assertEqual(result.stdout, "null\n")
        self.assertIn("because age is not given", result.stderr)

    def test_an_option_that_does_not_exist_does_not_compile(self):
        result = run("Patient.pain = 'sever'", "--model", FRONT / "patient.json")
        self.assertEqual(result.returncode, 3)
        self.assertIn("did you mean 'severe'?", result.stderr)

    def test_a_mistaken_model_is_shown_where_it_stands(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write('{"context": "P", "elements": {"a": "Intger"}}')
            file.flush()
            result = run("1", "--model", file.name)
        self.assertEqual(result.returncode, 3)
        self.assertIn("did you mean 'Integer'?", result.stderr)
        self.assertIn("^", result.stderr)

    def test_a_mistaken_record_shows_places_and_no_values(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write('{"age": "zanzibar-4711"}')
            file.flush()
            result = run("1", "--model", FRONT / "patient.json", "--data", file.name)
        self.assertEqual(result.returncode, 3)
        self.assertIn(":1:9: error: 'age' must be a whole number", result.stderr)
        self.assertNotIn("zanzibar", result.stderr)

    def test_a_broken_record_shows_no_values_either(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write('{"age": "zanzibar-4711')
            file.flush()
            result = run("1", "--model", FRONT / "patient.json", "--data", file.name)
        self.assertEqual(result.returncode, 3)
        self.assertNotIn("zanzibar", result.stderr)


class Trace(unittest.TestCase):
    def test_says_why_a_null_is_null(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write('{"id":"t","dictionary":"lumbopelvic-intake@1.0.0","answers":'
                       '{"urinaryRetention":{"unknown":"declined"}}}')
            file.flush()
            result = run("Assessment.urinaryRetention or Assessment.saddleNumbness",
                         "--data", file.name, "--trace")
        self.assertEqual(result.stdout, "null\n")
        first = result.stderr.splitlines()[0]
        self.assertIn("because urinaryRetention is not answered (declined); "
                      "saddleNumbness is not answered", first)

    def test_a_run_time_error_has_a_caret(self):
        result = run("1 + Exp(1000)")
        self.assertEqual(result.returncode, 3)
        self.assertEqual(result.stderr.splitlines()[2].strip(" |"), "^~~~~~~~~")


class Lines(unittest.TestCase):
    def test_one_answer_a_line_in_the_same_order(self):
        lines = ["1 + 1", "1 +", "", "'a\\nb'", "Exp(1000)", "{1, null}", "x"]
        answers = run("--lines", stdin="\n".join(lines)).stdout.split("\n")
        self.assertEqual(len(answers), len(lines) + 1)
        self.assertEqual([answers[i] for i in (0, 2, 3, 5)], ["2", "", "'a\\nb'", "{1, null}"])
        for i in (1, 4, 6):
            self.assertTrue(answers[i].startswith("error: "), answers[i])

    def test_another_program_can_ask_read_and_ask_again(self):
        with subprocess.Popen([PALPATE, "eval", "--lines"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True, bufsize=1) as process:
            for i in range(5):
                process.stdin.write(f"{i} + 1\n")
                process.stdin.flush()
                self.assertEqual(process.stdout.readline(), f"{i + 1}\n")
            process.stdin.close()
            self.assertEqual(process.wait(30), 0)

    def test_a_line_beyond_the_limit_is_one_error(self):
        answers = run("--lines", stdin="'" + "a" * 5_000_000 + "'\n1\n").stdout.splitlines()
        self.assertEqual(len(answers), 2)
        self.assertTrue(answers[0].startswith("error: the line has more than"))
        self.assertEqual(answers[1], "1")


class Literals(unittest.TestCase):
    def test_what_is_printed_reads_back_in(self):
        for expression in ("1", "-1", "5L", "1.50", "'it\\'s \\n'", "@2026-01", "@T10:30",
                           "@2026-01-15T09:30:00+01:00", "5 'mg'", "3 days", "{1, null, 3}",
                           "Interval[1, 5)", "Tuple { a: 1, b: null }", "1 'mg':2 'mL'", "null",
                           "{ Interval[@2026-01-01, @2026-02-01] }", "Tuple { \"a b\": 'x' }"):
            once = run(expression).stdout.strip()
            self.assertEqual(run("--", once).stdout.strip(), once, expression)


class Usage(unittest.TestCase):
    def test_ways_that_exclude_each_other(self):
        for arguments in (("1", "--lines"), ("1", "--file", "x.cql"), ("x.cql", "--file", "y.cql"),
                          ("--lines", "--trace"), ("1", "--define", "a"), (),
                          ("1", "--model", "m", "--rules", "r")):
            result = run(*arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertTrue(result.stderr, arguments)


class Conversation(unittest.TestCase):
    def talk(self, *arguments):
        return Terminal([PALPATE, "eval", *map(str, arguments)], ROOT)

    def test_values_definitions_and_types(self):
        with self.talk() as talk:
            self.assertEqual(talk.ask("1 + 1"), "2")
            self.assertEqual(talk.ask("define x: 5"), "x: Integer")
            self.assertEqual(talk.ask("x * 2"), "10")
            self.assertEqual(talk.ask("define x: 'five'"), "x: String")
            self.assertEqual(talk.ask("x"), "'five'")
            self.assertEqual(talk.ask("define function twice(a Integer): a * 2"),
                             "twice is defined")
            self.assertEqual(talk.ask("twice(21)"), "42")
            self.assertEqual(talk.ask(":type {1, 2}"), "List<Integer>")
            self.assertEqual(talk.ask("'é' & 'ü'"), "'éü'")

    def test_a_mistake_has_a_caret_and_ends_nothing(self):
        with self.talk() as talk:
            shown = talk.ask("1 + y")
            self.assertIn("there is nothing named 'y'", shown)
            self.assertIn("    ^", shown)
            self.assertEqual(talk.ask("2"), "2")

    def test_goes_on_in_the_next_line(self):
        with self.talk() as talk:
            talk.ask("if 1 > 0 then 'a'", "...> ")
            self.assertEqual(talk.ask("else 'b'"), "'a'")
            talk.ask("(1 + ", "...> ")
            self.assertIn("error", talk.ask(""))
            self.assertEqual(talk.ask("2"), "2")

    def test_trace_and_its_reasons(self):
        with self.talk() as talk:
            talk.ask(":trace on")
            self.assertIn("because division by zero", talk.ask("1 / 0 > 3"))
            talk.ask(":trace off")
            self.assertEqual(talk.ask("1 / 0 > 3"), "null")

    def test_arrow_keys_go_through_what_was_typed(self):
        with self.talk() as talk:
            self.assertEqual(talk.ask("20 + 2"), "22")
            self.assertEqual(talk.ask("30 + 3"), "33")
            talk.type("\x1b[A\x1b[A\n")
            self.assertIn("\n22\n", talk.until("cql> "))

    def test_control_c_drops_the_line_and_control_d_ends(self):
        with self.talk() as talk:
            talk.type("1 + \x03")
            talk.until("cql> ")
            self.assertEqual(talk.ask("5"), "5")
            talk.ask("(1 +", "...> ")
            talk.type("\x03")
            talk.until("cql> ")
            self.assertEqual(talk.ask("6"), "6")
            talk.type("\x04")
            talk.wait()
            self.assertEqual(talk.code, 0)

    def test_quit_and_commands_cut_short(self):
        with self.talk() as talk:
            self.assertIn("did you mean 'trace'?", talk.ask(":trase on"))
            self.assertIn(":load FILE", talk.ask(":help"))
            talk.type(":q\n")
            talk.wait()
            self.assertEqual(talk.code, 0)

    def test_loads_a_library_and_names_what_there_is(self):
        with self.talk("--model", FRONT / "patient.json", "--data", FRONT / "record.json") as talk:
            self.assertEqual(talk.ask(f":load {FRONT / 'Risk.cql'}"), "Risk: 5 definitions")
            self.assertEqual(talk.ask("Risk.\"Last score\" + 1"), "8")
            names = talk.ask(":names")
            self.assertIn("Patient.age: Integer", names)
            self.assertIn("Risk.\"At risk\": Boolean", names)
            self.assertIn("there is no such file", talk.ask(":load nowhere.cql"))

    def test_time_is_given_not_read(self):
        with self.talk() as talk:
            self.assertIn("--now", talk.ask("Today()"))
            talk.ask(f":now {NOW}")
            self.assertEqual(talk.ask("Today()"), "@2026-01-15")

    def test_history_is_kept_only_where_it_is_asked_for(self):
        with tempfile.TemporaryDirectory() as home:
            kept = os.path.join(home, "kept")
            with self.talk("--history", kept) as talk:
                talk.ask("40 + 4")
                talk.type("\x04")
                talk.wait()
            self.assertEqual(os.listdir(home), ["kept"])
            self.assertEqual(os.stat(kept).st_mode & 0o077, 0)
            with self.talk("--history", kept) as talk:
                talk.type("\x1b[A\n")
                self.assertIn("\n44\n", talk.until("cql> "))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
