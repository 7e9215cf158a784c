// sources.yaml → every citation once.
#include "ruleset/build.hpp"

namespace palpate::ruleset {

namespace {

bool is_link(std::string_view text) {
  return text.substr(0, 8) == "https://" || text.substr(0, 7) == "http://" ||
         text.substr(0, 3) == "10.";
}

}  // namespace

void read_sources(Build& build) {
  const auto file = build.file("sources.yaml", {"sources"});
  if (!file) return;
  for (const auto& node : file->list("sources", Presence::required)) {
    const ObjectReader reader(
        node, "a source", {"id", "citation", "url", "supports", "read", "strength", "verified"});
    Source source;
    source.id = reader.identifier("id");
    source.citation = reader.text("citation");
    source.url = reader.text("url", Presence::optional);
    source.supports = reader.text("supports");
    source.read = reader.text("read");
    source.strength = reader.text("strength");
    const auto verified = reader.get("verified", Presence::required);
    source.verified = verified && verified->boolean().value_or(false);
    if (!source.url.empty() && !is_link(source.url)) {
      reader.find("url")->error("RS0147", "this is neither an address nor a DOI",
                                "write https://… or 10.…");
    }
    build.set.sources.push_back(std::move(source));
  }
}

}  // namespace palpate::ruleset
