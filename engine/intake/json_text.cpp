#include "intake/json_text.hpp"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <cstddef>

namespace palpate::intake {

namespace {

constexpr std::size_t line_width = 100;

bool is_plain(const boost::json::value& value) { return !value.is_object() && !value.is_array(); }

void append_scalar(const boost::json::value& value, std::string& out) {
  const auto* number = value.if_double();
  if (number == nullptr) {
    out.append(boost::json::serialize(value));
    return;
  }
  std::array<char, 64> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), *number);
  out.append(digits.data(), written.ptr);
}

std::string one_line(const boost::json::array& array) {
  std::string out = "[";
  for (const auto& element : array) {
    if (out.size() > 1) out.append(", ");
    append_scalar(element, out);
  }
  return out + "]";
}

void append(const boost::json::value& value, std::size_t depth, std::string& out);

void append_line(std::size_t depth, std::string& out) { out.append("\n").append(depth * 2, ' '); }

void append_array(const boost::json::array& array, std::size_t depth, std::string& out) {
  if (std::all_of(array.begin(), array.end(), is_plain)) {
    const auto line = one_line(array);
    if (depth * 2 + line.size() <= line_width) {
      out.append(line);
      return;
    }
  }
  out.append("[");
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (i > 0) out.append(",");
    append_line(depth + 1, out);
    append(array[i], depth + 1, out);
  }
  append_line(depth, out);
  out.append("]");
}

void append_object(const boost::json::object& object, std::size_t depth, std::string& out) {
  if (object.empty()) {
    out.append("{}");
    return;
  }
  out.append("{");
  bool first = true;
  for (const auto& member : object) {
    if (!first) out.append(",");
    first = false;
    append_line(depth + 1, out);
    out.append(boost::json::serialize(boost::json::string(member.key()))).append(": ");
    append(member.value(), depth + 1, out);
  }
  append_line(depth, out);
  out.append("}");
}

void append(const boost::json::value& value, std::size_t depth, std::string& out) {
  if (const auto* object = value.if_object()) {
    append_object(*object, depth, out);
  } else if (const auto* array = value.if_array()) {
    append_array(*array, depth, out);
  } else {
    append_scalar(value, out);
  }
}

}  // namespace

std::string pretty_json(const boost::json::value& value) {
  std::string out;
  append(value, 0, out);
  return out + "\n";
}

boost::json::value json_number(const Decimal& number) {
  if (const auto whole = number.to_int64()) return *whole;
  return number.to_double();
}

}  // namespace palpate::intake
