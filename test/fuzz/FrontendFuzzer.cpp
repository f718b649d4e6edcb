// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libFuzzer's entries (docs/testing.md, "Fuzzing the compiler").
#include "test/fuzz/FuzzCompiler.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

using dc::test::CompilerFuzzer;
using dc::test::TokenMutator;

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t limit);

static std::string_view textOf(const uint8_t *data, size_t size) {
  return {reinterpret_cast<const char *>(data), size};
}

static size_t put(const std::string &text, uint8_t *to) {
  std::memcpy(to, text.data(), text.size());
  return text.size();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static CompilerFuzzer fuzzer;
  fuzzer.runCxx(textOf(data, size));
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t limit, unsigned seed) {
  TokenMutator::Random random(seed + 1);
  if (random() % 16 == 0) {
    return LLVMFuzzerMutate(data, size, limit);
  }
  return put(CompilerFuzzer::cxxMutator().mutate(textOf(data, size), limit, random), data);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t *data, size_t size, const uint8_t *other,
                                            size_t otherSize, uint8_t *out, size_t limit,
                                            unsigned seed) {
  TokenMutator::Random random(seed + 1);
  return put(CompilerFuzzer::cxxMutator().cross(textOf(data, size), textOf(other, otherSize), limit,
                                                random),
             out);
}
