#include "store/screening.hpp"

#include <array>
#include <utility>

namespace palpate::store {

namespace {

/// The statements that are run a million times, in the order of `statements_`.
enum Prepared : std::size_t {
  insert_record,
  insert_flag,
  insert_missing,
  insert_quarantined,
  save_checkpoint
};
constexpr std::array prepared_sql = {
    "INSERT INTO screened (screening_id, input, line, byte_offset, assessment_digest,"
    " assessment_id, subject, level, at_least, at_most, complete, contradictory, report)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, NULLIF(?13, ''))",
    "INSERT INTO screened_flags VALUES (?1, ?2, ?3)",
    "INSERT INTO screened_missing VALUES (?1, ?2)",
    "INSERT INTO screening_quarantine VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    "UPDATE screenings SET checkpoint = ?2, state = ?3 WHERE screening_id = ?1"};

/// Losing the last transactions in a power cut loses nothing: their checkpoint goes with them.
constexpr const char* relaxed = "PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 60000;";

std::int64_t number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

/// The number of `name` in screening_names.
Result<std::int64_t> name_id(Database& database, std::string_view name) {
  auto insert = database.prepare("INSERT OR IGNORE INTO screening_names (name) VALUES (?1)");
  if (!insert) return insert.error();
  if (auto done = insert->bind(1, name).run(); !done) return done.error();
  auto select = database.prepare("SELECT name_id FROM screening_names WHERE name = ?1");
  if (!select) return select.error();
  const auto row = select->bind(1, name).step();
  if (!row) return row.error();
  return select->integer(0);
}

template <typename List>
Result<std::vector<std::int64_t>> name_ids(Database& database, const List& list) {
  std::vector<std::int64_t> ids;
  for (const auto& entry : list) {
    const auto id = name_id(database, entry.id);
    if (!id) return id.error();
    ids.push_back(*id);
  }
  return ids;
}

}  // namespace

Result<std::optional<ScreeningState>> Screening::latest(Store& store, const ScreeningStart& start) {
  auto select = store.database().prepare(
      "SELECT screening_id, identity, checkpoint, state FROM screenings s"
      " WHERE identity = ?1 OR (state <> 'done' AND ?2 ="
      "  (SELECT group_concat(path, char(10)) FROM (SELECT path FROM screening_inputs i"
      "   WHERE i.screening_id = s.screening_id ORDER BY input)))"
      " ORDER BY identity = ?1 DESC, screening_id DESC LIMIT 1");
  if (!select) return select.error();
  std::string names;
  for (const auto& input : start.inputs) {
    if (!names.empty()) names += '\n';
    names += input;
  }
  const auto row = select->bind(1, start.identity).bind(2, names).step();
  if (!row) return row.error();
  if (!*row) return std::optional<ScreeningState>();
  ScreeningState state;
  state.id = select->integer(0);
  state.identity = select->text(1);
  state.checkpoint = select->text(2);
  state.done = select->text(3) == "done";
  return std::optional<ScreeningState>(std::move(state));
}

Result<Screening> Screening::begin(Store store, const ruleset::RuleSet& rules,
                                   const ScreeningStart& start) {
  Screening screening(std::move(store), 0);
  auto& database = screening.store_.database();
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  if (auto done = screening.store_.save_rule_set(rules); !done) return done.error();
  auto insert = database.prepare(
      "INSERT INTO screenings (rule_set_digest, identity, options_digest, started_at, state,"
      " checkpoint) VALUES (?1, ?2, ?3, ?4, 'running', '')");
  if (!insert) return insert.error();
  auto inserted = insert->bind(1, rules.digest)
                      .bind(2, start.identity)
                      .bind(3, start.options_digest)
                      .bind(4, start.started_at)
                      .run();
  if (!inserted) return inserted.error();
  screening.id_ = database.last_row_id();
  auto input = database.prepare("INSERT INTO screening_inputs VALUES (?1, ?2, ?3)");
  if (!input) return input.error();
  for (std::size_t i = 0; i < start.inputs.size(); ++i) {
    auto done = input->bind(1, screening.id_).bind(2, number(i)).bind(3, start.inputs[i]).run();
    if (!done) return done.error();
  }
  if (auto done = transaction->commit(); !done) return done.error();
  if (auto done = screening.prepare(rules); !done) return done.error();
  return screening;
}

Result<Screening> Screening::resume(Store store, const ruleset::RuleSet& rules, std::int64_t id) {
  Screening screening(std::move(store), id);
  if (auto done = screening.prepare(rules); !done) return done.error();
  return screening;
}

Result<void> Screening::prepare(const ruleset::RuleSet& rules) {
  auto& database = store_.database();
  if (auto done = database.execute(relaxed); !done) return done;
  auto flags = name_ids(database, rules.red_flags);
  if (!flags) return flags.error();
  auto items = name_ids(database, rules.dictionary->items);
  if (!items) return items.error();
  flag_names_ = std::move(*flags);
  item_names_ = std::move(*items);
  for (const auto& level : rules.levels) levels_.push_back(level.id);
  for (const auto* sql : prepared_sql) {
    auto statement = database.prepare(sql);
    if (!statement) return statement.error();
    statements_.push_back(std::move(*statement));
  }
  return {};
}

Result<void> Screening::begin_transaction() {
  if (in_transaction_) return {};
  if (auto begun = store_.database().execute("BEGIN IMMEDIATE"); !begun) return begun;
  in_transaction_ = true;
  return {};
}

Result<void> Screening::add(const ScreenedRecord& record) {
  if (auto begun = begin_transaction(); !begun) return begun;
  auto added = statements_[insert_record]
                   .bind(1, id_)
                   .bind(2, number(record.input))
                   .bind(3, number(record.line))
                   .bind(4, number(record.offset))
                   .bind(5, record.digest)
                   .bind(6, record.id)
                   .bind(7, record.subject)
                   .bind(8, levels_[record.level])
                   .bind(9, levels_[record.at_least])
                   .bind(10, levels_[record.at_most])
                   .bind(11, std::int64_t{record.complete})
                   .bind(12, std::int64_t{record.contradictory})
                   .bind(13, record.report)
                   .run();
  if (!added) return added;
  const auto row = store_.database().last_row_id();
  auto& flag = statements_[insert_flag];
  for (const auto index : record.present) {
    auto done = flag.bind(1, row).bind(2, flag_names_[index]).bind(3, std::int64_t{1}).run();
    if (!done) return done;
  }
  for (const auto index : record.undetermined) {
    auto done = flag.bind(1, row).bind(2, flag_names_[index]).bind(3, std::int64_t{0}).run();
    if (!done) return done;
  }
  for (const auto index : record.waits_for) {
    auto done = statements_[insert_missing].bind(1, row).bind(2, item_names_[index]).run();
    if (!done) return done;
  }
  return {};
}

Result<void> Screening::add(const QuarantinedRecord& record, const ruleset::RuleSet& rules) {
  if (auto begun = begin_transaction(); !begun) return begun;
  std::string present;
  for (const auto index : record.present) {
    present += (present.empty() ? "" : " ") + rules.red_flags[index].id;
  }
  return statements_[insert_quarantined]
      .bind(1, id_)
      .bind(2, number(record.input))
      .bind(3, number(record.line))
      .bind(4, number(record.offset))
      .bind(5, record.code)
      .bind(6, present)
      .run();
}

Result<void> Screening::commit(std::string_view checkpoint, std::string_view state) {
  if (auto begun = begin_transaction(); !begun) return begun;
  auto saved = statements_[save_checkpoint].bind(1, id_).bind(2, checkpoint).bind(3, state).run();
  if (!saved) return saved;
  if (auto done = store_.database().execute("COMMIT"); !done) return done;
  in_transaction_ = false;
  return {};
}

Result<ScreenedBefore> ScreenedBefore::open(const std::string& path, std::string_view rules_digest,
                                            std::string_view options_digest, std::string_view since,
                                            std::int64_t before_id) {
  auto store = Store::open(path);
  if (!store) return store.error();
  auto select = store->database().prepare(
      "SELECT 1 FROM screened r JOIN screenings s USING (screening_id)"
      " WHERE r.assessment_digest = ?1 AND s.rule_set_digest = ?2 AND s.options_digest = ?3"
      " AND s.started_at >= ?4 AND s.screening_id < ?5 AND s.state = 'done' LIMIT 1");
  if (!select) return select.error();
  select->bind(2, rules_digest).bind(3, options_digest).bind(4, since).bind(5, before_id);
  return ScreenedBefore(std::move(*store), std::move(*select));
}

Result<bool> ScreenedBefore::contains(std::string_view digest) {
  const auto row = select_.bind(1, digest).step();
  select_.reset();
  return row;
}

}  // namespace palpate::store
