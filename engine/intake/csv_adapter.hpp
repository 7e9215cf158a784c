#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/csv_mapping.hpp"
#include "intake/intake.hpp"

namespace palpate::intake {

/// The adapter of the records behind `header_record` (the first record of the file, with or
/// without byte order mark and line end). Records are cut by csv_record_end(); blank ones are none.
///
/// Errors, bad_input: the header is not UTF-8 or no header, names a column twice, lacks one that
/// is mapped, or has one about which the mapping says nothing (a misspelt column must not vanish).
///
/// In issues the pointer is the column, "column 'fever' (7)", counted from 1. The digest of an
/// intake covers the mapping file, the header and the record: the same cells read in another way
/// are another assessment.
Result<std::unique_ptr<IntakeAdapter>> make_csv_adapter(
    std::shared_ptr<const Dictionary> dictionary, std::shared_ptr<const CsvMapping> mapping,
    std::string_view header_record);

/// The names in a header record, for mapping_template(). Errors: as above, as far as they show.
Result<std::vector<std::string>> csv_header(std::string_view header_record, char delimiter);

}  // namespace palpate::intake
