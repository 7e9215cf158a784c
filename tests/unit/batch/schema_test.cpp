// What a run writes, against the JSON Schemas that describe it.
#include <boost/json/serialize.hpp>
#include <memory>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "unit/batch/support.hpp"

namespace palpate::batch {
namespace {

namespace json = boost::json;

/// What `schema` has to say against `instance`; empty: nothing.
std::string complaints(const std::string& schema, const json::value& instance) {
  const auto text = support::read_all(support::source_path("schemas/" + schema + ".schema.json"));
  const auto document = json::parse(text);
  valijson::Schema parsed;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::BoostJsonAdapter(document), parsed);
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  const valijson::adapters::BoostJsonAdapter adapter(instance);
  if (validator.validate(parsed, adapter, &results)) return {};
  std::string out = "not valid: ";
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const auto& part : error.context) out += part;
    out += ": " + error.description + "\n";
  }
  return out;
}

class SchemaTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto options = support::knee_options(folder_.write("in", support::knee_records(100) + "\xFF\n"),
                                         folder_ / "out");
    options.inputs.push_back(folder_.write(
        "nameless", R"({"dictionary":"knee-intake@1.0.0","recordedAt":"2026-01-15T09:00:00Z",)"
                    R"("answers":{}})"));
    StopFlag stop{false};
    auto result = screen(support::knee_engine(), options, stop);
    ASSERT_TRUE(result.has_value());
    result_ = std::make_unique<ScreenResult>(std::move(*result));
  }

  support::Folder folder_;
  std::unique_ptr<ScreenResult> result_;
};

TEST_F(SchemaTest, EveryBriefLine) {
  const auto lines = support::lines_of(support::read_all(folder_ / "out"));
  ASSERT_GT(lines.size(), 50U);
  for (const auto& line : lines) EXPECT_EQ(complaints("brief", json::parse(line)), "") << line;
  auto spoilt = json::parse(lines[0]);
  spoilt.as_object().erase("undetermined");
  EXPECT_NE(complaints("brief", spoilt), "");
}

TEST_F(SchemaTest, EveryQuarantineLine) {
  const auto lines = support::lines_of(support::read_all(folder_ / "out.quarantine.ndjson"));
  ASSERT_GT(lines.size(), 10U);
  for (const auto& line : lines) EXPECT_EQ(complaints("quarantine", json::parse(line)), "") << line;
  auto spoilt = json::parse(lines[0]);
  spoilt.as_object().erase("record");
  EXPECT_NE(complaints("quarantine", spoilt), "");
}

TEST_F(SchemaTest, TheCheckpoint) {
  const auto checkpoint = json::parse(support::read_all(folder_ / "out.checkpoint"));
  EXPECT_EQ(complaints("screen-checkpoint", checkpoint), "");
  EXPECT_EQ(checkpoint.at("state"), "done");
}

TEST_F(SchemaTest, TheSummary) {
  auto summary = summary_json(*result_, *support::rule_set(support::knee));
  summary["throughput"] = json::parse(
      R"({"seconds":0.5,"records":1,"bytes":2,"recordsPerSecond":2,"bytesPerSecond":4})");
  EXPECT_EQ(complaints("screen-summary", summary), "");
  summary["levels"].as_object()["urgent"] = -1;
  EXPECT_NE(complaints("screen-summary", summary), "");
}

}  // namespace
}  // namespace palpate::batch
