#pragma once

#include <string>
#include <vector>

#include "base/document.hpp"
#include "base/result.hpp"
#include "cql/check/compile.hpp"
#include "cql/eval/evaluate.hpp"

/// CQL over any record, without code: a model document says what a record holds, a record document
/// holds it. Both are JSON (or YAML), read by parse_yaml. docs/cql-library.md has an example.
namespace palpate::cql {

/// A record has this many elements at most: each costs a slot in every evaluation.
inline constexpr std::size_t model_elements = 10'000;

/// Reads a model: `context`, `elements`: name → {"type": CQL type, "unit": UCUM, "options": [...]},
/// or name → CQL type alone; optional `model` and `version` (what `using` names), `classes`: name →
/// {"elements": as above, "primaryCodePath": element, "retrievable": true}, of which a class may
/// use those before it, and `patientBirthDatePropertyName`: element. Codes CQL0600 to CQL0609. On
/// errors the schema is not to be used.
ContextSchema read_model(const Document& document, Diagnostics& diagnostics);

/// One value a slot; what the record leaves out or gives as null is null: a list of a class, too,
/// which an empty list is not. Values live in `arena`.
/// Error (bad_input): every element that is not what the model says, one a line, with its place
/// and without its value. A number is read from its text, never through a double; a quantity is a
/// number in the element's unit or {"value", "unit"}, which is converted to it.
Result<std::vector<Value>> read_record(const ContextSchema& schema, const Document& document,
                                       Arena& arena);

/// A definition's outcome.
struct NamedResult {
  std::string name;
  Result<Value> value;  ///< lives as long as the scratch holds the record
};
/// Public definitions of the main library (the first that was compiled), in the order in which
/// they stand, for the current record of `scratch`.
std::vector<NamedResult> evaluate_library(Scratch& scratch);

}  // namespace palpate::cql
