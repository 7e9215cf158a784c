// contraindications.yaml → RuleSet::contraindications.
#include "ruleset/build.hpp"

namespace palpate::ruleset {

namespace {

constexpr std::string_view every_exercise = "*";

bool means_every_exercise(const std::vector<DocumentNode>& excludes) {
  return excludes.size() == 1 && excludes.front().value().is_string() &&
         std::string_view(excludes.front().value().get_string()) == every_exercise;
}

}  // namespace

void read_contraindications(Build& build) {
  const auto file = build.file("contraindications.yaml", {"contraindications"});
  if (!file) return;
  check_unique_ids(*file, "contraindications", "contraindication", build.diagnostics);
  for (const auto& node : file->list("contraindications", Presence::present)) {
    const ObjectReader reader(node, "a contraindication",
                              {"id", "definition", "excludes", "reason", "sources"});
    Contraindication rule;
    rule.id = reader.identifier("id");
    rule.definition =
        build.definitions.use(reader, "definition", boolean_type(), Presence::required).value_or(0);
    const auto excludes = reader.list("excludes", Presence::required);
    rule.excludes_all = means_every_exercise(excludes);
    if (!rule.excludes_all) rule.excludes = build.tags.use_all(excludes);
    rule.reason = reader.text("reason");
    rule.sources = build.sources_of(reader, Presence::required);
    build.set.contraindications.push_back(std::move(rule));
  }
}

}  // namespace palpate::ruleset
