// Records of a CSV file → Intake, by a mapping. External interface: make_csv_adapter(),
// csv_header().

#include "intake/csv_adapter.hpp"

#include <algorithm>
#include <utility>

#include "base/digest.hpp"
#include "base/limits.hpp"
#include "intake/answer.hpp"
#include "intake/concerning.hpp"
#include "intake/csv_cells.hpp"
#include "intake/csv_header.hpp"
#include "intake/csv_options.hpp"
#include "intake/csv_record.hpp"
#include "intake/issue_codes.hpp"

namespace palpate::intake {

namespace {

constexpr auto npos = std::string_view::npos;

std::string describe(const CsvDamage& damage) {
  switch (damage.kind) {
    case CsvDamage::Kind::stray_quote:
      return "a quote stands in a cell that does not begin with one";
    case CsvDamage::Kind::text_after_quote:
      return "something follows the closing quote of a cell";
    case CsvDamage::Kind::unclosed_quote:
      return "the quote that opens a cell is never closed";
    case CsvDamage::Kind::carriage_return:
      return "a carriage return stands alone in a cell without quotes";
  }
  return {};
}

/// One column of the mapping in the file at hand.
struct BoundColumn {
  const CsvColumn* column = nullptr;
  std::size_t cell = 0;
  std::size_t unit_cell = npos;
  std::string place;
  std::string unit_place;
};

/// The columns that answer one slot: one, or one for each of several options.
struct BoundSlot {
  std::uint32_t slot = 0;
  Spot spot;
  bool by_option = false;
  bool all_options = false;  ///< each but "none" has a column
  std::vector<BoundColumn> columns;
};

class CsvAdapter final : public IntakeAdapter {
 public:
  CsvAdapter(std::shared_ptr<const CsvMapping> mapping, CsvHeader header,
             std::string_view header_record);
  std::string digest(std::string_view bytes) const override;
  void read(std::string_view bytes, Intake& intake) override;

 private:
  [[nodiscard]] bool check(std::string_view bytes);
  void check_text(std::string_view bytes);
  void read_record_columns();
  void read_text(std::size_t cell, std::string_view what, std::string& text);
  void read_recorded_at();
  void read_slot(const BoundSlot& slot);
  Answer read_column(const BoundSlot& slot, const BoundColumn& column);
  Answer read_options(const BoundSlot& slot);
  bool is_doubtful(const BoundSlot& slot) const;
  /// What stands in a cell; empty where the record is too short.
  std::string_view cell(std::size_t index) const {
    return index < cells_.size() ? cells_[index] : std::string_view();
  }

  std::shared_ptr<const CsvMapping> mapping_;
  CsvHeader header_;
  std::string header_record_;
  std::string digest_prefix_;
  std::vector<BoundSlot> slots_;

