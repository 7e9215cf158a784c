// How every operator and every kind of node treats null, and why rule sets may use it or not. The
// table must name each of them; each statement is then verified by running it.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cql/operators/table.hpp"
#include "support.hpp"

namespace palpate::cql::testing {
namespace {

struct Row {
  const char* names;       ///< operators, separated by spaces
  const char* signatures;  ///< only overloads of these operand types, separated by ';'; "" all
  NullRule rule;
  const char* why;
};

constexpr auto propagates = NullRule::propagates;
constexpr auto kleene = NullRule::kleene;
constexpr auto reads = NullRule::reads_null;

// A more specific row comes before a general one.
const std::vector<Row> rows = {
    // Logic
    {"And Or Xor Implies Not", "", kleene,
     "allowed: three-valued logic decides only what every answer would"},

    // Asking about null is the purpose of these.
    {"IsNull", "", reads, "refused: 'unanswered' would be true now and false after the answer"},
    {"IsTrue IsFalse", "", reads, "refused: unanswered would be false now, perhaps true later"},
    {"Coalesce", "", reads, "refused: a stand-in is taken for the answer that comes later"},
    {"Equivalent NotEquivalent", "", reads, "refused: null equals null, and nothing else"},

    // Comparison and arithmetic: of an unknown operand nothing is known.
    {"Equal NotEqual Less LessOrEqual Greater GreaterOrEqual", "", propagates,
     "allowed: unknown compared with anything is unknown"},
    {"Abs Add Ceiling Divide Exp Floor Ln Log Modulo Multiply Negate Power Precision Predecessor "
     "Subtract Successor Truncate TruncatedDivide MinValue MaxValue",
     "", propagates, "allowed: a number made of an unknown one is unknown"},
    {"Round", "Decimal", propagates, "allowed: a number made of an unknown one is unknown"},
    {"Round", "Decimal, Integer", reads, "refused: an unknown precision would be 0"},
    {"HighBoundary LowBoundary", "Decimal;Date;DateTime;Time", propagates,
     "allowed: the boundary of an unknown value is unknown"},
    {"HighBoundary LowBoundary", "", reads, "refused: an unknown precision would be the finest"},

    // Strings
    {"Concatenate EndsWith LastPositionOf Lower Matches PositionOf Replace ReplaceMatches "
     "SplitOnMatches StartsWith Substring ToChars Upper",
     "", propagates, "allowed: a text made of an unknown one is unknown"},
    {"Length", "String", propagates, "allowed: the length of an unknown text is unknown"},
    {"ConcatenateOrEmpty", "", reads, "refused: '&' reads an unknown text as empty"},
    {"Combine", "", reads, "refused: unknown elements are left out"},
    {"Split", "", reads, "refused: an unknown separator would not split"},

    // Conversions
    {"CanConvertQuantity ConvertQuantity ConvertsToBoolean ConvertsToDate ConvertsToDateTime "
     "ConvertsToDecimal ConvertsToInteger ConvertsToLong ConvertsToQuantity ConvertsToRatio "
     "ConvertsToString ConvertsToTime ToBoolean ToConcept ToDate ToDateTime ToDecimal ToInteger "
     "ToLong ToQuantity ToRatio ToString ToTime",
     "", propagates, "allowed: an unknown value of another type is as unknown"},

    {"Children Descendants Descendents", "", reads,
     "refused: an unknown element may turn out to be a list, and what follows it moves"},

    // Codes
    {"InValueSet InCodeSystem AnyInValueSet AnyInCodeSystem", "", reads,
     "refused: an unknown code would be no member"},
    {"ExpandValueSet Subsumes SubsumedBy", "", propagates,
     "allowed: of an unknown code or value set nothing is known"},

    // Intervals. A null end is no unknown answer once the interval is known: the node check
    // (CQL0408) keeps unanswered values out of closed ends.
    {"In Contains IncludedIn Includes", "T, Interval<T>;Interval<T>, T", reads,
     "refused: no interval holds nothing; allowed where the interval is known"},
    {"After Before SameAs SameOrAfter SameOrBefore End Ends Except IncludedIn Includes Intersect "
     "Meets MeetsAfter MeetsBefore Overlaps OverlapsAfter OverlapsBefore PointFrom ProperContains "
     "ProperIn ProperIncludedIn ProperIncludes Start Starts Union",
     "Interval<T>;Interval<T>, Interval<T>;T, Interval<T>;Interval<T>, T", propagates,
     "allowed: what is made of an unknown interval is unknown"},
    {"Size Width", "", propagates, "allowed: the length of an unknown interval is unknown"},
    {"Collapse Expand", "", reads, "refused: null intervals are left out, null steps are units"},

    // Dates and times
    {"After Before SameAs SameOrAfter SameOrBefore DateFrom TimeFrom DateTimeComponentFrom "
     "TimezoneOffsetFrom DifferenceBetween DurationBetween Now Today TimeOfDay",
     "", propagates, "allowed: what is made of an unknown date is unknown"},
    {"Date DateTime Time", "", reads,
     "refused: an unknown component would make a less precise value, which compares otherwise"},
    {"CalculateAgeInYears CalculateAgeInMonths CalculateAgeInWeeks CalculateAgeInDays "
     "CalculateAgeInHours CalculateAgeInMinutes CalculateAgeInSeconds CalculateAgeInYearsAt "
     "CalculateAgeInMonthsAt CalculateAgeInWeeksAt CalculateAgeInDaysAt CalculateAgeInHoursAt "
     "CalculateAgeInMinutesAt CalculateAgeInSecondsAt",
     "", propagates, "allowed: the age of someone whose birth date is unknown is unknown"},

    // Lists
    {"First Last Indexer SingletonFrom Tail", "", propagates,
     "allowed: of an unknown list nothing is known; an unknown element is handed on"},
    {"Contains Except Exists Flatten In IncludedIn Includes Intersect Length ProperContains "
     "ProperIn "
     "ProperIncludedIn ProperIncludes Union Distinct IndexOf",
     "", reads, "refused: an unknown list is read as empty, an unknown element as no element"},
    {"Slice", "List<T>", propagates, "allowed: of an unknown list nothing is known"},
    {"Skip Take Slice", "", reads, "refused: an unknown number is read as none"},

    // Aggregates
    {"AllTrue AnyTrue Avg Count GeometricMean Max Median Min Mode PopulationStdDev "
     "PopulationVariance Product StdDev Sum Variance",
     "", reads, "refused: unknown elements are left out"},

    {"Message", "", reads, "refused: whether it speaks, or stops, would depend on the answer"},
};

std::string operand_types(const Overload& overload) {
  std::string text;
  for (const Type& type : overload.operands) {
    text += (text.empty() ? "" : ", ") + type.to_string();
  }
  return text;
}

std::set<std::string> split(const char* text, char at) {
  std::set<std::string> words;
  std::istringstream stream(text);
  for (std::string word; std::getline(stream, word, at);) words.insert(word);
  return words;
}

const Row* row_of(const Overload& overload) {
  const std::string name(overload.declaration->name);
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) {
    if (split(row.names, ' ').count(name) == 0) return false;
    const auto signatures = split(row.signatures, ';');
    return signatures.empty() || signatures.count(operand_types(overload)) != 0;
  });
  return found == rows.end() ? nullptr : &*found;
}

