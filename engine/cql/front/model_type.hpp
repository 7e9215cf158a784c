#pragma once

#include <optional>

#include "base/document_reader.hpp"
#include "cql/program/program.hpp"

namespace palpate::cql {

/// A type as CQL writes it, of the system's types and the classes that `schema` has so far.
/// Choices and Any are refused (CQL0600): a JSON value would not say which it is.
std::optional<Type> read_type(const DocumentNode& node, const ContextSchema& schema);

/// The type of the elements of a list, of the points of an interval, of lists of them …
const Type& innermost(const Type& type);

}  // namespace palpate::cql
