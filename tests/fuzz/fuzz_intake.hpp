#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "intake/dictionary.hpp"
#include "intake/intake.hpp"
#include "value/print.hpp"

/// What the targets that read assessments share.
namespace palpate::fuzz {

/// Every type of question.
inline constexpr const char* dictionary_text = R"(id: fuzz-intake
version: 1.0.0
model: FuzzIntake
context: Assessment
groups: [{id: all, title: All}]
items:
  - {id: flag, group: all, question: q, type: boolean, tier: must-ask, asked_of: patient,
     concerning: [true]}
  - {id: score, group: all, question: q, type: integer, tier: must-ask, asked_of: patient,
     plausible: {min: 0, max: 10}, concerning: [">= 8"]}
  - {id: ratio, group: all, question: q, type: decimal, tier: optional, asked_of: record}
  - {id: heat, group: all, question: q, type: quantity, unit: Cel, tier: optional,
     asked_of: clinician}
  - {id: hip, group: all, question: q, type: quantity, unit: deg, sides: true, tier: optional,
     asked_of: clinician}
  - {id: onset, group: all, question: q, type: choice, tier: optional, asked_of: patient,
     options: [{id: slow, label: l}, {id: sudden, label: l}]}
  - {id: sites, group: all, question: q, type: choices, none: none, tier: optional,
     asked_of: patient, options: [{id: back, label: l}, {id: leg, label: l}, {id: none, label: l}],
     concerning: [back]}
  - {id: areas, group: all, question: q, type: choices, none: none, tier: optional,
     asked_of: patient, options: [{id: back, label: l}, {id: leg, label: l}, {id: none, label: l}]}
  - {id: born, group: all, question: q, type: date, tier: optional, asked_of: patient}
  - {id: note, group: all, question: q, type: text, tier: optional, asked_of: patient}
)";

inline void require(bool condition) {
  if (!condition) __builtin_trap();
}

inline Document parse(std::string text) {
  Diagnostics diagnostics;
  return parse_yaml(std::make_shared<SourceText>("x.yaml", std::move(text)), diagnostics);
}

inline std::shared_ptr<const intake::Dictionary> dictionary() {
  static const auto loaded = [] {
    Diagnostics diagnostics;
    return intake::load_dictionary(parse(dictionary_text), diagnostics);
  }();
  return loaded;
}

/// No value without an answer, no answer without a value, and each can be printed.
inline void check(const intake::Intake& read) {
  for (std::size_t slot = 0; slot < read.slots.size(); ++slot) {
    const auto state = read.states[slot];
    require(read.slots[slot].is_null() == (state != intake::AnswerState::answered));
    require(state != intake::AnswerState::unreadable || read.has_errors());
    to_cql(read.slots[slot]);
  }
}

}  // namespace palpate::fuzz
