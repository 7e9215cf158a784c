#pragma once

#include <array>
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
  /// A piece of a line, with room behind its beginning to be copied without a look at how long it
  /// is. Few are longer than the room.
  struct Piece {
    static constexpr std::size_t room = 48;
    Piece() = default;
    explicit Piece(std::string text);
    std::array<char, room> begin{};
    std::string whole;
  };
  /// What stands before each part of a line but the first.
  struct Words {
    std::string_view level;
    std::string_view at_least;
    std::string_view at_most;
    std::string_view complete;
    std::string_view incomplete;
    std::string_view undetermined;
    std::string_view waits_for;
    std::string_view end;  ///< of what the lists are in
  };
  static const Words& words_of(Format format);

  void append_place(const Report& report, const RecordPlace& place, std::string& out) const;
  /// From the level to the lists: all but the place and the issues.
  void append_triage(const Report& report, std::string& out);
  void append_issues(const Report& report, std::string& out) const;
  std::size_t most_bytes(const Report& report) const;
  static char* put(char* at, const Piece& piece);
  static char* put(char* at, const std::vector<std::uint32_t>& list,
                   const std::vector<Piece>& names);

  std::shared_ptr<const ruleset::RuleSet> rules_;
  Format format_;
  std::vector<Piece> levels_;  ///< with the word before it, like the next four
  std::vector<Piece> at_least_;
  std::vector<Piece> at_most_;
  Piece complete_;
  Piece incomplete_;
  std::vector<Piece> flags_;  ///< each with the separator before it
  std::vector<Piece> items_;  ///< likewise
  Piece undetermined_;
  Piece waits_for_word_;
  Piece end_;
  std::size_t longest_head_ = 0;  ///< of all that is no list
  std::vector<char> line_;        ///< room for append_triage()
  WaitsFor waits_for_;
  const std::vector<intake::ItemIndex>* waiting_ = nullptr;
};

}  // namespace palpate::rendering
