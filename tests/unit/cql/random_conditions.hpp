#pragma once

#include <memory>
#include <memory_resource>
#include <random>
#include <string>
#include <vector>

#include "cql/cql.hpp"
#include "ruleset/rule_set.hpp"

/// Random Boolean conditions over a small record, and all partial records.
namespace palpate::cql::testing {

inline ContextSchema schema() {
  const auto boolean = Type::simple(Type::Kind::boolean);
  ContextSchema out;
  out.model = "Record";
  out.version = "1.0.0";
  out.context = "Assessment";
  const auto add = [&](std::string name, Type type, std::uint32_t slots,
                       std::vector<std::string> options = {}) {
    ContextElement element;
    element.name = std::move(name);
    element.type = std::move(type);
    element.slot = out.slot_count;
    element.known_inside = !options.empty();
    element.options = std::move(options);
    out.elements.push_back(std::move(element));
    out.slot_count += slots;
  };
  add("a", boolean, 1);
  add("b", boolean, 1);
  add("n", Type::simple(Type::Kind::integer), 1);
  add("l", Type::list(Type::simple(Type::Kind::string)), 1, {"x", "y"});
  add("s", Type::tuple({{"left", boolean}, {"right", boolean}}), 2);
  add("m", Type::list(Type::simple(Type::Kind::integer)), 1);
  return out;
}

/// `condition` as the one definition of library Main, with the shipped library at hand.
inline CompileInput library_with(const std::string& condition) {
  CompileInput input;
  input.schema = schema();
  input.libraries = {std::make_shared<const SourceText>(
                         "main.cql",
                         "library Main version '1.0.0'\nusing Record version '1.0.0'\n"
                         "include Palpate version '1.0.0'\ncontext Assessment\n"
                         "define C: " +
                             condition + "\n"),
                     ruleset::palpate_library()};
  return input;
}

/// Those of `conditions` that compile, as the definitions of one library.
struct ManyConditions {
  explicit ManyConditions(const std::vector<std::string>& conditions) {
    std::string text;
    for (const auto& condition : conditions) {
      if (!compile(library_with(condition)).program) continue;
      text +=
          text.empty() ? condition : "\ndefine C" + std::to_string(text.size()) + ": " + condition;
    }
    program = compile(library_with(text)).program;
    for (DefinitionId id = 0; id < program->definitions().size(); ++id) {
      const auto& definition = program->definition(id);
      if (definition.library == "Main" && definition.name.front() == 'C') asked.push_back(id);
    }
  }
  std::shared_ptr<const Program> program;
  std::vector<DefinitionId> asked;
};

/// Random Boolean conditions, among them everything that reads null as an answer.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string condition(int depth) {
    if (depth == 0) return pick(atoms);
    switch (random_() % 31) {
      case 0:
      case 1:
      case 2:
        return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 3:
      case 4:
      case 5:
        return "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 6:
        return "(not " + condition(depth - 1) + ")";
      case 7:
        return "(" + condition(depth - 1) + " implies " + condition(depth - 1) + ")";
      case 8:
        return "(" + condition(depth - 1) + " xor " + condition(depth - 1) + ")";
      case 9:
        return "(" + condition(depth - 1) + " is true)";
      case 10:
        return "(" + condition(depth - 1) + " is not null)";
      case 11:
        return "(if " + condition(depth - 1) + " then " + condition(depth - 1) + " else " +
               condition(depth - 1) + ")";
      case 12:
        return "(case when " + condition(depth - 1) + " then " + condition(depth - 1) +
               " else null end)";
      case 13:
        return "Coalesce(" + condition(depth - 1) + ", " + condition(depth - 1) + ")";
      case 14:
        return "(" + condition(depth - 1) + " = " + condition(depth - 1) + ")";
      case 15:
        return "(" + condition(depth - 1) + " ~ " + condition(depth - 1) + ")";
      case 16:
        return "AnyTrue({" + condition(depth - 1) + ", " + condition(depth - 1) + "})";
      case 17:
        return "(Count({" + condition(depth - 1) + ", " + condition(depth - 1) + "}) >= 1)";
      case 18:
        return "exists ({" + condition(depth - 1) + "} X where X)";
      case 19:
        return "Palpate.AtLeast(" + std::to_string(random_() % 4) + ", {" + condition(depth - 1) +
               ", " + condition(depth - 1) + ", " + condition(depth - 1) + "})";
      case 20: {
        const auto guarded = pick(slots);
        return "(if " + guarded + " is null then null else " + condition(depth - 1) + ")";
      }
      case 21:
        return "({" + condition(depth - 1) + "} = {" + condition(depth - 1) + "})";
      case 22:
        return "(true in {" + condition(depth - 1) + ", " + condition(depth - 1) + "})";
      case 23:
        return "(Tuple{p: " + condition(depth - 1) + "} = Tuple{p: " + condition(depth - 1) + "})";
      case 24:
        return "Palpate.IfKnown(" + condition(depth - 1) + ", " + condition(depth - 1) + ", " +
               condition(depth - 1) + ")";
      case 25:
        return "({Tuple{p: " + condition(depth - 1) + "}, Tuple{p: " + condition(depth - 1) +
               "}}).p" + pick(tests_of_a_list);
      case 26:
        return "({" + condition(depth - 1) + ", " + condition(depth - 1) + "})" +
               pick(tests_of_a_list);
      case 27:
        return "({" + condition(depth - 1) + ", " + condition(depth - 1) + "})" +
               ".aggregate($total or $this, " + condition(depth - 1) + ")";
      case 28:
        return "iif(" + condition(depth - 1) + ", " + condition(depth - 1) + ", " +
               condition(depth - 1) + ")";
      case 29:
        return "({" + condition(depth - 1) + ", true}).select($this and $index < 1)" +
               pick(tests_of_a_list);
      default:
        return pick(atoms);
    }
  }

 private:
  std::string pick(const std::vector<std::string>& from) { return from[random_() % from.size()]; }

  std::mt19937 random_;
  const std::vector<std::string> tests_of_a_list{
      ".allTrue()", ".anyTrue()", ".allFalse()",         ".anyFalse()", ".isDistinct()",
      ".empty()",   ".first()",   ".supersetOf({true})", "[0]",         ".exists($this)"};
  const std::vector<std::string> slots{"Assessment.a", "Assessment.b", "Assessment.n",
                                       "Assessment.l", "Assessment.m"};
  const std::vector<std::string> atoms{"Assessment.a",
                                       "Assessment.b",
                                       "Assessment.s.left",
                                       "Assessment.s.right",
                                       "(Assessment.n >= 3)",
                                       "(Assessment.n between 2 and 4)",
                                       "(Assessment.n + 1 = 2)",
                                       "(Assessment.n is null)",
                                       "(Assessment.n in {1, 2})",
                                       "(Assessment.n in Interval[1, 3])",
                                       "(Assessment.l contains 'x')",
                                       "('x' in Assessment.l)",
                                       "exists Assessment.l",
                                       "(Count(Assessment.l) > 1)",
                                       "Palpate.Has(Assessment.l, 'x')",
                                       "Palpate.HasAny(Assessment.l, {'x', 'y'})",
                                       "(First(Assessment.l) = 'x')",
                                       "(Length(First(Assessment.l)) = 1)",
                                       "(Assessment.l = {'x'})",
                                       "(Assessment.l ~ {'x'})",
                                       "(Assessment.s = Tuple{left: true, right: false})",
                                       "(Assessment.s is null)",
                                       "(Max({Assessment.n, 3}) > 3)",
                                       "(Sum({Assessment.n, 3}) > 3)",
                                       "(Assessment.m contains 3)",
                                       "(3 in Assessment.m)",
                                       "exists (Assessment.m X where X > 2)",
                                       "(Count(Assessment.m) > 1)",
                                       "(Length(Assessment.m) > 1)",
                                       "(Sum(Assessment.m) > 3)",
                                       "(Max(Assessment.m) > 2)",
                                       "(Assessment.m[1] > 2)",
                                       "(Last(Assessment.m) = 3)",
                                       "(First(Tail(Assessment.m)) = 3)",
                                       "(Assessment.m = {1, 3})",
                                       "Palpate.AnyOf(Assessment.m X return all X > 2)",
                                       "Palpate.AllOf(Assessment.m X return all X > 2)",
                                       "true",
                                       "null"};
};

