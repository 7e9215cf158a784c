"""Assessments for the knee rule set of tests/unit/ruleset/fixtures, of every kind that a registry
holds: answered, in part, not at all, damaged. The same ones for the same seed."""
import json
import random


def record(random_, number):
    answers = {}
    for item in ("twistInjury", "cannotBearWeight", "runsNow", "feltFeverish", "hadSurgery"):
        if random_.random() < 0.7:
            answers[item] = random_.random() < 0.3
    if random_.random() < 0.7:
        answers["ageYears"] = random_.randrange(18, 90)
    if random_.random() < 0.3:
        answers["temperature"] = {"value": random_.randrange(360, 400) / 10, "unit": "Cel"}
    if random_.random() < 0.05:
        answers["ageYears"] = {"unknown": "declined"}
    text = json.dumps({"id": f"r{number}", "subject": f"s{number}", "dictionary": "knee-intake@1.0.0",
                       "recordedAt": "2026-01-15T09:00:00Z", "answers": answers})
    fate = random_.random()
    if fate < 0.01:
        return text[:random_.randrange(1, len(text))]
    if fate < 0.02:
        return text.replace('"answers": {', '"answers": {"nope": 1, ', 1).replace(", }", "}")
    return text


def records(count, seed=1):
    """Bytes of `count` records, one a line; some lines are blank, some end as Windows has them."""
    random_ = random.Random(seed)
    lines = []
    for number in range(count):
        lines.append(record(random_, number) + ("\r\n" if random_.random() < 0.1 else "\n"))
        if random_.random() < 0.02:
            lines.append("\n")
    return "".join(lines).encode()
