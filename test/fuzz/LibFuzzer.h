// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What libFuzzer's entries of both compiler fuzzers do with a TokenMutator.
#ifndef DOTCOMPUTE_TEST_FUZZ_LIBFUZZER_H
#define DOTCOMPUTE_TEST_FUZZ_LIBFUZZER_H

#include "test/fuzz/TokenMutator.h"

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t limit);

namespace dc::test {

inline std::string_view textOf(const uint8_t *data, size_t size) {
  return {reinterpret_cast<const char *>(data), size};
}

/// Changes `data` in place by tokens or, now and then and where it `isBinary`, by libFuzzer's
/// bytes. Returns the new size.
inline size_t mutate(const TokenMutator &mutator, uint8_t *data, size_t size, size_t limit,
                     unsigned seed, bool isBinary = false) {
  TokenMutator::Random random(seed + 1);
  if (isBinary || random() % 16 == 0) {
    return LLVMFuzzerMutate(data, size, limit);
  }
  std::string text = mutator.mutate(textOf(data, size), limit, random);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}

/// Writes a mixture of `one` and `other` to `out` and returns its size.
inline size_t cross(const TokenMutator &mutator, std::string_view one, std::string_view other,
                    uint8_t *out, size_t limit, unsigned seed) {
  TokenMutator::Random random(seed + 1);
  std::string text = mutator.cross(one, other, limit, random);
  std::memcpy(out, text.data(), text.size());
  return text.size();
}

} // namespace dc::test

#endif // DOTCOMPUTE_TEST_FUZZ_LIBFUZZER_H
