// One line a record: what it says, and that its order does not depend on anything but the rules.
#include "render/brief.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <set>

#include "render/json_string.hpp"
#include "unit/render/support.hpp"

namespace palpate::rendering {
namespace {

namespace json = boost::json;

class Brief : public ::testing::Test {
 protected:
  std::string line(const std::string& answers, const std::string& id = "a",
                   BriefRenderer::Format format = BriefRenderer::Format::json) {
    BriefRenderer renderer(rules_, format);
    std::string out;
    renderer.append(desk_.report(R"({"id":")" + id + R"(","subject":"s","dictionary":)" +
                                 R"("knee-intake@1.0.0","recordedAt":"2026-01-15T09:00:00Z",)" +
                                 R"("answers":{)" + answers + "}}"),
                    {"in.ndjson", 7}, out);
    return out;
  }

  std::shared_ptr<const ruleset::RuleSet> rules_ = support::rule_set(support::knee);
  support::Desk desk_{rules_};
};

TEST_F(Brief, TellsDispositionFlagsAndWhatTheyWaitFor) {
  // fracture = twistInjury and cannotBearWeight: present. septic-joint = fever and not twistInjury:
  // absent. weak-signs = two of fever, cannotBearWeight, 65 or older: one holds, two are open; age
  // may come from the birth date. Must-ask items stand first, then the others as in the dictionary.
  EXPECT_EQ(line(R"("twistInjury":true,"cannotBearWeight":true)"),
            R"({"id":"a","level":"emergency","atLeast":"emergency","atMost":"emergency",)"
            R"("complete":false,"present":["fracture"],"undetermined":["weak-signs"],)"
            R"("waitsFor":["feltFeverish","ageYears","temperature"]})"
            "\n");
}

TEST_F(Brief, SaysWhenNothingIsOpen) {
  EXPECT_EQ(line(R"("twistInjury":false,"cannotBearWeight":false,"feltFeverish":false,)"
                 R"("ageYears":40,"hadSurgery":false,"temperature":{"value":37,"unit":"Cel"})"),
            R"({"id":"a","level":"self_care","atLeast":"self_care","atMost":"self_care",)"
            R"("complete":true,"present":[],"undetermined":[],"waitsFor":[]})"
            "\n");
}

TEST_F(Brief, NamesTheDoubtInTheAnswers) {
  const auto doubtful = json::parse(line(R"("runsNow":true,"cannotBearWeight":true)"));
  EXPECT_EQ(doubtful.at("issues"), json::parse(R"(["TR0101"])"));
  EXPECT_FALSE(json::parse(line("")).as_object().contains("issues"));
}

TEST_F(Brief, ARecordWithoutIdIsNamedByItsPlace) {
  const auto nameless = json::parse(line("", ""));
  EXPECT_EQ(nameless.at("file"), "in.ndjson");
  EXPECT_EQ(nameless.at("line"), 7);
  EXPECT_FALSE(json::parse(line("")).as_object().contains("line"));
}

TEST_F(Brief, CsvHasAFieldForEachName) {
  const auto row =
      line(R"("twistInjury":true,"cannotBearWeight":true)", "a,b", BriefRenderer::Format::csv);
  EXPECT_EQ(row,
            "\"a,b\",in.ndjson,7,emergency,emergency,emergency,false,fracture,weak-signs,"
            "feltFeverish;ageYears;temperature,\n");
  const auto head = BriefRenderer::head(BriefRenderer::Format::csv);
  EXPECT_EQ(std::count(head.begin(), head.end(), ','), 10);
}

/// What waits, by its definition: of every undetermined flag, the items of its slots.
TEST(WaitsFor, IsEveryItemOfEveryOpenFlagOnce) {
  const auto rules = support::rule_set(support::lumbopelvic);
  support::Desk desk(rules);
  WaitsFor waits_for(*rules);
  for (const auto& [name, bytes] : support::examples()) {
    const auto report = desk.report(bytes);
    std::set<intake::ItemIndex> expected;
    for (const auto& flag : report.triage.flags) {
      if (flag.status != triage::FlagStatus::undetermined) continue;
      for (const auto slot : flag.waits_for) expected.insert(rules->dictionary->item_of_slot(slot));
    }
    const auto items = waits_for.of(report.triage);
    EXPECT_EQ(std::set<intake::ItemIndex>(items.begin(), items.end()), expected) << name;
    EXPECT_EQ(items.size(), expected.size()) << name;
    EXPECT_TRUE(std::is_sorted(items.begin(), items.end(), [&](auto a, auto b) {
      const auto& all = rules->dictionary->items;
      return std::pair(all[a].tier, a) < std::pair(all[b].tier, b);
    })) << name;
  }
}

TEST(JsonString, IsReadBackAsItWas) {
  std::string all;
  for (int c = 0; c < 128; ++c) all += static_cast<char>(c);
  all += "Grüße 😀";
  for (const auto& text : {std::string(), std::string("plain"), std::string("\"\\"), all}) {
    std::string out;
    append_json_string(text, out);
    EXPECT_EQ(json::parse(out), json::value(text));
  }
}

}  // namespace
}  // namespace palpate::rendering
