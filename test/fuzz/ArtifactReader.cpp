// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libFuzzer's entry: `fuzz-artifact-reader corpus/` (docs/artifact-format.md, "Fuzzing").
#include "test/fuzz/FuzzArtifact.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  dc::rt::artifact::test::fuzz_artifact(data, size);
  return 0;
}
