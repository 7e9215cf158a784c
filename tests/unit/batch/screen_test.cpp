// screen() from end to end: nothing lost, nothing written twice, the same bytes for any number of
// threads and interruptions.
#include "batch/screen.hpp"

#include <boost/json/serialize.hpp>
#include <random>
#include <set>

#include "unit/batch/support.hpp"

namespace palpate::batch {
namespace {

namespace json = boost::json;
using support::knee_record;
using support::lines_of;
using support::read_all;

class ScreenTest : public ::testing::Test {
 protected:
  Result<ScreenResult> run(const ScreenOptions& options) {
    StopFlag stop{false};
    return screen(support::knee_engine(), options, stop);
  }
  /// Stops after the `chunks`-th chunk.
  Result<ScreenResult> run_until(ScreenOptions options, int chunks) {
    StopFlag stop{false};
    options.progress = [&, seen = 0](const Progress&) mutable {
      if (++seen >= chunks) stop = true;
    };
    return screen(support::knee_engine(), options, stop);
  }
  ScreenOptions options(const std::string& out) {
    return support::knee_options(input_, folder_ / out);
  }
  std::string results(const std::string& out) { return read_all(folder_ / out); }
  std::string quarantine(const std::string& out) {
    return read_all(folder_ / (out + ".quarantine.ndjson"));
  }
  std::vector<std::string> ids(const std::string& out) {
    std::vector<std::string> found;
    for (const auto& line : lines_of(results(out))) {
      found.emplace_back(json::parse(line).at("id").as_string());
    }
    return found;
  }

