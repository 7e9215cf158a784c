#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace palpate {

/// One event of a YAML text. Offsets are in bytes of the whole text.
struct YamlEvent {
  enum class Kind : std::uint8_t { document, alias, scalar, list, map, close };
  Kind kind = Kind::close;
  std::size_t offset = 0;  ///< where the node begins, its anchor and tag included
  std::string tag;         ///< resolved; "!" for a bare one, empty for none
  std::string text;        ///< of a scalar
  bool plain = false;      ///< a scalar without quotes and no block scalar
  bool flow = false;       ///< a list or map in brackets
};

struct YamlMistake {
  enum class Kind : std::uint8_t { unclosed_quote, no_colon, after_document, other };
  Kind kind = Kind::other;
  std::size_t offset = 0;
  std::string message;
};

/// The events of a text, one after another (libyaml). `text` is UTF-8 and must outlive it.
class YamlEvents {
 public:
  explicit YamlEvents(std::string_view text);
  ~YamlEvents();
  YamlEvents(const YamlEvents&) = delete;
  YamlEvents& operator=(const YamlEvents&) = delete;

  /// False at the end, and at a mistake.
  bool next(YamlEvent& event);
  const std::optional<YamlMistake>& mistake() const { return mistake_; }

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::optional<YamlMistake> mistake_;
};

}  // namespace palpate
