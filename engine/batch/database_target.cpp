#include <utility>

#include "batch/target.hpp"
#include "store/screening.hpp"

namespace palpate::batch {

namespace {

class ScreeningTarget final : public Target {
 public:
  ScreeningTarget(store::Screening screening, std::string path, std::string saved,
                  std::shared_ptr<const ruleset::RuleSet> rules)
      : screening_(std::move(screening)),
        path_(std::move(path)),
        saved_(std::move(saved)),
        rules_(std::move(rules)) {}

  const std::string& saved_checkpoint() const override { return saved_; }
  std::string quarantine_path() const override {
    return path_ + ".screening-" + std::to_string(screening_.id()) + ".quarantine.ndjson";
  }
  /// Nothing to do: what was not committed is not there.
  Result<void> rewind(const Checkpoint&) override { return {}; }
  Result<void> add(const Outcome& outcome) override {
    for (const auto& record : outcome.records) {
      if (auto done = screening_.add(record); !done) return placed(done);
    }
    for (const auto& record : outcome.quarantined) {
      if (auto done = screening_.add(record, *rules_); !done) return placed(done);
    }
    return {};
  }
  std::uint64_t size() const override { return 0; }
  Result<void> commit(std::string_view checkpoint, RunState state) override {
    return placed(screening_.commit(checkpoint, to_string(state)));
  }
  bool commits_often() const override { return true; }

 private:
  Result<void> placed(const Result<void>& done) const {
    if (done) return {};
    auto error = done.error();
    if (error.place.empty()) error.place = path_;
    return error;
  }

  store::Screening screening_;
  std::string path_;
  std::string saved_;
  std::shared_ptr<const ruleset::RuleSet> rules_;
};

Error at(Error error, const std::string& path) {
  if (error.place.empty()) error.place = path;
  return error;
}

}  // namespace

Result<DatabaseTarget> open_database_target(const DatabaseRun& run, Begin begin,
                                            std::shared_ptr<const ruleset::RuleSet> rules) {
  auto store = store::Store::open(run.path);
  if (!store) return store.error();
  const store::ScreeningStart start{run.identity, run.options_digest, run.inputs, run.started_at};
  std::string saved;
  std::optional<store::ScreeningState> state;
  if (begin == Begin::resume) {
    auto latest = store::Screening::latest(*store, start);
    if (!latest) return at(latest.error(), run.path);
    state = std::move(*latest);
    if (state) saved = state->checkpoint;
  }
  auto screening = state ? store::Screening::resume(std::move(*store), *rules, state->id)
                         : store::Screening::begin(std::move(*store), *rules, start);
  if (!screening) return at(screening.error(), run.path);
  const auto id = screening->id();
  return DatabaseTarget{std::make_unique<ScreeningTarget>(std::move(*screening), run.path,
                                                          std::move(saved), std::move(rules)),
                        id};
}

}  // namespace palpate::batch
