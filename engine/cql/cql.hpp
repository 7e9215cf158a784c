#pragma once

/// The language as a library of its own: CQL source → Program → values. It knows nothing of
/// intakes or rule sets; a caller describes its record with a ContextSchema.
///
///   compile()  (check/compile.hpp)   sources and schema → Program, or all diagnostics at once
///   Scratch    (eval/evaluate.hpp)   Program and a record → values of definitions
///   Conditions (eval/conditions.hpp) many Boolean definitions of many records, fast
#include "cql/check/compile.hpp"
#include "cql/check/monotone.hpp"
#include "cql/eval/conditions.hpp"
#include "cql/eval/evaluate.hpp"
#include "cql/program/program.hpp"