std::string describe(const Overload& overload) {
  return std::string(overload.declaration->name) + "(" +
         std::string(overload.declaration->signature) + ")";
}

TEST(MonotoneOperators, EveryOverloadHasAnEntryThatAgrees) {
  std::set<std::string> used;
  for (const Overload& overload : OperatorTable::standard().all()) {
    const Row* row = row_of(overload);
    if (row == nullptr) {
      ADD_FAILURE() << describe(overload)
                    << ": say in this table how it treats null, and why rule sets may use it";
      continue;
    }
    EXPECT_EQ(overload.declaration->nulls, row->rule) << describe(overload) << "\n" << row->why;
    used.insert(std::to_string(row - rows.data()) + std::string(overload.declaration->name));
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const std::string& name : split(rows[i].names, ' ')) {
      EXPECT_EQ(used.count(std::to_string(i) + name), 1U) << name << " has no such overload";
    }
    EXPECT_EQ(std::string(rows[i].why).substr(0, 7), rows[i].rule == reads ? "refused" : "allowed");
  }
}

// --- by running ---

/// Values of a type, whole ones first; and with something inside left open, each with what it may
/// become.
class Samples {
 public:
  std::vector<Value> of(const Type& type) {
    switch (type.kind()) {
      case Type::Kind::boolean:
        return {Value::boolean(true), Value::boolean(false)};
      case Type::Kind::integer:
      case Type::Kind::variable:
      case Type::Kind::any:
        return {Value::integer(1), Value::integer(8), Value::integer(4)};
      case Type::Kind::long_integer:
        return {Value::long_integer(1), Value::long_integer(4)};
      case Type::Kind::decimal:
        return {Value::decimal(*Decimal::parse("1")), Value::decimal(*Decimal::parse("4.5"))};
      case Type::Kind::string:
        return texts(
            {"1", "b1", "cm", "2020-01-01", "2020-01-01T10:00:00", "T10:00", "1 'mg':2 'mL'"});
      case Type::Kind::date:
        return {Value::date(*parse_date("2020-02-29")), Value::date(*parse_date("2024"))};
      case Type::Kind::date_time:
        return {Value::date_time(*parse_date_time("2020-02-29T10:00:00.000Z")),
                Value::date_time(*parse_date_time("2024"))};
      case Type::Kind::time:
        return {Value::time(*parse_time("10:30:00.000")), Value::time(*parse_time("11"))};
      case Type::Kind::quantity:
        return {quantity("1", "cm"), quantity("3", "hour"), quantity("2", "day"),
                quantity("2", "1"), quantity("4", "cm")};
      case Type::Kind::list:
        return lists(of(type.element()));
      case Type::Kind::interval:
        return intervals(of(type.element()));
      default:
        return {from_source(type)};
    }
  }

