// schemas/mapping.schema.json is for editors, the loader decides: they must agree.

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <string>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "base/file.hpp"
#include "base/limits.hpp"
#include "unit/intake/csv_text.hpp"
#include "unit/intake/small_dictionary.hpp"

namespace palpate::intake {
namespace {

std::string read_source(const std::string& path) {
  auto text = read_file(std::string(PALPATE_SOURCE_DIR) + "/" + path, limits::ruleset_file_bytes);
  EXPECT_TRUE(text) << path;
  return text ? *text : "";
}

bool accepts(const std::string& yaml) {
  Diagnostics diagnostics;
  const auto document = parse_yaml(std::make_shared<SourceText>("m", yaml), diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
  const auto json = boost::json::parse(read_source("schemas/mapping.schema.json"));
  valijson::Schema schema;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(valijson::adapters::BoostJsonAdapter(json), schema);
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  return validator.validate(schema, valijson::adapters::BoostJsonAdapter(document.root), nullptr);
}

TEST(MappingSchema, AcceptsWhatLoads) {
  EXPECT_TRUE(accepts(std::string(testing::whole_mapping())));
  EXPECT_TRUE(accepts(mapping_template(*testing::small_dictionary(), {}, ';')));
  EXPECT_TRUE(accepts(read_source("docs/examples/csv/visits.yaml")));
}

TEST(MappingSchema, RefusesWhatTheLoaderRefusesByFormAlone) {
  for (const auto* wrong : {
           "columns: {}",
           "id: a",
           "columns: {a: onset}\ndelimiter: colon",
           "columns: {a: onset}\nignored: [b]",
           "columns: {a: {item: onset, valuess: {x: sudden}}}",
           "columns: {a: {values: {x: sudden}}}",
           "columns: {a: [onset]}",
           "columns: {a: thomasHip.up}",
           "columns: {a: onset}\ntexts: {declined: [\"\"]}",
           "columns: {a: {item: onset, values: {\"\": sudden}}}",
           "columns: {a: {item: onset, texts: {missing: NA}}}",
           "columns: {a: onset}\nrecorded_at: {column: t, offset: CET}",
           "columns: {a: onset}\nrecorded_at: {offset: Z}",
           "columns: {a: onset}\nid: \" \"",
       }) {
    Diagnostics diagnostics;
    const auto text = testing::mapping_text(wrong);
    EXPECT_EQ(testing::load_mapping(text, diagnostics), nullptr) << wrong;
    EXPECT_FALSE(accepts(text)) << wrong;
  }
}

}  // namespace
}  // namespace palpate::intake
