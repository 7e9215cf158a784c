#pragma once

#include <cstddef>
#include <cstdint>

#include "base/limits.hpp"

/// Limits and sizes of screening, each with its reason.
namespace palpate::batch::limits {

/// Bytes read at a time: enough for one read call to cost nothing beside the work on its bytes.
inline constexpr std::size_t block_bytes = 256U << 10U;
/// Records of one chunk, which has no more than a block of bytes either: bounds what a block of
/// nearly nothing but line breaks costs.
inline constexpr std::size_t chunk_records = 4096;
/// The same where each record gives a report of about 50 KB.
inline constexpr std::size_t report_chunk_records = 32;
/// Chunks that are done and not written: what two threads get done while a disk takes a checkpoint,
/// some 100 ms.
inline constexpr std::size_t waiting_chunks = 128;
/// Times that a thread asks for the input, giving way to others between them, before it sleeps
/// until it is its turn: some hundred microseconds, in which a block is read.
inline constexpr int tries_before_sleep = 256;
/// Bytes of what came of them: bounds the memory that a slow disk costs.
inline constexpr std::size_t waiting_bytes = 16U << 20U;
/// Bytes of room that an outcome keeps for the next one: the lines of a chunk need less, and only a
/// record of many megabytes in quarantine needs more.
inline constexpr std::size_t kept_outcome_bytes = 4U << 20U;
/// Bytes of an input's beginning by which a resumed run knows it again.
inline constexpr std::size_t identity_bytes = 64U << 10U;
/// Bytes of input and output between two checkpoints: a kill costs a second or two of work, and
/// bringing the bytes to the disk costs little beside having made them.
inline constexpr std::uint64_t checkpoint_bytes = 64U << 20U;
/// Bytes of output after which the disk is told to begin: then a checkpoint waits for little.
inline constexpr std::size_t write_behind_bytes = 1U << 20U;
/// Bytes of a checkpoint file: it holds a summary of one count a flag and item, and input names.
inline constexpr std::size_t checkpoint_file_bytes = 16U << 20U;
/// Worker threads: more than any machine has, and each takes some megabytes.
inline constexpr std::size_t threads = 256;
/// Window of zstd data, as a power of two: what `zstd -1` to `-19` and `--ultra -20` make. Larger
/// ones would take more memory than all of screening may.
inline constexpr int zstd_window_log = 25;

}  // namespace palpate::batch::limits
