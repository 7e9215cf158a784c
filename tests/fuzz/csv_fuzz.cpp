// Any bytes as a CSV file, and its first part as a mapping: no crash; cutting loses no byte and
// does not depend on how much is in view; no value without an answer, no answer without a value.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "fuzz/fuzz_intake.hpp"
#include "intake/csv_adapter.hpp"
#include "intake/csv_record.hpp"

namespace {

namespace intake = palpate::intake;
using palpate::fuzz::check;
using palpate::fuzz::dictionary;
using palpate::fuzz::parse;
using palpate::fuzz::require;

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

std::shared_ptr<const intake::CsvMapping> load(std::string text) {
  palpate::Diagnostics diagnostics;
  const auto document = parse(std::move(text));
  if (document.root.is_null()) return nullptr;
  return intake::load_csv_mapping(document, dictionary(), diagnostics);
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
