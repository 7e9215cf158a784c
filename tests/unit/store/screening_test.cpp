// Screenings in a database: results and checkpoint together or not at all.
#include "store/screening.hpp"

#include <gtest/gtest.h>

#include "support/folder.hpp"
#include "support/rules.hpp"

namespace palpate::store {
namespace {

class ScreeningTest : public ::testing::Test {
 protected:
  void SetUp() override { rules_ = support::rule_set(support::knee); }
  Store open() { return std::move(*Store::open(path_)); }
  Screening begin(const std::string& identity = "one", const std::string& started = "") {
    auto screening =
        Screening::begin(open(), *rules_, {identity, "options", {"a.ndjson", "b.ndjson"}, started});
    EXPECT_TRUE(screening.has_value());
    return std::move(*screening);
  }
  ScreenedRecord record(std::uint64_t offset, const std::string& digest = "d") {
    ScreenedRecord record;
    record.input = 1;
    record.line = offset + 1;
    record.offset = offset;
    record.digest = digest;
    record.id = "id" + std::to_string(offset);
    record.at_least = 1;
    record.present = {0};
    record.undetermined = {2};
    record.waits_for = {4, 7};
    return record;
  }
  std::string text(const std::string& sql) {
    auto store = open();
    auto statement = store.database().prepare(sql);
    EXPECT_TRUE(statement.has_value()) << sql;
    std::string out;
    while (*statement->step()) {
      out += (out.empty() ? "" : " ") + std::string(statement->text(0));
    }
    return out;
  }

  support::Folder folder_;
  std::string path_ = folder_ / "store.db";
  std::shared_ptr<const ruleset::RuleSet> rules_;
};

TEST_F(ScreeningTest, TheViewsSpellTheNamesOut) {
  auto screening = begin();
  ASSERT_TRUE(screening.add(record(5)).has_value());
  ASSERT_TRUE(screening.add(QuarantinedRecord{0, 3, 9, "IN0102", {0, 2}}, *rules_).has_value());
  ASSERT_TRUE(screening.commit("{}", "done").has_value());
  EXPECT_EQ(text("SELECT file || ' ' || line || ' ' || assessment_id || ' ' || level || ' ' ||"
                 " at_least FROM screening_results"),
            "b.ndjson 6 id5 emergency urgent");
  EXPECT_EQ(text("SELECT flag || '=' || status FROM screening_flags ORDER BY flag"),
            "fracture=present weak-signs=undetermined");
  EXPECT_EQ(text("SELECT item FROM screening_missing ORDER BY item"), "ageYears feltFeverish");
  EXPECT_EQ(text("SELECT code || ': ' || present FROM screening_quarantine"),
            "IN0102: fracture weak-signs");
}

TEST_F(ScreeningTest, WhatIsNotCommittedIsNotThereAndNorIsItsCheckpoint) {
  {
    auto screening = begin();
    ASSERT_TRUE(screening.add(record(1)).has_value());
    ASSERT_TRUE(screening.commit("first", "running").has_value());
    ASSERT_TRUE(screening.add(record(2)).has_value());
  }  // closed without a commit, as a killed process is
  EXPECT_EQ(text("SELECT count(*) FROM screened"), "1");
  auto store = open();
  const auto latest = Screening::latest(store, {"one", "options", {}, ""});
  ASSERT_TRUE(latest.has_value() && latest->has_value());
  EXPECT_EQ((*latest)->checkpoint, "first");
  EXPECT_FALSE((*latest)->done);
}

TEST_F(ScreeningTest, TheSamePlaceCannotBeWrittenTwice) {
  auto screening = begin();
  ASSERT_TRUE(screening.add(record(1)).has_value());
  EXPECT_FALSE(screening.add(record(1)).has_value());
}

TEST_F(ScreeningTest, TheLatestIsTheSameRunElseAnUnfinishedOne) {
  auto store = open();
  const std::vector<std::string> inputs = {"a.ndjson", "b.ndjson"};  // as begin() has them
  const auto latest = [&](const std::string& identity, const std::vector<std::string>& names) {
    return *Screening::latest(store, {identity, "options", names, ""});
  };
  EXPECT_FALSE(latest("one", inputs).has_value());
  ASSERT_TRUE(begin("one").commit("", "done").has_value());
  auto unfinished = begin("two");
  ASSERT_TRUE(unfinished.commit("", "stopped").has_value());
  EXPECT_EQ(latest("one", inputs)->id, 1);
  EXPECT_TRUE(latest("one", inputs)->done);
  EXPECT_EQ(latest("other", inputs)->id, unfinished.id());
  EXPECT_FALSE(latest("other", {"a.ndjson"}).has_value());
  EXPECT_FALSE(latest("other", {"b.ndjson", "a.ndjson"}).has_value());
  ASSERT_TRUE(unfinished.commit("", "done").has_value());
  EXPECT_FALSE(latest("other", inputs).has_value());
}

TEST_F(ScreeningTest, OnlyFinishedScreeningsOfTheSameKindCountAsBefore) {
  const auto known = [&](const std::string& rules, const std::string& options,
                         const std::string& since, std::int64_t id, const std::string& digest) {
    return *ScreenedBefore::open(path_, rules, options, since, id)->contains(digest);
  };
  auto screening = begin("one", "2026-01-15T09:00:00Z");
  ASSERT_TRUE(screening.add(record(1, "known")).has_value());
  ASSERT_TRUE(screening.commit("", "stopped").has_value());
  const auto& rules = rules_->digest;
  const auto* since = "2026-01-15T09:00:00Z";
  EXPECT_FALSE(known(rules, "options", since, 2, "known"));  // not finished
  ASSERT_TRUE(screening.commit("", "done").has_value());
  EXPECT_TRUE(known(rules, "options", since, 2, "known"));
  EXPECT_FALSE(known(rules, "options", since, 2, "other"));
  EXPECT_FALSE(known(rules, "options", since, 1, "known"));  // itself
  EXPECT_FALSE(known(rules, "others", since, 2, "known"));
  EXPECT_FALSE(known("other rules", "options", since, 2, "known"));
  EXPECT_FALSE(known(rules, "options", "2026-01-15T09:00:01Z", 2, "known"));
}

TEST_F(ScreeningTest, TwoScreeningsTakeTurns) {
  auto one = begin("one");
  auto two = begin("two");
  for (std::uint64_t i = 0; i < 20; ++i) {
    for (auto* screening : {&one, &two}) {
      ASSERT_TRUE(screening->add(record(i)).has_value());
      ASSERT_TRUE(screening->commit("", "running").has_value());
    }
  }
  EXPECT_EQ(text("SELECT count(*) FROM screened"), "40");
  EXPECT_EQ(text("PRAGMA integrity_check"), "ok");
}

}  // namespace
}  // namespace palpate::store
