#include "base/document.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/limits.hpp"
#include "base/yaml_check.hpp"
#include "base/yaml_events.hpp"
#include "base/yaml_extent.hpp"
#include "base/yaml_scalar.hpp"

namespace palpate {

namespace {

std::uint32_t to_offset(std::size_t i) { return static_cast<std::uint32_t>(i); }

/// Turns events into a Document. After the first mistake that leaves the structure in doubt it
/// takes no more.
class Builder {
 public:
  Builder(Document& document, Diagnostics& diagnostics)
      : document_(document), diagnostics_(diagnostics) {}

  bool gave_up() const { return gave_up_; }
  bool failed() const { return gave_up_ || duplicate_; }
  const Diagnostic& reason() const { return reason_; }

  void take(const YamlEvent& event) {
    switch (event.kind) {
      case YamlEvent::Kind::document:
        return document(event.offset);
      case YamlEvent::Kind::alias:
        return give_up("YAML0006", one_byte(event.offset), "aliases ('*name') are not supported",
                       "write the value out");
      case YamlEvent::Kind::scalar:
        return scalar(event);
      case YamlEvent::Kind::list:
        return open(event, "tag:yaml.org,2002:seq", ']', boost::json::array());
      case YamlEvent::Kind::map:
        return open(event, "tag:yaml.org,2002:map", '}', boost::json::object());
      case YamlEvent::Kind::close:
        return close();
    }
  }

 private:
  struct Scalar {
    boost::json::value value;
    std::string text;
    Span span;
  };
  /// A collection under construction.
  struct Frame {
    boost::json::value value;  ///< array or object
    std::string key;           ///< of an object: that of the value to come
    Span key_span;
    bool has_key = false;
    char closing = '\0';             ///< bracket of a flow collection
    std::size_t pointer_length = 0;  ///< of the pointer to the collection itself
    Span span;
  };

  std::string_view source() const { return document_.source->text(); }
  static Span one_byte(std::size_t at) { return {to_offset(at), to_offset(at + 1)}; }
  Span span_of(std::size_t node_begin, std::string_view text) const {
    const auto begin = scalar_begin(source(), node_begin);
    return {to_offset(begin), to_offset(scalar_end(source(), begin, text))};
  }
  /// A value left out is shown at its key, or at the dash before it.
  Span place_of_missing(std::size_t next) const {
    if (!frames_.empty() && frames_.back().has_key) return frames_.back().key_span;
    const auto last = source().substr(0, next).find_last_not_of(" \t\r\n");
    if (last == std::string_view::npos) return {};
    return {to_offset(last), to_offset(last + 1)};
  }

  void give_up(std::string code, Span span, std::string message, std::string suggestion) {
    if (gave_up_) return;
    gave_up_ = true;
    reason_ = {Severity::error,       std::move(code),  std::move(message),
               std::move(suggestion), document_.source, span};
  }
  void document(std::size_t begin) {
    if (++documents_ != 2) return;
    give_up("YAML0007", {to_offset(begin), to_offset(begin + 3)},
            "a second YAML document begins here; a file may hold only one",
            "put it in a file of its own");
  }

  void scalar(const YamlEvent& event) {
    Scalar scalar;
    scalar.text = event.text;
    if (event.plain && event.text.empty() && event.tag.empty()) {
      scalar.span = place_of_missing(event.offset);
      scalar.value = nullptr;
      return on_scalar(std::move(scalar));
    }
    scalar.span = span_of(event.offset, event.text);
    const bool as_text = event.tag == "!" || event.tag == "tag:yaml.org,2002:str";
    if (!event.tag.empty() && !as_text) return refuse_tag(scalar.span);
    if (event.plain && !as_text) {
      auto value = plain_scalar(event.text);
      if (!value) return give_up("YAML0012", scalar.span, "this number is too large", {});
      scalar.value = std::move(*value);
    } else {
      scalar.value = boost::json::string(event.text);
    }
    on_scalar(std::move(scalar));
  }

  void refuse_tag(Span span) {
    give_up("YAML0011", span, "tags ('!name') are not supported",
            "leave the tag out; put text that looks like a number in quotes");
  }

