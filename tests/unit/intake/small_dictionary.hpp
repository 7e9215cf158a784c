#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "intake/dictionary.hpp"
#include "intake/intake.hpp"

namespace palpate::intake::testing {

/// A dictionary with at least one item of every type, plain and sided.
std::string_view small_dictionary_text();
std::shared_ptr<const Dictionary> small_dictionary();

/// Loads `text`; the diagnostics go to `diagnostics`.
std::shared_ptr<const Dictionary> load(std::string_view text, Diagnostics& diagnostics);

/// An assessment of the small dictionary whose `answers` are these members of a JSON object.
std::string assessment(std::string_view answers);

/// One read assessment.
struct ReadIntake {
  explicit ReadIntake(std::string_view json);
  ReadIntake(IntakeAdapter& adapter, std::string_view bytes);

  Intake intake;

  std::uint32_t slot(std::string_view name) const;  ///< "thomasHip.left"
  AnswerState state(std::string_view name) const { return intake.states[slot(name)]; }
  /// The answer as a CQL literal; "null" when there is none.
  std::string value(std::string_view name) const;
  /// Codes of all issues, in order, with a space between.
  std::string codes() const;
  /// Pointer of the only issue; says so when there is not exactly one.
  std::string pointer() const;
  std::string suggestion() const;
  /// Everything that the issues say, for searching.
  std::string all_text() const;
};

}  // namespace palpate::intake::testing
