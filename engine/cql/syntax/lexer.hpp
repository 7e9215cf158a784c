#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "cql/syntax/token.hpp"

namespace palpate::cql {

/// Splits a source into tokens; the last is of kind `end`. Reports what is no token of CQL
/// (CQL0001–CQL0099) and goes on; a source that cannot be read at all is one `bad` token. The
/// tokens view the text of `source`.
std::vector<Token> tokenize(const SourcePtr& source, Diagnostics& diagnostics);

}  // namespace palpate::cql
