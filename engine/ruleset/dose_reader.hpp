#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/document_reader.hpp"
#include "ruleset/rule_set.hpp"

namespace palpate::ruleset {

/// The fields of a dose as far as they are written: n and [n] mean [n, n].
struct DoseFields {
  std::optional<Range> hold_seconds, repetitions, sets, minutes, per_week;

  bool empty() const { return !hold_seconds && !repetitions && !sets && !minutes && !per_week; }
};

/// RS0160 where a range is none.
DoseFields read_dose(const DocumentNode& node);

}  // namespace palpate::ruleset