  CsvCells cells_;
  CsvCellReader reader_;
  CsvOptionsReader options_;
  Intake* intake_ = nullptr;          ///< while reading
  std::size_t doubtful_from_ = npos;  ///< first cell that may stand in the wrong column
};

CsvAdapter::CsvAdapter(std::shared_ptr<const CsvMapping> mapping, CsvHeader header,
                       std::string_view header_record)
    : mapping_(std::move(mapping)),
      header_(std::move(header)),
      header_record_(without_frame(header_record)),
      digest_prefix_(sha256(mapping_->digest + header_record_)) {
  const auto& dictionary = *mapping_->dictionary;
  for (const auto& column : mapping_->columns) {
    auto found = std::find_if(slots_.begin(), slots_.end(),
                              [&](const BoundSlot& slot) { return slot.slot == column.slot; });
    if (found == slots_.end()) {
      slots_.push_back(
          {column.slot, {&dictionary.items[column.item], column.side}, false, false, {}});
      found = slots_.end() - 1;
    }
    found->by_option = !column.option.empty();
    BoundColumn bound{&column, header_.find(column.name), npos, {}, {}};
    bound.place = header_.place(bound.cell);
    if (!column.unit_column.empty()) bound.unit_cell = header_.find(column.unit_column);
    found->columns.push_back(std::move(bound));
  }
  for (auto& slot : slots_) {
    const auto& item = *slot.spot.item;
    slot.all_options = std::all_of(item.options.begin(), item.options.end(), [&](const Option& o) {
      return o.id == item.none_option ||
             std::any_of(slot.columns.begin(), slot.columns.end(),
                         [&](const BoundColumn& bound) { return bound.column->option == o.id; });
    });
    std::sort(slot.columns.begin(), slot.columns.end(),
              [](const BoundColumn& a, const BoundColumn& b) { return a.cell < b.cell; });
  }
  std::sort(slots_.begin(), slots_.end(), [](const BoundSlot& a, const BoundSlot& b) {
    return a.columns.front().cell < b.columns.front().cell;
  });
}

std::string CsvAdapter::digest(std::string_view bytes) const {
  Sha256 digest;
  digest.update(digest_prefix_);
  digest.update(bytes);
  return digest.finish();
}

void CsvAdapter::read(std::string_view bytes, Intake& intake) {
  intake_ = &intake;
  intake.clear();
  if (bytes.size() > limits::assessment_bytes) {
    return intake_->add_error(issue_code::too_large, {},
                              "an assessment may have " + std::to_string(limits::assessment_bytes) +
                                  " bytes at most; nothing of it has been read");
  }
  if (!check(bytes)) return;
  read_record_columns();
  for (const auto& slot : slots_) read_slot(slot);
}

/// False when nothing of the record can be read.
bool CsvAdapter::check(std::string_view bytes) {
  if (without_frame(bytes) == header_record_) {
    intake_->add_error(issue_code::repeated_header, {},
                       "this is the header once more, and no record",
                       "take it out, or screen the files one by one");
    return false;
  }
  cells_.split(bytes, mapping_->delimiter);
  doubtful_from_ = npos;
  check_text(bytes);
  if (const auto& damage = cells_.damage()) {
    doubtful_from_ = damage->cell;
    intake_->add_error(issue_code::not_csv, header_.place(damage->cell),
                       "byte " + std::to_string(damage->offset) + ": " + describe(*damage) +
                           "; no cell from here on is certain",
                       "write the whole cell in quotes, and each quote in it twice");
  } else if (cells_.size() != header_.size()) {
    doubtful_from_ = 0;
    intake_->add_error(
        issue_code::cell_count, {},
        "the record has " + std::to_string(cells_.size()) + " cells and the header " +
            std::to_string(header_.size()) + ", so it is not certain which column each is in",
        cells_.size() > header_.size() ? "a cell that holds the delimiter must stand in quotes"
                                       : "the record may be cut off, or a delimiter is missing");
  }
  return true;
}

void CsvAdapter::check_text(std::string_view bytes) {
  const auto good = utf8_prefix(bytes);
  if (good == bytes.size()) return;
  intake_->add_error(
      issue_code::not_utf8, {},
      "byte " + std::to_string(good) + ": this is not UTF-8, and perhaps more behind it",
      "save the file as UTF-8");
}

void CsvAdapter::read_record_columns() {
  read_text(header_.find(mapping_->id), "id", intake_->id);
  read_text(header_.find(mapping_->subject), "subject", intake_->subject);
  read_recorded_at();
}

void CsvAdapter::read_text(std::size_t index, std::string_view what, std::string& text) {
  if (index >= doubtful_from_ || index >= cells_.size()) return;
  const auto found = trimmed(cell(index));
  if (found.size() <= limits::name_length && is_utf8(found)) {
    text = found;
    return;
  }
  intake_->add_error(issue_code::bad_member, header_.place(index),
                     "'" + std::string(what) + "' must be a text of at most " +
                         std::to_string(limits::name_length) + " bytes");
}

void CsvAdapter::read_recorded_at() {
  if (!mapping_->recorded_at) return;
  const auto& at = *mapping_->recorded_at;
  const auto index = header_.find(at.column);
  if (index >= doubtful_from_ || index >= cells_.size()) return;
  const auto text = trimmed(cell(index));
  if (text.empty()) return;
  auto iso = iso_of(at.formats, text).value_or("");
  if (!at.time.empty() && iso.find('T') == iso.npos) iso += "T" + at.time;
  auto time = parse_date_time(iso);
  if (time && !time->has_offset()) time = parse_date_time(iso + at.offset);
  if (time && time->has_offset() && time->precision >= Precision::minute) {
    intake_->recorded_at = time;
    return;
  }
  const bool shaped = time.has_value();
  intake_->add_error(issue_code::bad_recorded_at, header_.place(index),
                     shaped ? "'recordedAt' must be a date and time with the offset from UTC"
                            : "this is no time; expected the format " + names_of(at.formats),
                     shaped
                         ? "if the file leaves them out, state 'offset' (and 'time') in the mapping"
                         : "name the format of the column in the mapping, with 'format'");
}

bool CsvAdapter::is_doubtful(const BoundSlot& slot) const {
  return std::any_of(slot.columns.begin(), slot.columns.end(), [this](const BoundColumn& bound) {
    return bound.cell >= doubtful_from_ ||
           (bound.unit_cell != npos && bound.unit_cell >= doubtful_from_);
  });
}

void CsvAdapter::read_slot(const BoundSlot& slot) {
  const auto issues = intake_->issues.size();
  auto answer = slot.by_option ? read_options(slot) : read_column(slot, slot.columns.front());
  if (is_doubtful(slot)) {
    // It may belong to another question, so that only what must not be lost is kept; the
    // complaint is that of the record.
    intake_->issues.resize(std::min(issues, intake_->issues.size()));
    const bool worrying =
        answer.state == AnswerState::answered && is_concerning(*slot.spot.item, answer.value);
    if (!worrying) answer = {AnswerState::unreadable, {}};
  }
  intake_->set(slot.slot, answer.state, answer.value);
}

Answer CsvAdapter::read_column(const BoundSlot& slot, const BoundColumn& bound) {
  const AnswerReader reader(*intake_, bound.place);
  const auto text = cell(bound.cell);
  const auto unit = bound.unit_cell == npos ? std::string_view() : cell(bound.unit_cell);
  if (!is_utf8(text) || !is_utf8(unit)) {
    return reader.refuse(slot.spot, issue_code::bad_text, "this has bytes that are not UTF-8");
  }
  return reader_.read(reader, *bound.column, slot.spot, text, unit);
}

/// One column an option.
Answer CsvAdapter::read_options(const BoundSlot& slot) {
  options_.begin(slot.spot);
  for (const auto& bound : slot.columns) {
    options_.add(AnswerReader(*intake_, bound.place), *bound.column, cell(bound.cell));
  }
  return options_.finish(AnswerReader(*intake_, slot.columns.front().place), slot.all_options);
}

Error bad_mapping(const CsvMapping& mapping, const Dictionary& dictionary) {
  return {Error::Code::usage,
          "the mapping is for " + mapping.dictionary->reference() + ", and the rule set has " +
              dictionary.reference(),
          {}};
}

}  // namespace

Result<std::unique_ptr<IntakeAdapter>> make_csv_adapter(
    std::shared_ptr<const Dictionary> dictionary, std::shared_ptr<const CsvMapping> mapping,
    std::string_view header_record) {
  if (mapping->dictionary != dictionary) return bad_mapping(*mapping, *dictionary);
  auto header = CsvHeader::read(header_record, mapping->delimiter);
  if (!header) return header.error();
  if (auto fits = header->check(*mapping); !fits) return fits.error();
  return std::unique_ptr<IntakeAdapter>(
      std::make_unique<CsvAdapter>(std::move(mapping), std::move(*header), header_record));
}

Result<std::vector<std::string>> csv_header(std::string_view header_record, char delimiter) {
  auto header = CsvHeader::read(header_record, delimiter);
  if (!header) return header.error();
  return header->names();
}

}  // namespace palpate::intake
