#include "render/waits_for.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace palpate::rendering {

WaitsFor::WaitsFor(const ruleset::RuleSet& rules) {
  const auto& dictionary = *rules.dictionary;
  by_rank_.resize(dictionary.items.size());
  std::iota(by_rank_.begin(), by_rank_.end(), 0U);
  std::stable_sort(by_rank_.begin(), by_rank_.end(), [&](auto a, auto b) {
    return dictionary.items[a].tier < dictionary.items[b].tier;
  });
  std::vector<std::uint32_t> rank_of_item(by_rank_.size());
  for (std::uint32_t rank = 0; rank < by_rank_.size(); ++rank) rank_of_item[by_rank_[rank]] = rank;
  for (std::uint32_t slot = 0; slot < dictionary.slot_count; ++slot) {
    rank_of_slot_.push_back(rank_of_item[dictionary.item_of_slot(slot)]);
  }
  marked_.resize(by_rank_.size() / 64 + 1);
}

/// Bits by rank are sorted and single without a comparison, whose outcome could not be guessed.
const std::vector<intake::ItemIndex>& WaitsFor::of(const triage::Triage& triage) {
  constexpr std::uint32_t in_word = 64;
  for (const auto slot : triage.waits_for) {
    const auto rank = rank_of_slot_[slot];
    marked_[rank / in_word] |= std::uint64_t{1} << (rank % in_word);
  }
  items_.clear();
  for (std::size_t i = 0; i < marked_.size(); ++i) {
    for (auto word = std::exchange(marked_[i], 0); word != 0; word &= word - 1) {
      items_.push_back(by_rank_[i * in_word + static_cast<std::size_t>(std::countr_zero(word))]);
    }
  }
  return items_;
}

}  // namespace palpate::rendering
