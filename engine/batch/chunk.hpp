#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "intake/intake.hpp"

namespace palpate::batch {

/// A place between two records of the inputs.
struct Position {
  std::size_t input = 0;
  std::uint64_t offset = 0;  ///< in bytes of content, which is what decompressing gives
  std::uint64_t line = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

/// Bytes as they were read. Chunks share it: it is cut, not copied.
struct Block {
  std::vector<char> bytes;  ///< at their end the zeroes that readers want there
  std::size_t filled = 0;

  std::size_t room() const { return bytes.size() - intake::IntakeAdapter::block_padding; }
};

/// What one worker works on at a time: whole records, or a piece of one that is too long to be held
/// in memory.
struct Chunk {
  enum class Kind : std::uint8_t { records, first_piece, next_piece, last_piece };

  std::uint64_t sequence = 0;  ///< 0, 1, 2, … in the order of the input
  Kind kind = Kind::records;
  Position begin;  ///< of its first record, and so for every piece of one
  Position end;
  std::uint64_t raw_bytes = 0;    ///< taken so far from this input's file: for progress
  std::string_view bytes;         ///< lives in `block`
  std::size_t size = 0;           ///< of `bytes`, also when they are gone
  std::vector<std::size_t> ends;  ///< of its records, line breaks included; none in a piece
  std::shared_ptr<const Block> block;
  std::shared_ptr<const std::string> header;  ///< of this input's CSV; else null

  /// Gives the bytes back; what remains tells where they stood.
  void let_go() {
    bytes = {};
    block.reset();
  }
};

}  // namespace palpate::batch
