#include "unit/intake/small_dictionary.hpp"

#include <gtest/gtest.h>

#include "value/print.hpp"

namespace palpate::intake::testing {

std::string_view small_dictionary_text() {
  return R"(id: small-intake
version: 1.2.0
model: SmallIntake
context: Assessment
groups:
  - {id: alarm, title: Alarm signs}
  - {id: general, title: General}
  - {id: tests, title: Tests}
items:
  - id: saddleNumbness
    group: alarm
    question: Have you any numbness between the legs?
    type: boolean
    tier: must-ask
    asked_of: patient
    concerning: [true]
  - id: painScore
    group: alarm
    question: How bad is the pain, from 0 to 10?
    type: integer
    plausible: {min: 0, max: 10}
    concerning: [">= 8"]
    tier: must-ask
    asked_of: patient
  - id: temperature
    group: general
    question: Body temperature
    type: quantity
    unit: Cel
    plausible: {min: 30, max: 45}
    concerning: [">= 38.0"]
    tier: optional
    asked_of: clinician
  - id: ratio
    group: general
    question: Ratio
    type: decimal
    tier: optional
    asked_of: record
  - id: onset
    group: general
    question: How did the pain begin?
    type: choice
    options:
      - {id: gradual, label: Gradually}
      - {id: sudden, label: Suddenly}
      - {id: trauma, label: After a fall or blow}
    concerning: [trauma]
    tier: should-ask
    asked_of: patient
  - id: painSites
    group: general
    question: Where is the pain?
    type: choices
    options:
      - {id: low-back, label: Low back}
      - {id: buttock, label: Buttock}
      - {id: saddle, label: Saddle area}
      - {id: none, label: None of these}
    none: none
    concerning: [saddle]
    tier: should-ask
    asked_of: patient
  - id: birthDate
    group: general
    question: Date of birth
    type: date
    tier: must-ask
    asked_of: patient
  - id: note
    group: general
    question: Anything else?
    type: text
    tier: optional
    asked_of: patient
  - id: height
    group: general
    question: Body height
    type: quantity
    unit: cm
    tier: optional
    asked_of: clinician
  - id: thomasHip
    group: tests
    question: Thomas test, hip angle
    type: quantity
    unit: deg
    sides: true
    method: Modified Thomas test, supine
    examiner: physiotherapist
    tier: optional
    asked_of: clinician
  - id: footDrop
    group: alarm
    question: Can you not lift the front of the foot?
    type: boolean
    sides: true
    concerning: [true]
    tier: must-ask
    asked_of: patient
)";
}

std::shared_ptr<const Dictionary> load(std::string_view text, Diagnostics& diagnostics) {
  const auto source = std::make_shared<SourceText>("intake.yaml", std::string(text));
  return load_dictionary(parse_yaml(source, diagnostics), diagnostics);
}

std::shared_ptr<const Dictionary> small_dictionary() {
  static const auto dictionary = [] {
    Diagnostics diagnostics;
    auto loaded = load(small_dictionary_text(), diagnostics);
    EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
    return loaded;
  }();
  return dictionary;
}

std::string assessment(std::string_view answers) {
  return R"({"id": "a-1", "subject": "p-1", "dictionary": "small-intake@1.2.0",)"
         R"( "recordedAt": "2026-01-15T09:00:00+01:00", "answers": {)" +
         std::string(answers) + "}}";
}

ReadIntake::ReadIntake(std::string_view json) : intake(small_dictionary()) {
  make_json_adapter()->read(json, intake);
}

ReadIntake::ReadIntake(IntakeAdapter& adapter, std::string_view bytes)
    : intake(small_dictionary()) {
  adapter.read(bytes, intake);
}

std::uint32_t ReadIntake::slot(std::string_view name) const {
  const auto dot = name.find('.');
  const auto index = intake.dictionary().find(name.substr(0, dot));
  EXPECT_TRUE(index) << name;
  const auto& item = intake.dictionary().items[*index];
  EXPECT_EQ(item.sided, dot != name.npos) << name;
  return item.slot + (name.substr(dot + 1) == "right" ? 1 : 0);
}

std::string ReadIntake::value(std::string_view name) const {
  return to_cql(intake.slots[slot(name)]);
}

std::string ReadIntake::codes() const {
  std::string codes;
  for (const auto& issue : intake.issues) {
    codes.append(codes.empty() ? "" : " ").append(issue.code);
  }
  return codes;
}

std::string ReadIntake::pointer() const {
  return intake.issues.size() == 1 ? intake.issues[0].pointer : "issues: " + codes();
}

std::string ReadIntake::suggestion() const {
  return intake.issues.size() == 1 ? intake.issues[0].suggestion : "issues: " + codes();
}

std::string ReadIntake::all_text() const {
  std::string text;
  for (const auto& issue : intake.issues) {
    text += issue.code + " " + issue.pointer + " " + issue.item + " " + issue.message + " " +
            issue.suggestion + "\n";
  }
  return text;
}

}  // namespace palpate::intake::testing
