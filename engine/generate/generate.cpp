// A made-up person → one line of JSON, with what was left unasked.
#include "generate/generate.hpp"

#include <algorithm>
#include <charconv>

#include "generate/draw.hpp"
#include "value/calendar.hpp"

namespace palpate::generate {

namespace {

using intake::Item;
using intake::ItemIndex;

constexpr std::size_t id_digits = 7;
constexpr std::uint32_t first_minute = 8 * 60;  // of the day on which practices record
constexpr std::uint32_t minutes_open = 10 * 60;

void append_number(std::string& out, std::uint64_t number, std::size_t width) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  const auto count = static_cast<std::size_t>(end - digits);
  if (count < width) out.append(width - count, '0');
  out.append(digits, count);
}

void append_escaped(std::string& out, char c) {
  constexpr char hex[] = "0123456789abcdef";
  if (c == '"' || c == '\\') {
    out.append({'\\', c});
  } else if (c == '\n') {
    out.append("\\n");
  } else if (static_cast<unsigned char>(c) < 0x20) {
    out.append("\\u00").append({hex[c >> 4], hex[c & 15]});
  } else {
    out.push_back(c);
  }
}

void append_string(std::string& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) append_escaped(out, c);
  out.push_back('"');
}

void append_date(std::string& out, const Temporal& date) {
  append_number(out, static_cast<std::uint64_t>(date.year), 4);
  out.push_back('-');
  append_number(out, date.month, 2);
  out.push_back('-');
  append_number(out, date.day, 2);
}

void append_value(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::boolean:
      out.append(value.as_boolean() ? "true" : "false");
      return;
    case Value::Kind::integer:
      out.append(std::to_string(value.as_integer()));
      return;
    case Value::Kind::decimal:
    case Value::Kind::quantity:
      out.append(value.as_decimal().to_string());
      return;
    case Value::Kind::string:
      append_string(out, value.as_string());
      return;
    case Value::Kind::date:
      out.push_back('"');
      append_date(out, value.as_temporal());
      out.push_back('"');
      return;
    case Value::Kind::list: {
      char before = '[';
      for (const auto& item : value.items()) {
        out.push_back(before);
        append_value(out, item);
        before = ',';
      }
      out.push_back(']');
      return;
    }
    default:
      out.append("null");
  }
}

void append_missing(std::string& out, Missing form) {
  switch (form) {
    case Missing::left_out:
    case Missing::empty:
      out.append("null");
      return;
    case Missing::not_asked:
      out.append(R"({"unknown":"not-asked"})");
      return;
    case Missing::asked_unknown:
      out.append(R"({"unknown":"asked-unknown"})");
      return;
    case Missing::declined:
      out.append(R"({"unknown":"declined"})");
      return;
  }
}

Temporal moment(const Profile& profile, Random random) {
  const auto civil = calendar::civil_of(profile.first_day + random.below(profile.days));
  const auto minute = first_minute + random.below(minutes_open);
  Temporal now;
  now.year = static_cast<std::int16_t>(civil.year);
  now.month = static_cast<std::uint8_t>(civil.month);
  now.day = static_cast<std::uint8_t>(civil.day);
  now.hour = static_cast<std::uint8_t>(minute / 60);
  now.minute = static_cast<std::uint8_t>(minute % 60);
  now.precision = Precision::millisecond;
  now.offset_minutes = 0;
  return now;
}

}  // namespace

struct Generator::State {
  State(std::shared_ptr<const ruleset::RuleSet> rule_set, Profile distributions,
        const Options& chosen)
      : rules(std::move(rule_set)),
        profile(std::move(distributions)),
        options(chosen),
        person(rules, profile) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void begin(std::uint64_t index) {
    record = index;
    auto random = stream(options.seed, record, 0, Purpose::record);
    now = moment(profile, random);
    for (std::uint32_t who = 0; who < without.size(); ++who) {
      without[who] =
          stream(options.seed, record, 0, Purpose::record, who + 1).hits(profile.without[who]);
    }
    order.resize(profile.items.size());
    for (ItemIndex i = 0; i < order.size(); ++i) order[i] = i;
    if (options.shuffle_keys) shuffle();
  }

