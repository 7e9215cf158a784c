// A dictionary and the names of columns → a mapping file to start from. External interface:
// mapping_template().

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <optional>

#include "base/diagnostic.hpp"
#include "intake/csv_mapping.hpp"
#include "intake/names.hpp"

namespace palpate::intake {

namespace {

/// Column names that say by themselves what they are.
constexpr std::array<std::string_view, 3> record_names = {"id", "subject", "recordedAt"};

std::string yaml_text(std::string_view text) {
  const bool plain = is_plain_identifier(text) && !is_cql_keyword(text);
  return plain ? std::string(text) : boost::json::serialize(boost::json::string(text));
}

/// Letters and digits in lower case: "Saddle_Numbness" and "saddleNumbness" are alike.
std::string folded(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) text.push_back(upper ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return text;
}

std::string ids_of(const std::vector<Option>& options) {
  std::string text;
  for (const auto& option : options) text.append(text.empty() ? "" : ", ").append(option.id);
  return text;
}

/// What a column may answer: an item or a side of one.
struct Target {
  const Item* item = nullptr;
  std::string name;  ///< "thomasHip.left"
  std::string fold;
};

std::vector<Target> targets_of(const Dictionary& dictionary) {
  std::vector<Target> targets;
  for (const auto& item : dictionary.items) {
    for (std::uint32_t i = 0; i < item.slots(); ++i) {
      const auto side = dictionary.side_of_slot(item.slot + i);
      auto name = item.id + (side.empty() ? "" : "." + std::string(side));
      targets.push_back({&item, name, folded(name)});
    }
  }
  return targets;
}

/// "{item: temperature, unit: Cel}  # …"
std::string description(const Target& target) {
  const auto& item = *target.item;
  switch (item.type) {
    case ItemType::quantity:
      return "{item: " + target.name + ", unit: " + yaml_text(item.unit) + "}";
    case ItemType::date:
      return "{item: " + target.name + ", format: ISO}";
    case ItemType::choice:
      return target.name + "  # " + ids_of(item.options);
    case ItemType::choices:
      return "{item: " + target.name + ", separator: \"|\"}  # " + ids_of(item.options);
    case ItemType::boolean:
    case ItemType::integer:
    case ItemType::decimal:
    case ItemType::text:
      return target.name;
  }
  return target.name;
}

class Template {
 public:
  Template(const Dictionary& dictionary, const std::vector<std::string>& header)
      : dictionary_(dictionary), header_(header), targets_(targets_of(dictionary)) {}

  std::string write(char delimiter) {
    const auto* word = delimiter == ';' ? "semicolon" : delimiter == '\t' ? "tab" : "comma";
    text_ =
        "# What the columns of a CSV file mean. The questions and options of the dictionary:\n"
        "# palpate intake questions RULESET\n"
        "dictionary: \"" +
        dictionary_.reference() +
        "\"\n"
        "delimiter: " +
        std::string(word) + "\n";
    write_record();
    text_ +=
        "texts:  # these mean the same in every column that does not say otherwise\n"
        "  missing: [\"\", \"NA\"]\n"
        "  asked_unknown: []\n"
        "  declined: []\n"
        "  \"yes\": [\"true\"]\n"
        "  \"no\": [\"false\"]\n"
        "columns:\n";
    header_.empty() ? write_all() : write_header();
    text_ += "ignore: []\n";
    return std::move(text_);
  }

 private:
  bool has_column(std::string_view name) const {
    return header_.empty() || std::find(header_.begin(), header_.end(), name) != header_.end();
  }

  void write_record() {
    const auto line = [this](std::string_view column, const std::string& rest) {
      text_.append(has_column(column) ? "" : "# ").append(rest).append("\n");
    };
    line(record_names[0], "id: id");
    line(record_names[1], "subject: subject");
    line(record_names[2],
         "recorded_at: {column: recordedAt, format: ISO}"
         "  # if times lack the offset from UTC: offset: \"+01:00\"");
  }

  void write_all() {
    std::optional<std::uint32_t> group;
    for (const auto& target : targets_) {
      if (group != target.item->group) {
        group = target.item->group;
        text_ += "  # " + dictionary_.groups[*group].title + "\n";
      }
      text_ += "  " + yaml_text(target.name) + ": " + description(target) + "\n";
    }
  }

  void write_header() {
    for (const auto& column : header_) {
      if (std::find(record_names.begin(), record_names.end(), column) != record_names.end()) {
        continue;
      }
      const auto exact = std::find_if(targets_.begin(), targets_.end(),
                                      [&](const Target& target) { return target.name == column; });
      if (exact != targets_.end()) {
        text_ += "  " + yaml_text(column) + ": " + description(*exact) + "\n";
      } else {
        write_guess(column);
      }
    }
  }

  void write_guess(const std::string& column) {
    const auto name = yaml_text(column);
    const auto fold = folded(column);
    std::vector<std::string_view> folds;
    for (const auto& target : targets_) folds.push_back(target.fold);
    const auto near = nearest(fold, folds);
    const auto guess = std::find_if(targets_.begin(), targets_.end(), [&](const Target& target) {
      return !fold.empty() && (target.fold == fold || (!near.empty() && target.fold == near));
    });
    if (guess == targets_.end()) {
      text_ += "  # " + name + ":   # no guess: name its item, or put it under 'ignore'\n";
    } else {
      text_ += "  # a guess, to be confirmed:\n  # " + name + ": " + description(*guess) + "\n";
    }
  }

  const Dictionary& dictionary_;
  const std::vector<std::string>& header_;
  std::vector<Target> targets_;
  std::string text_;
};

}  // namespace

std::string mapping_template(const Dictionary& dictionary, const std::vector<std::string>& header,
                             char delimiter) {
  return Template(dictionary, header).write(delimiter);
}

}  // namespace palpate::intake
