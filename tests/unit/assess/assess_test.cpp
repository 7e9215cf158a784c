// The spine: bytes in, report out. DESIGN sections 1 and 6.
#include "assess/assess.hpp"

#include <gmock/gmock.h>

#include "support/rules.hpp"
#include "unit/triage/lab.hpp"

namespace palpate {
namespace {

using support::flag;
using support::item;
using support::Lab;
using triage::FlagStatus;

class Assess : public ::testing::Test {
 protected:
  void use(const Lab& lab) { use(lab.load()); }
  void use(std::shared_ptr<const ruleset::RuleSet> rules) {
    ASSERT_TRUE(rules);
    engine_ = make_engine(std::move(rules));
    scratch_ = std::make_unique<AssessScratch>(*engine_);
  }

  Report report(const std::string& bytes, const AssessOptions& options = {}) {
    auto result = assess(*engine_, *adapter_, bytes, options, *scratch_);
    EXPECT_TRUE(result.has_value());
    return std::move(*result);
  }

  static std::string bytes(const std::string& answers, const std::string& more = {}) {
    return R"({"id": "a-1", "subject": "p-1", "dictionary": "lab-intake@1.0.0", )" + more +
           R"("answers": )" + answers + "}";
  }
  static std::string dated(const std::string& answers) {
    return bytes(answers, R"("recordedAt": "2026-01-15T12:00:00Z", )");
  }

