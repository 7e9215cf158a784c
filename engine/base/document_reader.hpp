#pragma once

#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/document.hpp"

/// Reading a Document by what its format allows, with a complaint that shows the line for
/// everything that is otherwise. Reading goes on after a complaint, so that one pass reports every
/// mistake; what could not be read comes back empty, and nothing is said twice.
///
/// Codes, the same in every file: RS0101 unknown key, RS0102 missing key, RS0103 wrong type,
/// RS0104 unknown word, RS0105 number out of range, RS0106 empty, RS0107 malformed id.
namespace palpate {

/// One value of a Document and its place. Views the Document and the Diagnostics, which must
/// outlive it.
class DocumentNode {
 public:
  DocumentNode(const Document& document, Diagnostics& diagnostics)
      : DocumentNode(document, diagnostics, document.root, {}) {}

  /// The node at a JSON pointer of the same document; where there is none, its value is null.
  DocumentNode at(const std::string& pointer) const;

  const boost::json::value& value() const { return *value_; }
  const Document& document() const { return *document_; }
  const std::string& pointer() const { return pointer_; }
  /// The scalar as written; empty when it is none.
  std::string_view written() const { return document_->text_at(pointer_); }
  /// "'tags'", or "an element of 'tags'": what messages call it.
  std::string name() const;

  // Each is empty after a complaint.
  std::optional<std::string> text() const;        ///< not empty, not blank
  std::optional<std::string> identifier() const;  ///< lower-case words joined by '-' or '_'
  std::optional<bool> boolean() const;
  std::optional<std::uint32_t> number(std::uint32_t low, std::uint32_t high) const;  ///< inclusive
  std::optional<std::size_t> word(std::span<const std::string_view> words) const;    ///< its index
  std::vector<DocumentNode> elements() const;

  void error(std::string code, std::string message, std::string suggestion = {}) const;
  void warning(std::string code, std::string message, std::string suggestion = {}) const;
  /// At the key that leads to this value.
  void error_at_key(std::string code, std::string message, std::string suggestion = {}) const;
  /// RS0103: "'tags' must be a list, not text".
  void wrong_type(const std::string& expected, std::string suggestion = {}) const;

 private:
  friend class ObjectReader;
  DocumentNode(const Document& document, Diagnostics& diagnostics, const boost::json::value& value,
               std::string pointer)
      : document_(&document),
        diagnostics_(&diagnostics),
        value_(&value),
        pointer_(std::move(pointer)) {}

  const Document* document_;
  Diagnostics* diagnostics_;
  const boost::json::value* value_;
  std::string pointer_;
};

/// `present`: a list that must be written and may be empty.
enum class Presence { required, present, optional };

/// An object whose keys are known. Its making reports every unknown key; a misspelt key then
/// stands for the one that was meant, so that it is not missed as well. Every read names one of
/// the keys.
class ObjectReader {
 public:
  /// `what` with its article, for messages: "a red flag".
  ObjectReader(DocumentNode node, std::string what, std::initializer_list<std::string_view> keys);

  const DocumentNode& node() const { return node_; }
  const std::string& what() const { return what_; }
  /// False when it is no object: that was said, and all reads are empty and silent.
  bool valid() const { return object_ != nullptr; }
  bool has(std::string_view key) const { return find(key).has_value(); }
  /// Empty when it is left out.
  std::optional<DocumentNode> find(std::string_view key) const;
  std::optional<DocumentNode> get(std::string_view key, Presence presence) const;

  std::string text(std::string_view key, Presence presence = Presence::required) const;
  std::string identifier(std::string_view key) const;
  bool boolean(std::string_view key, bool otherwise) const;
  std::uint32_t number(std::string_view key, std::uint32_t low, std::uint32_t high,
                       std::optional<std::uint32_t> otherwise = std::nullopt) const;
  /// `words` in the order of the enumerators.
  template <typename Enum>
  std::optional<Enum> word(std::string_view key, std::span<const std::string_view> words,
                           Presence presence = Presence::required) const {
    const auto index = word_index(key, words, presence);
    return index ? std::optional(static_cast<Enum>(*index)) : std::nullopt;
  }
  /// A required list holds at least one element.
  std::vector<DocumentNode> list(std::string_view key, Presence presence) const;
  std::vector<std::string> texts(std::string_view key, Presence presence) const;

 private:
  struct Misspelling {
    std::string_view meant;
    std::string written;
  };
  std::optional<std::size_t> word_index(std::string_view key,
                                        std::span<const std::string_view> words,
                                        Presence presence) const;
  void check_keys();
  void report_unknown(std::string_view key);
  DocumentNode member(std::string_view key) const;

  DocumentNode node_;
  std::string what_;
  std::vector<std::string_view> keys_;
  const boost::json::object* object_ = nullptr;
  std::vector<Misspelling> misspellings_;
};

/// "a, b or c".
std::string one_of(std::span<const std::string_view> words);
/// Lower-case letters and digits in words joined by single '-' or '_'.
bool is_identifier(std::string_view text);

}  // namespace palpate
