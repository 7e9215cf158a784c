#pragma once

#include <string_view>
#include <vector>

/// The words of CQL 1.5.3 by what may be done with them. All are case-sensitive.
namespace palpate::cql {

/// A word with a meaning of its own; as a name of a definition it needs quotes.
bool is_keyword(std::string_view word);
/// A keyword that may not even be used to refer to something (a keyword that is not reserved may:
/// `start`, `date`, `code`, `version` …).
bool is_reserved(std::string_view word);

/// "day" for "day" and "days"; empty for all other words.
std::string_view precision_of(std::string_view word);
bool is_singular_precision(std::string_view word);
bool is_plural_precision(std::string_view word);

/// For "did you mean": words that begin a declaration, and those that stand between operands.
const std::vector<std::string_view>& declaration_words();
const std::vector<std::string_view>& infix_words();

}  // namespace palpate::cql
