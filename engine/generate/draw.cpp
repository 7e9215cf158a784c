// Profile → all the answers of one made-up person.
#include "generate/draw.hpp"

#include <algorithm>

#include "generate/number.hpp"
#include "value/calendar.hpp"

namespace palpate::generate {

namespace {

using intake::Item;
using intake::ItemIndex;
using intake::ItemType;

constexpr std::uint64_t purposes = 8;
constexpr unsigned attempt_shift = 40;

/// The first of the ascending `bounds` that a roll stays below.
std::size_t roll(const std::vector<Chance>& bounds, Random& random) {
  const auto at = random.below(certain);
  const auto found = std::upper_bound(bounds.begin(), bounds.end(), at);
  return static_cast<std::size_t>(found - bounds.begin());
}

Value date_of(std::int64_t days) {
  const auto civil = calendar::civil_of(days);
  Temporal date;
  date.year = static_cast<std::int16_t>(civil.year);
  date.month = static_cast<std::uint8_t>(civil.month);
  date.day = static_cast<std::uint8_t>(civil.day);
  date.precision = Precision::day;
  return Value::date(date);
}

/// The number of an answer in millionths; nullopt when it is none.
std::optional<std::int64_t> number_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::integer:
      return std::int64_t{value.as_integer()} * certain;
    case Value::Kind::decimal:
    case Value::Kind::quantity:
      return to_millionths(value.as_decimal());
    default:
      return std::nullopt;
  }
}

bool is_word(const Value& value, const std::string& word) {
  if (value.is(Value::Kind::boolean)) return value.as_boolean() == (word == "true");
  return value.is(Value::Kind::string) && value.as_string() == word;
}

bool meets(const Value& value, const Condition& condition) {
  const auto number = number_of(value);
  switch (condition.test) {
    case Condition::Test::is:
      return number ? *number == condition.threshold : is_word(value, condition.word);
    case Condition::Test::has: {
      if (!value.is(Value::Kind::list)) return false;
      const auto items = value.items();
      return std::any_of(items.begin(), items.end(),
                         [&](const Value& item) { return is_word(item, condition.word); });
    }
    case Condition::Test::at_least:
      return number && *number >= condition.threshold;
    case Condition::Test::at_most:
      return number && *number <= condition.threshold;
  }
  return false;
}

/// A derived value that can be written down as an answer.
bool is_answer(const Value& value) { return !value.is_null() && !value.is(Value::Kind::uncertain); }

}  // namespace

Random stream(std::uint64_t seed, std::uint64_t record, std::uint32_t attempt, Purpose purpose,
              std::uint32_t item) {
  return {seed, record,
          (std::uint64_t{attempt} << attempt_shift) + item * purposes +
              static_cast<std::uint64_t>(purpose)};
}

Person::Person(std::shared_ptr<const ruleset::RuleSet> rules, const Profile& profile)
    : rules_(std::move(rules)), profile_(profile), cql_(rules_->program) {}

Result<std::uint32_t> Person::draw(std::uint64_t seed, std::uint64_t record, const Temporal& now) {
  now_ = now;
  auto select = stream(seed, record, 0, Purpose::selected);
  const bool wanted = profile_.red_flags && select.hits(*profile_.red_flags);
  std::uint32_t attempt = 0;
  for (; attempt < profile_.attempts; ++attempt) {
    if (auto drawn = draw_all(seed, record, attempt); !drawn) return drawn.error();
    const auto contradictory = contradicts();
    if (!contradictory) return contradictory.error();
    if (*contradictory) continue;
    if (!profile_.red_flags) return attempt;
    const auto flag = flagged();
    if (!flag) return flag.error();
    if (*flag == wanted) return attempt;
  }
  return attempt - 1;
}

Result<void> Person::draw_all(std::uint64_t seed, std::uint64_t record, std::uint32_t attempt) {
  arena_.release();
  slots_.assign(rules_->dictionary->slot_count, Value());
  asked_.assign(rules_->dictionary->items.size(), true);
  current_ = false;
  for (const auto index : profile_.order) {
    if (auto drawn = draw_item(index, seed, record, attempt); !drawn) return drawn;
  }
  return {};
}

