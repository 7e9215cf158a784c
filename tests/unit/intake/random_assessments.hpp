#pragma once

#include <cstddef>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "intake/dictionary.hpp"

namespace palpate::intake::testing {

/// Makes up JSON assessments of a dictionary, the same ones for the same seed. Knows the format,
/// not its readers.
class RandomAssessments {
 public:
  RandomAssessments(std::shared_ptr<const Dictionary> dictionary, unsigned seed);

  /// Nothing is wrong with it and nothing in it is unusual, but for the layout.
  std::string ordinary();
  /// Something may be wrong or unusual in any part; mostly it is still JSON.
  std::string odd();
  /// One of the two, with bytes changed.
  std::string damaged();

 private:
  using Members = std::vector<std::string>;

  std::string document();
  std::string answers();
  std::string member(const Item& item);
  std::string sides(const Item& item);
  std::string answer(const Item& item);
  std::string value(const Item& item);
  std::string odd_value(const Item& item);
  std::string number(const Item& item);
  std::string plain_number(const Item& item);
  std::string quantity(const Item& item);
  std::string choices(const Item& item);
  std::string date();
  std::string text();
  std::string unknown();
  std::string key(std::string_view name);
  std::string head(const Item* item);

  std::string object(Members members);
  std::string list(const Members& elements, std::string_view open, std::string_view close);
  std::string space();
  void damage(std::string& json);

  std::size_t below(std::size_t count) { return random_() % count; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  /// Something odd comes now.
  bool odd_now(std::size_t seldom) { return odd_ && one_in(seldom); }
  std::string pick(const std::vector<std::string>& from) { return from[below(from.size())]; }
  void shuffle(Members& members);

  std::shared_ptr<const Dictionary> dictionary_;
  std::mt19937 random_;
  bool odd_ = false;
  std::size_t layout_ = 0;
};

}  // namespace palpate::intake::testing
