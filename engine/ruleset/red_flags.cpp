// red-flags.yaml → RuleSet::red_flags.
#include "ruleset/build.hpp"

namespace palpate::ruleset {

void read_red_flags(Build& build) {
  const auto file = build.file("red-flags.yaml", {"red_flags"});
  if (!file) return;
  for (const auto& node : file->list("red_flags", Presence::required)) {
    const ObjectReader reader(
        node, "a red flag",
        {"id", "definition", "level", "title", "action", "safety_net", "sources"});
    RedFlag flag;
    flag.id = reader.identifier("id");
    flag.title = reader.text("title");
    flag.definition =
        build.definitions.use(reader, "definition", boolean_type(), Presence::required).value_or(0);
    flag.level = build.level(reader, "level");
    flag.action = reader.text("action");
    flag.safety_net = reader.text("safety_net", Presence::optional);
    flag.sources = build.sources_of(reader, Presence::required);
    build.set.red_flags.push_back(std::move(flag));
  }
}

}  // namespace palpate::ruleset
