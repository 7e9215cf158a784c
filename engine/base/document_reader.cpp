#include "base/document_reader.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace palpate {

namespace {

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string_view kind_of(const boost::json::value& value) {
  switch (value.kind()) {
    case boost::json::kind::null:
      return "nothing";
    case boost::json::kind::bool_:
      return "true or false";
    case boost::json::kind::int64:
    case boost::json::kind::uint64:
    case boost::json::kind::double_:
      return "a number";
    case boost::json::kind::string:
      return "text";
    case boost::json::kind::array:
      return "a list";
    case boost::json::kind::object:
      return "keys and values";
  }
  return {};
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_word_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string unescape(std::string_view segment) {
  std::string out;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    const bool escaped = segment[i] == '~' && i + 1 < segment.size();
    if (escaped) ++i;
    out.push_back(!escaped ? segment[i] : segment[i] == '1' ? '/' : '~');
  }
  return out;
}

/// YAML 1.1 had more words for true and false than YAML 1.2 has.
std::string meant_boolean(std::string_view written) {
  if (written == "yes" || written == "on" || written == "True") return "write true";
  if (written == "no" || written == "off" || written == "False") return "write false";
  return {};
}

bool is_index(std::string_view segment) {
  return !segment.empty() &&
         std::all_of(segment.begin(), segment.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string one_of(std::span<const std::string_view> words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out.append(i + 1 == words.size() ? " or " : ", ");
    out.append(words[i]);
  }
  return out;
}

bool is_identifier(std::string_view text) {
  bool after_word = false;
  for (const char c : text) {
    if (!is_word_character(c) && !((c == '-' || c == '_') && after_word)) return false;
    after_word = is_word_character(c);
  }
  return after_word;
}

DocumentNode DocumentNode::at(const std::string& pointer) const {
  static const boost::json::value nothing;
  boost::system::error_code error;
  const auto* found = document_->root.find_pointer(pointer, error);
  return DocumentNode(*document_, *diagnostics_, found != nullptr ? *found : nothing, pointer);
}

std::string DocumentNode::name() const {
  std::string_view rest = pointer_;
  bool element = false;
  while (!rest.empty()) {
    const auto slash = rest.rfind('/');
    const auto segment = rest.substr(slash + 1);
    if (!is_index(segment)) {
      return (element ? "an element of " : "") + quoted(unescape(segment));
    }
    element = true;
    rest = rest.substr(0, slash);
  }
  return element ? "an element" : "the file";
}

void DocumentNode::error(std::string code, std::string message, std::string suggestion) const {
  diagnostics_->error(std::move(code), document_->source, document_->place(pointer_),
                      std::move(message), std::move(suggestion));
}

void DocumentNode::warning(std::string code, std::string message, std::string suggestion) const {
  diagnostics_->warning(std::move(code), document_->source, document_->place(pointer_),
                        std::move(message), std::move(suggestion));
}

void DocumentNode::error_at_key(std::string code, std::string message,
                                std::string suggestion) const {
  diagnostics_->error(std::move(code), document_->source, document_->key_place(pointer_),
                      std::move(message), std::move(suggestion));
}

void DocumentNode::wrong_type(const std::string& expected, std::string suggestion) const {
  const auto given = kind_of(*value_);
  auto message = value_->is_null()
                     ? name() + " has no value; it must be " + expected
                     : name() + " must be " + expected + ", not " + std::string(given);
  error("RS0103", std::move(message), std::move(suggestion));
}

std::optional<std::string> DocumentNode::text() const {
  if (!value_->is_string()) {
    const bool scalar = value_->is_bool() || value_->is_number();
    wrong_type("text", scalar ? "put it in quotes" : "");
    return std::nullopt;
  }
  std::string text(value_->get_string());
  if (is_blank(text)) {
    error("RS0106", name() + " must not be empty");
    return std::nullopt;
  }
  return text;
}

std::optional<std::string> DocumentNode::identifier() const {
  auto id = text();
  if (!id || is_identifier(*id)) return id;
  error("RS0107",
        quoted(*id) + " is not an id: lower-case letters and digits in words joined by '-'");
  return std::nullopt;
}

std::optional<bool> DocumentNode::boolean() const {
  if (value_->is_bool()) return value_->get_bool();
  wrong_type("true or false", meant_boolean(written()));
  return std::nullopt;
}

std::optional<std::uint32_t> DocumentNode::number(std::uint32_t low, std::uint32_t high) const {
  if (!value_->is_number()) {
    wrong_type("a whole number");
    return std::nullopt;
  }
  const auto* whole = value_->if_int64();
  if (whole == nullptr || *whole < low || *whole > high) {
    error("RS0105", name() + " must be a whole number from " + std::to_string(low) + " to " +
                        std::to_string(high));
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*whole);
}

std::optional<std::size_t> DocumentNode::word(std::span<const std::string_view> words) const {
  const auto written = text();
  if (!written) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), *written);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  error("RS0104", name() + " must be " + one_of(words) + ", not " + quoted(*written),
        did_you_mean(*written, {words.begin(), words.end()}));
  return std::nullopt;
}

