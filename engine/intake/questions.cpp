// The questions of a dictionary as a form would ask them. External interface: questions_text(),
// questions_json().

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "intake/dictionary.hpp"
#include "intake/json_number.hpp"
#include "intake/json_text.hpp"

namespace palpate::intake {

namespace {

namespace json = boost::json;

constexpr std::size_t columns = 80;
constexpr std::string_view indent = "     ";

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

/// Appends `text` in lines of at most 80 columns, broken between words. `first` begins the first
/// line, `rest` the others.
void append_wrapped(std::string_view first, std::string_view rest, std::string_view text,
                    std::string& out) {
  out.append(first);
  std::size_t column = width(first);
  bool begins_line = true;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" \n"), text.size());
    const auto word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    if (!begins_line && column + 1 + width(word) > columns) {
      out.append("\n").append(rest);
      column = width(rest);
      begins_line = true;
    }
    if (!begins_line) out.append(" ");
    out.append(word);
    column += width(word) + (begins_line ? 0 : 1);
    begins_line = false;
  }
  out.append("\n");
}

void append_paragraph(std::string_view text, std::string& out) {
  if (!text.empty()) append_wrapped(indent, indent, text, out);
}

std::string range_text(const Item& item) {
  std::string text;
  if (item.plausible_min) text.append(" from ").append(plain_number(*item.plausible_min));
  if (item.plausible_max) text.append(" to ").append(plain_number(*item.plausible_max));
  return text;
}

std::string answer_text(const Item& item) {
  switch (item.type) {
    case ItemType::boolean:
      return "yes or no";
    case ItemType::integer:
      return "a whole number" + range_text(item);
    case ItemType::decimal:
      return "a number" + range_text(item);
    case ItemType::quantity:
      return "a number in " + item.unit + range_text(item);
    case ItemType::choice:
      return "one of:";
    case ItemType::choices:
      return "one or more of:";
    case ItemType::date:
      return "a date (YYYY, YYYY-MM or YYYY-MM-DD)";
    case ItemType::text:
      return "a text";
  }
  return {};
}

std::string performed_text(const Item& item) {
  std::string text = item.method;
  if (!item.examiner.empty()) {
    text.append(text.empty() ? "" : "; ").append("examiner: ").append(item.examiner);
  }
  return text;
}

void append_question(const Item& item, std::size_t number, std::string& out) {
  const auto digits = std::to_string(number) + ".";
  const auto first = std::string(digits.size() < 4 ? 4 - digits.size() : 0, ' ') + digits + " ";
  append_wrapped(first, indent, item.question, out);
  append_paragraph(item.help, out);
  append_paragraph("[" + item.id + "] " + std::string(to_string(item.tier)) + ", asked of " +
                       std::string(to_string(item.asked_of)),
                   out);
  append_paragraph(performed_text(item), out);
  append_paragraph(
      "Answer: " + std::string(item.sided ? "left and right, each " : "") + answer_text(item), out);
  for (const auto& option : item.options) {
    append_wrapped("       - ", "         ", option.id + ": " + option.label, out);
  }
  if (!item.applies.empty()) {
    append_paragraph("Only where this holds: " + item.applies, out);
  }
}

json::object option_json(const Option& option) {
  return {{"id", option.id}, {"label", option.label}};
}

void add_text(json::object& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

void add_answer_form(const Item& item, json::object& object) {
  object["type"] = to_string(item.type);
  object["sides"] = item.sided;
  add_text(object, "unit", item.unit);
  json::object range;
  if (item.plausible_min) range["min"] = json_number(*item.plausible_min);
  if (item.plausible_max) range["max"] = json_number(*item.plausible_max);
  if (!range.empty()) object["plausible"] = std::move(range);
  json::array options;
  for (const auto& option : item.options) options.push_back(option_json(option));
  if (!options.empty()) object["options"] = std::move(options);
  add_text(object, "none", item.none_option);
}

json::object question_json(const Item& item) {
  json::object object{{"id", item.id}, {"question", item.question}};
  add_text(object, "help", item.help);
  object["tier"] = to_string(item.tier);
  object["asked_of"] = to_string(item.asked_of);
  add_answer_form(item, object);
  add_text(object, "method", item.method);
  add_text(object, "examiner", item.examiner);
  add_text(object, "applies", item.applies);
  json::array codes;
  for (const auto& code : item.codes) {
    codes.push_back(
        json::object{{"system", code.system}, {"code", code.code}, {"display", code.display}});
  }
  if (!codes.empty()) object["codes"] = std::move(codes);
  return object;
}

std::vector<const Item*> items_of_group(const Dictionary& dictionary, std::size_t group) {
  std::vector<const Item*> items;
  for (const auto& item : dictionary.items) {
    if (item.group == group) items.push_back(&item);
  }
  return items;
}

}  // namespace

std::string questions_text(const Dictionary& dictionary) {
  std::string out;
  append_wrapped("", "", "Questions of " + dictionary.reference(), out);
  std::size_t number = 0;
  for (std::size_t group = 0; group < dictionary.groups.size(); ++group) {
    const auto& title = dictionary.groups[group].title;
    out.append("\n");
    append_wrapped("", "", title, out);
    out.append(std::min(width(title), columns), '-').append("\n");
    for (const auto* item : items_of_group(dictionary, group)) {
      append_question(*item, ++number, out);
    }
  }
  return out;
}

std::string questions_json(const Dictionary& dictionary) {
  json::array groups;
  for (std::size_t group = 0; group < dictionary.groups.size(); ++group) {
    json::array questions;
    for (const auto* item : items_of_group(dictionary, group)) {
      questions.push_back(question_json(*item));
    }
    groups.push_back(json::object{{"id", dictionary.groups[group].id},
                                  {"title", dictionary.groups[group].title},
                                  {"questions", std::move(questions)}});
  }
  return pretty_json(
      json::object{{"dictionary", dictionary.reference()}, {"groups", std::move(groups)}});
}

}  // namespace palpate::intake
