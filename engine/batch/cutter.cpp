#include "batch/cutter.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "batch/limits.hpp"

namespace palpate::batch {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
/// Pieces are multiples of this, so that the base64 of each needs no padding but the last.
constexpr std::size_t piece_unit = 3;
/// CR and LF: a record may have these beyond its limit.
constexpr std::size_t longest_line_break = 2;

/// The answer must not depend on how much of the input has been read.
bool is_too_long(std::string_view record) {
  return without_line_break(record).size() > palpate::limits::assessment_bytes;
}
bool becomes_too_long(std::string_view beginning) {
  return beginning.size() > palpate::limits::assessment_bytes + longest_line_break;
}

}  // namespace

Cutter::Cutter(Inputs inputs, std::shared_ptr<const RecordBorders> borders, bool has_header,
               const Position& from, std::size_t chunk_records)
    : inputs_(std::move(inputs)),
      borders_(std::move(borders)),
      has_header_(has_header),
      chunk_records_(chunk_records),
      at_(from) {}

Result<bool> Cutter::next(Chunk& chunk) {
  for (;;) {
    if (at_.input == inputs_.size()) return false;
    if (!source_) {
      if (auto done = open_input(); !done) return done.error();
    }
    if (in_pieces_) {
      if (auto done = cut_piece(chunk); !done) return done.error();
      return true;
    }
    if (cut_records(chunk)) return true;
    if (in_pieces_) continue;
    if (read_error_) return *read_error_;
    if (source_ended_) {
      close_input();
    } else if (becomes_too_long(rest())) {
      in_pieces_ = true;
    } else if (auto done = refill(); !done) {
      return done.error();
    }
  }
}

Result<void> Cutter::open_input() {
  auto source = inputs_.content(at_.input);
  if (!source) return source.error();
  source_ = std::move(*source);
  source_ended_ = false;
  const auto begin = at_.offset;
  const auto line = at_.line;
  at_.offset = 0;
  at_.line = 1;
  // Only the beginning of a file needs a look: a mark, and a header that every part needs.
  if (begin == 0 || has_header_) {
    if (auto done = refill(); !done) return done;
    if (auto done = skip_mark(); !done) return done;
  }
  if (has_header_) {
    if (auto done = read_header(); !done) return done;
  }
  if (begin <= at_.offset) return {};
  if (auto done = skip_to(begin); !done) return done;
  at_.line = line;
  return {};
}

Result<void> Cutter::skip_mark() {
  if (rest().substr(0, byte_order_mark.size()) != byte_order_mark) return {};
  cut_ += byte_order_mark.size();
  at_.offset += byte_order_mark.size();
  return {};
}

/// The first record that is not blank.
Result<void> Cutter::read_header() {
  for (;;) {
    auto line = read_line();
    if (!line) return line.error();
    const bool ended = source_ended_ && rest().empty();
    if (borders_->is_blank(*line) && !ended) continue;
    header_ = std::make_shared<const std::string>(std::move(*line));
    return {};
  }
}

/// One record, taken off without a chunk of its own.
Result<std::string> Cutter::read_line() {
  auto size = borders_->end_of_first(rest(), source_ended_);
  while (size == std::string_view::npos && !source_ended_) {
    if (read_error_) return *read_error_;
    if (becomes_too_long(rest())) return header_too_long();
    if (auto done = refill(); !done) return done.error();
    size = borders_->end_of_first(rest(), source_ended_);
  }
  const auto line = rest().substr(0, size);
  if (is_too_long(line)) return header_too_long();
  Chunk header;
  take(line.size(), count_line_breaks(line), header);
  --sequence_;  // a header is no chunk
  return std::string(without_line_break(header.bytes));
}

Error Cutter::header_too_long() const {
  return {Error::Code::limit, "the header is too long", inputs_.path(at_.input)};
}