  /// With a part left open, and the same with that part filled in.
  std::vector<std::pair<Value, Value>> refinements(const Type& type) {
    std::vector<std::pair<Value, Value>> out;
    if (type.is(Type::Kind::list)) {
      const auto items = of(type.element());
      for (const Value& item : items) {
        for (const Value& other : items) {
          out.emplace_back(list({Value(), other}), list({item, other}));
          out.emplace_back(list({other, Value()}), list({other, item}));
          out.emplace_back(list({Value()}), list({item}));
        }
      }
    } else if (type.is(Type::Kind::interval)) {
      const auto points = of(type.element());
      out.emplace_back(interval(points[0], Value(), false),
                       interval(points[0], points.back(), false));
      out.emplace_back(interval(Value(), points.back(), false),
                       interval(points[0], points.back(), false));
      out.emplace_back(interval(Value(), Value(), false),
                       interval(points[0], points.back(), false));
    }
    return out;
  }

 private:
  Value quantity(std::string_view number, std::string_view unit) {
    return Value::quantity(*Decimal::parse(number), *parse_unit(unit, arena_).value());
  }
  std::vector<Value> texts(const std::vector<std::string_view>& all) {
    std::vector<Value> values;
    for (const std::string_view text : all) values.push_back(make_string(text, arena_));
    return values;
  }
  Value list(const std::vector<Value>& items) { return make_list(items, arena_); }
  std::vector<Value> lists(const std::vector<Value>& items) {
    return {list({items[0]}), list({items[0], items.back()}), list({})};
  }
  Value interval(const Value& low, const Value& high, bool closed) {
    Value::IntervalData data;
    data.low = low;
    data.high = high;
    data.low_closed = closed;
    data.high_closed = closed;
    const Value& point = low.is_null() ? high : low;
    data.point = point.is_null() ? Type::Kind::integer : kind_of(point);
    return make_interval(data, arena_);
  }
  std::vector<Value> intervals(const std::vector<Value>& points) {
    return {interval(points[0], points[0], true), interval(points[0], points.back(), true)};
  }
  static Type::Kind kind_of(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::decimal:
        return Type::Kind::decimal;
      case Value::Kind::long_integer:
        return Type::Kind::long_integer;
      case Value::Kind::quantity:
        return Type::Kind::quantity;
      case Value::Kind::date:
        return Type::Kind::date;
      case Value::Kind::date_time:
        return Type::Kind::date_time;
      case Value::Kind::time:
        return Type::Kind::time;
      default:
        return Type::Kind::integer;
    }
  }
  /// What has no literal of its own, made by CQL.
  Value from_source(const Type& type) {
    const std::map<std::string, std::string> texts = {
        {"Ratio", "1 'mg' : 2 'mL'"},
        {"Code", "Code { code: 'x', system: 's' }"},
        {"Concept", "Concept { codes: { Code { code: 'x', system: 's' } } }"},
        {"ValueSet", "ValueSet { id: 'vs' }"},
        {"CodeSystem", "CodeSystem { id: 's' }"}};
    const auto found = texts.find(type.to_string());
    if (found == texts.end()) return Value();
    const auto compiled = compile_expression(source("sample", found->second));
    programs_.push_back(compiled.program);
    scratches_.emplace_back(compiled.program);
    scratches_.back().begin({{}, test_time()});
    return *scratches_.back().definition(0);
  }

  std::pmr::monotonic_buffer_resource arena_;
  std::vector<std::shared_ptr<const Program>> programs_;
  std::vector<Scratch> scratches_;
};

