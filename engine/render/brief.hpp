#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assess/assess.hpp"
#include "render/waits_for.hpp"

namespace palpate::rendering {

/// Where a record stands, for those without an id.
struct RecordPlace {
  std::string_view file;
  std::uint64_t line = 0;
};

/// A valid report as one line: disposition, bounds, flags that are present or undetermined, and
/// what they wait for (schemas/brief.schema.json), as JSON or as a row of CSV. Names are escaped
/// once, when made. One thread; keeps its memory from record to record.
class BriefRenderer {
 public:
  enum class Format : std::uint8_t { json, csv };

  explicit BriefRenderer(std::shared_ptr<const ruleset::RuleSet> rules,
                         Format format = Format::json);

  /// What stands before the first line: CSV's header, nothing for JSON.
  static std::string_view head(Format format);
  /// `report` must be valid and of the same rule set. `place` is told when the record has no id.
  void append(const Report& report, const RecordPlace& place, std::string& out);
  void append(const Report& report, std::string& out) { append(report, {}, out); }
  /// The items that the flags of the last report wait for.
  const std::vector<intake::ItemIndex>& waits_for() const { return *waiting_; }

 private:
  void append_json(const Report& report, const RecordPlace& place, std::string& out) const;
  void append_csv(const Report& report, const RecordPlace& place, std::string& out) const;
  static void append_list(const std::vector<std::uint32_t>& list,
                          const std::vector<std::string>& names, std::string& out);
  void append_issues(const Report& report, std::string_view quote, std::string_view separator,
                     std::string& out) const;

  std::shared_ptr<const ruleset::RuleSet> rules_;
  Format format_;
  std::vector<std::string> levels_;  ///< as they are written: in JSON with quotes
  std::vector<std::string> flags_;   ///< each with the separator before it
  std::vector<std::string> items_;   ///< likewise
  WaitsFor waits_for_;
  const std::vector<intake::ItemIndex>* waiting_ = nullptr;
};

}  // namespace palpate::rendering
