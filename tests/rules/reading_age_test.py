#!/usr/bin/env python3
"""What patients read is plain: about what a twelve-year-old can follow.

reading_age_test.py RULES_DIR [--list | --plant]: every question that a patient answers, every text
that a report tells a patient, and the steps of every exercise get a Flesch-Kincaid grade
(0.39 words a sentence + 11.8 syllables a word - 15.59; grade 7 is an age of about 12).

- No text above TEXT_LIMIT, no group above GROUP_LIMIT in the mean of its texts.
- A word in UNAVOIDABLE counts as two syllables: the names of illnesses, medicines and parts of the
  body that have no shorter name, and everyday words that the measure overrates. Each must be in use.
- A question or help text has no sentence above SENTENCE_LIMIT words.

--list prints the grades, hardest last. --plant adds a hard text and passes only when it is found.
"""
import pathlib
import re
import statistics
import sys

import yaml

TEXT_LIMIT = 7.9
GROUP_LIMIT = 5.0
SENTENCE_LIMIT = 30
UNAVOIDABLE = set("""
    ankylosing spondylitis psoriasis spondylolysis spondylolisthesis
    emergency department operation
""".split())


def syllables(word):
    word = word.lower()
    if word in UNAVOIDABLE or (word.endswith("s") and word[:-1] in UNAVOIDABLE):
        return 2
    count = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouyl]e$|[^aeiouy]es$|[^aeiouytd]ed$", word) and count > 1:
        if not re.search(r"(s|x|z|ch|sh|c|g)es$", word):
            count -= 1
    if re.search(r"[aeiouy]le$", word) and count > 1:
        count -= 1
    return max(count, 1)


def sentences(text):
    return [part for part in re.split(r"[.!?:;]+(?:\s|$)|\s[–(]|[)]", text)
            if re.search(r"[A-Za-z]", part)]


def words(text):
    return re.findall(r"[A-Za-z’']+|\d+", text)


def grade(text):
    parts = sentences(text)
    all_words = words(text)
    total = sum(syllables(word) for word in all_words)
    return 0.39 * len(all_words) / len(parts) + 11.8 * total / len(all_words) - 15.59


def load(rules, name):
    return yaml.safe_load((rules / name).read_text(encoding="utf-8"))


def texts(rules):
    """group → [(place, text)]"""
    out = {"questions": [], "told to the patient": [], "exercises": [], "reasons": [], "policy": []}
    for item in load(rules, "intake.yaml")["items"]:
        if item["asked_of"] == "patient":
            out["questions"].append((item["id"], " ".join([item["question"], item.get("help", "")])))
    for flag in load(rules, "red-flags.yaml")["red_flags"]:
        if "safety_net" in flag:
            out["told to the patient"].append((flag["id"], flag["safety_net"]))
    for exercise in load(rules, "exercises.yaml")["exercises"]:
        parts = [*exercise["steps"], *exercise.get("cautions", [])]
        out["exercises"].append((exercise["id"], " ".join(part.rstrip(".") + "." for part in parts)))
    for file, key in (("contraindications.yaml", "contraindications"),
                      ("adaptations.yaml", "adaptations")):
        for entry in load(rules, file)[key]:
            out["reasons"].append((entry["id"], entry["reason"]))
    policy = load(rules, "policy.yaml")
    for key in ("floors", "programme", "baseline"):
        for number, entry in enumerate(policy[key]):
            out["policy"].append((entry.get("id", f"{key} {number + 1}"), entry["reason"]))
    for key in ("frequency", "progression", "reassess", "stop_rules", "safety_net"):
        for number, entry in enumerate(policy[key]):
            out["policy"].append((f"{key} {number + 1}", entry["text"]))
    return out


PLANTED = ("planted", "Cauda equina compression necessitates immediate neurosurgical consultation "
                      "notwithstanding intermittent symptomatic amelioration.")


def main():
    rules = pathlib.Path(sys.argv[1])
    groups = texts(rules)
    if "--plant" in sys.argv:
        groups["told to the patient"].append(PLANTED)
    mistakes = []
    rows = []
    for group, entries in groups.items():
        grades = [(grade(text), place, text) for place, text in entries]
        mean = statistics.mean(g for g, _, _ in grades)
        print(f"{group}: {len(grades)} texts, mean grade {mean:.1f}, highest {max(grades)[0]:.1f}")
        if mean > GROUP_LIMIT:
            mistakes.append(f"{group}: mean grade {mean:.1f}, above {GROUP_LIMIT}")
        for g, place, text in grades:
            rows.append((g, group, place, text))
            if g > TEXT_LIMIT:
                mistakes.append(f"{place} ({group}): grade {g:.1f}, above {TEXT_LIMIT}: {text}")
            if group == "questions":
                for sentence in re.split(r"[.?]\s", text):
                    if len(words(sentence)) > SENTENCE_LIMIT:
                        mistakes.append(f"{place}: {len(words(sentence))} words in one sentence")
    everything = " ".join(text for entries in groups.values() for _, text in entries).lower()
    used = set(words(everything)) | {word[:-1] for word in words(everything) if word.endswith("s")}
    mistakes += [f"'{word}' is listed as unavoidable and not used"
                 for word in sorted(UNAVOIDABLE - used)]
    if "--list" in sys.argv:
        print("\n".join(f"{g:5.1f} {place}: {text}" for g, _, place, text in sorted(rows)))
    if "--plant" in sys.argv:
        sys.exit(not (len(mistakes) == 1 and mistakes[0].startswith("planted")))
    print("\n".join(mistakes))
    sys.exit(bool(mistakes))


main()
