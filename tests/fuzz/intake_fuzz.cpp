// Any bytes as an assessment: no crash, no value without an answer, no answer without a value.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "intake/dictionary.hpp"
#include "intake/intake.hpp"
#include "value/print.hpp"

namespace {

constexpr const char* dictionary_text = R"(id: fuzz-intake
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
     asked_of: patient, options: [{id: back, label: l}, {id: none, label: l}], concerning: [back]}
  - {id: born, group: all, question: q, type: date, tier: optional, asked_of: patient}
  - {id: note, group: all, question: q, type: text, tier: optional, asked_of: patient}
)";

std::shared_ptr<const palpate::intake::Dictionary> make_dictionary() {
  palpate::Diagnostics diagnostics;
  const auto source =
      std::make_shared<palpate::SourceText>("intake.yaml", std::string(dictionary_text));
  return palpate::intake::load_dictionary(palpate::parse_yaml(source, diagnostics), diagnostics);
}

void require(bool condition) {
  if (!condition) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static palpate::intake::Intake intake(make_dictionary());
  static const auto adapter = palpate::intake::make_json_adapter();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  adapter->read(bytes, intake);
  for (std::size_t slot = 0; slot < intake.slots.size(); ++slot) {
    const auto state = intake.states[slot];
    require(intake.slots[slot].is_null() == (state != palpate::intake::AnswerState::answered));
    require(state != palpate::intake::AnswerState::unreadable || intake.has_errors());
    palpate::to_cql(intake.slots[slot]);
  }
  palpate::intake::peek_dictionary(bytes);
  return 0;
}
