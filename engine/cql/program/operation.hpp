#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "value/compare.hpp"
#include "value/value.hpp"

namespace re2 {
class RE2;
}

namespace palpate::cql {

class Terminology;

/// What an evaluation hands to every operator. One evaluation, one thread.
class Session {
 public:
  Session(Arena& arena, const Temporal& now, const Terminology* terminology = nullptr)
      : arena_(&arena), now_(now), terminology_(terminology) {}

  Arena& arena() { return *arena_; }
  /// Evaluation time (a DateTime with offset and milliseconds): Now(), Today(), TimeOfDay().
  const Temporal& now() const { return now_; }
  /// Value sets and code systems; null when there are none.
  const Terminology* terminology() const { return terminology_; }
  CompareContext compare_context() const {
    return {now_.has_offset() ? now_.offset_minutes : std::int16_t{0}};
  }
  /// A run-time error (Message of severity Error, a step or memory limit, `cast` of a wrong
  /// type). The first one wins; the evaluation's result is then that error.
  void fail(std::string_view message);
  bool failed() const { return failed_; }
  const std::string& failure() const { return failure_; }
  /// Message(…) below Error severity, in the order they were raised.
  std::vector<std::string>& messages() { return messages_; }
  void reset(const Temporal& now);

 private:
  Arena* arena_;
  Temporal now_;
  const Terminology* terminology_;
  bool failed_ = false;
  std::string failure_;
  std::vector<std::string> messages_;
};

/// One application of an operator: its operands are evaluated, promoted and of the overload's
/// types (or null).
struct Invocation {
  std::span<const Value> operands;
  Precision precision = Precision::none;  ///< as written, else none
  Session& session;
  const Type& result;  ///< static result type, type variables resolved
  /// The regular expression among the operands, compiled, where it is known to the Program.
  const re2::RE2* pattern = nullptr;
};
using OperatorFunction = Value (*)(const Invocation&);

/// How an operator reads null, which is what the information-monotone check needs to know
/// (DESIGN: one more answer may turn null into a value and must never turn a value into another).
enum class NullRule : std::uint8_t {
  propagates,  ///< null in, null out: never called with a null operand
  kleene,      ///< sees nulls and keeps unknown: information-monotone
  reads_null   ///< turns null into a definite answer (exists, IsNull, Coalesce …)
};

/// One overload of one operator: the only place where it is declared. Checker and evaluator both
/// read it. Types are written as CQL with type variables T, U: "List<T>, T -> Boolean".
struct OverloadDeclaration {
  std::string_view name;       ///< ELM name; also the function name where `callable`
  std::string_view signature;  ///< "Integer, Integer -> Integer"
  NullRule nulls = NullRule::propagates;
  OperatorFunction function = nullptr;  ///< null: a special form that the evaluator runs itself
  bool callable = false;                ///< may be called by name: Abs(x)
  std::string_view anchor;              ///< of the CQL reference, "abs"
  bool takes_precision = false;
  std::uint8_t pattern = 0;  ///< which operand is a regular expression; 0: none is
};

}  // namespace palpate::cql
