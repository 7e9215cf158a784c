// libyaml behind a small class. External interface: YamlEvents.
#include "base/yaml_events.hpp"

#include <yaml.h>

#include <algorithm>
#include <vector>

#include "base/yaml_check.hpp"

namespace palpate {

namespace {

bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

/// libyaml counts code points, we count bytes.
class Offsets {
 public:
  explicit Offsets(std::string_view text, std::size_t base) : base_(base), size_(text.size()) {
    const auto body = text.substr(base);
    if (std::all_of(body.begin(), body.end(), starts_code_point)) return;
    for (std::size_t i = 0; i < body.size(); ++i) {
      if (starts_code_point(body[i])) starts_.push_back(static_cast<std::uint32_t>(i));
    }
    starts_.push_back(static_cast<std::uint32_t>(body.size()));
  }

  std::size_t of(const yaml_mark_t& mark) const {
    if (starts_.empty()) return std::min(base_ + mark.index, size_);
    return base_ + starts_[std::min(mark.index, starts_.size() - 1)];
  }

 private:
  std::size_t base_;
  std::size_t size_;
  std::vector<std::uint32_t> starts_;  ///< byte of each code point; empty: the same
};

std::string text_of(const yaml_char_t* text) {
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
}

}  // namespace

struct YamlEvents::State {
  explicit State(std::string_view text) : offsets(text, byte_order_mark_length(text)) {
    ready = yaml_parser_initialize(&parser) == 1;
    if (!ready) return;
    const auto body = text.substr(byte_order_mark_length(text));
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(body.data()),
                                 body.size());
  }
  ~State() {
    if (ready) yaml_parser_delete(&parser);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  yaml_parser_t parser{};
  bool ready = false;
  bool ended = false;
  Offsets offsets;

  /// False for events that say nothing here.
  bool translate(const yaml_event_t& from, YamlEvent& to) const;
  YamlMistake mistake() const;
};

bool YamlEvents::State::translate(const yaml_event_t& from, YamlEvent& to) const {
  to = {};
  to.offset = offsets.of(from.start_mark);
  switch (from.type) {
    case YAML_DOCUMENT_START_EVENT:
      to.kind = YamlEvent::Kind::document;
      return true;
    case YAML_ALIAS_EVENT:
      to.kind = YamlEvent::Kind::alias;
      return true;
    case YAML_SCALAR_EVENT:
      to.kind = YamlEvent::Kind::scalar;
      to.tag = text_of(from.data.scalar.tag);
      to.text.assign(reinterpret_cast<const char*>(from.data.scalar.value),
                     from.data.scalar.length);
      to.plain = from.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
      return true;
    case YAML_SEQUENCE_START_EVENT:
      to.kind = YamlEvent::Kind::list;
      to.tag = text_of(from.data.sequence_start.tag);
      to.flow = from.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
      return true;
    case YAML_MAPPING_START_EVENT:
      to.kind = YamlEvent::Kind::map;
      to.tag = text_of(from.data.mapping_start.tag);
      to.flow = from.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
      return true;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      to.kind = YamlEvent::Kind::close;
      return true;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
      return false;
  }
  return false;
}

YamlMistake YamlEvents::State::mistake() const {
  const std::string_view problem = parser.problem == nullptr ? "" : parser.problem;
  const std::string_view context = parser.context == nullptr ? "" : parser.context;
  YamlMistake out;
  out.message = problem.empty() ? "it needs too much memory" : std::string(problem);
  out.offset = offsets.of(parser.problem_mark);
  if (parser.error == YAML_READER_ERROR) {  // a byte that stands in no text; it has no mark
    out.offset = offsets.of(yaml_mark_t{parser.mark.index, 0, 0});
  } else if (context == "while scanning a quoted scalar" &&
             problem == "found unexpected end of stream") {
    out.kind = YamlMistake::Kind::unclosed_quote;
    out.offset = offsets.of(parser.context_mark);
  } else if (context == "while scanning a simple key") {
    out.kind = YamlMistake::Kind::no_colon;
    out.offset = offsets.of(parser.context_mark);
  } else if (problem == "did not find expected <document start>") {
    out.kind = YamlMistake::Kind::after_document;
  }
  return out;
}

YamlEvents::YamlEvents(std::string_view text) : state_(std::make_unique<State>(text)) {}
YamlEvents::~YamlEvents() = default;

bool YamlEvents::next(YamlEvent& event) {
  while (state_->ready && !state_->ended && !mistake_) {
    yaml_event_t raw;
    if (yaml_parser_parse(&state_->parser, &raw) != 1) {
      mistake_ = state_->mistake();
      return false;
    }
    state_->ended = raw.type == YAML_STREAM_END_EVENT;
    const bool says = state_->translate(raw, event);
    yaml_event_delete(&raw);
    if (says) return true;
  }
  return false;
}

}  // namespace palpate
