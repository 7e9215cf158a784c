#include "intake/json_mend.hpp"

#include <algorithm>
#include <utility>

#include "base/document.hpp"
#include "base/limits.hpp"

namespace palpate::intake {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view spoilt = "!";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20; }
bool is_structural(char c) {
  return c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':' || c == '"';
}
/// Characters of numbers and of true, false, null; NaN and the like pass too and are for the
/// reader of the value to refuse.
bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
         c == '-' || c == '.';
}

class Mender {
 public:
  explicit Mender(std::string_view in) : in_(in) { out_.reserve(in.size() + 16); }

  Mended run() {
    skip_space();
    open();
    while (!frames_.empty()) step();
    skip_space();
    if (!at_end()) damage(Damage::Kind::trailing);
    Mended mended;
    mended.text = std::move(out_);
    mended.damage = std::move(damage_);
    return mended;
  }

 private:
  enum class Expects : std::uint8_t { member, colon, value, separator };
  /// A collection that is open, with the offsets into the output that let its last member go.
  struct Frame {
    bool object = true;
    Expects expects = Expects::member;
    bool after_comma = false;
    std::size_t members = 0;
    std::size_t member_at = npos;  ///< of the member being read
    std::size_t value_at = npos;
  };

  bool at_end() const { return at_ >= in_.size(); }
  char peek() const { return in_[at_]; }
  void skip_space() {
    while (!at_end() && is_space(peek())) ++at_;
  }
  Frame& top() { return frames_.back(); }

  void damage(Damage::Kind kind, std::string_view expected = {}) {
    if (damage_.size() < limits::assessment_issues) damage_.push_back({kind, at_, expected});
  }

  void step() {
    skip_space();
    if (at_end()) return truncate();
    switch (top().expects) {
      case Expects::member:
        return top().object ? member() : element();
      case Expects::colon:
        return colon();
      case Expects::value:
        return value();
      case Expects::separator:
        return separator();
    }
  }

  /// The comma before a member is written with the member, so that dropping it drops both.
  void begin_member() {
    top().member_at = out_.size();
    top().value_at = npos;
    if (top().members++ > 0) out_ += ',';
  }

  void member() {
    const char c = peek();
    if (c == '}' || c == ',') return superfluous_comma_or_end(c);
    top().member_at = npos;
    top().value_at = npos;
    if (c != '"') {
      damage(Damage::Kind::syntax, "a name in quotes");
      return give_up();
    }
    begin_member();
    top().expects = Expects::colon;
    if (!copy_string()) truncate();
  }

  void element() {
    const char c = peek();
    if (c == ']' || c == ',') return superfluous_comma_or_end(c);
    begin_member();
    top().value_at = out_.size();
    top().expects = Expects::value;
    value();
  }

  void superfluous_comma_or_end(char c) {
    if (c == ',' || top().after_comma) damage(Damage::Kind::syntax, "no comma");
    if (c != ',') return close();
    ++at_;
  }

  void colon() {
    if (peek() != ':') {
      damage(Damage::Kind::syntax, "':' behind a name");
      return give_up();
    }
    ++at_;
    out_ += ':';
    top().value_at = out_.size();
    top().expects = Expects::value;
  }

  void value() {
    const char c = peek();
    if (c == '{' || c == '[') return open();
    if (c == '"') {
      if (!copy_string()) return truncate();
    } else if (is_structural(c)) {
      damage(Damage::Kind::syntax, "a value");
      return give_up();
    } else if (!copy_word()) {
      return truncate();
    }
    top().expects = Expects::separator;
  }

  void separator() {
    const char c = peek();
    if (c == ',') {
      ++at_;
      top().expects = Expects::member;
      top().after_comma = true;
    } else if (c == (top().object ? '}' : ']')) {
      close();
    } else if (c == '"' && top().object) {
      damage(Damage::Kind::syntax, "',' between two members");
      top().expects = Expects::member;
      top().after_comma = false;
    } else {
      damage(Damage::Kind::syntax, top().object ? "',' or '}'" : "',' or ']'");
      give_up();
    }
  }

  void open() {
    if (frames_.size() >= limits::assessment_nesting) {
      damage(Damage::Kind::nesting);
      return give_up();
    }
    Frame frame;
    frame.object = peek() == '{';
    out_ += peek();
    ++at_;
    frames_.push_back(frame);
  }

  void close() {
    out_ += top().object ? '}' : ']';
    ++at_;
    frames_.pop_back();
    if (!frames_.empty()) top().expects = Expects::separator;
  }

