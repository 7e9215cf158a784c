#include "cli/csv_source.hpp"

#include <algorithm>
#include <cstdio>

#include "base/file.hpp"
#include "base/limits.hpp"
#include "cli/command.hpp"
#include "intake/csv_record.hpp"

namespace palpate::cli {

namespace {

void show(const Diagnostics& diagnostics) {
  const auto text = render(diagnostics, stderr_is_terminal());
  std::fwrite(text.data(), 1, text.size(), stderr);
}

Error does_not_load(const Diagnostics& diagnostics, const std::string& path) {
  const auto count = diagnostics.error_count();
  return {
      Error::Code::bad_input,
      "the mapping does not load (" + std::to_string(count) + (count == 1 ? " error)" : " errors)"),
      path};
}

/// A must-ask question without a column leaves every record of the file incomplete: those are
/// named, the others counted.
void note_unmapped(const intake::CsvMapping& mapping) {
  const auto unmapped = intake::unmapped_items(mapping);
  if (unmapped.empty()) return;
  std::string must_ask;
  for (const auto& name : unmapped) {
    const auto index = mapping.dictionary->find(name.substr(0, name.find('.')));
    if (index && mapping.dictionary->items[*index].tier == intake::Tier::must_ask) {
      must_ask.append(must_ask.empty() ? "" : ", ").append(name);
    }
  }
  std::fprintf(stderr, "palpate: note: %zu %s no column and %s as not asked%s%s\n", unmapped.size(),
               unmapped.size() == 1 ? "question has" : "questions have",
               unmapped.size() == 1 ? "counts" : "count",
               must_ask.empty() ? "" : "; must-ask among them: ", must_ask.c_str());
}

}  // namespace

Result<Document> read_mapping(const std::string& path) {
  auto text = read_file(path, limits::ruleset_file_bytes);
  if (!text) return text.error();
  Diagnostics diagnostics;
  auto document =
      parse_yaml(std::make_shared<const SourceText>(path, std::move(*text)), diagnostics);
  show(diagnostics);
  if (diagnostics.has_errors()) return does_not_load(diagnostics, path);
  return document;
}

Result<std::shared_ptr<const intake::CsvMapping>> load_mapping(
    const Document& document, std::shared_ptr<const intake::Dictionary> dictionary) {
  Diagnostics diagnostics;
  auto mapping = intake::load_csv_mapping(document, std::move(dictionary), diagnostics);
  diagnostics.sort();
  show(diagnostics);
  if (!mapping) return does_not_load(diagnostics, document.source->name());
  note_unmapped(*mapping);
  return mapping;
}

Result<HeaderNames> guess_header(std::string_view bytes) {
  HeaderNames best;
  for (const char delimiter : {',', ';', '\t'}) {
    const auto end = intake::csv_record_end(bytes, delimiter, true);
    const auto header = bytes.substr(0, end == bytes.npos ? 0 : end);
    auto names = intake::csv_header(header, delimiter);
    if (!names) return names.error();
    if (names->size() > best.names.size()) best = {std::move(*names), delimiter};
  }
  return best;
}

std::vector<CsvRecord> csv_records(std::string_view bytes, char delimiter) {
  std::vector<CsvRecord> records;
  std::size_t line = 1;
  while (!bytes.empty()) {
    const auto record = bytes.substr(0, intake::csv_record_end(bytes, delimiter, true));
    if (!intake::csv_is_blank(record)) records.push_back({record, line});
    line += static_cast<std::size_t>(std::count(record.begin(), record.end(), '\n'));
    bytes.remove_prefix(record.size());
  }
  return records;
}

}  // namespace palpate::cli
