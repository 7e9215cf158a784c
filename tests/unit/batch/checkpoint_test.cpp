#include "batch/checkpoint.hpp"

#include "unit/batch/support.hpp"

namespace palpate::batch {
namespace {

namespace json = boost::json;

const ruleset::RuleSet& rules() { return *support::rule_set(support::knee); }

json::object identity() {
  return json::parse(R"({"inputs":[{"path":"a","bytes":10}],"options":{"sample":1,"now":null}})")
      .as_object();
}

Checkpoint some_checkpoint() {
  Checkpoint checkpoint(rules());
  checkpoint.state = RunState::stopped;
  checkpoint.position = {2, 1ULL << 40U, 12345};
  checkpoint.results_bytes = 77;
  checkpoint.quarantine_bytes = 33;
  checkpoint.tally.read = 9;
  return checkpoint;
}

TEST(CheckpointTest, WhatIsWrittenIsRead) {
  const auto written = some_checkpoint();
  const auto read =
      read_checkpoint(write_checkpoint(written, identity(), rules()), identity(), rules());
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->state, written.state);
  EXPECT_EQ(read->position, written.position);
  EXPECT_EQ(read->results_bytes, 77U);
  EXPECT_EQ(read->quarantine_bytes, 33U);
  EXPECT_EQ(read->tally, written.tally);
}

std::string refusal(const json::object& other) {
  const auto read =
      read_checkpoint(write_checkpoint(some_checkpoint(), identity(), rules()), other, rules());
  if (read) return "accepted";
  EXPECT_EQ(read.error().code, Error::Code::usage);
  return read.error().message;
}

TEST(CheckpointTest, AnotherRunIsRefusedAndTheDifferenceNamed) {
  auto other = identity();
  other["options"].as_object()["sample"] = 10;
  EXPECT_NE(refusal(other).find("options.sample was 1 and is 10"), std::string::npos);
  other = identity();
  other["inputs"].as_array()[0].as_object()["bytes"] = 11;
  EXPECT_NE(refusal(other).find("inputs[0].bytes was 10 and is 11"), std::string::npos);
  other = identity();
  other["inputs"].as_array().emplace_back("b");
  EXPECT_NE(refusal(other).find("inputs was "), std::string::npos);
  other = identity();
  other["rules"] = "new";
  EXPECT_NE(refusal(other).find("rules was null and is \"new\""), std::string::npos);
  EXPECT_EQ(refusal(identity()), "accepted");
}

TEST(CheckpointTest, ADamagedCheckpointIsRefusedWhereverItIsCut) {
  const auto text = write_checkpoint(some_checkpoint(), identity(), rules());
  for (std::size_t size = 0; size + 1 < text.size(); ++size) {  // the last byte is a line break
    const auto read = read_checkpoint(text.substr(0, size), identity(), rules());
    ASSERT_FALSE(read.has_value()) << size;
    EXPECT_EQ(read.error().code, Error::Code::bad_input);
  }
}

}  // namespace
}  // namespace palpate::batch