  void shuffle() {
    auto random = stream(options.seed, record, 0, Purpose::shuffle);
    for (std::size_t i = order.size(); i > 1; --i) {
      std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
    }
  }

  Random random(Purpose purpose, ItemIndex index) const {
    return stream(options.seed, record, attempt, purpose, index);
  }

  void append_header(std::string& out) const {
    out.append(R"({"id":"P)");
    append_number(out, record, id_digits);
    out.append(R"(","dictionary":")").append(rules->dictionary->reference());
    out.append(R"(","recordedAt":")");
    append_date(out, now);
    out.push_back('T');
    append_number(out, now.hour, 2);
    out.push_back(':');
    append_number(out, now.minute, 2);
    out.append(R"(:00Z","answers":{)");
  }

  /// True when it wrote something.
  bool append_item(std::string& out, ItemIndex index, std::string_view before) const {
    const auto& item = rules->dictionary->items[index];
    if (!person.asked(index) || without[static_cast<std::size_t>(item.asked_of)]) return false;
    const bool missing = random(Purpose::missing, index).hits(profile.items[index].missing);
    const auto form = missing ? missing_form(index) : Missing::left_out;
    if (missing ? form == Missing::left_out : !answers_anything(item)) return false;
    out.append(before).append("\"").append(item.id).append("\":");
    missing ? append_missing(out, form) : append_answer(out, item, index);
    return true;
  }

  Missing missing_form(ItemIndex index) const {
    const auto at = random(Purpose::form, index).below(certain);
    const auto found = std::upper_bound(profile.missing_as.begin(), profile.missing_as.end(), at);
    return static_cast<Missing>(found - profile.missing_as.begin());
  }

  bool answers_anything(const Item& item) const { return !person.slots()[item.slot].is_null(); }

  void append_answer(std::string& out, const Item& item, ItemIndex index) const {
    const auto& slots = person.slots();
    if (!item.sided) return append_value(out, slots[item.slot]);
    auto choice = random(Purpose::form, index);
    const bool both = !choice.hits(profile.items[index].one_side);
    const bool left = both || choice.hits(certain / 2);
    out.push_back('{');
    if (left) {
      out.append(R"("left":)");
      append_value(out, slots[item.slot]);
    }
    if (both || !left) {
      out.append(both ? R"(,"right":)" : R"("right":)");
      append_value(out, slots[item.slot + 1]);
    }
    out.push_back('}');
  }

  std::shared_ptr<const ruleset::RuleSet> rules;
  Profile profile;
  Options options;
  Person person;
  std::uint64_t record = 0;
  std::uint32_t attempt = 0;
  Temporal now;
  std::array<bool, 3> without{};
  std::vector<ItemIndex> order;  ///< of the answers in the line
};

Generator::Generator(std::shared_ptr<const ruleset::RuleSet> rules, Profile profile,
                     const Options& options)
    : state_(std::make_unique<State>(std::move(rules), std::move(profile), options)) {}
Generator::~Generator() = default;
Generator::Generator(Generator&&) noexcept = default;
Generator& Generator::operator=(Generator&&) noexcept = default;

Result<void> Generator::append(std::uint64_t index, std::string& out) {
  auto& state = *state_;
  state.begin(index);
  const auto attempt = state.person.draw(state.options.seed, index, state.now);
  if (!attempt) return attempt.error();
  state.attempt = *attempt;
  state.append_header(out);
  std::string_view before;
  for (const auto item : state.order) {
    if (state.append_item(out, item, before)) before = ",";
  }
  out.append("}}\n");
  return {};
}

}  // namespace palpate::generate