Result<void> Person::draw_item(ItemIndex index, std::uint64_t seed, std::uint64_t record,
                               std::uint32_t attempt) {
  const auto& item = rules_->dictionary->items[index];
  const auto& logic = rules_->item_logic[index];
  if (logic.applies) {
    const auto applies = evaluate(*logic.applies);
    if (!applies) return applies.error();
    if (applies->is_false()) {
      asked_[index] = false;
      for (std::uint32_t i = 0; i < item.slots(); ++i) set(item.slot + i, logic.otherwise);
      return {};
    }
  }
  if (logic.derived) {
    const auto derived = evaluate(*logic.derived);
    if (!derived) return derived.error();
    if (is_answer(*derived)) {
      set(item.slot, clone(*derived, arena_));
      return {};
    }
  }
  auto sides = stream(seed, record, attempt, Purpose::sides, index);
  const bool same = sides.hits(profile_.items[index].same_side);
  for (std::uint32_t i = 0; i < item.slots(); ++i) {
    const auto side = same ? 0 : i;
    auto random = stream(seed, record, attempt, side == 0 ? Purpose::left : Purpose::right, index);
    const auto& from = distribution(index, side);
    set(item.slot + i, draw_value(item, from, random));
  }
  return {};
}

const Distribution& Person::distribution(ItemIndex index, std::uint32_t side) const {
  const auto& entry = profile_.items[index];
  const bool sided = rules_->dictionary->items[index].sided;
  const auto found =
      std::find_if(entry.given.begin(), entry.given.end(),
                   [&](const Dependency& each) { return holds(each.condition, sided, side); });
  return found == entry.given.end() ? entry.usual : found->then;
}

/// Between two items that are asked of each side, the same side counts, else either.
bool Person::holds(const Condition& condition, bool sided, std::uint32_t side) const {
  const auto& item = rules_->dictionary->items[condition.item];
  if (item.sided && sided) return meets(slots_[item.slot + side], condition);
  return meets(slots_[item.slot], condition) ||
         (item.sided && meets(slots_[item.slot + 1], condition));
}

Value Person::draw_value(const Item& item, const Distribution& from, Random& random) {
  if (from.silent) return {};
  switch (item.type) {
    case ItemType::boolean:
      return Value::boolean(random.hits(from.chance));
    case ItemType::integer:
      return Value::integer(
          static_cast<std::int32_t>(draw_number(from.number, random) / std::int64_t{certain}));
    case ItemType::decimal:
      return Value::decimal(
          from_millionths(draw_number(from.number, random), from.number.decimals));
    case ItemType::quantity:
      return Value::quantity(
          from_millionths(draw_number(from.number, random), from.number.decimals),
          *item.parsed_unit);
    case ItemType::choice:
      return Value::string(item.options[roll(from.options, random)].id);
    case ItemType::choices:
      return draw_choices(item, from, random);
    case ItemType::date:
      return date_of(from.first_day + random.below(from.days));
    case ItemType::text:
      return draw_text(from.text, random);
  }
  return {};
}

Value Person::draw_choices(const Item& item, const Distribution& from, Random& random) {
  chosen_.clear();
  for (std::size_t i = 0; i < item.options.size(); ++i) {
    if (random.hits(from.options[i])) chosen_.push_back(Value::string(item.options[i].id));
  }
  if (chosen_.empty()) chosen_.push_back(Value::string(item.none_option));
  return make_list(chosen_, arena_);
}

Value Person::draw_text(const Text& text, Random& random) {
  text_.clear();
  const auto count = text.least + random.below(text.most - text.least + 1);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (i > 0) text_ += ' ';
    text_ += text.words[random.below(static_cast<std::uint32_t>(text.words.size()))];
  }
  const auto at = random.below(certain);
  const auto ending = std::find_if(text.endings.begin(), text.endings.end(),
                                   [at](const Ending& each) { return at < each.chance; });
  if (ending != text.endings.end()) text_ += ending->text;
  return make_string(text_, arena_);
}

void Person::set(std::uint32_t slot, const Value& value) {
  slots_[slot] = value;
  current_ = false;
}

Result<Value> Person::evaluate(cql::DefinitionId definition) {
  if (!current_) cql_.begin({slots_, now_});
  current_ = true;
  return cql_.definition(definition);
}

Result<bool> Person::contradicts() {
  for (const auto& rule : rules_->contradictions) {
    const auto value = evaluate(rule.definition);
    if (!value) return value.error();
    if (value->is_true()) return true;
  }
  return false;
}

Result<bool> Person::flagged() {
  for (const auto& flag : rules_->red_flags) {
    if (flag.level > profile_.level) continue;
    const auto value = evaluate(flag.definition);
    if (!value) return value.error();
    if (value->is_true()) return true;
  }
  return false;
}

}  // namespace palpate::generate
