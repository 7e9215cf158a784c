// findings.yaml → RuleSet::findings.
#include <algorithm>

#include "ruleset/build.hpp"
#include "ruleset/words.hpp"

namespace palpate::ruleset {

namespace {

bool is_about_muscles(FindingKind kind) {
  return kind == FindingKind::short_muscle || kind == FindingKind::weak_muscle;
}

std::string_view kind_word(FindingKind kind) {
  return finding_kind_words[static_cast<std::size_t>(kind)];
}

/// A muscle can be short or weak, and so can the muscles of a pattern; a joint cannot.
void check_entity(const Build& build, const ObjectReader& reader, const Finding& finding) {
  if (!is_about_muscles(finding.kind) || !finding.entity || build.set.graph == nullptr) return;
  const auto entities = build.set.graph->entities();
  if (*finding.entity >= entities.size()) return;
  const auto kind = entities[*finding.entity].kind;
  if (kind == knowledge::NodeKind::muscle || kind == knowledge::NodeKind::pattern) return;
  reader.find("entity")->error("RS0151", "a " + std::string(kind_word(finding.kind)) +
                                             " finding is about a muscle or a pattern, not a " +
                                             std::string(knowledge::to_string(kind)));
}

void read_entity(Build& build, const ObjectReader& reader, Finding& finding) {
  if (const auto node = reader.find("entity")) {
    finding.entity = build.entities.use(*node);
    check_entity(build, reader, finding);
  } else if (reader.valid() && is_about_muscles(finding.kind)) {
    reader.node().error("RS0150",
                        "a " + std::string(kind_word(finding.kind)) + " finding needs 'entity'",
                        "name the muscle or pattern of knowledge.yaml");
  }
}

Finding read_finding(Build& build, const DocumentNode& node) {
  const ObjectReader reader(node, "a finding",
                            {"id", "title", "explanation", "definition", "sided", "grey_zone",
                             "kind", "entity", "confidence", "lowered_by", "sources"});
  auto& definitions = build.definitions;
  Finding finding;
  finding.id = reader.identifier("id");
  finding.title = reader.text("title");
  finding.explanation = reader.text("explanation");
  finding.sided = reader.boolean("sided", false);
  const auto type = finding.sided ? sided_type(boolean_type()) : boolean_type();
  finding.definition = definitions.use(reader, "definition", type, Presence::required).value_or(0);
  finding.grey_zone = definitions.use(reader, "grey_zone", type, Presence::optional);
  finding.lowered_by = definitions.use(reader, "lowered_by", boolean_type(), Presence::optional);
  finding.kind =
      reader.word<FindingKind>("kind", finding_kind_words).value_or(FindingKind::modifier);
  finding.confidence =
      reader.word<Confidence>("confidence", confidence_words).value_or(Confidence::low);
  read_entity(build, reader, finding);
  finding.sources = build.sources_of(reader, Presence::required);
  return finding;
}

}  // namespace

void read_findings(Build& build) {
  const auto file = build.file("findings.yaml", {"findings"});
  if (!file) return;
  check_unique_ids(*file, "findings", "finding", build.diagnostics);
  for (const auto& node : file->list("findings", Presence::present)) {
    build.set.findings.push_back(read_finding(build, node));
  }
}

}  // namespace palpate::ruleset
