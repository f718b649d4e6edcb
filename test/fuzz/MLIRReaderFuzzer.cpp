// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libFuzzer's entries (docs/testing.md, "Fuzzing the compiler").
#include "test/fuzz/FuzzCompiler.h"
#include "test/fuzz/LibFuzzer.h"

using dc::test::CompilerFuzzer;
using dc::test::textOf;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static CompilerFuzzer fuzzer;
  fuzzer.runMLIR(textOf(data, size));
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t limit, unsigned seed) {
  bool isBytecode = textOf(data, size).starts_with("ML\xefR");
  return dc::test::mutate(CompilerFuzzer::mlirMutator(), data, size, limit, seed, isBytecode);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t *data, size_t size, const uint8_t *other,
                                            size_t otherSize, uint8_t *out, size_t limit,
                                            unsigned seed) {
  return dc::test::cross(CompilerFuzzer::mlirMutator(), textOf(data, size),
                         textOf(other, otherSize), out, limit, seed);
}
