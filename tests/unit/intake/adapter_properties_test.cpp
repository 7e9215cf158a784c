// Whatever the bytes are: no crash, and no answer is made up or lost.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unit/intake/small_dictionary.hpp"
#include "value/print.hpp"

namespace palpate::intake {
namespace {

using testing::assessment;
using testing::ReadIntake;
using testing::small_dictionary;

/// One answer of a whole assessment: its text and what its first slot must hold.
struct Member {
  std::string_view text;
  std::string_view slot;
  std::string_view value;
};
constexpr std::array<Member, 9> members = {{
    {R"("saddleNumbness": true)", "saddleNumbness", "true"},
    {R"("painScore": 7)", "painScore", "7"},
    {R"("temperature": 37.25)", "temperature", "37.25 'Cel'"},
    {R"("ratio": -1.5e1)", "ratio", "-15.0"},
    {R"("onset": "sudden")", "onset", "'sudden'"},
    {R"("painSites": ["low-back", "buttock"])", "painSites", "{'low-back', 'buttock'}"},
    {R"("birthDate": "1962-05")", "birthDate", "@1962-05"},
    {R"("height": {"value": 1.7, "unit": "m"})", "height", "170.0 'cm'"},
    {R"("thomasHip": {"left": 12, "right": {"unknown": "declined"}})", "thomasHip.left",
     "12.0 'deg'"},
}};

/// A whole assessment, with where each of its answers stands.
struct Whole {
  std::string json;
  std::vector<std::size_t> ends;  ///< past the comma or brace behind each member
  std::vector<std::size_t> begins;
};
Whole whole_assessment() {
  Whole whole;
  whole.json = assessment("");
  whole.json.resize(whole.json.size() - 2);
  for (const auto& member : members) {
    whole.begins.push_back(whole.json.size());
    whole.json.append(member.text).append(&member == &members.back() ? "}" : ",");
    whole.ends.push_back(whole.json.size());
  }
  whole.json.append("}");
  return whole;
}

void check_consistency(const Intake& intake) {
  RC_ASSERT(intake.slots.size() == intake.dictionary().slot_count);
  for (std::size_t slot = 0; slot < intake.slots.size(); ++slot) {
    RC_ASSERT(intake.slots[slot].is_null() == (intake.states[slot] != AnswerState::answered));
    if (intake.states[slot] == AnswerState::unreadable) RC_ASSERT(intake.has_errors());
    to_cql(intake.slots[slot]);  // reads all memory that the value points to
  }
  for (const auto& issue : intake.issues) {
    RC_ASSERT(issue.message.find("was read in part only") == std::string::npos);
  }
}

RC_GTEST_PROP(AdapterProperties, ArbitraryBytesDoNoHarm, (const std::string& bytes)) {
  check_consistency(ReadIntake(bytes).intake);
  check_consistency(ReadIntake("{" + bytes).intake);
  check_consistency(ReadIntake(assessment(bytes)).intake);
  peek_dictionary(bytes);
}

RC_GTEST_PROP(AdapterProperties, ChangedBytesDoNoHarm, ()) {
  auto json = whole_assessment().json;
  const auto changes = *rc::gen::inRange(1, 6);
  for (int i = 0; i < changes; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, json.size());
    const auto with = *rc::gen::oneOf(rc::gen::arbitrary<char>(),
                                      rc::gen::elementOf(std::string("{}[],:\"\\ 0tn\n")));
    if (*rc::gen::arbitrary<bool>()) {
      json[at] = with;
    } else {
      json.insert(at, 1, with);
    }
  }
  check_consistency(ReadIntake(json).intake);
}

RC_GTEST_PROP(AdapterProperties, ACutLosesNothingThatIsCompleteBeforeIt, ()) {
  const auto whole = whole_assessment();
  const auto cut = *rc::gen::inRange<std::size_t>(whole.begins.front(), whole.json.size());
  const ReadIntake read(std::string_view(whole.json).substr(0, cut));
  RC_ASSERT(read.intake.has_errors());
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (whole.ends[i] <= cut) RC_ASSERT(read.value(members[i].slot) == members[i].value);
    if (whole.begins[i] >= cut) RC_ASSERT(read.value(members[i].slot) == "null");
  }
}

RC_GTEST_PROP(AdapterProperties, OneChangedByteLosesNothingBeforeIt, ()) {
  const auto whole = whole_assessment();
  auto json = whole.json;
  const auto at = *rc::gen::inRange<std::size_t>(whole.begins.front(), json.size());
  json[at] = *rc::gen::arbitrary<char>();
  const ReadIntake read(json);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (whole.ends[i] > at) continue;
    // The changed name may be that of an answer before: then there are two answers.
    if (read.codes().find("IN0121") != std::string::npos) continue;
    RC_ASSERT(read.value(members[i].slot) == members[i].value);
  }
}

RC_GTEST_PROP(AdapterProperties, AWordForAnAnswerTouchesNoOtherAnswer, ()) {
  // Not the sided one, the last: {} is an answer to it that says nothing.
  const auto spoilt = *rc::gen::inRange<std::size_t>(0, members.size() - 1);
  const auto word = *rc::gen::element<std::string>(
      "NaN", "Infinity", "True", "'x'", "{}", "[]", "[[1]]", "{\"a\": [}", "\"\xFF\"", "\"\\q\"",
      "", ",", "1 2", "{\"value\": 1}", "\"a\" b", "\"\x02\"", "[1 2]", "99999999999999999999999");
  std::string answers;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto text = members[i].text;
    answers.append(answers.empty() ? "" : ", ");
    if (i == spoilt) {
      answers.append(text.substr(0, text.find(':') + 1)).append(word);
    } else {
      answers.append(text);
    }
  }
  const ReadIntake read(assessment(answers));
  RC_ASSERT(read.intake.has_errors());
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto expected = i == spoilt ? std::string_view("null") : members[i].value;
    RC_ASSERT(read.value(members[i].slot) == expected);
  }
}

RC_GTEST_PROP(AdapterProperties, TheOrderOfAnswersDoesNotMatter, ()) {
  std::vector<Member> order(members.begin(), members.end());
  for (std::size_t i = order.size(); i > 1; --i) {
    std::swap(order[i - 1], order[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  std::string answers;
  for (const auto& member : order) {
    answers.append(answers.empty() ? "" : ", ").append(member.text);
  }
  const ReadIntake read(assessment(answers));
  RC_ASSERT(read.intake.issues.empty());
  for (const auto& member : members) RC_ASSERT(read.value(member.slot) == member.value);
}

}  // namespace
}  // namespace palpate::intake
