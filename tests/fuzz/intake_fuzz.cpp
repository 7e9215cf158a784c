// Any bytes as an assessment: no crash, no value without an answer, no answer without a value, and
// the fast way gives what the explaining reader gives.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "intake/dictionary.hpp"
#include "intake/intake.hpp"
#include "intake/json_ordinary.hpp"
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

bool same(const palpate::Value& a, const palpate::Value& b) {
  if (a.kind() != b.kind() || palpate::to_cql(a) != palpate::to_cql(b)) return false;
  const bool has_scale =
      a.is(palpate::Value::Kind::decimal) || a.is(palpate::Value::Kind::quantity);
  return !has_scale || a.as_decimal().scale() == b.as_decimal().scale();
}

bool same(const palpate::intake::Issue& a, const palpate::intake::Issue& b) {
  return a.kind == b.kind && a.code == b.code && a.pointer == b.pointer && a.item == b.item &&
         a.message == b.message && a.suggestion == b.suggestion;
}

std::string recorded(const palpate::intake::Intake& intake) {
  if (!intake.recorded_at) return {};
  return palpate::to_cql(palpate::Value::date_time(*intake.recorded_at));
}

void require_same(const palpate::intake::Intake& a, const palpate::intake::Intake& b) {
  require(a.id == b.id && a.subject == b.subject && recorded(a) == recorded(b));
  require(a.states == b.states && a.issues.size() == b.issues.size());
  for (std::size_t i = 0; i < a.slots.size(); ++i) require(same(a.slots[i], b.slots[i]));
  for (std::size_t i = 0; i < a.issues.size(); ++i) require(same(a.issues[i], b.issues[i]));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto dictionary = make_dictionary();
  static palpate::intake::Intake intake(dictionary);
  static palpate::intake::Intake explained(dictionary);
  static const auto adapter = palpate::intake::make_json_adapter();
  static const auto explaining = palpate::intake::make_explaining_json_adapter();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  adapter->read(bytes, intake);
  explaining->read(bytes, explained);
  require_same(intake, explained);
  for (std::size_t slot = 0; slot < intake.slots.size(); ++slot) {
    const auto state = intake.states[slot];
    require(intake.slots[slot].is_null() == (state != palpate::intake::AnswerState::answered));
    require(state != palpate::intake::AnswerState::unreadable || intake.has_errors());
    palpate::to_cql(intake.slots[slot]);
  }
  palpate::intake::peek_dictionary(bytes);
  return 0;
}
