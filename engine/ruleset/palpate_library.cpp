// The library that every rule set may include. Plain CQL 1.5, so that other engines run it too.
//
// Each function is information-monotone: knowing more turns null into a result and never turns a
// result into another. tests/unit/ruleset/palpate_library_test.cpp proves it by trying all inputs,
// which is why the checker trusts it.
#include "ruleset/rule_set.hpp"

namespace palpate::ruleset {

namespace {

constexpr const char* text = R"cql(library Palpate version '1.0.0'

// At least n of the conditions hold. True once n are true; false once too few can be.
define function AtLeast(n Integer, conditions List<Boolean>):
  if n is null or conditions is null then null
  else if Count(conditions C where C is true return all 1) >= n then true
  else if Count(conditions C where not (C is false) return all 1) < n then false
  else null

// All of the conditions hold: false as soon as one is false.
define function AllOf(conditions List<Boolean>):
  if conditions is null then null
  else if Count(conditions C where C is false return all 1) > 0 then false
  else if Count(conditions C where C is null return all 1) > 0 then null
  else true

// Any of the conditions holds: true as soon as one is true.
define function AnyOf(conditions List<Boolean>):
  if conditions is null then null
  else if Count(conditions C where C is true return all 1) > 0 then true
  else if Count(conditions C where C is null return all 1) > 0 then null
  else false

// The multiple choice holds the option. Null when it was not answered.
define function Has(answers List<String>, option String):
  AnyOf(answers A return all A = option)

// The multiple choice holds at least one of the options.
define function HasAny(answers List<String>, options List<String>):
  if answers is null then null
  else AnyOf(options O return all Has(answers, O))

// low <= x <= high
define function Between(x Integer, low Integer, high Integer): x >= low and x <= high
define function Between(x Decimal, low Decimal, high Decimal): x >= low and x <= high
define function Between(x Quantity, low Quantity, high Quantity): x >= low and x <= high

// a where the condition holds, b where it does not, null while that is unknown.
define function IfKnown(condition Boolean, a Boolean, b Boolean):
  if condition is null then null else if condition then a else b
define function IfKnown(condition Boolean, a Integer, b Integer):
  if condition is null then null else if condition then a else b
define function IfKnown(condition Boolean, a Decimal, b Decimal):
  if condition is null then null else if condition then a else b
define function IfKnown(condition Boolean, a Quantity, b Quantity):
  if condition is null then null else if condition then a else b
define function Select(condition Boolean, a String, b String):
  if condition is null then null else if condition then a else b
)cql";

}  // namespace

SourcePtr palpate_library() { return std::make_shared<const SourceText>("Palpate.cql", text); }

}  // namespace palpate::ruleset
