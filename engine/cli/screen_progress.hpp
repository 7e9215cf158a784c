#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "batch/pipeline.hpp"

namespace palpate::cli {

enum class ProgressStyle { none, line, json };

/// Shows on standard error how far a run has come: one line that changes, on a terminal, or one
/// JSON object a line (schemas/screen-progress.schema.json). Called by one thread at a time.
class ScreenProgress {
 public:
  explicit ScreenProgress(ProgressStyle style);

  void show(const batch::Progress& progress);
  /// Takes the line away.
  void finish();
  double seconds() const;
  /// Of input that this process has read, not an earlier part of a resumed run.
  std::uint64_t bytes() const {
    const auto before = first_bytes_.value_or(0);
    return bytes_ > before ? bytes_ - before : 0;
  }
  std::uint64_t records() const { return records_ - first_records_.value_or(0); }

 private:
  using Clock = std::chrono::steady_clock;
  std::string line(const batch::Progress& progress) const;
  std::string json(const batch::Progress& progress) const;

  ProgressStyle style_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point shown_;
  std::optional<std::uint64_t> first_bytes_;
  std::optional<std::uint64_t> first_records_;
  std::uint64_t bytes_ = 0;
  std::uint64_t records_ = 0;
  bool line_shown_ = false;
};

/// "1,234,567".
std::string grouped(std::uint64_t number);
/// "1.4 GB", in powers of 1000.
std::string byte_size(std::uint64_t bytes);

}  // namespace palpate::cli