  std::shared_ptr<const Engine> engine_;
  std::unique_ptr<AssessScratch> scratch_;
  std::unique_ptr<intake::IntakeAdapter> adapter_ = intake::make_json_adapter();
};

TEST_F(Assess, WithoutAnEvaluationTimeItIsInvalidAndAPresentEmergencyIsThere) {
  use(Lab{});
  const auto r = report(bytes(R"({"a": true})"));
  EXPECT_FALSE(r.valid);
  EXPECT_FALSE(r.evaluated_at.has_value());
  EXPECT_EQ(r.triage.flags.at(0).status, FlagStatus::present);
  EXPECT_TRUE(r.programme.steps.empty());
  EXPECT_EQ(r.programme.decision, ruleset::Decision::withheld);
  ASSERT_EQ(r.triage.issues.size(), 1U);
  EXPECT_EQ(r.triage.issues[0].pointer, "/recordedAt");
  EXPECT_EQ(r.triage.issues[0].kind, intake::Issue::Kind::error);
}

TEST_F(Assess, AReportThatIsUsedAgainKeepsNothingOfTheRecordBefore) {
  Lab lab;
  lab.items = item("a", "must-ask") + item("b") + item("c");
  lab.cql = "define \"A\": Assessment.a\ndefine \"B\": Assessment.b\ndefine \"C\": Assessment.c\n";
  lab.flags = flag("fa", "A", "emergency") + flag("fb", "B", "urgent") + flag("fc", "C", "routine");
  use(lab);
  Report used;
  const auto assess_into = [&](const std::string& answers, const AssessOptions& options) {
    return assess(*engine_, *adapter_, dated(answers), options, *scratch_, used).has_value();
  };
  ASSERT_TRUE(assess_into(R"({"a": true})", {}));
  EXPECT_EQ(used.triage.flags.at(0).evidence.size(), 1U);
  EXPECT_EQ(used.triage.flags.at(1).waits_for.size(), 1U);

  AssessOptions brief;
  brief.explain = brief.questions = brief.programme = brief.findings = brief.each_flag = false;
  ASSERT_TRUE(assess_into(R"({"a": false, "b": true})", brief));
  const auto& triage = used.triage;
  const std::vector<FlagStatus> statuses{FlagStatus::absent, FlagStatus::present,
                                         FlagStatus::undetermined};
  for (std::uint32_t i = 0; i < 3; ++i) {
    EXPECT_EQ(triage.flags.at(i).flag, i);
    EXPECT_EQ(triage.flags.at(i).status, statuses[i]);
    EXPECT_TRUE(triage.flags.at(i).evidence.empty());
    EXPECT_TRUE(triage.flags.at(i).waits_for.empty());
  }
  EXPECT_EQ(triage.present, std::vector<std::uint32_t>{1});
  EXPECT_EQ(triage.undetermined, std::vector<std::uint32_t>{2});
  EXPECT_EQ(triage.waits_for.size(), 1U);
  EXPECT_TRUE(triage.questions.empty());
  EXPECT_TRUE(used.programme.steps.empty());
}

TEST_F(Assess, WithoutAnEvaluationTimeNothingIsGuessedFromOne) {
  Lab lab;
  lab.items = item("born", "optional", "type: date, asked_of: patient") +
              item("age", "optional",
                   "type: integer, plausible: {min: 0, max: 120}, asked_of: patient, derived: Age "
                   "from birth date");
  lab.cql =
      "define \"Age from birth date\": years between Assessment.born and Today()\n"
      "define \"Young\": Assessment.age < 20\n";
  lab.flags = flag("young", "Young", "urgent");
  use(lab);
  const auto r = report(bytes(R"({"born": "1955-05-05"})"));
  EXPECT_FALSE(r.valid);
  EXPECT_NE(r.triage.flags.at(0).status, FlagStatus::present);
}

TEST_F(Assess, WithoutAnEvaluationTimeAgeAndBirthDateDoNotContradict) {
  Lab lab;
  lab.items = item("born", "optional", "type: date, asked_of: patient") +
              item("age", "optional",
                   "type: integer, plausible: {min: 0, max: 120}, asked_of: patient, derived: Age "
                   "from birth date");
  lab.cql =
      "define \"Age from birth date\": years between Assessment.born and Today()\n"
      "define \"Older\": Assessment.age >= 65\n";
  lab.flags = flag("older", "Older", "urgent");
  use(lab);
  const auto r = report(bytes(R"({"born": "1955-05-05", "age": 70})"));
  EXPECT_FALSE(r.triage.contradictory);
}

TEST_F(Assess, TheCallersTimeComesBeforeTheRecords) {
  use(Lab{});
  AssessOptions options;
  options.now = *parse_date_time("2027-02-03T04:05:06.000Z");
  const auto given = report(dated(R"({"a": false})"), options);
  ASSERT_TRUE(given.evaluated_at);
  EXPECT_EQ(*given.evaluated_at, *options.now);
  EXPECT_TRUE(given.valid);
  const auto recorded = report(dated(R"({"a": false})"));
  ASSERT_TRUE(recorded.evaluated_at);
  EXPECT_EQ(recorded.evaluated_at->year, 2026);
  EXPECT_TRUE(report(bytes(R"({"a": false})"), options).valid);
}

TEST_F(Assess, AReportNamesWhatMadeIt) {
  use(Lab{});
  const auto one = report(dated(R"({"a": false})"));
  EXPECT_EQ(one.assessment_id, "a-1");
  EXPECT_EQ(one.subject, "p-1");
  EXPECT_EQ(one.rule_set, engine_->rule_set);
  EXPECT_EQ(one.engine_version, engine_version());
  EXPECT_EQ(one.assessment_digest.size(), 64U);
  EXPECT_NE(report(dated(R"({"a": true})")).assessment_digest, one.assessment_digest);
  EXPECT_EQ(report(dated(R"({"a": false})")).assessment_digest, one.assessment_digest);
}

TEST_F(Assess, AnErrorNeverHidesAnEmergency) {
  use(Lab{});
  for (const auto& broken :
       {dated(R"({"a": true, "unheardOf": 1})"), std::string(R"({"answers": {"a": true, )"),
        R"({"id": 1, "answers": {"a": true}})" + std::string("trailing"),
        bytes(R"({"a": true})", R"("recordedAt": "yesterday", )")}) {
    const auto r = report(broken);
    EXPECT_FALSE(r.valid) << broken;
    EXPECT_EQ(r.triage.flags.at(0).status, FlagStatus::present) << broken;
    EXPECT_TRUE(r.programme.steps.empty()) << broken;
  }
}

TEST_F(Assess, WhatIsNoAssessmentAtAllIsInvalid) {
  use(Lab{});
  for (const std::string broken : {"", "[]", "null", "\xff\xfe", "{", "{}", "42", "\"text\""}) {
    const auto r = report(broken);
    EXPECT_FALSE(r.valid) << broken;
    EXPECT_FALSE(r.triage.issues.empty()) << broken;
    EXPECT_NE(r.triage.flags.at(0).status, FlagStatus::absent) << broken;
  }
}

TEST_F(Assess, AnImplausibleAnswerIsReportedAndTheRecordStaysValid) {
  Lab lab;
  lab.items = item("t", "must-ask",
                   "type: quantity, unit: Cel, plausible: {min: 30, max: 45}, asked_of: patient");
  lab.cql = "define \"Fever\": Assessment.t >= 38.0 'Cel'\n";
  lab.flags = flag("fever", "Fever", "urgent");
  use(lab);
  const auto r = report(dated(R"({"t": 370})"));
  EXPECT_TRUE(r.valid);
  EXPECT_EQ(r.triage.flags.at(0).status, FlagStatus::undetermined);
  ASSERT_EQ(r.triage.issues.size(), 1U);
  EXPECT_EQ(r.triage.issues[0].kind, intake::Issue::Kind::implausible);
  EXPECT_EQ(r.triage.issues[0].message.find("370"), std::string::npos);
  EXPECT_EQ(r.triage.open_must_ask.size(), 1U);
}

TEST_F(Assess, ContradictionsWithholdTheProgramme) {
  Lab lab;
  lab.items = item("a") + item("b");
  lab.cql = "define \"A\": Assessment.a\ndefine \"Both\": Assessment.a and Assessment.b\n";
  lab.contradictions = "  - {id: clash, definition: Both, items: [a, b], message: Both are said}\n";
  use(lab);
  const auto r = report(dated(R"({"a": true, "b": true})"));
  EXPECT_TRUE(r.valid);
  EXPECT_TRUE(r.triage.contradictory);
  EXPECT_EQ(r.programme.decision, ruleset::Decision::withheld);
}

TEST_F(Assess, PartsThatAreNotWantedAreLeftOut) {
  use(Lab{});
  AssessOptions options;
  options.explain = false;
  options.questions = false;
  options.programme = false;
  const auto r = report(dated("{}"), options);
  EXPECT_TRUE(r.triage.questions.empty());
  EXPECT_TRUE(r.triage.flags.at(0).evidence.empty());
  EXPECT_TRUE(r.programme.steps.empty());
  EXPECT_EQ(r.triage.flags.at(0).waits_for.size(), 1U);
}

TEST_F(Assess, AReportOutlivesItsEngine) {
  use(Lab{});
  const auto r = report(dated(R"({"a": true})"));
  scratch_.reset();
  engine_.reset();
  EXPECT_EQ(r.rule_set->red_flags.at(r.triage.flags.at(0).flag).id, "flag-a");
}

/// All that can be seen of a triage and a programme, as text.
std::string seen(const Report& r) {
  std::string out = r.assessment_id + r.assessment_digest + std::to_string(r.valid);
  const auto add = [&](auto number) { out += "," + std::to_string(number); };
  const auto add_evidence = [&](const std::vector<triage::Evidence>& evidence) {
    for (const auto& e : evidence) out.append(e.condition).append(e.value).append(e.rule);
  };
  add(r.triage.disposition.level);
  add(r.triage.disposition.at_least);
  add(r.triage.disposition.at_most);
  for (const auto& flag : r.triage.flags) {
    add(static_cast<int>(flag.status));
    add_evidence(flag.evidence);
  }
  for (const auto& finding : r.triage.findings) {
    add(static_cast<int>(finding.status));
    add(static_cast<int>(finding.confidence));
    add_evidence(finding.evidence);
  }
  for (const auto& question : r.triage.questions) add(question.slot);
  for (const auto& issue : r.triage.issues) out += issue.code + issue.pointer + issue.message;
  for (const auto& step : r.programme.steps) {
    add(step.exercise);
    add(step.dose.sets.low);
    add(step.dose.hold_seconds.high);
    for (const auto side : step.sides) add(static_cast<int>(side));
  }
  for (const auto& pair : r.programme.pairs) out += pair.reason;
  for (const auto& left : r.programme.left_out) {
    add(left.exercise);
    out += left.reason;
    for (const auto& e : left.evidence) out += e.condition;
  }
  for (const auto& sentence : r.programme.given_up) out += sentence;
  return out;
}

TEST_F(Assess, TheSameInputGivesTheSameReportWhateverCameBefore) {
  use(support::rule_set(support::lumbopelvic));
  const auto examples = support::examples();
  std::vector<std::string> inputs;
  for (const auto& example : examples) inputs.push_back(example.second);
  inputs.push_back("{");
  inputs.push_back(R"({"answers": {"saddleNumbness": true, "nonsense": 3}})");
  std::vector<std::string> alone;
  for (const auto& input : inputs) {
    scratch_ = std::make_unique<AssessScratch>(*engine_);
    alone.push_back(seen(report(input)));
  }
  scratch_ = std::make_unique<AssessScratch>(*engine_);
  for (int round = 0; round < 3; ++round) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const auto n = round == 1 ? inputs.size() - 1 - i : i;
      EXPECT_EQ(seen(report(inputs[n])), alone[n]);
    }
  }
}

}  // namespace
}  // namespace palpate
