#pragma once

#include <boost/json/value.hpp>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/document.hpp"

namespace palpate::intake {

/// One node of a YAML document, with what it takes to complain about it at the right place. A
/// reader asks for what it expects; what is missing or of another type is reported once and comes
/// back empty. Views the document and the diagnostics: keep both alive.
class YamlNode {
 public:
  YamlNode(const Document& document, Diagnostics& diagnostics);  ///< the root

  const std::string& pointer() const { return pointer_; }
  bool has(std::string_view name) const;
  /// True for a mapping; else reports it. `what` names the node: "an item".
  bool expect_mapping(std::string_view what) const;
  /// Reports every key that is not among `known`.
  void check_keys(std::initializer_list<std::string_view> known) const;

  /// A member that must be there, a string that is not empty.
  std::string required_text(std::string_view name) const;
  std::string optional_text(std::string_view name) const;
  bool flag(std::string_view name) const;  ///< false when left out
  /// The position of the member's word among `words`; nullopt, reported, when it is none of them.
  std::optional<std::size_t> required_word(std::string_view name,
                                           const std::vector<std::string_view>& words) const;
  /// The elements of a member that is a list; none when it is left out.
  std::vector<YamlNode> list(std::string_view name) const;
  std::vector<std::string> text_list(std::string_view name) const;
  std::optional<YamlNode> child(std::string_view name) const;

  /// A scalar as written, `true` and `false` in lower case; nullopt for mappings and lists.
  std::optional<std::string> scalar() const;
  /// The string of this node; reported, and empty, when it is something else.
  std::string text() const;

  void error(std::string code, std::string message, std::string suggestion = {}) const;
  void warning(std::string code, std::string message, std::string suggestion = {}) const;
  /// At the key rather than the value.
  void error_at_key(std::string code, std::string message, std::string suggestion = {}) const;

 private:
  YamlNode(const YamlNode& parent, const boost::json::value& value, std::string_view segment);
  const boost::json::value* find(std::string_view name) const;
  std::optional<YamlNode> required(std::string_view name) const;

  const Document* document_;
  Diagnostics* diagnostics_;
  const boost::json::value* value_;
  std::string pointer_;
};

}  // namespace palpate::intake