  bool awaits_key() const {
    return !frames_.empty() && frames_.back().value.is_object() && !frames_.back().has_key;
  }

  void on_scalar(Scalar scalar) {
    if (awaits_key()) return take_key(scalar);
    if (!enter(scalar.span)) return;
    document_.text.emplace(pointer_, std::move(scalar.text));
    leave(std::move(scalar.value), scalar.span);
  }

  void take_key(const Scalar& scalar) {
    if (!scalar.value.is_string()) {
      return give_up("YAML0008", scalar.span, "a key must be a string", "put the key in quotes");
    }
    if (!is_followed_by_colon(source(), scalar.span.end)) {
      return give_up("YAML0016", scalar.span, "there is no ':' after this key",
                     "write 'key: value'; text over several lines needs quotes or '|'");
    }
    if (scalar.text.size() > limits::name_length) {
      return give_up("YAML0013", scalar.span,
                     "a key may have " + std::to_string(limits::name_length) + " bytes at most",
                     {});
    }
    auto& frame = frames_.back();
    if (frame.value.get_object().contains(scalar.text)) {
      duplicate_ = true;
      diagnostics_.error("YAML0005", document_.source, scalar.span,
                         "the key '" + scalar.text + "' stands here twice",
                         "the first is in line " + line_of_key(frame, scalar.text));
    }
    frame.key = scalar.text;
    frame.key_span = scalar.span;
    frame.has_key = true;
  }

  std::string line_of_key(const Frame& frame, const std::string& key) const {
    const auto pointer = pointer_.substr(0, frame.pointer_length) + "/" + pointer_escape(key);
    return std::to_string(document_.source->position(document_.key_place(pointer).begin).line);
  }

  /// Begins a value: counts it, and makes `pointer_` point to it.
  bool enter(Span span) {
    if (++nodes_ > limits::yaml_nodes) {
      give_up("YAML0010", span,
              "a YAML file may hold " + std::to_string(limits::yaml_nodes) + " values at most",
              "split the file");
      return false;
    }
    if (!frames_.empty()) extend_pointer(frames_.back());
    pointer_bytes_ += pointer_.size();
    if (pointer_bytes_ > limits::yaml_pointer_bytes) {
      give_up("YAML0014", span, "the keys above so many values are too long",
              "use shorter keys, or split the file");
      return false;
    }
    document_.places.emplace(pointer_, span);
    return true;
  }

  void extend_pointer(Frame& frame) {
    if (frame.value.is_array()) {
      pointer_.append("/").append(std::to_string(frame.value.get_array().size()));
      return;
    }
    pointer_.append("/").append(pointer_escape(frame.key));
    document_.key_places.emplace(pointer_, frame.key_span);
  }

  /// Ends a value: hands it to the collection that holds it, or makes it the root.
  void leave(boost::json::value value, Span span) {
    if (frames_.empty()) {
      document_.root = std::move(value);
      return;
    }
    auto& frame = frames_.back();
    if (frame.value.is_array()) {
      frame.value.get_array().push_back(std::move(value));
    } else {
      frame.value.get_object().insert_or_assign(frame.key, std::move(value));
      frame.has_key = false;
    }
    frame.span.end = std::max(frame.span.end, span.end);
    pointer_.resize(frame.pointer_length);
  }

  void open(const YamlEvent& event, std::string_view known_tag, char closing,
            boost::json::value value) {
    const Span span = one_byte(event.offset);
    if (!event.tag.empty() && event.tag != "!" && event.tag != known_tag) return refuse_tag(span);
    if (awaits_key()) {
      return give_up("YAML0008", span, "a key must be a string", "put the key in quotes");
    }
    if (frames_.size() >= limits::yaml_nesting) {
      return give_up("YAML0009", span,
                     "this is nested more than " + std::to_string(limits::yaml_nesting) + " deep",
                     {});
    }
    if (!enter(span)) return;
    Frame frame;
    frame.value = std::move(value);
    frame.closing = event.flow ? closing : '\0';
    frame.pointer_length = pointer_.size();
    frame.span = span;
    frames_.push_back(std::move(frame));
  }