Type concrete(const Type& type) {
  switch (type.kind()) {
    case Type::Kind::variable:
    case Type::Kind::any:
      return Type::simple(Type::Kind::integer);
    case Type::Kind::list:
      return Type::list(concrete(type.element()));
    case Type::Kind::interval:
      return Type::interval(concrete(type.element()));
    default:
      return type;
  }
}

std::shared_ptr<const Terminology> codes() {
  TerminologySource source;
  source.value_sets.push_back({"vs", "1", {{"x", "s", "", "", {}}}});
  source.code_systems.push_back({"s", "1", {{"x", "", "", "", {}}}});
  return std::make_shared<const Terminology>(std::move(source));
}

/// One application of an overload to slots, alone and behind a guard that asks for each of them.
class Application {
 public:
  explicit Application(const Overload& overload) : builder_(schema(overload), codes()) {
    for (const Type& type : overload.operands) types.push_back(concrete(type));
    const Type result = concrete(overload.result);
    const auto boolean = Type::simple(Type::Kind::boolean);
    std::vector<NodeId> slots;
    std::vector<NodeId> questions;
    const OverloadDeclaration& is_null =
        *OperatorTable::standard().find("IsNull").front().declaration;
    for (std::uint32_t i = 0; i < types.size(); ++i) {
      slots.push_back(add(NodeKind::slot, i, {}, types[i]));
      questions.push_back(
          add(NodeKind::operation, builder_.add_overload(is_null), {slots.back()}, boolean));
    }
    const auto operation = [&] {
      const NodeId id =
          add(NodeKind::operation, builder_.add_overload(*overload.declaration), slots, result);
      if (overload.declaration->takes_precision) builder_.node(id).precision = precision();
      return id;
    };
    define("Plain", operation(), result);
    const NodeId nothing = add(NodeKind::constant, builder_.add_constant(Value()), {}, result);
    const NodeId any_null = add(NodeKind::disjunction, 0, questions, boolean);
    define("Guarded", add(NodeKind::conditional, 0, {any_null, nothing, operation()}, result),
           result);
    builder_.add_source(source("application", ""));
    program_ = std::move(builder_).finish();
  }

  /// As a literal; nullopt when it fails.
  std::optional<std::string> run(const std::vector<Value>& operands) const {
    Scratch scratch(program_);
    scratch.begin({operands, test_time()});
    const auto value = scratch.definition(0);
    return value ? std::optional<std::string>(to_cql(*value)) : std::nullopt;
  }
  bool refused(DefinitionId definition) const {
    Diagnostics diagnostics;
    check_monotone(*program_, {&definition, 1}, {}, diagnostics);
    return diagnostics.has_errors();
  }

  std::vector<Type> types;

 private:
  static ContextSchema schema(const Overload& overload) {
    ContextSchema schema;
    for (std::size_t i = 0; i < overload.operands.size(); ++i) {
      ContextElement element;
      element.slot = schema.slot_count++;
      element.known_inside = true;
      schema.elements.push_back(std::move(element));
    }
    return schema;
  }
  NodeId add(NodeKind kind, std::uint32_t payload, const std::vector<NodeId>& operands,
             const Type& type) {
    Node node;
    node.kind = kind;
    node.payload = payload;
    node.type = builder_.add_type(type);
    return builder_.add(node, operands);
  }
  /// One that the first operand has.
  Precision precision() const {
    const Type& type =
        types.front().is(Type::Kind::interval) ? types.front().element() : types.front();
    if (type.is(Type::Kind::time)) return Precision::hour;
    const bool dated = type.is(Type::Kind::date) || type.is(Type::Kind::date_time);
    return dated ? Precision::day : Precision::none;
  }
  void define(std::string name, NodeId root, const Type& type) {
    Definition definition;
    definition.name = std::move(name);
    definition.root = root;
    definition.type = type;
    builder_.add_definition(std::move(definition));
  }

  ProgramBuilder builder_;
  std::shared_ptr<const Program> program_;
};

/// Every combination of samples.
std::vector<std::vector<Value>> combinations(const std::vector<Type>& types, Samples& samples) {
  std::vector<std::vector<Value>> all = {{}};
  for (const Type& type : types) {
    // Of long signatures (DateTime) one sample an operand is enough.
    auto values = samples.of(type);
    if (types.size() > 3) values.resize(1);
    std::vector<std::vector<Value>> longer;
    for (const auto& start : all) {
      for (const Value& value : values) {
        longer.push_back(start);
        longer.back().push_back(value);
      }
    }
    all = std::move(longer);
  }
  return all;
}

