#include <zstd.h>
#include <zstd_errors.h>

#include <vector>

#include "batch/byte_source.hpp"
#include "batch/limits.hpp"

// Zstandard (RFC 8878) on libzstd: one frame after another.
namespace palpate::batch {

namespace {

class ZstdSource final : public ByteSource {
 public:
  ZstdSource(std::unique_ptr<RawFile> file, ZSTD_DCtx* context)
      : file_(std::move(file)), context_(context), compressed_(limits::block_bytes) {
    input_ = {compressed_.data(), 0, 0};
  }

  Result<std::size_t> read(char* to, std::size_t size) override;
  std::uint64_t raw_bytes() const override { return file_->raw_bytes(); }

 private:
  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  Result<bool> refill();
  Error damaged(std::size_t code) const;

  std::unique_ptr<RawFile> file_;
  std::unique_ptr<ZSTD_DCtx, Free> context_;
  std::vector<char> compressed_;
  ZSTD_inBuffer input_{};
  bool frame_open_ = true;  ///< the file begins with a frame, or it would not be here
  bool full_ = false;       ///< the last call may have more to give without more input
};

Result<bool> ZstdSource::refill() {
  if (input_.pos < input_.size) return true;
  const auto got = file_->read(compressed_.data(), compressed_.size());
  if (!got) return got.error();
  input_ = {compressed_.data(), *got, 0};
  return *got > 0;
}

Error ZstdSource::damaged(std::size_t code) const {
  const bool window = ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge;
  return {window ? Error::Code::limit : Error::Code::bad_input,
          window ? "the zstd data need a window of more than " +
                       std::to_string((1U << limits::zstd_window_log) >> 20U) +
                       " MB; compress them without --long and --ultra"
                 : "the zstd data are damaged",
          file_->identity().path};
}

Result<std::size_t> ZstdSource::read(char* to, std::size_t size) {
  ZSTD_outBuffer output{to, size, 0};
  while (output.pos == 0) {
    if (!full_) {
      const auto more = refill();
      if (!more) return more.error();
      if (!*more && !frame_open_) return std::size_t{0};
      if (!*more) {
        return Error{Error::Code::bad_input, "the zstd data end too early: the file is cut off",
                     file_->identity().path};
      }
    }
    const auto code = ZSTD_decompressStream(context_.get(), &output, &input_);
    if (ZSTD_isError(code) != 0) return damaged(code);
    frame_open_ = code != 0;
    full_ = output.pos == output.size && frame_open_;
  }
  return output.pos;
}

}  // namespace

Result<std::unique_ptr<ByteSource>> make_zstd_source(std::unique_ptr<RawFile> file) {
  auto* context = ZSTD_createDCtx();
  if (context == nullptr) return Error{Error::Code::internal, "libzstd does not start", {}};
  auto source = std::make_unique<ZstdSource>(std::move(file), context);
  ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, limits::zstd_window_log);
  return std::unique_ptr<ByteSource>(std::move(source));
}

}  // namespace palpate::batch
