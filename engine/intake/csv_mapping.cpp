// What a mapping file's columns mean, apart from loading it (csv_mapping_load.cpp).

#include "intake/csv_mapping.hpp"

#include <algorithm>

namespace palpate::intake {

namespace {

constexpr auto by_text = [](const auto& entry, std::string_view text) {
  return entry.first < text;
};

}  // namespace

bool CsvTexts::add(std::string_view text, CsvMeaning meaning) {
  const auto at = std::lower_bound(all_.begin(), all_.end(), text, by_text);
  if (at != all_.end() && at->first == text) return at->second == meaning;
  all_.emplace(at, std::string(text), std::move(meaning));
  return true;
}

const CsvMeaning* CsvTexts::find(std::string_view text) const {
  const auto at = std::lower_bound(all_.begin(), all_.end(), text, by_text);
  return at != all_.end() && at->first == text ? &at->second : nullptr;
}

std::string mapping_dictionary(const Document& document) {
  const auto* root = document.root.if_object();
  const auto* found = root != nullptr ? root->if_contains("dictionary") : nullptr;
  const auto* text = found != nullptr ? found->if_string() : nullptr;
  return text != nullptr ? std::string(*text) : std::string();
}

std::vector<std::string> unmapped_items(const CsvMapping& mapping) {
  const auto& dictionary = *mapping.dictionary;
  std::vector<bool> mapped(dictionary.slot_count, false);
  for (const auto& column : mapping.columns) mapped[column.slot] = true;
  std::vector<std::string> unmapped;
  for (const auto& item : dictionary.items) {
    const bool left = mapped[item.slot];
    const bool right = item.sided ? mapped[item.slot + 1] : left;
    if (!left && !right) unmapped.push_back(item.id);
    if (left != right) unmapped.push_back(item.id + (left ? ".right" : ".left"));
  }
  return unmapped;
}

}  // namespace palpate::intake