/// What has been read ahead is passed over first.
Result<void> Cutter::skip_to(std::uint64_t offset) {
  const auto count = offset - at_.offset;
  const auto ahead = std::min<std::uint64_t>(count, rest().size());
  cut_ += static_cast<std::size_t>(ahead);
  at_.offset = offset;
  return source_->skip(count - ahead);
}

void Cutter::close_input() {
  source_.reset();
  block_.reset();
  cut_ = 0;
  at_ = {at_.input + 1, 0, 1};
}

std::string_view Cutter::rest() const {
  if (!block_) return {};
  return std::string_view(block_->bytes.data(), block_->filled).substr(cut_);
}

/// A new block that begins with what is left of the last one. A record that fills more than half
/// of it gets one twice as large. What an input gave before it failed is still cut.
Result<void> Cutter::refill() {
  const auto left = rest();
  auto block = pool_.take(std::max(limits::block_bytes, left.size() * 2));
  if (!left.empty()) std::memcpy(block->bytes.data(), left.data(), left.size());
  block->filled = left.size();
  while (block->filled < block->room()) {
    const auto got =
        source_->read(block->bytes.data() + block->filled, block->room() - block->filled);
    if (!got) {
      read_error_ = got.error();
      break;
    }
    source_ended_ = *got == 0;
    if (source_ended_) break;
    block->filled += *got;
  }
  block_ = std::move(block);
  cut_ = 0;
  return {};
}

/// False: there is no record, or no whole one, or the first one is too long.
bool Cutter::cut_records(Chunk& chunk) {
  const auto bytes = rest();
  std::size_t size = 0;
  std::uint64_t line_breaks = 0;
  chunk.ends.clear();
  while (chunk.ends.size() < chunk_records_) {
    const auto end = borders_->end_of_first(bytes.substr(size), source_ended_);
    if (end == std::string_view::npos) break;
    const auto record = bytes.substr(size, end);
    if (is_too_long(record)) {
      in_pieces_ = size == 0;
      break;
    }
    line_breaks += borders_->line_breaks(record);
    size += end;
    chunk.ends.push_back(size);
  }
  if (size == 0) return false;
  chunk.kind = Chunk::Kind::records;
  take(size, line_breaks, chunk);
  return true;
}

/// The record ends at a line break, quoted or not: nothing else bounds what a lost quote costs. All
/// pieces but the last leave a byte behind, for it may be the CR of that line break.
Result<void> Cutter::cut_piece(Chunk& chunk) {
  if (rest().size() <= piece_unit && !source_ended_) {
    if (auto done = refill(); !done) return done;
    if (read_error_) return *read_error_;
  }
  chunk.ends.clear();
  const auto bytes = rest();
  const auto line_break = bytes.find('\n');
  const bool found = line_break != std::string_view::npos;
  if (!piece_given_) piece_begin_ = at_;
  if (piece_given_ && (found || source_ended_)) {
    chunk.kind = Chunk::Kind::last_piece;
    take(found ? line_break + 1 : bytes.size(), found ? 1 : 0, chunk);
    in_pieces_ = piece_given_ = false;
  } else {
    chunk.kind = piece_given_ ? Chunk::Kind::next_piece : Chunk::Kind::first_piece;
    const auto content = std::min(bytes.size(), line_break);
    take(content == 0 ? 0 : (content - 1) / piece_unit * piece_unit, 0, chunk);
    piece_given_ = true;
  }
  chunk.begin = piece_begin_;
  return {};
}

void Cutter::take(std::size_t size, std::uint64_t line_breaks, Chunk& chunk) {
  chunk.bytes = rest().substr(0, size);
  chunk.size = size;
  chunk.block = block_;
  chunk.header = header_;
  chunk.sequence = sequence_++;
  chunk.begin = at_;
  at_.offset += size;
  at_.line += line_breaks;
  chunk.end = at_;
  chunk.raw_bytes = source_->raw_bytes();
  cut_ += size;
}

}  // namespace palpate::batch
