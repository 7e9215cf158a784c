// The part of a profile that says how one item is answered. External interface:
// read_distribution().
#include <algorithm>

#include "generate/load_values.hpp"
#include "generate/number.hpp"

namespace palpate::generate {

namespace {

using intake::Item;
using intake::ItemType;

constexpr std::int64_t most_weight = 1000;
constexpr std::int64_t most_steps = 1'000'000'000;  // a step is drawn with 32 bits
constexpr std::uint32_t most_words = 1000;

/// The keys that spell a distribution, and for which types.
struct Spelling {
  std::string_view key;
  bool (*fits)(ItemType type);
  std::string_view types;
};

bool is_number(ItemType type) {
  return type == ItemType::integer || type == ItemType::decimal || type == ItemType::quantity;
}
bool is_boolean(ItemType type) { return type == ItemType::boolean; }
bool is_choice(ItemType type) { return type == ItemType::choice; }
bool is_choices(ItemType type) { return type == ItemType::choices; }
bool is_date(ItemType type) { return type == ItemType::date; }
bool is_text(ItemType type) { return type == ItemType::text; }

constexpr std::string_view numbers = "integer, decimal and quantity";
constexpr Spelling spellings[] = {{"probability", is_boolean, "boolean"},
                                  {"normal", is_number, numbers},
                                  {"exponential", is_number, numbers},
                                  {"uniform", is_number, numbers},
                                  {"weights", is_choice, "choice"},
                                  {"options", is_choices, "choices"},
                                  {"dates", is_date, "date"},
                                  {"text", is_text, "text"}};

std::vector<std::string_view> option_names(const Item& item) {
  std::vector<std::string_view> names;
  for (const auto& option : item.options) names.push_back(option.id);
  return names;
}

class DistributionReader {
 public:
  DistributionReader(const DocumentNode& node, const Item& item) : node_(node), item_(item) {}

  Distribution read(std::string_view key) {
    if (key == "probability") {
      out_.chance = static_cast<Chance>(read_number(node_, 0, certain).value_or(0));
    } else if (key == "normal") {
      read_shape(Number::Shape::normal);
    } else if (key == "exponential") {
      read_shape(Number::Shape::exponential);
    } else if (key == "uniform") {
      read_shape(Number::Shape::uniform);
    } else if (key == "weights") {
      read_weights();
    } else if (key == "options") {
      read_options();
    } else if (key == "dates") {
      read_dates();
    } else {
      read_text();
    }
    return std::move(out_);
  }

 private:
  std::optional<std::int64_t> member(const ObjectReader& reader, std::string_view key,
                                     std::int64_t low, Presence presence) {
    const auto node = reader.get(key, presence);
    return node ? read_number(*node, low, largest_number) : std::nullopt;
  }

  void read_step(const ObjectReader& reader, Number& number) {
    number.step = member(reader, "step", 1, Presence::optional).value_or(number.step);
    if (item_.type == ItemType::integer && number.step % certain != 0) {
      reader.find("step")->error("GN0205", "the step of an integer must be a whole number");
    }
    number.decimals = 0;
    for (auto rest = number.step % certain; rest != 0; rest = rest * 10 % certain) {
      ++number.decimals;
    }
  }

  ObjectReader shape_reader(Number::Shape shape) const {
    switch (shape) {
      case Number::Shape::normal:
        return {node_, "'normal'", {"mean", "sd", "min", "max", "step"}};
      case Number::Shape::exponential:
        return {node_, "'exponential'", {"mean", "min", "max", "step"}};
      case Number::Shape::uniform:
        break;
    }
    return {node_, "'uniform'", {"min", "max", "step"}};
  }

  bool is_plausible(std::int64_t millionths) const {
    const auto number = from_millionths(millionths, 0);
    return (!item_.plausible_min || number >= *item_.plausible_min) &&
           (!item_.plausible_max || number <= *item_.plausible_max);
  }

