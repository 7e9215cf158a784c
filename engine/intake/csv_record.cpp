#include "intake/csv_record.hpp"

#include "base/limits.hpp"

namespace palpate::intake {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view mark = "\xEF\xBB\xBF";

/// Behind the first LF from `from` on.
std::size_t behind_line(std::string_view bytes, std::size_t from, bool complete) {
  const auto feed = bytes.find('\n', from);
  if (feed != npos) return feed + 1;
  return complete && !bytes.empty() ? bytes.size() : npos;
}

/// Looks for the end of a record cell by cell, for records with quotes.
class RecordScan {
 public:
  RecordScan(std::string_view bytes, char delimiter, bool complete)
      : bytes_(bytes), delimiter_(delimiter), complete_(complete) {}

  std::size_t run(std::size_t begin) {
    at_ = begin;
    while (!end_) {
      at_ < bytes_.size() && bytes_[at_] == '"' ? quoted() : bare();
    }
    return *end_;
  }

 private:
  void bare() {
    while (at_ < bytes_.size() && bytes_[at_] != delimiter_ && bytes_[at_] != '\n') ++at_;
    if (at_ == bytes_.size() || bytes_[at_] == '\n') {
      end_ = behind_line(bytes_, at_, complete_);
    } else {
      ++at_;
    }
  }

  void quoted() {
    const auto open = at_;
    const auto close = closing_quote(open);
    if (close == npos) {
      const bool unclosed = complete_ || bytes_.size() > limits::assessment_bytes;
      end_ = unclosed ? behind_line(bytes_, open, complete_) : npos;
      return;
    }
    settle(open, close + 1);
  }

  /// npos also when the byte behind the quote, which tells whether it closes, is out of sight.
  std::size_t closing_quote(std::size_t open) const {
    const auto window = bytes_.substr(0, limits::assessment_bytes);
    auto at = open + 1;
    while (true) {
      const auto quote = window.find('"', at);
      if (quote == npos) return npos;
      const auto next = quote + 1;
      if (next == window.size()) return complete_ && next == bytes_.size() ? quote : npos;
      if (window[next] != '"') return quote;
      at = next + 1;
    }
  }

  /// What stands at `next`, behind the closing quote?
  void settle(std::size_t open, std::size_t next) {
    if (next == bytes_.size() || bytes_[next] == '\n') {
      end_ = behind_line(bytes_, next, complete_);
      return;
    }
    if (bytes_[next] == delimiter_) {
      at_ = next + 1;
      return;
    }
    const bool carriage_return = bytes_[next] == '\r';
    if (carriage_return && next + 1 == bytes_.size()) {
      end_ = complete_ ? next + 1 : npos;
    } else if (carriage_return && bytes_[next + 1] == '\n') {
      end_ = next + 2;
    } else {
      end_ = behind_line(bytes_, open, complete_);
    }
  }

  std::string_view bytes_;
  char delimiter_;
  bool complete_;
  std::size_t at_ = 0;
  std::optional<std::size_t> end_;
};

std::string_view without_line_end(std::string_view record) {
  if (!record.empty() && record.back() == '\n') record.remove_suffix(1);
  if (!record.empty() && record.back() == '\r') record.remove_suffix(1);
  return record;
}

}  // namespace

std::size_t csv_record_end(std::string_view bytes, char delimiter, bool complete) {
  const auto line = behind_line(bytes, 0, complete);
  if (line == npos || bytes.substr(0, line).find('"') == npos) return line;
  const bool marked = bytes.substr(0, mark.size()) == mark;
  return RecordScan(bytes, delimiter, complete).run(marked ? mark.size() : 0);
}

bool csv_is_blank(std::string_view record) { return without_line_end(record).empty(); }

void CsvCells::split(std::string_view record, char delimiter) {
  record_ = without_line_end(record);
  delimiter_ = delimiter;
  cells_.clear();
  unescaped_.clear();
  unescaped_.reserve(record_.size());
  damage_.reset();
  std::size_t at = 0;
  while (at <= record_.size()) {
    const bool quoted = at < record_.size() && record_[at] == '"';
    at = (quoted ? split_quoted(at) : split_bare(at)) + 1;
  }
}

std::size_t CsvCells::end_of_cell(std::size_t from) const {
  const auto end = record_.find(delimiter_, from);
  return end == npos ? record_.size() : end;
}

std::size_t CsvCells::split_bare(std::size_t begin) {
  const auto end = end_of_cell(begin);
  const auto cell = record_.substr(begin, end - begin);
  const auto wrong = cell.find_first_of("\"\r");
  if (wrong != npos) {
    report(cell[wrong] == '"' ? CsvDamage::Kind::stray_quote : CsvDamage::Kind::carriage_return,
           begin + wrong);
  }
  cells_.push_back(cell);
  return end;
}

std::size_t CsvCells::split_quoted(std::size_t open) {
  const auto kept = unescaped_.size();
  auto from = open + 1;
  auto quote = record_.find('"', from);
  while (quote != npos && quote + 1 < record_.size() && record_[quote + 1] == '"') {
    unescaped_.append(record_.substr(from, quote + 1 - from));
    from = quote + 2;
    quote = record_.find('"', from);
  }
  auto cell = record_.substr(from, quote == npos ? npos : quote - from);
  if (from != open + 1) {
    unescaped_.append(cell);
    cell = std::string_view(unescaped_).substr(kept);
  }
  const auto end = quote == npos ? record_.size() : end_of_cell(quote + 1);
  if (quote == npos) {
    report(CsvDamage::Kind::unclosed_quote, open);
  } else if (end != quote + 1) {
    report(CsvDamage::Kind::text_after_quote, quote + 1);
  }
  cells_.push_back(cell);
  return end;
}

void CsvCells::report(CsvDamage::Kind kind, std::size_t offset) {
  if (!damage_) damage_ = CsvDamage{kind, cells_.size(), offset};
}

}  // namespace palpate::intake
