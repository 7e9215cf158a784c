// Any bytes as a CSV file, and its first part as a mapping: no crash; cutting loses no byte and
// does not depend on how much is in view; no value without an answer, no answer without a value.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "intake/csv_adapter.hpp"
#include "intake/csv_record.hpp"
#include "value/print.hpp"

namespace {

namespace intake = palpate::intake;

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

constexpr const char* mapping_text = R"(dictionary: fuzz-intake@1.0.0
id: i
recorded_at: {column: t, format: [D.M.YYYY hh:mm, ISO], offset: Z}
texts: {missing: [NA], asked_unknown: ["?"], declined: [r], "yes": [Y], "no": [N]}
columns:
  a: flag
  b: {item: score, decimal_comma: true}
  c: {item: heat, unit_column: u, units: {F: "[degF]"}}
  d: hip.left
  e: {item: onset, values: {"1": slow}}
  f: {item: sites, separator: "|"}
  g: {item: areas, option: back}
  h: {item: areas, option: none}
  j: {item: areas, option: leg}
  k: {item: born, format: [DD/MM/YYYY, ISO]}
  l: note
)";
constexpr std::string_view header = "i,t,a,b,c,u,d,e,f,g,h,j,k,l\n";

void require(bool condition) {
  if (!condition) __builtin_trap();
}

palpate::Document parse(std::string text) {
  palpate::Diagnostics diagnostics;
  return palpate::parse_yaml(std::make_shared<palpate::SourceText>("x.yaml", std::move(text)),
                             diagnostics);
}

std::shared_ptr<const intake::Dictionary> dictionary() {
  static const auto loaded = [] {
    palpate::Diagnostics diagnostics;
    return intake::load_dictionary(parse(dictionary_text), diagnostics);
  }();
  return loaded;
}

std::shared_ptr<const intake::CsvMapping> load(std::string text) {
  palpate::Diagnostics diagnostics;
  const auto document = parse(std::move(text));
  if (document.root.is_null()) return nullptr;
  return intake::load_csv_mapping(document, dictionary(), diagnostics);
}

void check(const intake::Intake& read) {
  for (std::size_t slot = 0; slot < read.slots.size(); ++slot) {
    const auto state = read.states[slot];
    require(read.slots[slot].is_null() == (state != intake::AnswerState::answered));
    require(state != intake::AnswerState::unreadable || read.has_errors());
    palpate::to_cql(read.slots[slot]);
  }
}

void read_records(intake::IntakeAdapter& adapter, std::string_view bytes) {
  static intake::Intake read(dictionary());
  while (!bytes.empty()) {
    const auto end = intake::csv_record_end(bytes, ',', true);
    require(end > 0 && end <= bytes.size());
    for (const auto view : {end / 2, end, end + (bytes.size() - end) / 2}) {
      const auto seen = intake::csv_record_end(bytes.substr(0, view), ',', false);
      require(seen == std::string_view::npos || seen == end);
    }
    adapter.read(bytes.substr(0, end), read);
    check(read);
    bytes.remove_prefix(end);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto mapping = load(mapping_text);
  static const auto adapter = intake::make_csv_adapter(dictionary(), mapping, header);
  require(mapping != nullptr && adapter.has_value());
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_records(**adapter, bytes);
  // Up to a zero byte a mapping, behind it a file for it.
  const auto split = bytes.find('\0');
  if (split == std::string_view::npos) return 0;
  const auto own = load(std::string(bytes.substr(0, split)));
  if (own == nullptr) return 0;
  const auto file = bytes.substr(split + 1);
  const auto end = intake::csv_record_end(file, own->delimiter, true);
  auto other = intake::make_csv_adapter(dictionary(), own, file.substr(0, end));
  if (other && end != std::string_view::npos) read_records(**other, file.substr(end));
  return 0;
}
