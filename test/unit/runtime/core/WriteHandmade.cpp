// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes the handmade artifact to a file, for tests of programs.
#include "test/conformance/HandmadeArtifact.h"

#include <cstdio>

int main(int argc, char **argv) {
  const std::vector<uint8_t> bytes = conformance::bytesOf(conformance::handmadeData());
  std::FILE *file = argc == 2 ? std::fopen(argv[1], "wb") : nullptr;
  const bool written = file && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  return file && std::fclose(file) == 0 && written ? 0 : 1;
}