bool is_definite(const std::optional<std::string>& result) { return result && *result != "null"; }

TEST(MonotoneOperators, EachStatementIsSoWhenItRuns) {
  Samples samples;
  std::size_t ran = 0;
  for (const Overload& overload : OperatorTable::standard().all()) {
    if (overload.declaration->function == nullptr || overload.operands.empty()) continue;
    const Application application(overload);
    const NullRule rule = overload.declaration->nulls;
    bool reads_a_null = false;
    bool any_definite = false;
    for (const auto& operands : combinations(application.types, samples)) {
      any_definite = any_definite || is_definite(application.run(operands));
      for (std::size_t i = 0; i < operands.size(); ++i) {
        auto less = operands;
        less[i] = Value();
        const auto result = application.run(less);
        reads_a_null = reads_a_null || result != "null";
        if (rule == kleene && is_definite(result)) {
          EXPECT_EQ(result, application.run(operands)) << describe(overload);
        }
      }
    }
    ++ran;
    EXPECT_TRUE(any_definite) << describe(overload) << " gives nothing for any sample";
    EXPECT_TRUE(rule != propagates || !reads_a_null) << describe(overload);
    EXPECT_EQ(application.refused(0), rule == reads) << describe(overload);
    EXPECT_FALSE(application.refused(1)) << describe(overload) << ", with operands shown known";
  }
  EXPECT_GT(ran, 250U);
}

/// What is let pass with something inside an operand left open must not depend on it.
TEST(MonotoneOperators, WhatIsAllowedKeepsUnknownInside) {
  Samples samples;
  std::size_t compared = 0;
  for (const Overload& overload : OperatorTable::standard().all()) {
    const std::string_view name = overload.declaration->name;
    if (overload.declaration->nulls == reads || overload.declaration->function == nullptr) continue;
    if (name == "Equal" || name == "NotEqual") continue;  // CQL0409
    const Application application(overload);
    for (const auto& operands : combinations(application.types, samples)) {
      for (std::size_t i = 0; i < operands.size(); ++i) {
        for (const auto& [open, filled] : samples.refinements(application.types[i])) {
          auto less = operands;
          auto more = operands;
          less[i] = open;
          more[i] = filled;
          const auto before = application.run(less);
          if (!is_definite(before) || before->find("null") != std::string::npos) continue;
          const auto after = application.run(more);
          if (!after) continue;
          ++compared;
          EXPECT_EQ(before, after)
              << describe(overload) << " of " << to_cql(open) << " and " << to_cql(filled);
        }
      }
    }
  }
  EXPECT_GT(compared, 20U);
}

// --- kinds of nodes ---

struct KindRow {
  NodeKind kind;
  const char* why;
  const char* allowed;
  const char* refused;  ///< "" where nothing of the kind is
  const char* code;
};

