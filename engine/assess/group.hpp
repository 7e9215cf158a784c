#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "assess/assess.hpp"
#include "triage/group.hpp"

namespace palpate {

/// Assesses up to 64 records at once, in brief: statuses, bounds, and what undetermined flags wait
/// for. Gives what assess() gives with all else switched off, but for Triage::flags and
/// Triage::open_must_ask, which are filled for some records only. One thread; views the engine.
class AssessGroup {
 public:
  static constexpr std::size_t capacity = triage::TriageGroup::capacity;

  /// `options`: of them `now` and `digest` count.
  AssessGroup(const Engine& engine, const AssessOptions& options);

  /// Forgets all records.
  void begin() { triage_.begin(); }
  bool full() const { return size() == capacity; }
  std::size_t size() const { return triage_.size(); }
  /// The next record, while the group is not full. Its bytes must live until the group is done
  /// with, and come with the same adapter then.
  void add(intake::IntakeAdapter& adapter, std::string_view bytes);
  /// One that lies in a block, as IntakeAdapter::read_in_block() has it.
  void add_in_block(intake::IntakeAdapter& adapter, std::string_view bytes);
  /// After the last record.
  void settle() { triage_.settle(); }
  /// The i-th record into `report`, which is overwritten. Errors as assess() has them.
  Result<void> report(std::size_t i, intake::IntakeAdapter& adapter, Report& report);

 private:
  void add_read(std::string_view bytes);

  /// What is told of a record beside the triage.
  struct Known {
    std::string_view bytes;
    std::string id;
    std::string subject;
    std::optional<Temporal> evaluated_at;
  };

  const Engine& engine_;
  AssessOptions options_;
  AssessScratch scratch_;
  triage::TriageGroup triage_;
  std::array<Known, capacity> known_;
};

}  // namespace palpate
