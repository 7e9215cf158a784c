// JSON as schemas/report.schema.json describes it.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <set>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "unit/render/support.hpp"

namespace palpate::rendering {
namespace {

namespace json = boost::json;

const valijson::Schema& schema() {
  static const auto parsed = [] {
    auto out = std::make_unique<valijson::Schema>();
    const auto text = read_file(support::source_path("schemas/report.schema.json"), 1U << 20U);
    EXPECT_TRUE(text.has_value());
    static const auto document = json::parse(*text);
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::BoostJsonAdapter(document), *out);
    return out;
  }();
  return *parsed;
}

std::string complaints(const json::value& instance) {
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  const valijson::adapters::BoostJsonAdapter adapter(instance);
  if (validator.validate(schema(), adapter, &results)) return {};
  std::string out;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const auto& part : error.context) out += part;
    out += ": " + error.description + "\n";
  }
  return out.empty() ? "not valid" : out;
}

std::string view(const json::value& text) {
  return std::string(text.as_string().data(), text.as_string().size());
}

class Json : public ::testing::Test {
 protected:
  void SetUp() override {
    auto rules = support::rule_set(support::lumbopelvic);
    ASSERT_TRUE(rules);
    desk_ = std::make_unique<support::Desk>(rules);
  }
  std::string text(const std::string& bytes) {
    return make_json_renderer()->render(desk_->report(bytes));
  }
  json::value parsed(const std::string& bytes) { return json::parse(text(bytes)); }

  std::unique_ptr<support::Desk> desk_;
};

TEST_F(Json, EveryReportIsValid) {
  std::set<std::string> decisions;
  std::set<bool> validity;
  for (const auto& [name, bytes] : support::inputs()) {
    const auto report = parsed(bytes);
    EXPECT_EQ(complaints(report), "") << name;
    validity.insert(report.at("valid").as_bool());
    if (const auto* programme = report.as_object().if_contains("programme")) {
      decisions.insert(view(programme->at("decision")));
    }
  }
  EXPECT_EQ(validity.size(), 2U);
  EXPECT_TRUE(decisions.count("withheld"));
  EXPECT_GE(decisions.size(), 2U) << "the examples should show a programme";
}

TEST_F(Json, TheSchemaRefusesWhatIsNoReport) {
  EXPECT_NE(complaints(json::parse("{}")), "");
  auto report = parsed(support::examples().front().second);
  report.as_object()["surprise"] = 1;
  EXPECT_NE(complaints(report), "");
}

TEST_F(Json, OneLineWithALineBreak) {
  for (const auto& [name, bytes] : support::inputs()) {
    const auto out = text(bytes);
    EXPECT_EQ(out.find('\n'), out.size() - 1) << name;
  }
}

TEST_F(Json, WrittenAsBoostWritesTheSameValue) {
  for (const auto& [name, bytes] : support::inputs()) {
    const auto out = text(bytes);
    EXPECT_EQ(json::serialize(json::parse(out)) + "\n", out) << name;
  }
}

TEST_F(Json, TheSameWhicheverRuleSetTheRendererWasMadeFor) {
  const support::Desk other(support::Lab{}.load());
  const auto for_any = make_json_renderer();
  const auto for_these = make_json_renderer({}, desk_->engine->rule_set);
  const auto for_others = make_json_renderer({}, other.engine->rule_set);
  for (const auto& [name, bytes] : support::inputs()) {
    const auto report = desk_->report(bytes);
    const auto out = for_any->render(report);
    EXPECT_EQ(for_these->render(report), out) << name;
    EXPECT_EQ(for_others->render(report), out) << name;
  }
}

TEST_F(Json, AppendsBehindWhatStandsThere) {
  const auto report = desk_->report(support::examples().front().second);
  const auto renderer = make_json_renderer({}, desk_->engine->rule_set);
  auto out = renderer->render(report);
  const auto once = out;
  renderer->append(report, out);
  EXPECT_EQ(out, once + once);
}

TEST_F(Json, PartsStandInTheOrderOfTheDesign) {
  const auto report = parsed(support::examples().front().second);
  std::vector<std::string> keys;
  for (const auto& member : report.as_object()) {
    keys.emplace_back(member.key().data(), member.key().size());
  }
  EXPECT_EQ(keys, (std::vector<std::string>{"madeWith", "valid", "disposition", "redFlags",
                                            "questions", "findings", "programme", "leftOut",
                                            "safetyNet", "issues", "sources"}));
}

TEST_F(Json, AnInvalidReportShowsPresentFlagsAndErrorsOnly) {
  std::size_t with_flags = 0;
  for (const auto& [name, bytes] : support::inputs()) {
    const auto report = parsed(bytes);
    if (report.at("valid").as_bool()) continue;
    const auto& object = report.as_object();
    for (const auto* key : {"questions", "findings", "programme", "leftOut", "safetyNet"}) {
      EXPECT_FALSE(object.contains(key)) << name << ": " << key;
    }
    EXPECT_FALSE(report.at("issues").as_array().empty()) << name;
    for (const auto& flag : report.at("redFlags").as_array()) {
      EXPECT_EQ(view(flag.at("status")), "present") << name;
      ++with_flags;
    }
    const auto& disposition = report.at("disposition");
    if (report.at("redFlags").as_array().empty()) {
      EXPECT_TRUE(disposition.is_null()) << name;
    } else {
      EXPECT_EQ(view(disposition.at("atMost")), "emergency") << name;
      EXPECT_FALSE(disposition.at("complete").as_bool()) << name;
    }
  }
  EXPECT_GT(with_flags, 0U);
}

