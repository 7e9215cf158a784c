#include "unit/intake/random_assessments.hpp"

#include <algorithm>
#include <utility>

namespace palpate::intake::testing {

namespace {

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

const std::vector<std::string> odd_numbers = {"-0",
                                              "0.0",
                                              "-0.00000000",
                                              "00",
                                              "01",
                                              "-01",
                                              "1e3",
                                              "1E+0",
                                              "50e-1",
                                              "5.0",
                                              "7.00000000",
                                              "7.000000000",
                                              "1.",
                                              ".5",
                                              "-",
                                              "+1",
                                              "--1",
                                              "0x10",
                                              "1_000",
                                              "12345678",
                                              "1234567890.1234567",
                                              "1234567890.12345678",
                                              "99999999.99999999",
                                              "123456789012345678",
                                              "1234567890123456789",
                                              "9223372036854775807",
                                              "9223372036854775808",
                                              "99999999999999999999",
                                              "100000000000000000000",
                                              "1234567890123456789012345678",
                                              "12345678901234567890123456789",
                                              "99999999999999999999.99999999",
                                              "0.12345678",
                                              "0.123456789",
                                              "0.000000000000000000000001",
                                              "2147483647",
                                              "2147483648",
                                              "-2147483648",
                                              "-2147483649",
                                              "92233720368.54775807",
                                              "92233720368.54775808",
                                              "-92233720368.54775808",
                                              "10.00000001",
                                              "-0.00000001",
                                              "44.99999999",
                                              "45.00000001",
                                              "1e400",
                                              "NaN",
                                              "Infinity",
                                              "1 2"};

const std::vector<std::string> odd_values = {
    "True",
    "nul",
    "nullx",
    "truefalse",
    "true false",
    "\"\"",
    "\"x\"",
    "\"true\"",
    "[]",
    "[null]",
    "[[]]",
    "[1, 2]",
    "[\"none\"]",
    "{}",
    "{\"a\": 1}",
    "{\"unit\": 1}",
    "{\"value\"}",
    "[\"none\",]",
    "{\"left\":}",
    "\"\\u0000\"",
    "\"\\u006eone\"",
    "\"\\ud83d\"",
    "\"\\x\"",
    "\"\\b\"",
    "\"a\tb\"",
    "{\"value\":1}",
    "[{\"a\":[]}]",
    "\"\\\\\\\"\"",
    "''",
    "\"\x7f\"",
    "{\"unknown\": \"maybe\"}",
    "{\"unknown\": null}",
    "{\"unknown\": \"declined\", }",
    "{\"unknown\": \"declined\", \"value\": 1}",
    "{\"unknown\": \"declined\", \"unknown\": \"declined\"}",
    "{\"value\": 1, \"value\": 2, \"unit\": \"cm\"}",
    "{\"value\": \"1\", \"unit\": \"cm\"}"};

const std::vector<std::string> date_times = {"2026-01-15T09:00:00Z",
                                             "2026-01-15T09:00:00.123+01:00",
                                             "2026-01-15T09:00-05:30", "2026-02-28T23:59:59Z"};

const std::vector<std::string> odd_texts = {"\"2026-01-15T09:00:00\"",
                                            "\"2026-02-30T09:00:00Z\"",
                                            "\"2026-01-15T09Z\"",
                                            "\"\"",
                                            "null",
                                            "1",
                                            "[\"a\"]",
                                            "{\"a\": 1}",
                                            "\"p\\u002d1\"",
                                            "\"a\\\"b\"",
                                            "\"a\\u0000b\"",
                                            quoted(std::string(256, 'x')),
                                            quoted(std::string(257, 'x'))};

}  // namespace

RandomAssessments::RandomAssessments(std::shared_ptr<const Dictionary> dictionary, unsigned seed)
    : dictionary_(std::move(dictionary)), random_(seed) {}

std::string RandomAssessments::ordinary() {
  odd_ = false;
  return document();
}

std::string RandomAssessments::odd() {
  odd_ = true;
  return document();
}

std::string RandomAssessments::damaged() {
  auto json = one_in(3) ? odd() : ordinary();
  const auto changes = 1 + below(3);
  for (std::size_t i = 0; i < changes; ++i) damage(json);
  return json;
}

/// White space as one of several writers would set it.
std::string RandomAssessments::space() {
  switch (layout_) {
    case 0:
      return "";
    case 1:
      return " ";
    case 2:
      return "\n  ";
    default:
      return pick({"", "", " ", "\t", "\r\n", "\n\n\n\n", "         ", " \t\r\n"});
  }
}

std::string RandomAssessments::list(const Members& elements, std::string_view open,
                                    std::string_view close) {
  std::string out(open);
  for (const auto& element : elements) {
    if (&element != &elements.front()) out += ",";
    out += space() + element + space();
  }
  if (elements.empty()) out += space();
  if (odd_now(200)) out += ",";
  return out + std::string(close);
}

std::string RandomAssessments::object(Members members) {
  if (odd_now(40) && !members.empty()) members.push_back(members[below(members.size())]);
  return list(members, "{", "}");
}

void RandomAssessments::shuffle(Members& members) {
  for (std::size_t i = members.size(); i > 1; --i) std::swap(members[i - 1], members[below(i)]);
}

std::string RandomAssessments::key(std::string_view name) {
  auto written = std::string(name);
  if (odd_now(100) && !written.empty()) {
    const auto with = pick({"", "x", "\\u0041", "\\n", "\xC3\xA4"});
    written.replace(below(written.size()), 1, with);
  }
  return quoted(written) + space() + ":" + space();
}

std::string RandomAssessments::document() {
  layout_ = below(4);
  Members members;
  const auto add = [&](std::string_view name, const std::string& ordinary) {
    members.push_back(key(name) + (odd_now(15) ? pick(odd_texts) : ordinary));
  };
  if (!one_in(5)) add("id", quoted(pick({"a-1", "", "\xC3\xA4", "\xF0\x9F\x98\x80 9"})));
  if (!one_in(5)) add("subject", quoted(pick({"p-1", "x", "Z\xC3\xBCrich 7"})));
  if (!one_in(5)) add("recordedAt", quoted(pick(date_times)));
  if (!odd_now(30)) add("dictionary", quoted(dictionary_->reference()));
  if (!odd_now(30)) members.push_back(key("answers") + answers());
  if (odd_now(30)) members.push_back(key("notes") + odd_value(dictionary_->items.front()));
  if (one_in(2)) shuffle(members);
  return space() + object(members) + space() + (one_in(4) ? "\n" : "");
}

std::string RandomAssessments::answers() {
  Members members;
  const auto missing = 2 + below(6);
  for (const auto& item : dictionary_->items) {
    if (!one_in(missing)) members.push_back(member(item));
  }
  if (odd_now(20)) members.push_back(key("noSuchItem") + odd_value(dictionary_->items.front()));
  if (one_in(3)) shuffle(members);
  return object(members);
}

std::string RandomAssessments::member(const Item& item) {
  const bool sided = odd_now(40) ? !item.sided : item.sided;
  return key(item.id) + (sided ? sides(item) : answer(item));
}

std::string RandomAssessments::sides(const Item& item) {
  if (one_in(12)) return "null";
  if (odd_now(10))
    return pick({unknown(), answer(item), "{\"left\": 1, \"unknown\": \"declined\"}"});
  Members members;
  if (!one_in(4)) members.push_back(key("left") + answer(item));
  if (!one_in(4)) members.push_back(key("right") + answer(item));
  if (one_in(2)) shuffle(members);
  return object(members);
}

std::string RandomAssessments::answer(const Item& item) {
  if (one_in(10)) return "null";
  if (one_in(10)) return unknown();
  return odd_now(8) ? odd_value(item) : value(item);
}

std::string RandomAssessments::unknown() {
  const auto reason = pick({"not-asked", "asked-unknown", "declined"});
  return object({key("unknown") + quoted(reason)});
}

std::string RandomAssessments::odd_value(const Item& item) {
  if (one_in(3)) return pick(odd_values);
  if (one_in(2)) return pick(odd_numbers);
  return value(one_in(2) ? item : dictionary_->items[below(dictionary_->items.size())]);
}

std::string RandomAssessments::value(const Item& item) {
  switch (item.type) {
    case ItemType::boolean:
      return one_in(2) ? "true" : "false";
    case ItemType::integer:
    case ItemType::decimal:
      return number(item);
    case ItemType::quantity:
      return one_in(3) ? quantity(item) : number(item);
    case ItemType::choice:
      return quoted(item.options[below(item.options.size())].id);
    case ItemType::choices:
      return choices(item);
    case ItemType::date:
      return quoted(date());
    case ItemType::text:
      return quoted(text());
  }
  return "null";
}

std::string RandomAssessments::number(const Item& item) {
  return odd_now(3) ? pick(odd_numbers) : plain_number(item);
}

/// In the range of the item, and of few digits.
std::string RandomAssessments::plain_number(const Item& item) {
  std::int64_t min = item.plausible_min ? item.plausible_min->to_int64().value_or(0) : -40'000;
  std::int64_t max = item.plausible_max ? item.plausible_max->to_int64().value_or(40'000) : 40'000;
  if (one_in(8)) return std::to_string(one_in(2) ? min : max);
  min = std::max<std::int64_t>(min, -40'000'000);
  max = std::min<std::int64_t>(max, 40'000'000);
  const auto whole = min + static_cast<std::int64_t>(below(static_cast<std::size_t>(max - min)));
  auto out = std::to_string(whole);
  // A fraction leads away from zero, and -0.5 would be below a minimum of 0.
  if (item.type == ItemType::integer || one_in(2) || whole <= min || whole < 0) return out;
  out += ".";
  for (auto digits = 1 + below(8); digits > 0; --digits) out += std::to_string(below(10));
  return out;
}

std::string RandomAssessments::quantity(const Item& item) {
  const auto unit =
      odd_now(4) ? pick({"m", "[in_i]", "K", "rad", "xyz", "", "\\u0063m"}) : item.unit;
  Members members{key("value") + number(item), key("unit") + quoted(unit)};
  if (odd_now(3)) shuffle(members);
  return object(members);
}

std::string RandomAssessments::choices(const Item& item) {
  Members chosen;
  for (const auto& option : item.options) {
    const bool none = option.id == item.none_option && !odd_now(4);
    if (!none && one_in(2)) chosen.push_back(quoted(option.id));
  }
  if (odd_now(10)) chosen.push_back(pick(odd_values));
  if (odd_now(10) && !chosen.empty()) chosen.push_back(chosen.front());
  if (chosen.empty() && !odd_now(4)) chosen.push_back(quoted(item.none_option));
  shuffle(chosen);
  return list(chosen, "[", "]");
}

std::string RandomAssessments::date() {
  if (odd_now(4))
    return pick({"1962-13", "1962-02-30", "62", "1962-05-1", "@1962", "1962-05-17T10", ""});
  return pick({"1962", "1962-05", "1962-05-17", "2000-02-29", "0001-01-01", "9999-12-31"});
}

std::string RandomAssessments::text() {
  std::string out;
  const auto pieces = below(12);
  for (std::size_t i = 0; i < pieces; ++i) {
    out += odd_now(20)
               ? pick({"\\u00e4", "\\u0000", "\\b", "\\f", "\\ud83d\\ude00", "\\udc00", "\x01"})
               : pick({"a",
                       "back pain ",
                       "\xC3\xA4",
                       "\xE6\x97\xA5",
                       "\xF0\x9F\x98\x80",
                       "\\n",
                       "\\t",
                       "\\r",
                       "\\\"",
                       "\\\\",
                       "\\/",
                       "/",
                       "{",
                       "}",
                       "[",
                       ",",
                       ":",
                       "'",
                       "\x7f",
                       "\xC2\x80"});
  }
  return out;
}

void RandomAssessments::damage(std::string& json) {
  const auto at = below(json.size() + 1);
  const auto piece = json.substr(at, 1 + below(20));
  const auto bytes = pick({"{",
                           "}",
                           "[",
                           "]",
                           ",",
                           ":",
                           "\"",
                           "\\",
                           "0",
                           "9",
                           "-",
                           ".",
                           "e",
                           "t",
                           "n",
                           " ",
                           "\n",
                           std::string(1, '\0'),
                           "\x01",
                           "\x1f",
                           "\x7f",
                           "\x80",
                           "\xC0",
                           "\xFF",
                           "\xC3",
                           "\xED\xA0\x80",
                           "\xF4\x90\x80\x80",
                           "\xEF\xBB\xBF",
                           "\xC2\xA0",
                           "null",
                           "//",
                           "[[[[",
                           "{\"a\":{\"b\":[{}]}}"});
  switch (below(8)) {
    case 0:
      json.erase(at, 1);
      return;
    case 1:
      json.insert(at, bytes);
      return;
    case 2:
      json.replace(at, 1, bytes);
      return;
    case 3:
      if (one_in(3)) json.resize(at);
      return;
    case 4:
      json.insert(at, piece);
      return;
    case 5:
      json.insert(below(json.size() + 1), piece);
      return;
    case 6:
      json += bytes;
      return;
    default:
      json.insert(0, bytes);
  }
}

}  // namespace palpate::intake::testing