std::vector<DocumentNode> DocumentNode::elements() const {
  const auto* array = value_->if_array();
  if (array == nullptr) {
    wrong_type("a list", value_->is_null() ? "write [] for none" : "put it in square brackets");
    return {};
  }
  std::vector<DocumentNode> out;
  out.reserve(array->size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    out.push_back(
        DocumentNode(*document_, *diagnostics_, (*array)[i], pointer_ + "/" + std::to_string(i)));
  }
  return out;
}

ObjectReader::ObjectReader(DocumentNode node, std::string what,
                           std::initializer_list<std::string_view> keys)
    : node_(std::move(node)),
      what_(std::move(what)),
      keys_(keys),
      object_(node_.value().if_object()) {
  if (object_ != nullptr) {
    check_keys();
  } else {
    node_.wrong_type(node_.pointer().empty() ? "keys and values" : what_ + " with keys and values");
  }
}

void ObjectReader::check_keys() {
  for (const auto& entry : *object_) {
    const std::string_view key(entry.key().data(), entry.key().size());
    if (std::find(keys_.begin(), keys_.end(), key) == keys_.end()) report_unknown(key);
  }
}

void ObjectReader::report_unknown(std::string_view key) {
  std::vector<std::string_view> left;
  for (const auto known : keys_) {
    if (!object_->contains({known.data(), known.size()})) left.push_back(known);
  }
  const auto meant = nearest(key, left);
  if (!meant.empty()) misspellings_.push_back({meant, std::string(key)});
  auto suggestion = did_you_mean(key, left);
  if (suggestion.empty() && !left.empty()) suggestion = "it may also have " + one_of(left);
  member(key).error_at_key("RS0101", quoted(key) + " is no key of " + what_, std::move(suggestion));
}

DocumentNode ObjectReader::member(std::string_view key) const {
  return DocumentNode(*node_.document_, *node_.diagnostics_, object_->at({key.data(), key.size()}),
                      node_.pointer() + "/" + pointer_escape(key));
}

std::optional<DocumentNode> ObjectReader::find(std::string_view key) const {
  assert(std::find(keys_.begin(), keys_.end(), key) != keys_.end());
  if (object_ == nullptr) return std::nullopt;
  if (object_->contains({key.data(), key.size()})) return member(key);
  for (const auto& misspelling : misspellings_) {
    if (misspelling.meant == key) return member(misspelling.written);
  }
  return std::nullopt;
}

std::optional<DocumentNode> ObjectReader::get(std::string_view key, Presence presence) const {
  auto found = find(key);
  if (!found && presence != Presence::optional && valid()) {
    node_.error("RS0102", what_ + " needs " + quoted(key));
  }
  return found;
}

std::string ObjectReader::text(std::string_view key, Presence presence) const {
  const auto found = get(key, presence);
  return found ? found->text().value_or("") : "";
}

std::string ObjectReader::identifier(std::string_view key) const {
  const auto found = get(key, Presence::required);
  return found ? found->identifier().value_or("") : "";
}

bool ObjectReader::boolean(std::string_view key, bool otherwise) const {
  const auto found = find(key);
  return found ? found->boolean().value_or(otherwise) : otherwise;
}

std::uint32_t ObjectReader::number(std::string_view key, std::uint32_t low, std::uint32_t high,
                                   std::optional<std::uint32_t> otherwise) const {
  const auto found = get(key, otherwise ? Presence::optional : Presence::required);
  const auto fallback = otherwise.value_or(low);
  return found ? found->number(low, high).value_or(fallback) : fallback;
}

std::optional<std::size_t> ObjectReader::word_index(std::string_view key,
                                                    std::span<const std::string_view> words,
                                                    Presence presence) const {
  const auto found = get(key, presence);
  return found ? found->word(words) : std::nullopt;
}

std::vector<DocumentNode> ObjectReader::list(std::string_view key, Presence presence) const {
  const auto found = get(key, presence);
  if (!found) return {};
  auto elements = found->elements();
  if (elements.empty() && presence == Presence::required && found->value().is_array()) {
    found->error("RS0106", found->name() + " must not be empty");
  }
  return elements;
}

std::vector<std::string> ObjectReader::texts(std::string_view key, Presence presence) const {
  std::vector<std::string> out;
  for (const auto& element : list(key, presence)) {
    if (auto text = element.text()) out.push_back(std::move(*text));
  }
  return out;
}

}  // namespace palpate
