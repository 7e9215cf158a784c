#include "store/store.hpp"

#include <array>
#include <utility>

#include "render/view.hpp"
#include "value/temporal.hpp"

namespace palpate::store {

namespace {

/// Migrations in order; PRAGMA user_version counts those that a file has seen. Never edit one
/// that has been released: add another.
constexpr std::array migrations = {
    R"sql(
CREATE TABLE rule_sets (
  digest  TEXT PRIMARY KEY,
  id      TEXT NOT NULL,
  version TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE assessments (
  digest  TEXT PRIMARY KEY,
  id      TEXT NOT NULL,
  subject TEXT NOT NULL,
  body    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE reports (
  report_id         INTEGER PRIMARY KEY,
  assessment_digest TEXT NOT NULL REFERENCES assessments(digest),
  rule_set_digest   TEXT NOT NULL REFERENCES rule_sets(digest),
  rule_set_status   TEXT NOT NULL,
  engine_version    TEXT NOT NULL,
  evaluated_at      TEXT NOT NULL,
  valid             INTEGER NOT NULL,
  level             TEXT,
  at_least          TEXT,
  at_most           TEXT,
  body              TEXT NOT NULL
) STRICT;
CREATE INDEX reports_by_assessment ON reports(assessment_digest);
CREATE INDEX reports_by_level ON reports(level);
CREATE TABLE report_flags (
  report_id INTEGER NOT NULL REFERENCES reports(report_id),
  flag      TEXT NOT NULL,
  level     TEXT NOT NULL,
  status    TEXT NOT NULL,
  PRIMARY KEY (report_id, flag)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_flags_by_flag ON report_flags(flag, status);
)sql",
    // Screenings: a row a run, a record, and a flag that is present or undetermined. The rows refer
    // to names by number, because there are tens of millions; the views spell them out.
    R"sql(
CREATE TABLE screenings (
  screening_id    INTEGER PRIMARY KEY,
  rule_set_digest TEXT NOT NULL REFERENCES rule_sets(digest),
  identity        TEXT NOT NULL,
  options_digest  TEXT NOT NULL,
  started_at      TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'done')),
  checkpoint      TEXT NOT NULL
) STRICT;
CREATE TABLE screening_inputs (
  screening_id INTEGER NOT NULL REFERENCES screenings(screening_id),
  input        INTEGER NOT NULL,
  path         TEXT NOT NULL,
  PRIMARY KEY (screening_id, input)
) STRICT, WITHOUT ROWID;
CREATE TABLE screening_names (
  name_id INTEGER PRIMARY KEY,
  name    TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE screened (
  record_id         INTEGER PRIMARY KEY,
  screening_id      INTEGER NOT NULL REFERENCES screenings(screening_id),
  input             INTEGER NOT NULL,
  line              INTEGER NOT NULL,
  byte_offset       INTEGER NOT NULL,
  assessment_digest TEXT NOT NULL,
  assessment_id     TEXT NOT NULL,
  subject           TEXT NOT NULL,
  level             TEXT NOT NULL,
  at_least          TEXT NOT NULL,
  at_most           TEXT NOT NULL,
  complete          INTEGER NOT NULL,
  contradictory     INTEGER NOT NULL,
  report            TEXT,
  UNIQUE (screening_id, input, byte_offset)
) STRICT;
CREATE INDEX screened_by_digest ON screened(assessment_digest);
CREATE TABLE screened_flags (
  record_id INTEGER NOT NULL REFERENCES screened(record_id),
  name_id   INTEGER NOT NULL REFERENCES screening_names(name_id),
  present   INTEGER NOT NULL,
  PRIMARY KEY (record_id, name_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE screened_missing (
  record_id INTEGER NOT NULL REFERENCES screened(record_id),
  name_id   INTEGER NOT NULL REFERENCES screening_names(name_id),
  PRIMARY KEY (record_id, name_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE screening_quarantine (
  screening_id INTEGER NOT NULL REFERENCES screenings(screening_id),
  input        INTEGER NOT NULL,
  line         INTEGER NOT NULL,
  byte_offset  INTEGER NOT NULL,
  code         TEXT NOT NULL,
  present      TEXT NOT NULL,
  PRIMARY KEY (screening_id, input, byte_offset)
) STRICT, WITHOUT ROWID;
CREATE VIEW screening_results AS
  SELECT s.record_id, s.screening_id, i.path AS file, s.line, s.assessment_id, s.subject, s.level,
         s.at_least, s.at_most, s.complete, s.contradictory, s.assessment_digest
  FROM screened s JOIN screening_inputs i USING (screening_id, input);
CREATE VIEW screening_flags AS
  SELECT s.screening_id, s.record_id, s.assessment_id, n.name AS flag,
         iif(f.present, 'present', 'undetermined') AS status
  FROM screened_flags f JOIN screening_names n USING (name_id) JOIN screened s USING (record_id);
CREATE VIEW screening_missing AS
  SELECT s.screening_id, s.record_id, s.assessment_id, n.name AS item
  FROM screened_missing m JOIN screening_names n USING (name_id) JOIN screened s USING (record_id);
)sql"};

Result<std::int64_t> schema_version(Database& database) {
  auto statement = database.prepare("PRAGMA user_version");
  if (!statement) return statement.error();
  const auto row = statement->step();
  if (!row) return row.error();
  return statement->integer(0);
}

Result<void> migrate(Database& database) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  const auto version = schema_version(database);
  if (!version) return version.error();
  if (*version > static_cast<std::int64_t>(migrations.size())) {
    return Error{Error::Code::bad_input,
                 "this database was written by a newer palpate (schema " +
                     std::to_string(*version) + ", this one knows " +
                     std::to_string(migrations.size()) + ")",
                 {}};
  }
  for (auto i = static_cast<std::size_t>(*version); i < migrations.size(); ++i) {
    if (auto done = database.execute(migrations[i]); !done) return done;
  }
  const auto mark = "PRAGMA user_version = " + std::to_string(migrations.size());
  if (auto done = database.execute(mark.c_str()); !done) return done;
  return transaction->commit();
}

Result<void> save_assessment(Database& database, std::string_view bytes, const Report& report) {
  auto insert = database.prepare("INSERT OR IGNORE INTO assessments VALUES (?1, ?2, ?3, ?4)");
  if (!insert) return insert.error();
  return insert->bind(1, report.assessment_digest)
      .bind(2, report.assessment_id)
      .bind(3, report.subject)
      .bind_blob(4, bytes)
      .run();
}

Result<std::int64_t> save_report(Database& database, const Report& report, std::string_view json) {
  auto insert = database.prepare(
      "INSERT INTO reports (assessment_digest, rule_set_digest, rule_set_status, engine_version,"
      " evaluated_at, valid, body, level, at_least, at_most)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
  if (!insert) return insert.error();
  insert->bind(1, report.assessment_digest)
      .bind(2, report.rule_set->digest)
      .bind(3, ruleset::to_string(report.rule_set->status))
      .bind(4, report.engine_version)
      .bind(5, report.evaluated_at ? format_date_time(*report.evaluated_at) : std::string())
      .bind(6, std::int64_t{report.valid})
      .bind(7, json);
  // Without a disposition: NULL, so that no query counts it.
  if (rendering::has_disposition(report)) {
    const auto& levels = report.rule_set->levels;
    insert->bind(8, levels[report.triage.disposition.level].id)
        .bind(9, levels[report.triage.disposition.at_least].id)
        .bind(10, levels[rendering::upper_bound(report)].id);
  }
  if (auto done = insert->run(); !done) return done.error();
  return database.last_row_id();
}

Result<void> save_flags(Database& database, std::int64_t report_id, const Report& report) {
  auto insert = database.prepare("INSERT INTO report_flags VALUES (?1, ?2, ?3, ?4)");
  if (!insert) return insert.error();
  for (const auto& result : report.triage.flags) {
    const bool readable = report.valid || result.status == triage::FlagStatus::present;
    if (!readable) continue;
    const auto& flag = report.rule_set->red_flags[result.flag];
    auto done = insert->bind(1, report_id)
                    .bind(2, flag.id)
                    .bind(3, report.rule_set->levels[flag.level].id)
                    .bind(4, triage::to_string(result.status))
                    .run();
    if (!done) return done;
  }
  return {};
}

}  // namespace

Result<Store> Store::open(const std::string& path) {
  auto database = Database::open(path);
  if (!database) return database.error();
  if (auto migrated = migrate(*database); !migrated) {
    auto error = migrated.error();
    error.place = path;
    return error;
  }
  return Store(std::move(*database));
}

Result<void> Store::save_rule_set(const ruleset::RuleSet& rules) {
  auto insert = database_.prepare("INSERT OR IGNORE INTO rule_sets VALUES (?1, ?2, ?3)");
  if (!insert) return insert.error();
  return insert->bind(1, rules.digest).bind(2, rules.id).bind(3, rules.version).run();
}

Result<std::int64_t> Store::save(std::string_view assessment, const Report& report,
                                 std::string_view report_json) {
  auto transaction = Transaction::begin(database_);
  if (!transaction) return transaction.error();
  if (auto done = save_rule_set(*report.rule_set); !done) return done.error();
  if (auto done = save_assessment(database_, assessment, report); !done) return done.error();
  const auto id = save_report(database_, report, report_json);
  if (!id) return id.error();
  if (auto done = save_flags(database_, *id, report); !done) return done.error();
  if (auto done = transaction->commit(); !done) return done.error();
  return *id;
}

Result<Record> Store::load(std::int64_t report_id) {
  auto select = database_.prepare(
      "SELECT a.body, r.body, s.id || '@' || s.version, s.digest FROM reports r"
      " JOIN assessments a ON a.digest = r.assessment_digest"
      " JOIN rule_sets s ON s.digest = r.rule_set_digest WHERE r.report_id = ?1");
  if (!select) return select.error();
  const auto row = select->bind(1, report_id).step();
  if (!row) return row.error();
  if (!*row) {
    return Error{Error::Code::not_found, "there is no report " + std::to_string(report_id), {}};
  }
  Record record;
  record.report_id = report_id;
  record.assessment = select->text(0);
  record.report = select->text(1);
  record.rule_set = select->text(2);
  record.rule_set_digest = select->text(3);
  return record;
}

Result<std::int64_t> Store::count_reports() {
  auto select = database_.prepare("SELECT count(*) FROM reports");
  if (!select) return select.error();
  const auto row = select->step();
  if (!row) return row.error();
  return select->integer(0);
}

}  // namespace palpate::store
