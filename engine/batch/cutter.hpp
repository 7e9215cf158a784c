#pragma once

#include <memory>
#include <optional>

#include "batch/block_pool.hpp"
#include "batch/borders.hpp"
#include "batch/chunk.hpp"
#include "batch/inputs.hpp"

namespace palpate::batch {

/// Inputs → chunks, cut on record borders. Only the incomplete record at the end of a block is
/// copied, to the next one; a record of more than limits::assessment_bytes, its line break not
/// counted, is handed on in pieces.
/// Where chunks end depends on the content alone. One thread at a time.
class Cutter {
 public:
  /// Begins at `from`, where an earlier run stopped. No chunk has more than `chunk_records`.
  Cutter(Inputs inputs, std::shared_ptr<const RecordBorders> borders, bool has_header,
         const Position& from, std::size_t chunk_records);

  const Inputs& inputs() const { return inputs_; }
  /// False at the end of the last input. Errors: as ByteSource::read.
  Result<bool> next(Chunk& chunk);

 private:
  Result<void> open_input();
  Result<void> read_header();
  Result<std::string> read_line();
  Result<void> skip_mark();
  Result<void> skip_to(std::uint64_t offset);
  void close_input();
  Result<void> refill();
  std::string_view rest() const;
  bool cut_records(Chunk& chunk);
  Result<void> cut_piece(Chunk& chunk);
  void take(std::size_t size, std::uint64_t line_breaks, Chunk& chunk);
  Error header_too_long() const;

  Inputs inputs_;
  std::shared_ptr<const RecordBorders> borders_;
  bool has_header_;
  std::size_t chunk_records_;
  Position at_;  ///< of the first byte that is not cut off yet
  std::unique_ptr<ByteSource> source_;
  std::shared_ptr<const std::string> header_;
  BlockPool pool_;
  std::shared_ptr<Block> block_;
  std::size_t cut_ = 0;  ///< bytes of the block that chunks have taken
  bool source_ended_ = false;
  std::optional<Error> read_error_;  ///< to be told when what came before it has been cut
  bool in_pieces_ = false;           ///< within a record that is too long
  bool piece_given_ = false;         ///< and its first piece has gone
  Position piece_begin_;             ///< of that record
  std::uint64_t sequence_ = 0;
};

}  // namespace palpate::batch
