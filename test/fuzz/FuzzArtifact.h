// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The property that fuzzing checks of the artifact reader.
#ifndef DOTCOMPUTE_TEST_FUZZ_ARTIFACT_H
#define DOTCOMPUTE_TEST_FUZZ_ARTIFACT_H

#include <cstddef>
#include <cstdint>

namespace dc::rt::artifact::test {

/// Feeds the bytes to the reader: byte 0 says how, the rest is the input. Aborts when the reader is
/// wrong: it crashes, takes what the writer would refuse, or reads its own output differently.
///   0  the file as it is
///   1  a file whose hashes are made to fit, so that the checks behind them are reached
///   2  a manifest part (byte 1: how many payloads), wrapped into a file
///   3  an expression table of 20-byte nodes that nobody has checked: evaluated and printed
void fuzz_artifact(const uint8_t *bytes, size_t size);

} // namespace dc::rt::artifact::test

#endif // DOTCOMPUTE_TEST_FUZZ_ARTIFACT_H
