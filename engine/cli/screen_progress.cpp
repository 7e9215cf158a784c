#include "cli/screen_progress.hpp"

#include <array>
#include <cstdio>

namespace palpate::cli {

namespace {

constexpr auto line_interval = std::chrono::milliseconds(100);
constexpr auto json_interval = std::chrono::seconds(1);
constexpr const char* erase_line = "\r\x1b[K";

std::string duration(double seconds) {
  const auto whole = static_cast<unsigned long long>(seconds + 0.5);
  std::array<char, 32> text{};
  if (whole >= 3600) {
    std::snprintf(text.data(), text.size(), "%llu:%02llu:%02llu", whole / 3600, whole / 60 % 60,
                  whole % 60);
  } else {
    std::snprintf(text.data(), text.size(), "%llu:%02llu", whole / 60, whole % 60);
  }
  return text.data();
}

}  // namespace

std::string grouped(std::uint64_t number) {
  auto digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

std::string byte_size(std::uint64_t bytes) {
  constexpr std::array units = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; value >= 1000 && unit + 1 < units.size(); ++unit) value /= 1000;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  return text.data();
}

ScreenProgress::ScreenProgress(ProgressStyle style) : style_(style) {}

double ScreenProgress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - started_).count();
}

void ScreenProgress::show(const batch::Progress& progress) {
  if (!first_bytes_) first_bytes_ = progress.bytes_begin;
  if (!first_records_) first_records_ = progress.records_begin;
  bytes_ = progress.bytes_done;
  records_ = progress.records;
  if (style_ == ProgressStyle::none) return;
  const auto now = Clock::now();
  const Clock::duration interval = style_ == ProgressStyle::line ? Clock::duration(line_interval)
                                                                 : Clock::duration(json_interval);
  if (now - shown_ < interval) return;
  shown_ = now;
  const auto text = style_ == ProgressStyle::line ? line(progress) : json(progress);
  std::fputs(text.c_str(), stderr);
  line_shown_ = style_ == ProgressStyle::line;
}

std::string ScreenProgress::line(const batch::Progress& progress) const {
  const auto elapsed = seconds();
  std::string text = erase_line + grouped(progress.records) + " records";
  if (elapsed > 0) {
    text +=
        "  " + grouped(static_cast<std::uint64_t>(static_cast<double>(records()) / elapsed)) + "/s";
  }
  text += "  " + byte_size(progress.bytes_done);
  if (progress.bytes_total > 0) text += " of " + byte_size(progress.bytes_total);
  if (progress.bytes_total > progress.bytes_done && bytes() > 0) {
    const auto left = static_cast<double>(progress.bytes_total - progress.bytes_done);
    text += "  " + duration(left * elapsed / static_cast<double>(bytes())) + " left";
  }
  if (progress.quarantined > 0) text += "  " + grouped(progress.quarantined) + " quarantined";
  return text;
}

std::string ScreenProgress::json(const batch::Progress& progress) const {
  std::array<char, 256> text{};
  std::snprintf(text.data(), text.size(),
                "{\"records\":%llu,\"quarantined\":%llu,\"bytesDone\":%llu,\"bytesTotal\":%llu,"
                "\"seconds\":%.3f}\n",
                static_cast<unsigned long long>(progress.records),
                static_cast<unsigned long long>(progress.quarantined),
                static_cast<unsigned long long>(progress.bytes_done),
                static_cast<unsigned long long>(progress.bytes_total), seconds());
  return text.data();
}

void ScreenProgress::finish() {
  if (line_shown_) std::fputs(erase_line, stderr);
  line_shown_ = false;
}

}  // namespace palpate::cli