  void read_shape(Number::Shape shape) {
    auto& number = out_.number = default_number(item_);
    number.shape = shape;
    const auto reader = shape_reader(shape);
    read_step(reader, number);
    if (shape != Number::Shape::uniform) {
      const auto least = shape == Number::Shape::exponential ? 0 : -largest_number;
      number.mean = member(reader, "mean", least, Presence::required).value_or(0);
    }
    if (shape == Number::Shape::normal) {
      number.spread = member(reader, "sd", 0, Presence::required).value_or(0);
    }
    number.low = member(reader, "min", -largest_number, Presence::optional).value_or(number.low);
    number.high = member(reader, "max", -largest_number, Presence::optional).value_or(number.high);
    if (!is_plausible(number.low) || !is_plausible(number.high)) {
      node_.error("GN0205", "answers to '" + item_.id + "' would not be plausible",
                  "stay within the range that the dictionary gives");
    }
    settle_bounds(number);
    if (number.low > number.high) node_.error("GN0205", "no number lies within these bounds");
    if ((number.high - number.low) / number.step >= most_steps) {
      node_.error("GN0205", "there are too many steps between these bounds", "take larger steps");
    }
  }

  /// Of each option, in the dictionary's order; 0 where nothing is said.
  std::vector<std::int64_t> per_option(std::int64_t high) {
    std::vector<std::int64_t> values(item_.options.size(), 0);
    for (const auto& entry : members(node_)) {
      const auto option = find_name(entry, option_names(item_), "option");
      if (option) values[*option] = read_number(entry.node, 0, high).value_or(0);
    }
    return values;
  }

  void read_weights() {
    const auto weights = per_option(most_weight * certain);
    std::int64_t total = 0;
    for (const auto weight : weights) total += weight;
    if (total == 0) return node_.error("GN0205", "at least one option needs a weight above 0");
    std::int64_t sum = 0;
    for (const auto weight : weights) {
      sum += weight;
      out_.options.push_back(static_cast<Chance>(sum * certain / total));
    }
  }

  void read_options() {
    const auto chances = per_option(certain);
    for (std::size_t i = 0; i < chances.size(); ++i) {
      out_.options.push_back(static_cast<Chance>(chances[i]));
      if (chances[i] == 0 || item_.options[i].id != item_.none_option) continue;
      node_.error("GN0205", "'" + item_.none_option + "' is the answer where no option is chosen",
                  "give the other options their chances, and leave it out");
    }
  }

  void read_dates() {
    const ObjectReader reader(node_, "a range of dates", {"from", "to"});
    const auto first = read_day(reader, "from");
    const auto last = read_day(reader, "to");
    if (!first || !last) return;
    if (*last < *first) return node_.error("GN0205", "'to' is before 'from'");
    out_.first_day = *first;
    out_.days = static_cast<std::uint32_t>(*last - *first + 1);
  }

  void read_text() {
    const ObjectReader reader(node_, "a text", {"words", "least", "most", "endings"});
    auto& text = out_.text;
    text.words = reader.texts("words", Presence::required);
    text.least = reader.number("least", 1, most_words, 1);
    text.most = reader.number("most", text.least, most_words, text.least);
    Chance sum = 0;
    for (const auto& node : reader.list("endings", Presence::optional)) {
      const ObjectReader ending(node, "an ending", {"text", "probability"});
      sum = std::min(certain, sum + read_chance(ending, "probability", 0));
      text.endings.push_back({ending.text("text"), sum});
    }
    out_.silent = text.words.empty();
  }

  DocumentNode node_;
  const Item& item_;
  Distribution out_;
};

}  // namespace

std::optional<Distribution> read_distribution(const ObjectReader& reader, const Item& item) {
  std::optional<Distribution> out;
  for (const auto& spelling : spellings) {
    const auto node = reader.find(spelling.key);
    if (!node) continue;
    if (!spelling.fits(item.type)) {
      node->error_at_key("GN0204", "'" + std::string(spelling.key) + "' is for items of type " +
                                       std::string(spelling.types) + "; '" + item.id + "' is " +
                                       std::string(to_string(item.type)));
    } else if (out) {
      node->error_at_key("GN0204", "this item has two distributions", "leave one of them out");
    } else {
      out = DistributionReader(*node, item).read(spelling.key);
    }
  }
  return out;
}

}  // namespace palpate::generate