  support::Folder folder_;
  std::string input_ = folder_.write("in.ndjson", support::knee_records(2000));
};

TEST_F(ScreenTest, EveryRecordIsWrittenOnceAndInOrder) {
  const auto result = run(options("out"));
  ASSERT_TRUE(result.has_value()) << result.error().message;
  EXPECT_EQ(result->state, RunState::done);
  // Of r0 … r1999, each 11th is cut in half and each 7th names an unknown item.
  std::vector<std::string> good;
  std::vector<std::uint64_t> bad_lines;
  for (std::size_t i = 0; i < 2000; ++i) {
    if (i % 11 == 10 || i % 7 == 6) {
      bad_lines.push_back(i + 1 + i / 17);  // a blank line follows each 17th
    } else {
      good.push_back("r" + std::to_string(i));
    }
  }
  EXPECT_EQ(ids("out"), good);
  std::vector<std::uint64_t> told;
  for (const auto& line : lines_of(quarantine("out"))) {
    told.push_back(json::parse(line).at("line").to_number<std::uint64_t>());
  }
  EXPECT_EQ(told, bad_lines);
  EXPECT_EQ(result->tally.read, 2000U);
  EXPECT_EQ(result->tally.screened, good.size());
  EXPECT_EQ(result->tally.quarantined, bad_lines.size());
}

TEST_F(ScreenTest, AQuarantinedRecordIsWhatStandsAtItsOffset) {
  ASSERT_TRUE(run(options("out")).has_value());
  const auto bytes = read_all(input_);
  for (const auto& text : lines_of(quarantine("out"))) {
    const auto line = json::parse(text);
    const auto record = std::string(line.at("record").as_string());
    EXPECT_EQ(bytes.substr(line.at("offset").to_number<std::size_t>(), record.size()), record);
  }
}

TEST_F(ScreenTest, TheBytesAreTheSameForAnyNumberOfThreads) {
  for (const auto form : {Form::brief_json, Form::brief_csv, Form::report}) {
    std::vector<std::string> seen;
    for (const std::size_t threads : {1U, 2U, 5U}) {
      auto chosen = options("out" + std::to_string(threads));
      chosen.threads = threads;
      chosen.form = form;
      chosen.begin = Begin::force;
      const auto result = run(chosen);
      ASSERT_TRUE(result.has_value());
      seen.push_back(results("out" + std::to_string(threads)) + "\n--\n" +
                     quarantine("out" + std::to_string(threads)) + "\n--\n" +
                     json::serialize(to_json(result->tally, *support::rule_set(support::knee))));
    }
    for (const auto& other : seen) EXPECT_EQ(other, seen.front());
    EXPECT_GT(seen.front().size(), 100'000U);
  }
}

TEST_F(ScreenTest, TheBytesAreTheSameForAnySizeOfChunks) {
  std::vector<std::string> seen;
  for (const std::size_t records : {0U, 1U, 7U, 1000U}) {  // 0: what suits the form
    const auto name = "out" + std::to_string(records);
    auto chosen = options(name);
    chosen.threads = 2;
    chosen.chunk_records = records;
    ASSERT_TRUE(run(chosen).has_value());
    seen.push_back(results(name) + "\n--\n" + quarantine(name));
  }
  for (const auto& other : seen) EXPECT_EQ(other, seen.front());
  EXPECT_EQ(ids("out0").size(), 1559U);
}

/// Read to its end within one block or not: what stands before it decides that.
TEST_F(ScreenTest, ARecordThatIsTooLongIsQuarantinedTheSameWhereverItStands) {
  const std::string huge(palpate::limits::assessment_bytes + 10, 'x');
  std::set<std::string> seen;
  for (const std::size_t before : {0U, 1U, 100'000U, 3'000'000U, 4'194'303U}) {
    const auto blank = std::string(before, ' ') + "\n";
    input_ = folder_.write("huge", blank + huge + "\r\n" + knee_record("b", "") + "\n");
    auto chosen = options("out");
    chosen.begin = Begin::force;
    ASSERT_TRUE(run(chosen).has_value());
    auto line = json::parse(lines_of(quarantine("out")).at(0)).as_object();
    EXPECT_EQ(line.at("offset"), before + 1);
    line.erase("offset");
    seen.insert(json::serialize(line));
    EXPECT_EQ(ids("out"), (std::vector<std::string>{"b"}));
  }
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_NE(seen.begin()->find("\"base64\":\"eHh4"), std::string::npos);
  EXPECT_NE(seen.begin()->find("eHg=\""), std::string::npos);  // no CR: 4,194,314 % 3 is 2
}

TEST_F(ScreenTest, AStoppedRunGoesOnToTheSameBytes) {
  const auto whole = run(options("whole"));
  ASSERT_TRUE(whole.has_value());
  std::mt19937 random(1);
  auto part = options("part");
  part.begin = Begin::resume;
  part.chunk_records = 2;  // some hundred are on their way when a run is asked to stop
  std::size_t runs = 0;
  for (;;) {
    ASSERT_LT(++runs, 1000U);
    part.threads = 1 + runs % 3;
    const auto result = run_until(part, static_cast<int>(random() % 3) + 1);
    ASSERT_TRUE(result.has_value()) << result.error().message;
    ASSERT_FALSE(result->error.has_value());
    if (result->state == RunState::done) {
      EXPECT_EQ(result->tally, whole->tally);
      break;
    }
  }
  EXPECT_GT(runs, 5U);
  EXPECT_EQ(results("part"), results("whole"));
  EXPECT_EQ(quarantine("part"), quarantine("whole"));
}

TEST_F(ScreenTest, WhatWasWrittenBehindTheCheckpointIsWrittenAgainOnce) {
  ASSERT_TRUE(run(options("whole")).has_value());
  ASSERT_EQ(run_until(options("part"), 2)->state, RunState::stopped);
  // As after a kill: bytes of the next chunk are there, half of them.
  std::ofstream(folder_ / "part", std::ios::app) << results("whole").substr(0, 777);
  std::ofstream(folder_ / "part.quarantine.ndjson", std::ios::app) << "{\"file\":";
  auto again = options("part");
  again.begin = Begin::resume;
  ASSERT_EQ(run(again)->state, RunState::done);
  EXPECT_EQ(results("part"), results("whole"));
  EXPECT_EQ(quarantine("part"), quarantine("whole"));
}

TEST_F(ScreenTest, AResumedRunThatWasDoneIsLeftAlone) {
  const auto first = run(options("out"));
  auto again = options("out");
  again.begin = Begin::resume;
  const auto second = run(again);
  ASSERT_TRUE(second.has_value());
  EXPECT_TRUE(second->was_done);
  EXPECT_EQ(second->tally, first->tally);
}

TEST_F(ScreenTest, WhatIsThereIsNotOverwritten) {
  folder_.write("out", "precious");
  EXPECT_EQ(run(options("out")).error().code, Error::Code::usage);
  auto resume = options("out");
  resume.begin = Begin::resume;  // there is no checkpoint beside it
  EXPECT_EQ(run(resume).error().code, Error::Code::usage);
  EXPECT_EQ(results("out"), "precious");
  folder_.write("other.quarantine.ndjson", "precious");
  EXPECT_EQ(run(options("other")).error().code, Error::Code::usage);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "other"));
  auto force = options("out");
  force.begin = Begin::force;
  EXPECT_EQ(run(force)->state, RunState::done);
}

TEST_F(ScreenTest, AnInputIsNeverWrittenTo) {
  const auto before = read_all(input_);
  auto over = support::knee_options(input_, input_);
  over.begin = Begin::force;
  EXPECT_EQ(run(over).error().code, Error::Code::usage);
  auto quarantined = options("out");
  quarantined.quarantine = input_;
  quarantined.begin = Begin::force;
  EXPECT_EQ(run(quarantined).error().code, Error::Code::usage);
  EXPECT_EQ(read_all(input_), before);
}

TEST_F(ScreenTest, ARunIsNotResumedWithAnotherInputOrOptions) {
  ASSERT_EQ(run_until(options("out"), 1)->state, RunState::stopped);
  auto other = options("out");
  other.begin = Begin::resume;
  other.sample_one_in = 2;
  EXPECT_NE(run(other).error().message.find("options.sample was 1 and is 2"), std::string::npos);
  other = options("out");
  other.begin = Begin::resume;
  folder_.write("in.ndjson", read_all(input_) + "\n");
  EXPECT_NE(run(other).error().message.find("inputs[0].bytes"), std::string::npos);
}

TEST_F(ScreenTest, TooManyErrorsStopAtTheSamePlaceForAnyNumberOfThreads) {
  std::vector<std::string> seen;
  for (const std::size_t threads : {1U, 4U}) {
    auto strict = options("out" + std::to_string(threads));
    strict.threads = threads;
    strict.max_errors = 50;
    const auto result = run(strict);
    ASSERT_TRUE(result.has_value());
    EXPECT_TRUE(result->too_many_errors);
    EXPECT_EQ(result->state, RunState::stopped);
    EXPECT_GT(result->tally.quarantined, 50U);
    seen.push_back(results("out" + std::to_string(threads)));
    strict.max_errors.reset();
    strict.begin = Begin::resume;
    EXPECT_EQ(run(strict)->state, RunState::done);
    seen.push_back(results("out" + std::to_string(threads)));
  }
  EXPECT_EQ(seen[0], seen[2]);
  EXPECT_EQ(seen[1], seen[3]);
  auto just = options("just");
  just.max_errors = 441;  // exactly as many as there are
  EXPECT_EQ(run(just)->state, RunState::done);
  just.max_errors = 440;
  just.begin = Begin::force;
  EXPECT_TRUE(run(just)->too_many_errors);
}

TEST_F(ScreenTest, WherePartsTheRecordsInThree) {
  auto chosen = options("out");
  chosen.where = "Assessment.twistInjury";
  const auto result = run(chosen);
  ASSERT_TRUE(result.has_value()) << result.error().message;
  // Of the kinds of knee_records(): 0 and 6 say yes, 1, 2 and 5 no, 3 and 4 nothing.
  std::uint64_t yes = 0;
  std::uint64_t no = 0;
  std::uint64_t nothing = 0;
  for (std::size_t i = 0; i < 2000; ++i) {
    if (i % 11 == 10 || i % 7 == 6) continue;
    ++(i % 7 == 0 ? yes : i % 7 == 3 || i % 7 == 4 ? nothing : no);
  }
  EXPECT_EQ(result->tally.screened, yes);
  EXPECT_EQ(result->tally.where_false, no);
  EXPECT_EQ(result->tally.where_unknown, nothing);
  EXPECT_EQ(result->tally.read, 2000U);
  // What could not be read may have been wanted.
  EXPECT_EQ(result->tally.quarantined, 2000 - yes - no - nothing);
}

TEST_F(ScreenTest, ASampleIsAPartOfTheWhole) {
  ASSERT_TRUE(run(options("whole")).has_value());
  auto chosen = options("sample");
  chosen.sample_one_in = 10;
  const auto result = run(chosen);
  const auto all = ids("whole");
  for (const auto& id : ids("sample")) {
    EXPECT_NE(std::find(all.begin(), all.end(), id), all.end());
  }
  EXPECT_EQ(result->tally.read, 2000U);
  EXPECT_EQ(result->tally.screened + result->tally.quarantined + result->tally.not_sampled, 2000U);
  EXPECT_GT(result->tally.not_sampled, 1700U);
}

TEST_F(ScreenTest, ALineOfManyMegabytesGoesToQuarantineWhole) {
  const std::string huge(palpate::limits::assessment_bytes * 3 + 1, 'x');
  input_ = folder_.write("huge",
                         knee_record("a", "") + "\n" + huge + "\n" + knee_record("b", "") + "\n");
  auto chosen = options("out");
  chosen.threads = 3;
  chosen.checkpoint_bytes = 1;
  const auto result = run(chosen);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->tally.read, 3U);
  EXPECT_EQ(ids("out"), (std::vector<std::string>{"a", "b"}));
  const auto lines = lines_of(quarantine("out"));
  ASSERT_EQ(lines.size(), 1U);
  const auto line = json::parse(lines[0]);
  EXPECT_EQ(line.at("line"), 2);
  EXPECT_EQ(line.at("base64").as_string().size(), (huge.size() + 2) / 3 * 4);
}

TEST_F(ScreenTest, ReportsWithRedFlagsOnlyLeaveTheRestOut) {
  auto chosen = options("out");
  chosen.form = Form::report;
  ASSERT_TRUE(run(chosen).has_value());
  const auto report = json::parse(lines_of(results("out"))[1]).as_object();
  EXPECT_TRUE(report.contains("redFlags"));
  for (const auto* name : {"questions", "findings", "programme", "leftOut"}) {
    EXPECT_FALSE(report.contains(name)) << name;
  }
  auto full = options("full");
  full.form = Form::report;
  full.red_flags_only = false;
  ASSERT_TRUE(run(full).has_value());
  EXPECT_TRUE(json::parse(lines_of(results("full"))[1]).as_object().contains("programme"));
}

TEST_F(ScreenTest, AnEarlierErrorOfReadingDoesNotTakeWhatCameBefore) {
  auto options = this->options("out");
  const auto second = folder_.write("second", knee_record("z", "") + "\n");
  options.inputs.push_back(second);
  options.progress = [&](const Progress& progress) {
    if (progress.records > 1900) std::filesystem::remove(second);
  };
  const auto result = run(options);
  ASSERT_TRUE(result.has_value());
  ASSERT_TRUE(result->error.has_value());
  EXPECT_EQ(result->error->code, Error::Code::not_found);
  EXPECT_EQ(result->error->place, second);
  EXPECT_EQ(result->state, RunState::stopped);
  EXPECT_EQ(result->tally.read, 2000U);
}

}  // namespace
}  // namespace palpate::batch