  /// Leaves the arrays, and what they hold: half a list is no answer. The root is an object.
  /// Gives the number of objects left, whose ends are still to come.
  std::size_t leave_arrays() {
    const auto array = std::find_if(frames_.begin(), frames_.end(),
                                    [](const Frame& frame) { return !frame.object; });
    const auto objects =
        std::count_if(array, frames_.end(), [](const Frame& frame) { return frame.object; });
    frames_.erase(array, frames_.end());
    return static_cast<std::size_t>(objects);
  }

  /// Marks the value of the member being read as spoilt, or drops a member without a value.
  void spoil_member() {
    if (top().value_at != npos) {
      out_.resize(top().value_at);
      out_ += spoilt;
    } else if (top().member_at != npos) {
      out_.resize(top().member_at);
      --top().members;
    }
  }

  /// Gives up the member that holds the damage and goes on behind it.
  void give_up() {
    const auto objects = leave_arrays();
    spoil_member();
    top().expects = Expects::separator;
    top().after_comma = false;
    skip_member(objects);
  }

  /// To the ',' or '}' behind the member, with `objects` open within it. The brackets of lists do
  /// not count: a list that is not closed must not take the answers behind it along, and one that
  /// is closed holds no names.
  void skip_member(std::size_t objects) {
    for (; !at_end(); ++at_) {
      const char c = peek();
      if (c == '"' && !skip_string()) return;
      if (c == '{') ++objects;
      if (objects == 0 && (c == ',' || c == '}')) return;
      if (c == '}') --objects;
    }
  }

  /// At the opening quote; ends at the closing one. False at the end of the text.
  bool skip_string() {
    for (++at_; !at_end(); ++at_) {
      if (peek() == '"') return true;
      if (peek() == '\\') ++at_;
    }
    at_ = in_.size();
    return false;
  }

  void truncate() {
    at_ = in_.size();
    damage(Damage::Kind::truncated);
    leave_arrays();
    if (top().expects == Expects::colon || top().expects == Expects::value) spoil_member();
    out_.append(frames_.size(), '}');
    frames_.clear();
  }

  /// False when the text ends within the string.
  bool copy_string() {
    out_ += '"';
    for (++at_; !at_end(); ++at_) {
      const char c = peek();
      if (is_control(c)) {
        damage(Damage::Kind::control);
        append_escaped(c);
        continue;
      }
      out_ += c;
      if (c == '"') {
        ++at_;
        return true;
      }
      if (c == '\\') copy_escaped();
    }
    return false;
  }

  /// The character behind a backslash. A bare control character there makes an escape that does
  /// not exist, which the reader of the string refuses.
  void copy_escaped() {
    if (++at_; at_end()) return;
    if (is_control(peek())) damage(Damage::Kind::control);
    out_ += is_control(peek()) ? '!' : peek();
  }

  void append_escaped(char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(c);
    out_.append("\\u00");
    out_ += digits[code >> 4U];
    out_ += digits[code & 15U];
  }

  /// A number, true, false, null or rubbish. False when the text ends with it: a number may have
  /// lost its last digits.
  bool copy_word() {
    const auto begin = at_;
    while (!at_end() && !is_space(peek()) && !is_structural(peek())) ++at_;
    const auto word = in_.substr(begin, at_ - begin);
    if (at_end()) return false;
    if (std::all_of(word.begin(), word.end(), is_word)) {
      out_.append(word);
      return true;
    }
    at_ = begin;
    damage(Damage::Kind::syntax, "a value");
    at_ = begin + word.size();
    out_.append(spoilt);
    return true;
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<Frame> frames_;
  std::vector<Damage> damage_;
};

/// Replaces the bytes that are not UTF-8; the offset of the first, npos when there is none.
std::size_t replace_invalid(std::string& bytes) {
  std::size_t first = npos;
  std::size_t offset = 0;
  while (offset < bytes.size()) {
    offset += utf8_prefix(std::string_view(bytes).substr(offset));
    if (offset == bytes.size()) break;
    first = std::min(first, offset);
    bytes[offset++] = Mended::replacement;
  }
  return first;
}

}  // namespace

Mended mend_json(std::string_view bytes) {
  if (is_utf8(bytes)) return Mender(bytes).run();
  std::string copy(bytes);
  const auto first = replace_invalid(copy);
  auto mended = Mender(copy).run();
  mended.replaced_bytes = true;
  mended.damage.insert(mended.damage.begin(), Damage{Damage::Kind::utf8, first, {}});
  return mended;
}

}  // namespace palpate::intake
