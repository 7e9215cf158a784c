#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "assess/assess.hpp"
#include "base/result.hpp"
#include "store/database.hpp"

namespace palpate::store {

/// What is kept of one assessment: the bytes that came in, the report that came out, and the rule
/// set that made it, so that it can be replayed.
struct Record {
  std::int64_t report_id = 0;
  std::string assessment;  ///< the original bytes
  std::string report;      ///< JSON as rendered
  std::string rule_set;    ///< "id@version"
  std::string rule_set_digest;
};

/// Assessments and reports in one SQLite file. One thread at a time; several processes may share
/// the file. Errors: io, with the file as place.
class Store {
 public:
  /// Opens or creates the file and brings its schema up to date. bad_input: the file was written
  /// by a newer palpate.
  static Result<Store> open(const std::string& path);

  /// Keeps assessment, report and rule-set digest in one transaction: all or nothing. The same
  /// assessment bytes are kept once. Returns the report's id.
  Result<std::int64_t> save(std::string_view assessment, const Report& report,
                            std::string_view report_json);
  Result<Record> load(std::int64_t report_id);
  Result<std::int64_t> count_reports();
  /// Notes the rule set, once.
  Result<void> save_rule_set(const ruleset::RuleSet& rules);
  Database& database() { return database_; }

 private:
  explicit Store(Database database) : database_(std::move(database)) {}
  Database database_;
};

}  // namespace palpate::store
