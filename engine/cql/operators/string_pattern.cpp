#include <re2/re2.h>

#include <memory>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "cql/operators/text.hpp"

namespace palpate::cql::pattern {
namespace {

/// CQL's "single line mode": '.' matches a line break, '^' and '$' only the ends of the text.
re2::RE2::Options options() {
  re2::RE2::Options all;
  all.set_log_errors(false);
  all.set_dot_nl(true);
  all.set_max_mem(static_cast<std::int64_t>(limits::cql_pattern_memory));
  return all;
}

/// The regular expression of a call: the Program's, else one for this call alone. Null, with the
/// evaluation failed, when it cannot be read.
std::shared_ptr<const re2::RE2> pattern_of(const Invocation& call) {
  if (call.pattern != nullptr) return {std::shared_ptr<const re2::RE2>(), call.pattern};
  const auto compiled = compile(call.operands[1].as_string());
  if (compiled) return *compiled;
  call.session.fail(compiled.error().message);
  return nullptr;
}

std::string_view view(const re2::StringPiece& piece) { return {piece.data(), piece.size()}; }

/// Walks over the matches of a pattern in a text, from left to right.
class Matches {
 public:
  Matches(const re2::RE2& pattern, std::string_view text)
      : pattern_(pattern),
        text_(text),
        groups_(static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1) {}

  /// False when there is none after the last one. An empty match moves on by one code point.
  bool next() {
    if (from_ > text_.size()) return false;
    const re2::StringPiece whole(text_.data(), text_.size());
    if (!pattern_.Match(whole, from_, text_.size(), re2::RE2::UNANCHORED, groups_.data(),
                        static_cast<int>(groups_.size()))) {
      return false;
    }
    from_ = end();
    if (groups_[0].empty()) from_ += step();
    return true;
  }

  std::size_t begin() const { return static_cast<std::size_t>(groups_[0].data() - text_.data()); }
  std::size_t end() const { return begin() + groups_[0].size(); }
  std::size_t group_count() const { return groups_.size(); }
  std::string_view group(std::size_t index) const { return view(groups_[index]); }

 private:
  std::size_t step() const {
    return from_ < text_.size() ? text::first_length(text_.substr(from_)) : 1;
  }

  const re2::RE2& pattern_;
  std::string_view text_;
  std::vector<re2::StringPiece> groups_;
  std::size_t from_ = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What replaces a match: literal text and groups, `$1` a group, `\$` a dollar sign.
class Substitution {
 public:
  /// False for a group that the pattern does not have.
  bool parse(std::string_view source, std::size_t group_count) {
    while (!source.empty()) {
      if (source.size() > 1 && source[0] == '\\') {
        parts_.push_back({source.substr(1, 1), no_group});
        source.remove_prefix(2);
      } else if (source.size() > 1 && source[0] == '$' && is_digit(source[1])) {
        if (!take_group(source, group_count)) return false;
      } else {
        parts_.push_back({source.substr(0, 1), no_group});
        source.remove_prefix(1);
      }
    }
    return true;
  }

  void append_to(std::string& out, const Matches& match) const {
    for (const Part& part : parts_) {
      if (out.size() > limits::cql_string_bytes) return;
      out += part.group == no_group ? part.literal : match.group(part.group);
    }
  }

 private:
  static constexpr std::size_t no_group = SIZE_MAX;
  struct Part {
    std::string_view literal;
    std::size_t group;
  };

  /// As many digits as still name a group: $12 is group 12, or group 1 and '2'.
  bool take_group(std::string_view& source, std::size_t group_count) {
    std::size_t group = static_cast<std::size_t>(source[1] - '0');
    source.remove_prefix(2);
    if (group >= group_count) return false;
    while (!source.empty() && is_digit(source.front())) {
      const std::size_t longer = group * 10 + static_cast<std::size_t>(source.front() - '0');
      if (longer >= group_count) break;
      group = longer;
      source.remove_prefix(1);
    }
    parts_.push_back({{}, group});
    return true;
  }

  std::vector<Part> parts_;
};

std::string replaced(std::string_view text, Matches& match, const Substitution& substitution) {
  std::string out;
  std::size_t copied = 0;
  while (match.next() && out.size() <= limits::cql_string_bytes) {
    out += text.substr(copied, match.begin() - copied);
    substitution.append_to(out, match);
    copied = match.end();
  }
  out += text.substr(copied);
  return out;
}

}  // namespace

Result<std::shared_ptr<const re2::RE2>> compile(std::string_view pattern) {
  if (pattern.size() > limits::cql_pattern_bytes) {
    return Error{
        Error::Code::bad_input, "a regular expression is longer than the limit of 4096 bytes", {}};
  }
  auto compiled =
      std::make_shared<const re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options());
  if (compiled->ok()) return std::shared_ptr<const re2::RE2>(std::move(compiled));
  return Error{
      Error::Code::bad_input, "a regular expression cannot be read: " + compiled->error(), {}};
}

Value matches(const Invocation& call) {
  const auto compiled = pattern_of(call);
  if (!compiled) return Value();
  return Value::boolean(Matches(*compiled, call.operands[0].as_string()).next());
}

Value replace_matches(const Invocation& call) {
  const std::string_view text = call.operands[0].as_string();
  const auto compiled = pattern_of(call);
  if (!compiled) return Value();
  Matches match(*compiled, text);
  Substitution substitution;
  if (!substitution.parse(call.operands[2].as_string(), match.group_count())) {
    call.session.fail("ReplaceMatches: the substitution names a group that the pattern lacks");
    return Value();
  }
  return text::result(replaced(text, match, substitution), call.session);
}

Value split_on_matches(const Invocation& call) {
  const std::string_view text = call.operands[0].as_string();
  const auto compiled = pattern_of(call);
  if (!compiled) return Value();
  std::vector<Value> parts;
  std::size_t from = 0;
  for (Matches match(*compiled, text); match.next();) {
    if (match.begin() == match.end()) continue;
    parts.push_back(Value::string(text.substr(from, match.begin() - from)));
    from = match.end();
    if (parts.size() >= limits::cql_list_length) {
      call.session.fail("SplitOnMatches: the list is longer than the limit");
      return Value();
    }
  }
  parts.push_back(Value::string(text.substr(from)));
  return make_list(parts, call.session.arena());
}

}  // namespace palpate::cql::pattern