void collect_sources(const json::value& node, std::set<std::string>& ids, bool top = true) {
  if (const auto* array = node.if_array()) {
    for (const auto& entry : *array) collect_sources(entry, ids, false);
  }
  const auto* object = node.if_object();
  if (object == nullptr) return;
  for (const auto& member : *object) {
    if (member.key() == "sources" && !top) {
      for (const auto& id : member.value().as_array()) ids.insert(view(id));
    } else if (member.key() != "sources") {
      collect_sources(member.value(), ids, false);
    }
  }
}

TEST_F(Json, EverySourceCitedIsListedOnce) {
  for (const auto& [name, bytes] : support::inputs()) {
    const auto report = parsed(bytes);
    std::set<std::string> cited;
    collect_sources(report, cited);
    std::multiset<std::string> listed;
    for (const auto& source : report.at("sources").as_array()) listed.insert(view(source.at("id")));
    for (const auto& id : cited) EXPECT_EQ(listed.count(id), 1U) << name << ": " << id;
    const std::set<std::string> unique(listed.begin(), listed.end());
    EXPECT_EQ(unique.size(), listed.size()) << name;
  }
}

TEST_F(Json, EveryShownFlagFindingAndExerciseNamesASource) {
  for (const auto& [name, bytes] : support::inputs()) {
    const auto report = parsed(bytes);
    for (const auto& flag : report.at("redFlags").as_array()) {
      EXPECT_FALSE(flag.at("sources").as_array().empty()) << name;
    }
    if (const auto* programme = report.as_object().if_contains("programme")) {
      if (const auto* steps = programme->as_object().if_contains("steps")) {
        for (const auto& step : steps->as_array()) {
          EXPECT_FALSE(step.at("sources").as_array().empty()) << name;
        }
      }
    }
  }
}

TEST_F(Json, SameReportSameBytes) {
  const auto bytes = support::examples().front().second;
  EXPECT_EQ(text(bytes), text(bytes));
}

TEST(JsonLab, ARestrictedProvisionalProgrammeIsValid) {
  support::Lab lab;
  lab.items = support::item("a") + support::item("s", "should-ask");
  lab.cql += "define \"S\": Assessment.s\n";
  lab.flags += support::flag("fs", "S", "urgent");
  lab.programme =
      "  - {id: open, decision: restricted, flag_undetermined: urgent, through: "
      "should-ask, allow_tags: [plain], provisional: true, reason: Open.}\n";
  lab.floors = "  - {id: floor, flags: [fs], raises_to: soon, reason: Open., sources: [made-up]}\n";
  support::Desk desk(lab.load());
  const auto report = json::parse(make_json_renderer()->render(desk.report(
      R"({"id": "x", "subject": "p", "dictionary": "lab-intake@1.0.0",
          "recordedAt": "2026-01-15T12:00:00Z", "answers": {"a": false}})")));
  EXPECT_EQ(complaints(report), "");
  EXPECT_EQ(view(report.at("programme").at("decision")), "restricted");
  EXPECT_TRUE(report.at("programme").at("provisional").as_bool());
  EXPECT_EQ(view(report.at("disposition").at("level")), "soon");
  EXPECT_EQ(view(report.at("disposition").at("floors").at(0).at("id")), "floor");
}

TEST(JsonLab, AConditionOverSeveralLinesStandsOnOne) {
  support::Lab lab;
  lab.items = support::item("a") + support::item("b");
  lab.cql += "define \"Long\": Assessment.a\n    xor   Assessment.b\n";
  lab.flags += support::flag("long", "Long", "urgent");
  support::Desk desk(lab.load());
  const auto report = json::parse(make_json_renderer()->render(desk.report(
      R"({"id": "x", "subject": "p", "dictionary": "lab-intake@1.0.0",
          "recordedAt": "2026-01-15T12:00:00Z", "answers": {"a": true, "b": false}})")));
  const auto& why = report.at("redFlags").at(1).at("why").at(0);
  EXPECT_EQ(view(why.at("condition")), "Assessment.a xor Assessment.b");
  EXPECT_EQ(view(why.at("rule")), "Long");
}

TEST(JsonLab, TextOfTheRecordIsEscaped) {
  support::Desk desk(support::Lab{}.load());
  const auto out = make_json_renderer()->render(desk.report(
      R"({"id": "a\"\u001b[31m\n", "subject": "<&>", "dictionary": "lab-intake@1.0.0",
          "recordedAt": "2026-01-15T12:00:00Z", "answers": {"a": false}})"));
  EXPECT_EQ(out.find('\x1b'), std::string::npos);
  EXPECT_EQ(out.find('\n'), out.size() - 1);
  EXPECT_EQ(complaints(json::parse(out)), "");
}

TEST(Format, OnlyTextAndJson) {
  EXPECT_TRUE(make_renderer("json").has_value());
  EXPECT_TRUE(make_renderer("text").has_value());
  const auto other = make_renderer("xml");
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, Error::Code::not_found);
}

}  // namespace
}  // namespace palpate::rendering
