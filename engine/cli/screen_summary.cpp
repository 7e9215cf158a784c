#include "cli/screen_summary.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <utility>
#include <vector>

#include "batch/append_file.hpp"
#include "cli/screen_progress.hpp"

namespace palpate::cli {

namespace {

constexpr std::size_t shown_missing_items = 10;

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  if (out.size() < width) out.append(width - out.size(), ' ');
  return out;
}

std::string right(std::uint64_t number, std::size_t width) {
  const auto text = grouped(number);
  return std::string(text.size() < width ? width - text.size() : 0, ' ') + text;
}

std::uint64_t a_second(std::uint64_t count, double seconds) {
  return seconds > 0 ? static_cast<std::uint64_t>(static_cast<double>(count) / seconds) : 0;
}

template <typename List>
std::size_t longest_id(const List& list) {
  std::size_t width = 0;
  for (const auto& entry : list) width = std::max(width, entry.id.size());
  return width;
}

std::string records_text(const batch::ScreenResult& result) {
  const auto& tally = result.tally;
  std::string out = grouped(tally.read) + " records read, " + grouped(tally.screened) +
                    " screened, " + grouped(tally.quarantined) + " quarantined\n";
  const std::array others = {
      std::pair{tally.where_false, "left out: --where is false"},
      std::pair{tally.where_unknown, "left out: --where is unknown, for want of answers"},
      std::pair{tally.not_sampled, "left out: not in the sample"},
      std::pair{tally.unchanged, "left out: screened before, and unchanged"},
      std::pair{tally.contradictory, "screened with answers that contradict each other"}};
  for (const auto& [count, meaning] : others) {
    if (count > 0) out += right(count, 12) + "  " + meaning + "\n";
  }
  return out;
}

std::string levels_text(const batch::Tally& tally, const ruleset::RuleSet& rules) {
  const auto width = std::max(longest_id(rules.levels), std::string_view("complete").size());
  std::string out = "\n" + padded("level", width + 2) + "     records\n";
  for (std::size_t i = 0; i < rules.levels.size(); ++i) {
    out += "  " + padded(rules.levels[i].id, width) + right(tally.levels[i], 12) + "\n";
  }
  return out + "  " + padded("complete", width) + right(tally.complete, 12) + "\n";
}

/// The flags that some record has, most urgent first as the rule set lists them.
std::string flags_text(const batch::Tally& tally, const ruleset::RuleSet& rules) {
  const auto width = longest_id(rules.red_flags);
  std::string out = "\n" + padded("red flag", width + 2) + "     present  undetermined\n";
  std::size_t others = 0;
  std::uint64_t undetermined = 0;
  for (std::size_t i = 0; i < rules.red_flags.size(); ++i) {
    const auto open = tally.undetermined[i];
    const auto present = tally.present[i];
    if (present == 0) {
      ++others;
      undetermined = std::max(undetermined, open);
      continue;
    }
    out +=
        "  " + padded(rules.red_flags[i].id, width) + right(present, 12) + right(open, 14) + "\n";
  }
  if (others == 0) return out;
  return out + "  " + grouped(others) +
         " others are present in no record, and undetermined in up to " + grouped(undetermined) +
         "\n";
}

/// The items that most records wait for.
std::string missing_text(const batch::Tally& tally, const ruleset::RuleSet& rules) {
  const auto& items = rules.dictionary->items;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (tally.missing[i] > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return tally.missing[a] > tally.missing[b]; });
  if (order.empty()) return {};
  const auto shown = std::min(order.size(), shown_missing_items);
  const auto width = longest_id(items);
  std::string out = "\n" + padded("missing answer", width + 2) + "     records\n";
  for (std::size_t i = 0; i < shown; ++i) {
    out += "  " + padded(items[order[i]].id, width) + right(tally.missing[order[i]], 12) + "\n";
  }
  const auto more = order.size() - shown;
  if (more > 0) out += "  and " + grouped(more) + " more items (--summary FILE has all)\n";
  return out;
}

std::string quarantine_text(const batch::ScreenResult& result, const ruleset::RuleSet& rules) {
  if (result.tally.quarantined == 0) return {};
  std::string out = "\nquarantined records are in " + result.quarantine + "\n";
  for (std::size_t i = 0; i < rules.levels.size(); ++i) {
    const auto count = result.tally.quarantined_levels[i];
    if (count == 0) continue;
    out += right(count, 12) + "  with a red flag of level " + rules.levels[i].id +
           " in what could be read\n";
  }
  return out;
}

}  // namespace

std::string summary_text(const batch::ScreenResult& result, const ruleset::RuleSet& rules,
                         const Throughput& throughput) {
  std::string out = records_text(result);
  if (result.tally.screened > 0) {
    out += levels_text(result.tally, rules) + flags_text(result.tally, rules) +
           missing_text(result.tally, rules);
  }
  out += quarantine_text(result, rules);
  std::array<char, 32> seconds{};
  std::snprintf(seconds.data(), seconds.size(), "%.1f", throughput.seconds);
  return out + "\n" + grouped(throughput.records) + " records in " + seconds.data() +
         " s: " + grouped(a_second(throughput.records, throughput.seconds)) + " records/s, " +
         byte_size(a_second(throughput.bytes, throughput.seconds)) + "/s\n";
}

Result<void> write_summary(const std::string& path, const batch::ScreenResult& result,
                           const ruleset::RuleSet& rules, const Throughput& throughput) {
  auto summary = batch::summary_json(result, rules);
  boost::json::object measured;
  measured["seconds"] = throughput.seconds;
  measured["records"] = throughput.records;
  measured["bytes"] = throughput.bytes;
  measured["recordsPerSecond"] = a_second(throughput.records, throughput.seconds);
  measured["bytesPerSecond"] = a_second(throughput.bytes, throughput.seconds);
  summary["throughput"] = std::move(measured);
  return batch::replace_file(path, boost::json::serialize(summary) + "\n");
}

}  // namespace palpate::cli
