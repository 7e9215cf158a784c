// External interface: disputed.hpp.
#include "disputed.hpp"

#include <algorithm>

namespace palpate::conformance {
namespace {

constexpr std::string_view specification = "specification: ";
constexpr std::string_view engines = "engines: ";

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

class Reader {
 public:
  Disputes read(std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      line(text.substr(begin, end - begin));
      begin = end + 1;
    }
    finish_block();
    return std::move(disputes_);
  }

 private:
  void line(std::string_view text) {
    ++number_;
    const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
    text.remove_prefix(indent);
    if (text.empty() || text.front() == '#') return;
    if (indent == 0) return name(text);
    if (starts_with(text, specification)) {
      field_ = &block_.specification;
      *field_ = text.substr(specification.size());
    } else if (starts_with(text, engines)) {
      field_ = &block_.engines;
      *field_ = text.substr(engines.size());
    } else if (field_ != nullptr && !names_.empty()) {
      field_->append(" ").append(text);
    } else {
      problem("expected 'specification: …' or 'engines: …'");
    }
  }

  void name(std::string_view text) {
    if (field_ != nullptr) finish_block();
    const bool added = disputes_.cases.emplace(text, Dispute()).second;
    if (!added) problem(std::string(text) + " stands twice");
    names_.emplace_back(text);
  }

  void finish_block() {
    for (const std::string& each : names_) {
      if (block_.specification.empty()) problem(each + " has no specification");
      if (block_.engines.empty()) problem(each + " does not say what other engines answer");
      disputes_.cases[each] = block_;
    }
    names_.clear();
    block_ = Dispute();
    field_ = nullptr;
  }

  void problem(const std::string& text) {
    disputes_.problems.push_back("line " + std::to_string(number_) + ": " + text);
  }

  Disputes disputes_;
  std::vector<std::string> names_;
  Dispute block_;
  std::string* field_ = nullptr;
  std::size_t number_ = 0;
};

}  // namespace

Disputes read_disputes(std::string_view text) { return Reader().read(text); }

}  // namespace palpate::conformance
