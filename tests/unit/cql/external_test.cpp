// External constants (%name) and functions: given by the program that compiles.
#include <gtest/gtest.h>

#include "support.hpp"

namespace palpate::cql::testing {
namespace {

using Kind = Type::Kind;

Value half(const Invocation& call) { return Value::integer(call.operands[0].as_integer() / 2); }
Value no_integer(const Invocation&) { return Value::string("text"); }
Value is_missing(const Invocation& call) { return Value::boolean(call.operands[0].is_null()); }

constexpr OverloadDeclaration half_of = {
    "M.Half", "Integer -> Integer", NullRule::propagates, half, false, "external"};
constexpr OverloadDeclaration wrong = {
    "M.Half", "Integer -> Integer", NullRule::propagates, no_integer, false, "external"};
constexpr OverloadDeclaration other_type = {
    "M.Half", "Decimal -> Decimal", NullRule::propagates, half, false, "external"};
constexpr OverloadDeclaration missing = {
    "M.Missing", "Integer -> Boolean", NullRule::reads_null, is_missing, false, "external"};

constexpr std::string_view declared =
    "library M\ndefine function Half(x Integer) returns Integer: external\n";

std::string with(const OverloadDeclaration* bound, std::string_view expression,
                 std::string_view declarations = declared) {
  CompileInput input =
      library_input(std::string(declarations) + "define R: " + std::string(expression) + "\n");
  if (bound != nullptr) input.functions.push_back(bound);
  return evaluate_in(input, "R");
}

TEST(ExternalFunctions, RunWhatIsBound) {
  EXPECT_EQ(with(&half_of, "Half(9)"), "4");
  EXPECT_EQ(with(&half_of, "Half(null)"), "null");
  EXPECT_EQ(with(&half_of, "({4, 6}) X return Half(X)"), "{2, 3}");
  EXPECT_EQ(with(&half_of, "9.Half()",
                 "library M\ndefine fluent function Half(x Integer) returns Integer: external\n"),
            "4");
}

TEST(ExternalFunctions, MustGiveWhatTheyDeclare) {
  EXPECT_EQ(with(&wrong, "Half(9) + 1"), "error: cast: the value is not of type Integer");
}

TEST(ExternalFunctions, MustBeBound) {
  EXPECT_EQ(with(nullptr, "Half(9)"),
            "CQL0231 the external function 'Half' has nothing to run; help: the program that "
            "compiles this has to bind 'M.Half' as 'Integer -> Integer'\n");
  EXPECT_EQ(with(&other_type, "Half(9)"),
            "CQL0231 the external function 'Half' has nothing to run; help: 'M.Half' is bound as "
            "'Decimal -> Decimal', not as 'Integer -> Integer'\n");
  EXPECT_EQ(with(&half_of, "1", "library M\ndefine function Half(x Integer): external\n"),
            "CQL0231 the external function 'Half' has no result type; help: write 'returns' and a "
            "type before the ':'\n");
}

TEST(ExternalFunctions, AreNoConstants) {
  EXPECT_EQ(with(&half_of, "P",
                 std::string("library M\nparameter P Integer default Half(8)\n") +
                     std::string(declared.substr(declared.find('\n') + 1)))
                .substr(0, 7),
            "CQL0242");
}

TEST(ExternalFunctions, SayHowTheyReadNull) {
  const auto check = [](const OverloadDeclaration& bound, std::string_view definitions) {
    CompileInput input = library_input("library M\nusing TestIntake\ncontext Assessment\n" +
                                       std::string(definitions));
    input.schema = intake();
    input.functions.push_back(&bound);
    const auto compiled = compile(input);
    if (!compiled.program) return lines(compiled.diagnostics);
    const DefinitionId root = *compiled.program->find({}, "R");
    Diagnostics diagnostics;
    check_monotone(*compiled.program, {&root, 1}, {}, diagnostics);
    return lines(diagnostics).substr(0, 7);
  };
  EXPECT_EQ(check(half_of,
                  "define function Half(x Integer) returns Integer: external\n"
                  "define R: Half(Assessment.age) > 3\n"),
            "");
  EXPECT_EQ(check(missing,
                  "define function Missing(x Integer) returns Boolean: external\n"
                  "define R: Missing(Assessment.age)\n"),
            "CQL0400");
}

std::string with_constants(std::vector<ExternalConstant> constants, std::string_view expression) {
  CompileInput input = library_input("library M\ndefine R: " + std::string(expression) + "\n");
  input.constants = std::move(constants);
  return evaluate_in(input, "R");
}

TEST(ExternalConstants, HaveTheValueThatIsGiven) {
  const std::vector<ExternalConstant> given = {
      {"limit", Type::simple(Kind::integer), Value::integer(7)},
      {"a name", Type::simple(Kind::string), Value::string("x")},
      {"unknown", Type::simple(Kind::boolean), Value()},
      {"at", Type::simple(Kind::date_time),
       Value::date_time(*parse_date_time("2026-01-01T08:00"))}};
  EXPECT_EQ(with_constants(given, "%limit + 1"), "8");
  EXPECT_EQ(with_constants(given, "%'a name' + 'y'"), "'xy'");
  EXPECT_EQ(with_constants(given, "%\"a name\""), "'x'");
  EXPECT_EQ(with_constants(given, "%unknown"), "null");
  EXPECT_EQ(with_constants(given, "%at same hour as @2026-01-01T08:30+00:00"), "true");
}

// Another program may give another value: nothing is said of what it decides.
TEST(ExternalConstants, AreNotWhatTheSourceSays) {
  EXPECT_EQ(with_constants({{"limit", Type::simple(Kind::integer), Value::integer(7)}},
                           "if %limit > 6 then 1 else 2"),
            "1");
}

TEST(ExternalConstants, MustBeGiven) {
  EXPECT_EQ(with_constants({}, "%limit"),
            "CQL0294 the external constant '%limit' has no value; help: the program that compiles "
            "this has to give it, or declare a parameter\n");
  EXPECT_EQ(with_constants({{"limit", Type::simple(Kind::integer), Value::integer(7)}}, "%limt"),
            "CQL0294 the external constant '%limt' has no value; help: did you mean 'limit'?\n");
  std::pmr::monotonic_buffer_resource arena;
  const std::string_view names[] = {"b", "a"};
  const Value fields[] = {Value::integer(1), Value::integer(2)};
  const Type number = Type::simple(Kind::integer);
  const Value instance = palpate::make_tuple(make_shape("C", names, arena), fields, arena);
  EXPECT_EQ(
      with_constants({{"c", Type::named("C", {{"b", number}, {"a", number}}), instance}}, "%c.a"),
      "2");
  EXPECT_EQ(
      with_constants({{"c", Type::named("C", {{"a", number}, {"b", number}}), instance}}, "%c.a"),
      "CQL0294 the external constant '%c' must be C\n");
  EXPECT_EQ(with_constants({{"limit", Type::simple(Kind::integer), Value::string("7")}}, "1"),
            "CQL0294 the external constant '%limit' must be Integer\n");
  EXPECT_EQ(with_constants({{"a", Type::simple(Kind::integer), Value()},
                            {"a", Type::simple(Kind::integer), Value()}},
                           "1"),
            "CQL0294 the external constant '%a' is given twice\n");
  EXPECT_EQ(
      with_constants({{"limit", Type::simple(Kind::integer), Value::integer(7)}}, "%limit and true")
          .substr(0, 7),
      "CQL0224");
}

}  // namespace
}  // namespace palpate::cql::testing
