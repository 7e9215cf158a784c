#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "generate/profile.hpp"

/// Makes assessments up: realistic in form and spread, and of nobody. For benchmarks, tests and
/// rehearsals; see docs/generating.md.
namespace palpate::generate {

struct Options {
  std::uint64_t seed = 1;
  bool shuffle_keys = false;  ///< same answers, in another order for each record
};

/// Writes assessments. Record i depends on the rule set, the profile, the seed and i, and on
/// nothing else: not on the machine, nor on what was written before it. One thread at a time.
class Generator {
 public:
  /// `profile` must be for `rules`.
  Generator(std::shared_ptr<const ruleset::RuleSet> rules, Profile profile,
            const Options& options = {});
  ~Generator();
  Generator(Generator&&) noexcept;
  Generator& operator=(Generator&&) noexcept;

  /// Appends record `index` as one line of JSON with its line break. Errors: a rule that decides
  /// whether an item applies, or a flag, could not be evaluated.
  Result<void> append(std::uint64_t index, std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace palpate::generate
