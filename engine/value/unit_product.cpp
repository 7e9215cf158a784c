// Products and quotients of units: their codes are taken apart, like atoms joined, and the new
// code is parsed, so that a unit never means anything else than its code says.
#include <algorithm>
#include <cstdlib>
#include <vector>

#include "base/limits.hpp"
#include "value/unit.hpp"

namespace palpate {
namespace {

struct Term {
  std::string_view atom;
  int exponent;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_number(std::string_view atom) { return is_digit(atom.front()) && is_digit(atom.back()); }
bool is_annotation(std::string_view atom) { return atom.front() == '{'; }

/// UCUM's name for what the calendar keyword lasts.
std::string_view ucum_code(const Unit& unit) {
  if (!unit.calendar) return unit.code;
  if (unit.code.substr(0, 2) == "mo") return "mo";
  if (unit.code.substr(0, 3) == "min") return "min";
  if (unit.code.substr(0, 3) == "mil") return "ms";
  switch (unit.code.front()) {
    case 'y':
      return "a";
    case 'w':
      return "wk";
    case 'd':
      return "d";
    case 'h':
      return "h";
    default:
      return "s";
  }
}

/// Takes a code that has been parsed before, hence is well formed, apart into atoms with exponents.
class Splitter {
 public:
  Splitter(std::string_view code, std::vector<Term>& terms) : rest_(code), terms_(terms) {}

  void split(int sign) {
    int own = sign;
    while (!rest_.empty() && rest_.front() != ')') {
      const char c = rest_.front();
      if (c == '.' || c == '/') {
        own = c == '/' ? -sign : sign;
        rest_.remove_prefix(1);
      } else if (c == '(') {
        rest_.remove_prefix(1);
        split(own);
        rest_.remove_prefix(1);
      } else {
        const std::string_view atom = take_atom();
        add(atom, own * (is_number(atom) || is_annotation(atom) ? 1 : take_exponent()));
      }
    }
  }

 private:
  std::string_view take(std::size_t length) {
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view take_atom() {
    if (rest_.front() == '{') return take(rest_.find('}') + 1);
    if (rest_.substr(0, 3) == "10*" || rest_.substr(0, 3) == "10^") return take(3);
    if (is_digit(rest_.front()))
      return take(std::min(rest_.find_first_not_of("0123456789"), rest_.size()));
    std::size_t length = 0;
    while (length < rest_.size() && !is_digit(rest_[length]) &&
           std::string_view("()./{}+-").find(rest_[length]) == std::string_view::npos) {
      length = rest_[length] == '[' ? rest_.find(']', length) + 1 : length + 1;
    }
    return take(length);
  }

  int take_exponent() {
    const bool negative = !rest_.empty() && rest_.front() == '-';
    if (negative || (!rest_.empty() && rest_.front() == '+')) rest_.remove_prefix(1);
    if (rest_.empty() || !is_digit(rest_.front())) return 1;
    int magnitude = 0;
    for (; !rest_.empty() && is_digit(rest_.front()); rest_.remove_prefix(1)) {
      magnitude = magnitude * 10 + (rest_.front() - '0');
    }
    return negative ? -magnitude : magnitude;
  }

  void add(std::string_view atom, int exponent) {
    if (atom == "1") return;
    const auto same = std::find_if(terms_.begin(), terms_.end(),
                                   [atom](const Term& term) { return term.atom == atom; });
    if (same == terms_.end()) {
      terms_.push_back({atom, exponent});
    } else {
      same->exponent += exponent;
    }
  }

  std::string_view rest_;
  std::vector<Term>& terms_;
};

void append(std::string& code, char sign, std::string_view atom, int exponent) {
  if (sign == '/' || !code.empty()) code += sign;
  code += atom;
  if (exponent != 1) code += std::to_string(exponent);
}

/// A number has no exponent to write, so it is repeated; an annotation says its thing once.
void append(std::string& code, char sign, const Term& term) {
  const int magnitude = std::abs(term.exponent);
  if (is_annotation(term.atom)) return append(code, sign, term.atom, 1);
  if (!is_number(term.atom)) return append(code, sign, term.atom, magnitude);
  for (int i = 0; i < magnitude; ++i) append(code, sign, term.atom, 1);
}

std::string write(const std::vector<Term>& terms) {
  std::string code;
  for (const Term& term : terms) {
    if (term.exponent > 0) append(code, '.', term);
  }
  for (const Term& term : terms) {
    if (term.exponent < 0) append(code, '/', term);
  }
  return code.empty() ? "1" : code;
}

std::optional<const Unit*> combine(const Unit& a, const Unit& b, int sign,
                                   std::pmr::memory_resource& arena) {
  if (a.affine || b.affine) return std::nullopt;
  if (&b == &unit_one()) return &a;
  std::vector<Term> terms;
  Splitter(ucum_code(a), terms).split(1);
  Splitter(ucum_code(b), terms).split(sign);
  const std::string code = write(terms);
  const Result<const Unit*> unit = parse_unit(code, arena);
  if (!unit) return std::nullopt;
  return *unit;
}

}  // namespace

std::optional<const Unit*> multiply(const Unit& a, const Unit& b,
                                    std::pmr::memory_resource& arena) {
  if (&a == &unit_one()) return combine(b, a, 1, arena);
  return combine(a, b, 1, arena);
}

std::optional<const Unit*> divide(const Unit& a, const Unit& b, std::pmr::memory_resource& arena) {
  return combine(a, b, -1, arena);
}

}  // namespace palpate