  void close() {
    auto frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.closing != '\0') {
      frame.span.end = to_offset(flow_end(source(), frame.span.end, frame.closing));
    }
    document_.places[pointer_] = frame.span;
    leave(std::move(frame.value), frame.span);
  }

  Document& document_;
  Diagnostics& diagnostics_;
  std::vector<Frame> frames_;
  std::string pointer_;
  std::size_t nodes_ = 0;
  std::size_t pointer_bytes_ = 0;
  std::size_t documents_ = 0;
  bool gave_up_ = false;  ///< the structure is in doubt; nothing more is taken in
  Diagnostic reason_;     ///< for giving up
  bool duplicate_ = false;
};

std::string advice(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  if (line.substr(0, first).find('\t') != std::string_view::npos) {
    return "indent with spaces: YAML does not allow tabs";
  }
  if (line.find(": ") != line.rfind(": ")) return "text that holds ': ' needs quotes";
  return {};
}

/// What the parser says, in the words of this module where there are any.
Diagnostic explained(const YamlMistake& mistake, const SourcePtr& source) {
  const auto at = to_offset(std::min(mistake.offset, source->text().size()));
  Diagnostic diagnostic{Severity::error, {}, {}, {}, source, {at, at + 1}};
  switch (mistake.kind) {
    case YamlMistake::Kind::unclosed_quote:
      diagnostic.code = "YAML0015";
      diagnostic.message = "this quotation mark is never closed";
      break;
    case YamlMistake::Kind::no_colon:
      diagnostic.code = "YAML0016";
      diagnostic.message = "there is no ':' after this key";
      diagnostic.suggestion = "write 'key: value'; text over several lines needs quotes or '|'";
      break;
    case YamlMistake::Kind::after_document:
      diagnostic.code = "YAML0007";
      diagnostic.message = "this does not belong to the YAML document above it";
      diagnostic.suggestion = "check the brackets and the indentation";
      break;
    case YamlMistake::Kind::other:
      diagnostic.code = "YAML0004";
      diagnostic.message = "this is not valid YAML: " + mistake.message;
      diagnostic.suggestion = advice(source->line_at(at));
      break;
  }
  return diagnostic;
}

const Span* find_place(const std::map<std::string, Span, std::less<>>& places,
                       std::string_view pointer) {
  for (;;) {
    const auto found = places.find(pointer);
    if (found != places.end()) return &found->second;
    if (pointer.empty()) return nullptr;
    pointer = pointer.substr(0, std::min(pointer.rfind('/'), pointer.size() - 1));
  }
}

}  // namespace

Span Document::place(std::string_view pointer) const {
  const auto* found = find_place(places, pointer);
  return found != nullptr ? *found : Span{};
}

Span Document::key_place(std::string_view pointer) const {
  const auto* found = find_place(key_places, pointer);
  return found != nullptr ? *found : place(pointer);
}

std::string_view Document::text_at(std::string_view pointer) const {
  const auto found = text.find(pointer);
  return found != text.end() ? std::string_view(found->second) : std::string_view();
}

Document parse_yaml(SourcePtr source, Diagnostics& diagnostics) {
  Document document;
  document.source = std::move(source);
  if (!is_readable_yaml(document.source, diagnostics)) return document;

  Builder builder(document, diagnostics);
  YamlEvents events(document.source->text());
  YamlEvent event;
  while (!builder.gave_up() && events.next(event)) builder.take(event);
  if (builder.gave_up()) diagnostics.add(builder.reason());
  const auto& mistake = events.mistake();
  if (mistake) diagnostics.add(explained(*mistake, document.source));
  if (mistake || builder.failed()) document.root = nullptr;
  return document;
}

std::string pointer_escape(std::string_view segment) {
  std::string out;
  out.reserve(segment.size());
  for (const char c : segment) {
    if (c == '~') {
      out.append("~0");
    } else if (c == '/') {
      out.append("~1");
    } else {
      out.push_back(c);
    }
  }
  return out;
}

}  // namespace palpate
