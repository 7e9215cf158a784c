#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "value/value.hpp"

/// Value sets and code systems that a program may ask: given to compile(), never looked up
/// elsewhere.
namespace palpate::cql {

struct TerminologyCode {
  std::string code;
  std::string system;  ///< of a code in a code system: the id of that
  std::string version;
  std::string display;
  std::vector<std::string> parents;  ///< in a code system: the codes right above it
};

/// All codes of one value set, or of one code system.
struct CodeList {
  std::string id;  ///< URI
  std::string version;
  std::vector<TerminologyCode> codes;
};

struct TerminologySource {
  std::vector<CodeList> value_sets;
  std::vector<CodeList> code_systems;
};

/// A CodeList with its codes indexed. Codes and systems compare byte for byte.
class CodeIndex {
 public:
  CodeIndex(CodeList list, Arena& arena);

  const CodeList& list() const { return list_; }
  bool contains(std::string_view code, std::string_view system) const;
  /// Whatever the system: nullopt when there are codes of several systems, so that it could be any.
  std::optional<bool> contains(std::string_view code) const;
  /// Is `ancestor` above `code`? Both of this code system; nullopt when one is not in it.
  std::optional<bool> is_above(std::string_view ancestor, std::string_view code) const;
  /// A list of Codes, in the order given. Lives as long as the Terminology.
  const Value& codes() const { return codes_; }

 private:
  CodeList list_;
  std::unordered_multimap<std::string_view, std::size_t> places_;  // code → index
  bool several_systems_ = false;
  Value codes_;
};

/// Immutable; thread-safe to share. Programs and evaluations keep views into it.
class Terminology {
 public:
  explicit Terminology(TerminologySource source);
  Terminology(const Terminology&) = delete;
  Terminology& operator=(const Terminology&) = delete;

  enum class Kind : std::uint8_t { value_set, code_system };
  /// `version` empty: the only one there is. The error is one sentence that names what is missing.
  Result<const CodeIndex*> find(Kind kind, std::string_view id, std::string_view version) const;

 private:
  using Lists = std::map<std::string, std::vector<std::unique_ptr<CodeIndex>>, std::less<>>;
  std::pmr::monotonic_buffer_resource arena_;
  Lists value_sets_;
  Lists code_systems_;
};

}  // namespace palpate::cql