/// Every partial record, each with the records that answer one more question. The list `m` is in
/// none of them, or in all ways: of it an element may still be open when the list is given.
class Records {
 public:
  enum class OpenList : std::uint8_t { left_out, given };
  explicit Records(OpenList open_list = OpenList::left_out) {
    const auto x = make_string("x", arena_);
    const auto y = make_string("y", arena_);
    const Value both[] = {x, y};
    const Value half[] = {Value::integer(1), Value()};
    const Value less[] = {Value::integer(1), Value::integer(1)};
    const Value more[] = {Value::integer(1), Value::integer(3)};
    const std::vector<Value> boolean{Value(), Value::boolean(false), Value::boolean(true)};
    domains_ = {
        boolean,
        boolean,
        {Value(), Value::integer(1), Value::integer(3), Value::integer(9)},
        {Value(), make_list(std::span(&x, 1), arena_), make_list(both, arena_)},
        boolean,
        boolean,
        {Value(), make_list(half, arena_), make_list(less, arena_), make_list(more, arena_)}};
    if (open_list == OpenList::left_out) domains_.back().resize(1);
    for (std::size_t count = 1, slot = 0; slot < domains_.size(); ++slot) {
      strides_.push_back(count);
      count *= domains_[slot].size();
      total_ = count;
    }
  }

  std::size_t size() const { return total_; }
  std::vector<Value> record(std::size_t index) const {
    std::vector<Value> slots;
    for (std::size_t slot = 0; slot < domains_.size(); ++slot) {
      slots.push_back(domains_[slot][digit(index, slot)]);
    }
    return slots;
  }
  /// Indices of the records with one more answer.
  std::vector<std::size_t> refinements(std::size_t index) const {
    std::vector<std::size_t> out;
    for (std::size_t slot = 0; slot < domains_.size(); ++slot) {
      const std::size_t now = digit(index, slot);
      const bool half_known = slot + 1 == domains_.size() && now == 1;
      if (now != 0 && !half_known) continue;
      for (std::size_t d = now + 1; d < domains_[slot].size(); ++d) {
        out.push_back(index + (d - now) * strides_[slot]);
      }
    }
    return out;
  }

 private:
  std::size_t digit(std::size_t index, std::size_t slot) const {
    return index / strides_[slot] % domains_[slot].size();
  }
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<std::vector<Value>> domains_;
  std::vector<std::size_t> strides_;
  std::size_t total_ = 1;
};

}  // namespace palpate::cql::testing
