#include "intake/yaml_node.hpp"

#include <algorithm>
#include <utility>

namespace palpate::intake {

namespace {

std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

}  // namespace

YamlNode::YamlNode(const Document& document, Diagnostics& diagnostics)
    : document_(&document), diagnostics_(&diagnostics), value_(&document.root) {}

YamlNode::YamlNode(const YamlNode& parent, const boost::json::value& value,
                   std::string_view segment)
    : document_(parent.document_),
      diagnostics_(parent.diagnostics_),
      value_(&value),
      pointer_(parent.pointer_ + "/" + pointer_escape(segment)) {}

const boost::json::value* YamlNode::find(std::string_view name) const {
  const auto* object = value_->if_object();
  return object != nullptr ? object->if_contains(name) : nullptr;
}

bool YamlNode::has(std::string_view name) const { return find(name) != nullptr; }

std::optional<YamlNode> YamlNode::child(std::string_view name) const {
  const auto* found = find(name);
  if (found == nullptr) return std::nullopt;
  return YamlNode(*this, *found, name);
}

std::optional<YamlNode> YamlNode::required(std::string_view name) const {
  auto found = child(name);
  if (!found && value_->is_object()) error("RS0202", quoted(name) + " is missing here");
  return found;
}

bool YamlNode::expect_mapping(std::string_view what) const {
  if (value_->is_object()) return true;
  error("RS0200", std::string(what) + " must be a mapping ('key: value' lines)");
  return false;
}

void YamlNode::check_keys(std::initializer_list<std::string_view> known) const {
  const auto* object = value_->if_object();
  if (object == nullptr) return;
  for (const auto& member : *object) {
    const std::string_view name(member.key());
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    YamlNode(*this, member.value(), name)
        .error_at_key("RS0201", "unknown key " + quoted(name), did_you_mean(name, known));
  }
}

std::string YamlNode::text() const {
  const auto* string = value_->if_string();
  if (string == nullptr) {
    error("RS0203", "this must be a text",
          scalar() && !value_->is_null() ? "put it in quotes" : "");
    return {};
  }
  if (string->empty()) error("RS0204", "this text is empty");
  return std::string(*string);
}

std::string YamlNode::required_text(std::string_view name) const {
  const auto found = required(name);
  return found ? found->text() : std::string();
}

std::string YamlNode::optional_text(std::string_view name) const {
  const auto found = child(name);
  return found ? found->text() : std::string();
}

bool YamlNode::flag(std::string_view name) const {
  const auto found = child(name);
  if (!found) return false;
  if (const auto* flag = found->value_->if_bool()) return *flag;
  found->error("RS0203", quoted(name) + " must be true or false");
  return false;
}

std::optional<std::size_t> YamlNode::required_word(
    std::string_view name, const std::vector<std::string_view>& words) const {
  const auto found = required(name);
  if (!found) return std::nullopt;
  const auto word = found->text();
  if (word.empty()) return std::nullopt;
  const auto at = std::find(words.begin(), words.end(), word);
  if (at != words.end()) return static_cast<std::size_t>(at - words.begin());
  std::string expected;
  for (const auto candidate : words) {
    expected.append(expected.empty() ? "" : ", ").append(candidate);
  }
  found->error("RS0205", quoted(word) + " is no " + std::string(name) + "; expected " + expected,
               did_you_mean(word, words));
  return std::nullopt;
}

std::vector<YamlNode> YamlNode::list(std::string_view name) const {
  const auto found = child(name);
  std::vector<YamlNode> nodes;
  if (!found) return nodes;
  const auto* array = found->value_->if_array();
  if (array == nullptr) {
    found->error("RS0203", quoted(name) + " must be a list");
    return nodes;
  }
  nodes.reserve(array->size());
  for (const auto& element : *array) {
    nodes.push_back(YamlNode(*found, element, std::to_string(nodes.size())));
  }
  return nodes;
}

std::vector<std::string> YamlNode::text_list(std::string_view name) const {
  std::vector<std::string> texts;
  for (const auto& node : list(name)) {
    auto text = node.text();
    if (!text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

std::optional<std::string> YamlNode::scalar() const {
  if (value_->is_object() || value_->is_array()) return std::nullopt;
  if (const auto* flag = value_->if_bool()) return *flag ? "true" : "false";
  if (const auto* string = value_->if_string()) return std::string(*string);
  if (value_->is_null()) return "null";
  return std::string(document_->text_at(pointer_));
}

void YamlNode::error(std::string code, std::string message, std::string suggestion) const {
  diagnostics_->error(std::move(code), document_->source, document_->place(pointer_),
                      std::move(message), std::move(suggestion));
}

void YamlNode::warning(std::string code, std::string message, std::string suggestion) const {
  diagnostics_->warning(std::move(code), document_->source, document_->place(pointer_),
                        std::move(message), std::move(suggestion));
}

void YamlNode::error_at_key(std::string code, std::string message, std::string suggestion) const {
  diagnostics_->error(std::move(code), document_->source, document_->key_place(pointer_),
                      std::move(message), std::move(suggestion));
}

}  // namespace palpate::intake
