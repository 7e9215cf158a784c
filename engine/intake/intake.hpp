#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/dictionary.hpp"
#include "value/value.hpp"

namespace palpate::intake {

/// Why a slot has no usable answer. Only `answered` carries a value.
enum class AnswerState : std::uint8_t {
  answered,
  not_asked,      ///< left out, null, or {"unknown": "not-asked"}
  asked_unknown,  ///< the patient does not know: route to examination or record, never ask again
  declined,
  implausible,  ///< outside the plausible range: reported, and treated as unanswered
  unreadable    ///< wrong type, unit or option: an error, and treated as unanswered
};
std::string_view to_string(AnswerState state);

/// A problem with the input. Names items and positions, never values.
struct Issue {
  enum class Kind : std::uint8_t { error, implausible, contradiction, note };
  Kind kind = Kind::error;
  std::string code;     ///< stable: "IN0101"
  std::string pointer;  ///< JSON pointer into the assessment
  std::string item;     ///< item id, or empty
  std::string message;  ///< what is wrong and what was expected
  std::string suggestion;
};

/// One assessment as typed slots. Owns the memory of its values. Reusable: clear() keeps buffers.
/// One thread at a time.
class Intake {
 public:
  explicit Intake(std::shared_ptr<const Dictionary> dictionary);
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  void clear();
  const Dictionary& dictionary() const { return *dictionary_; }
  const std::shared_ptr<const Dictionary>& dictionary_ptr() const { return dictionary_; }
  Arena& arena() { return arena_; }

  std::string id;
  std::string subject;
  std::optional<Temporal> recorded_at;  ///< DateTime with offset
  std::vector<Value> slots;             ///< null where not answered
  std::vector<AnswerState> states;      ///< one a slot
  std::vector<Issue> issues;

  bool has_errors() const;
  /// Records an answer or its absence; `value` must live in this intake's arena.
  void set(std::uint32_t slot, AnswerState state, const Value& value = {});
  /// An error that belongs to no item.
  void add_error(std::string_view code, std::string pointer, std::string message,
                 std::string suggestion = {});
  void add_issue(Issue issue);  ///< at most limits::assessment_issues are kept

 private:
  std::shared_ptr<const Dictionary> dictionary_;
  std::vector<std::byte> first_block_;  ///< of the arena: most records need no other
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<Value> unanswered_;
};

/// Port: turns one record's bytes into an Intake. Opened once a source (a CSV has a header and a
/// mapping), then pure per record. Implementations are thread-compatible: one a thread.
class IntakeAdapter {
 public:
  virtual ~IntakeAdapter() = default;
  /// Fills `intake` (cleared first) with all that is readable, whatever else is wrong: problems
  /// become issues. Only an error when nothing could be read at all.
  virtual void read(std::string_view bytes, Intake& intake) = 0;
  /// What a block of memory ends with, so that a reader may look on behind a record.
  static constexpr std::size_t block_padding = 512;
  /// The same of a record in a block, where more may follow it, and at the end `block_padding` zero
  /// bytes do. It need not be copied. What follows makes no difference.
  virtual void read_in_block(std::string_view bytes, Intake& intake) { read(bytes, intake); }
  /// SHA-256 of what makes the intake: the record's bytes, and whatever else of the source its
  /// meaning hangs on (the mapping of a CSV).
  virtual std::string digest(std::string_view bytes) const;
};

/// JSON assessments (docs/rule-authoring.md, "Assessments"), on simdjson. What is readable before
/// a syntax error or truncation is kept, and the error is an issue with its byte offset.
std::unique_ptr<IntakeAdapter> make_json_adapter();

/// The `dictionary` member of an assessment ("id@version"), empty when it has none or the bytes
/// are not JSON. Finds the rule set to use before there is a dictionary.
std::string peek_dictionary(std::string_view bytes);

}  // namespace palpate::intake