const std::vector<KindRow> kinds = {
    {NodeKind::constant, "known: it is no answer", "5 > 3", "", ""},
    {NodeKind::slot, "unknown until it is answered", "Assessment.bladder", "", ""},
    {NodeKind::definition, "as unknown as what it is defined to be", "U", "U is true", "CQL0400"},
    {NodeKind::local, "as unknown as what it stands for", "F(Assessment.bladder)",
     "G(Assessment.bladder)", "CQL0400"},
    {NodeKind::operation, "as the table above says", "Assessment.age + 1 > 5",
     "exists Assessment.locations", "CQL0400"},
    {NodeKind::conjunction, "Kleene: false decides, null does not",
     "Assessment.bladder and Assessment.age > 5", "Assessment.bladder and Assessment.age is null",
     "CQL0400"},
    {NodeKind::disjunction, "Kleene: true decides, null does not",
     "Assessment.bladder or Assessment.age > 5", "Assessment.bladder or Assessment.age is null",
     "CQL0400"},
    {NodeKind::implication, "Kleene", "Assessment.bladder implies Assessment.age > 5",
     "Assessment.bladder implies Assessment.age is null", "CQL0400"},
    {NodeKind::conditional, "an unknown condition would take the second branch",
     "if 5 > 3 then Assessment.bladder else null", "if Assessment.bladder then 1 else 2",
     "CQL0401"},
    {NodeKind::selection, "an unknown condition would take a later branch",
     "case when Assessment.age is null then null when Assessment.age > 5 then 1 else 2 end",
     "case when Assessment.bladder then 1 else 2 end", "CQL0401"},
    {NodeKind::coalesce, "a stand-in is taken for the answer", "Coalesce(5, 6) > 3",
     "Coalesce(Assessment.bladder, false)", "CQL0402"},
    {NodeKind::call, "its body is looked into, once for what each argument may be", "G(true)",
     "G(Assessment.bladder)", "CQL0400"},
    {NodeKind::list, "known, with elements that may not be", "First({Assessment.age, 5}) > 3",
     "{Assessment.age, 5} contains 5", "CQL0400"},
    {NodeKind::tuple, "known, with fields that may not be", "Tuple{a: Assessment.age}.a > 5",
     "Tuple{a: Assessment.age} = Tuple{a: 5}", "CQL0409"},
    {NodeKind::interval, "an unknown closed end would be no limit", "5 in Interval[1, 65]",
     "5 in Interval[1, Assessment.age]", "CQL0408"},
    {NodeKind::property, "of something unknown unknown", "Assessment.thomasHip.left",
     "Assessment.thomasHip.left is true", "CQL0400"},
    {NodeKind::query, "an unknown filter would leave the element out",
     "exists (({1, 2}) X where X > 1)", "exists (({1, 2}) X where X > Assessment.age)", "CQL0403"},
    {NodeKind::as, "of something unknown unknown", "(Assessment.age as Integer) > 5",
     "(Assessment.age as Integer) is null", "CQL0400"},
    {NodeKind::cast, "of something unknown unknown", "(cast Assessment.age as Integer) > 5",
     "(cast Assessment.age as Integer) is null", "CQL0400"},
    {NodeKind::is, "null is of no type", "5 is Integer", "Assessment.age is Integer", "CQL0407"},
};

TEST(MonotoneKinds, EveryKindOfNodeHasAnEntryThatIsSo) {
  const std::string before =
      "define U: Assessment.bladder\n"
      "define function F(x Boolean): not x\n"
      "define function G(x Boolean): x is true\n";
  std::set<NodeKind> named;
  for (const KindRow& row : kinds) {
    named.insert(row.kind);
    EXPECT_EQ(monotone(before + "define R: " + row.allowed + "\n"), "") << row.allowed;
    if (std::string_view(row.refused).empty()) continue;
    EXPECT_EQ(monotone(before + "define R: " + row.refused + "\n").substr(0, 7), row.code)
        << row.refused << ": " << row.why;
  }
  for (int kind = 0; kind <= static_cast<int>(NodeKind::is); ++kind) {
    EXPECT_EQ(named.count(static_cast<NodeKind>(kind)), 1U)
        << "say here how nodes of kind " << kind << " treat null";
  }
}

// --- phrases that stand for several nodes ---

TEST(MonotonePhrases, AnUnansweredPointIsSaidOnce) {
  const std::string once =
      "CQL0410 without an answer for the date that this counts from it would be false; help: ask "
      "first: if X is null then null else …, or compare dates: A <= B + 3 days\n";
  EXPECT_EQ(monotone("define R: Today() within 3 days of Assessment.onset\n"), once);
  EXPECT_EQ(monotone("define R: Assessment.bladder and Today() within 3 days of Assessment.onset "
                     "and Assessment.age > 5\n"),
            once);
  EXPECT_EQ(monotone("define R: Today() 3 days or less after Assessment.onset\n"), once);
}

TEST(MonotonePhrases, AKnownPointMayBeCountedFrom) {
  EXPECT_EQ(monotone("define R: Assessment.onset within 3 days of Today()\n"), "");
  EXPECT_EQ(monotone("define R: Assessment.onset within 3 days of @2026-01-01 and "
                     "Assessment.bladder\n"),
            "");
  EXPECT_EQ(monotone("define R: Assessment.onset 3 days or less before Today()\n"), "");
  EXPECT_EQ(monotone("define R: Assessment.onset 3 days or more before Today()\n"), "");
  EXPECT_EQ(monotone("define R: if Assessment.onset is null then null else "
                     "Today() within 3 days of Assessment.onset\n"),
            "");
}

TEST(MonotonePhrases, AnAuthorsOwnQuestionIsStillRefused) {
  EXPECT_EQ(monotone("define R: Assessment.onset in Interval[@2020-01-01, @2026-01-01] and "
                     "Assessment.onset is not null\n")
                .substr(0, 7),
            "CQL0400");
}

}  // namespace
}  // namespace palpate::cql::testing
