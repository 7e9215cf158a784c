#pragma once

#include <string>

#include "suite.hpp"

namespace palpate::conformance {

enum class Verdict {
  pass,
  fail,  ///< an answer, but another one
  error  ///< no answer: the expression does not compile, or running it fails
};

struct Outcome {
  Verdict verdict = Verdict::error;
  std::string got;  ///< a CQL literal or the error
};

/// Evaluates the expression of a case, and its outputs with the same engine, at
/// 2026-01-01T00:00:00.000+00:00, and compares with `~`; two nulls are the same, too.
Outcome run(const Case& test);

}  // namespace palpate::conformance
