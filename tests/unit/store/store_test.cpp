#include "store/store.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <thread>
#include <vector>

#include "render/render.hpp"
#include "support/folder.hpp"
#include "support/rules.hpp"

namespace palpate::store {
namespace {

class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    rules_ = support::rule_set(support::lumbopelvic);
    ASSERT_TRUE(rules_);
    engine_ = make_engine(rules_);
  }

  Report assess_bytes(const std::string& bytes) {
    AssessScratch scratch(*engine_);
    const auto adapter = intake::make_json_adapter();
    AssessOptions options;
    options.now = support::noon();
    auto report = assess(*engine_, *adapter, bytes, options, scratch);
    EXPECT_TRUE(report.has_value());
    return *report;
  }

  static std::string json(const Report& report) {
    return rendering::make_json_renderer()->render(report);
  }

  std::int64_t number(Store& store, const char* sql) {
    auto statement = store.database().prepare(sql);
    EXPECT_TRUE(statement.has_value()) << sql;
    EXPECT_TRUE(*statement->step());
    return statement->integer(0);
  }

  support::Folder folder_;
  std::string path_ = folder_ / "store.db";
  std::shared_ptr<const ruleset::RuleSet> rules_;
  std::shared_ptr<const Engine> engine_;
};

constexpr const char* assessment =
    R"({"id":"a","subject":"s","dictionary":"lumbopelvic-intake@1.0.0","answers":{"saddleNumbness":true}})";

TEST_F(StoreTest, ManyMayMakeANewDatabaseAtOnce) {
  for (int round = 0; round < 10; ++round) {
    const auto path = folder_ / ("new" + std::to_string(round));
    std::array<std::string, 8> errors;
    {
      std::vector<std::jthread> threads;
      for (auto& error : errors) {
        threads.emplace_back([&] {
          const auto store = Store::open(path);
          if (!store) error = store.error().message;
        });
      }
    }
    for (const auto& error : errors) EXPECT_EQ(error, "");
  }
}

TEST_F(StoreTest, KeepsAssessmentReportAndRuleSetTogether) {
  auto store = Store::open(path_);
  ASSERT_TRUE(store.has_value()) << store.error().message;
  const auto report = assess_bytes(assessment);
  const auto id = store->save(assessment, report, json(report));
  ASSERT_TRUE(id.has_value()) << id.error().message;
  const auto record = store->load(*id);
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->assessment, assessment);
  EXPECT_EQ(record->report, json(report));
  EXPECT_EQ(record->rule_set, "lumbopelvic@1.0.0");
  EXPECT_EQ(record->rule_set_digest, rules_->digest);
  EXPECT_EQ(number(*store, "SELECT count(*) FROM report_flags WHERE status = 'present'"), 1);
}

TEST_F(StoreTest, KeepsTheSameAssessmentOnceAndEveryReport) {
  auto store = Store::open(path_);
  ASSERT_TRUE(store.has_value());
  const auto report = assess_bytes(assessment);
  ASSERT_TRUE(store->save(assessment, report, json(report)).has_value());
  ASSERT_TRUE(store->save(assessment, report, json(report)).has_value());
  EXPECT_EQ(number(*store, "SELECT count(*) FROM assessments"), 1);
  EXPECT_EQ(*store->count_reports(), 2);
}

TEST_F(StoreTest, AnInvalidReportHasNoLevelThatAQueryCouldCount) {
  auto store = Store::open(path_);
  ASSERT_TRUE(store.has_value());
  const auto report = assess_bytes("{\"id\":\"broken\"");
  ASSERT_FALSE(report.valid);
  ASSERT_TRUE(store->save("{\"id\":\"broken\"", report, json(report)).has_value());
  EXPECT_EQ(number(*store, "SELECT count(*) FROM reports WHERE valid = 0 AND level IS NULL"), 1);
}

TEST_F(StoreTest, APresentEmergencyIsFoundEvenWhereTheInputHasErrors) {
  auto store = Store::open(path_);
  ASSERT_TRUE(store.has_value());
  const std::string bytes =
      R"({"id":"a","dictionary":"lumbopelvic-intake@1.0.0","answers":{"saddleNumbness":true,"x":1}})";
  const auto report = assess_bytes(bytes);
  ASSERT_FALSE(report.valid);
  ASSERT_TRUE(store->save(bytes, report, json(report)).has_value());
  EXPECT_EQ(number(*store, "SELECT count(*) FROM reports WHERE valid = 0 AND level = 'emergency'"),
            1);
}

TEST_F(StoreTest, AFullDiskKeepsAllOrNothing) {
  auto store = Store::open(path_);
  ASSERT_TRUE(store.has_value());
  const auto report = assess_bytes(assessment);
  // The file may not grow: the n-th page that save() needs is refused, wherever it falls.
  const auto pages = number(*store, "PRAGMA page_count");
  std::size_t refused = 0;
  for (std::int64_t room = 0; room < 60; ++room) {
    const auto limit = "PRAGMA max_page_count = " + std::to_string(pages + room);
    ASSERT_TRUE(store->database().execute(limit.c_str()).has_value());
    const auto before = *store->count_reports();
    auto padded = std::string(assessment) + std::string(static_cast<std::size_t>(room), ' ');
    const auto padded_report = assess_bytes(padded);
    const auto saved = store->save(padded, padded_report, json(padded_report));
    const auto flags = number(*store, "SELECT count(DISTINCT report_id) FROM report_flags");
    if (saved) {
      EXPECT_EQ(*store->count_reports(), before + 1);
    } else {
      ++refused;
      EXPECT_EQ(saved.error().code, Error::Code::io);
      EXPECT_EQ(*store->count_reports(), before);
    }
    EXPECT_EQ(flags, *store->count_reports());
    EXPECT_EQ(number(*store, "SELECT count(*) FROM assessments"), *store->count_reports());
  }
  EXPECT_GT(refused, 0U) << "the limit never bit: the test proves nothing";
}

TEST_F(StoreTest, RefusesAFileOfANewerVersionAndLeavesItAlone) {
  {
    auto store = Store::open(path_);
    ASSERT_TRUE(store.has_value());
    ASSERT_TRUE(store->database().execute("PRAGMA user_version = 999").has_value());
  }
  const auto store = Store::open(path_);
  ASSERT_FALSE(store.has_value());
  EXPECT_EQ(store.error().code, Error::Code::bad_input);
  EXPECT_NE(store.error().message.find("newer palpate"), std::string::npos);
  EXPECT_EQ(store.error().place, path_);
}

TEST_F(StoreTest, SaysWhereAFileCannotBeOpened) {
  const auto store = Store::open("/nonexistent-directory/x.db");
  ASSERT_FALSE(store.has_value());
  EXPECT_EQ(store.error().place, "/nonexistent-directory/x.db");
}

}  // namespace
}  // namespace palpate::store
