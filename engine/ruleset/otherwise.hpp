#pragma once

#include <optional>

#include "base/document_reader.hpp"
#include "intake/dictionary.hpp"
#include "value/value.hpp"

namespace palpate::ruleset {

/// The value of an item's `applies: {otherwise: …}`, of one slot's type and in the item's unit,
/// made in `arena`. RS0190 at `node` when the literal is none or does not fit.
std::optional<Value> read_otherwise(const intake::Item& item, const Type& type,
                                    const DocumentNode& node, Arena& arena);

}  // namespace palpate::ruleset
