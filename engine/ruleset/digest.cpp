// The digest of a published version, and whether a directory still is that version.
#include "ruleset/digest.hpp"

#include "ruleset/rule_set.hpp"

namespace palpate::ruleset {

void check_digest(const Content& content, Diagnostics& diagnostics) {
  const auto& declared = content.declared_digest;
  if (!declared || *declared == content.digest()) return;
  diagnostics.error("RS0020", file_place(content.directory + "/DIGEST"), {},
                    "this is not the version that was published: the digest of its files differs",
                    "a published version never changes; make a new version of it");
}

Result<std::string> content_digest(const std::string& directory) {
  Diagnostics diagnostics;
  const auto content = read_content(directory, diagnostics);
  if (!diagnostics.has_errors()) return content.digest();
  const auto& first = diagnostics.all().front();
  return Error{Error::Code::bad_ruleset, first.message, first.source->name()};
}

}  // namespace palpate::ruleset
