#include "render/view.hpp"

#include <algorithm>

namespace palpate::rendering {

bool has_disposition(const Report& report) {
  return report.valid ||
         std::any_of(report.triage.flags.begin(), report.triage.flags.end(),
                     [](const auto& flag) { return flag.status == triage::FlagStatus::present; });
}

ruleset::LevelIndex upper_bound(const Report& report) {
  return report.valid ? report.triage.disposition.at_most : 0;
}

std::string_view to_string(triage::FindingStatus status) {
  switch (status) {
    case triage::FindingStatus::absent:
      return "absent";
    case triage::FindingStatus::undetermined:
      return "undetermined";
    case triage::FindingStatus::borderline:
      return "borderline";
    case triage::FindingStatus::present:
      return "present";
  }
  return "";
}

std::string_view to_string(pairing::LeftOut::Why why) {
  using Why = pairing::LeftOut::Why;
  switch (why) {
    case Why::contraindicated:
      return "contraindicated";
    case Why::undetermined:
      return "undetermined";
    case Why::adapted:
      return "adapted";
    case Why::restricted:
      return "restricted";
    case Why::level:
      return "level";
    case Why::time:
      return "time";
  }
  return "";
}

std::string_view to_string(intake::Issue::Kind kind) {
  switch (kind) {
    case intake::Issue::Kind::error:
      return "error";
    case intake::Issue::Kind::implausible:
      return "implausible";
    case intake::Issue::Kind::contradiction:
      return "contradiction";
    case intake::Issue::Kind::note:
      return "note";
  }
  return "";
}

namespace {

std::string without(std::string text, std::string_view characters) {
  const auto unwanted = [&](char c) { return characters.find(c) != std::string_view::npos; };
  text.erase(std::remove_if(text.begin(), text.end(), unwanted), text.end());
  return text;
}

/// "38.50 'Cel'" → "38.5 Cel", "12.0" → "12".
std::string plain_number(const std::string& literal) {
  const auto space = literal.find(' ');
  auto number = literal.substr(0, space);
  if (number.find('.') != std::string::npos) {
    number.erase(number.find_last_not_of('0') + 1);
    if (number.back() == '.') number.pop_back();
  }
  if (space == std::string::npos) return number;
  return number + " " + without(literal.substr(space + 1), "'");
}

std::string option_labels(const intake::Item& item, const std::string& literal) {
  std::string out;
  for (const auto& option : item.options) {
    if (literal.find("'" + option.id + "'") == std::string::npos) continue;
    out += (out.empty() ? "" : ", ") + option.label;
  }
  return out.empty() ? without(literal, "'{}") : out;
}

}  // namespace

std::string answer_text(const intake::Dictionary& dictionary, const triage::Evidence& evidence) {
  const auto& item = dictionary.items[dictionary.item_of_slot(evidence.slot)];
  if (evidence.value.empty()) return std::string(intake::to_string(evidence.state));
  switch (item.type) {
    case intake::ItemType::boolean:
      return evidence.value == "true" ? "yes" : "no";
    case intake::ItemType::integer:
    case intake::ItemType::decimal:
    case intake::ItemType::quantity:
      return plain_number(evidence.value);
    case intake::ItemType::choice:
    case intake::ItemType::choices:
      return option_labels(item, evidence.value);
    case intake::ItemType::date:
      return without(evidence.value, "@");
    case intake::ItemType::text:
      return evidence.value;
  }
  return evidence.value;
}

}  // namespace palpate::rendering
