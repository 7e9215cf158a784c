#pragma once

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "render/json_string.hpp"

namespace palpate::rendering {

/// Appends JSON to a string and puts the commas. Whether one is due it sees from the byte before,
/// so that pieces made earlier take their place among the others: whole values, or members of an
/// object without its braces. Does not check that brackets match or that members have keys. Views
/// the string, which must outlive it.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out), begin_(out.size()) {}

  void begin_object() { open('{'); }
  void end_object() { out_ += '}'; }
  void begin_array() { open('['); }
  void end_array() { out_ += ']'; }

  /// Of a member; its value comes next. `name` needs no escapes.
  JsonWriter& key(std::string_view name) {
    separate();
    out_ += '"';
    out_.append(name).append("\":", 2);
    return *this;
  }

  void text(std::string_view value) {
    separate();
    append_json_string(value, out_);
  }
  /// A text that needs no escapes.
  void word(std::string_view value) {
    separate();
    out_ += '"';
    out_.append(value) += '"';
  }
  void number(std::uint64_t value) {
    separate();
    char digits[std::numeric_limits<std::uint64_t>::digits10 + 1];
    out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  }
  void boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
  }
  void null() {
    separate();
    out_ += "null";
  }
  /// JSON made earlier; nothing when it is empty.
  void ready(std::string_view json) {
    if (json.empty()) return;
    separate();
    out_ += json;
  }

 private:
  void open(char bracket) {
    separate();
    out_ += bracket;
  }
  void separate() {
    if (out_.size() == begin_) return;
    const char last = out_.back();
    if (last != '{' && last != '[' && last != ':') out_ += ',';
  }

  std::string& out_;
  std::size_t begin_;
};

/// What `write` writes, to be used with JsonWriter::ready().
template <typename Write>
std::string json_of(Write write) {
  std::string out;
  JsonWriter writer(out);
  write(writer);
  return out;
}

}  // namespace palpate::rendering
