#include "render/waits_for.hpp"

#include <algorithm>
#include <numeric>

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
  marked_.resize(by_rank_.size());
}

const std::vector<intake::ItemIndex>& WaitsFor::of(const triage::Triage& triage) {
  ranks_.clear();
  for (const auto slot : triage.waits_for) {
    const auto rank = rank_of_slot_[slot];
    if (!marked_[rank]) ranks_.push_back(rank);
    marked_[rank] = true;
  }
  std::sort(ranks_.begin(), ranks_.end());
  items_.clear();
  for (const auto rank : ranks_) {
    marked_[rank] = false;
    items_.push_back(by_rank_[rank]);
  }
  return items_;
}

}  // namespace palpate::rendering
