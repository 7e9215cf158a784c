#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/dictionary.hpp"
#include "intake/yaml_node.hpp"

namespace palpate::intake {

/// Reads one item of intake.yaml, its structure checked by itself and against `groups`. What is
/// wrong is reported and left at its default. Units are made in `arena`; the slot is not set.
Item load_item(const YamlNode& node, const std::vector<Group>& groups, Arena& arena);

/// An id in lower-case-with-hyphens, reported when it is missing or something else.
std::string load_hyphen_id(const YamlNode& node, std::string_view name);

}  // namespace palpate::intake
