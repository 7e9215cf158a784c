#include "batch/base64.hpp"

#include <sodium.h>

namespace palpate::batch {

void append_base64(std::string_view bytes, std::string& out) {
  constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
  const auto size = sodium_base64_encoded_len(bytes.size(), variant);  // with a closing zero
  const auto before = out.size();
  out.resize(before + size);
  sodium_bin2base64(out.data() + before, size, reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), variant);
  out.resize(before + size - 1);
}

}  // namespace palpate::batch
