#include "unit/intake/csv_text.hpp"

#include <gtest/gtest.h>

#include "unit/intake/small_dictionary.hpp"

namespace palpate::intake::testing {

std::shared_ptr<const CsvMapping> load_mapping(std::string_view yaml, Diagnostics& diagnostics) {
  const auto source = std::make_shared<SourceText>("map.yaml", std::string(yaml));
  const auto document = parse_yaml(source, diagnostics);
  return load_csv_mapping(document, small_dictionary(), diagnostics);
}

std::shared_ptr<const CsvMapping> good_mapping(std::string_view yaml) {
  Diagnostics diagnostics;
  auto mapping = load_mapping(yaml, diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
  return mapping;
}

std::string mapping_text(std::string_view rest) {
  return "dictionary: small-intake@1.2.0\n" + std::string(rest);
}

std::string_view whole_mapping() {
  return R"(dictionary: small-intake@1.2.0
delimiter: comma
id: no
subject: who
recorded_at: {column: when, format: DD.MM.YYYY hh:mm, offset: "+01:00"}
texts:
  missing: ["", NA]
  asked_unknown: ["?"]
  declined: [refused]
  "yes": [Y]
  "no": [N]
columns:
  numb: saddleNumbness
  pain: {item: painScore, values: {worst: 10}}
  temp: {item: temperature, unit_column: temp_unit, units: {F: "[degF]", C: Cel}}
  ratio: {item: ratio, decimal_comma: true}
  onset: {item: onset, values: {"1": gradual, "2": sudden}}
  sites: {item: painSites, separator: "|", values: {back: low-back}}
  born: {item: birthDate, format: [DD/MM/YYYY, MM/YYYY]}
  note: note
  height: {item: height, unit: m}
  hip_l: thomasHip.left
  drop_l: {item: footDrop.left, values: {"1": true, "0": false}}
  drop_r: {item: footDrop.right, values: {"1": true, "0": false}}
ignore: [clinic]
)";
}

std::string_view whole_header() {
  return "no,who,when,clinic,numb,pain,temp,temp_unit,ratio,onset,sites,born,note,height,hip_l,"
         "drop_l,drop_r\n";
}

}  // namespace palpate::intake::testing
