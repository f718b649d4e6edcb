// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The fuzz property on a fixed sequence of mutations, so that every ctest run checks it a little,
// the same way each time.
#include "test/fuzz/FuzzArtifact.h"

#include "runtime/artifact/Encode.h"
#include "runtime/artifact/Writer.h"
#include "test/unit/runtime/artifact/Samples.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

using namespace dc::rt::artifact;

namespace {

using Input = std::vector<uint8_t>;

std::vector<Input> seeds() {
  std::vector<Input> out;
  for (const ArtifactData &data : {test::rich(), test::small(), ArtifactData()}) {
    Input file = write(data).value();
    for (uint8_t mode : {0, 1}) {
      out.push_back({mode});
      out.back().insert(out.back().end(), file.begin(), file.end());
    }
    Input manifest = encode_manifest(data).bytes;
    out.push_back({2, static_cast<uint8_t>(data.payloads.size())});
    out.back().insert(out.back().end(), manifest.begin(), manifest.end());
  }
  Input expressions = {3};
  for (uint8_t i = 0; i < 120; ++i) { // Every operation three times, with operands just before it.
    Input node(20);
    node[0] = i % 42;
    node[1] = i < 42 ? 0 : i - 1;
    node[3] = i < 42 ? 0 : i - 2;
    node[5] = i < 42 ? 0 : i - 3;
    node[8] = i;
    expressions.insert(expressions.end(), node.begin(), node.end());
  }
  out.push_back(expressions);
  return out;
}

/// One to eight edits of the kinds that find reader bugs: bits, interesting values, copies,
/// removals, insertions.
Input mutate(Input input, std::mt19937_64 &random) {
  static constexpr uint64_t interesting[] = {0,
                                             1,
                                             2,
                                             4,
                                             63,
                                             64,
                                             127,
                                             128,
                                             255,
                                             0x7fff,
                                             0xffff,
                                             0x7fffffff,
                                             0x80000000,
                                             0xffffffff,
                                             0x7fffffffffffffff,
                                             0xffffffffffffffff};
  auto position = [&](size_t room) {
    return 1 + random() % std::max<size_t>(1, input.size() - std::min(input.size(), room) - 1);
  };
  for (uint64_t edits = 1 + random() % 8; edits > 0 && input.size() > 24; --edits) {
    switch (random() % 6) {
    case 0:
      input[position(1)] ^= static_cast<uint8_t>(1 << random() % 8);
      break;
    case 1:
      input[position(1)] = static_cast<uint8_t>(random());
      break;
    case 2: {
      uint64_t value = interesting[random() % std::size(interesting)];
      size_t width = size_t(1) << random() % 4, at = position(8);
      for (size_t i = 0; i < width; ++i) {
        input[at + i] = static_cast<uint8_t>(value >> (8 * i));
      }
      break;
    }
    case 3: {
      size_t length = 1 + random() % 16, from = position(17), to = position(17);
      for (size_t i = 0; i < length; ++i) {
        input[to + i] = input[from + i];
      }
      break;
    }
    case 4: {
      auto at = static_cast<ptrdiff_t>(position(17));
      input.erase(input.begin() + at,
                  input.begin() + at + static_cast<ptrdiff_t>(1 + random() % 16));
      break;
    }
    default:
      input.insert(input.begin() + static_cast<ptrdiff_t>(position(1)), 1 + random() % 16,
                   static_cast<uint8_t>(random()));
      break;
    }
  }
  return input;
}

TEST(ArtifactReplay, Seeds) {
  for (const Input &input : seeds()) {
    test::fuzz_artifact(input.data(), input.size());
  }
}

TEST(ArtifactReplay, Mutations) {
  const std::vector<Input> inputs = seeds();
  std::mt19937_64 random(20260401);
  for (int round = 0; round < 100000; ++round) {
    Input input = mutate(inputs[random() % inputs.size()], random);
    test::fuzz_artifact(input.data(), input.size());
  }
}

// DOTCOMPUTE_WRITE_CORPUS=FOLDER writes the seeds for libFuzzer.
TEST(ArtifactReplay, WriteCorpus) {
  const char *folder = std::getenv("DOTCOMPUTE_WRITE_CORPUS");
  if (!folder) {
    GTEST_SKIP() << "only on request";
  }
  int number = 0;
  for (const Input &input : seeds()) {
    std::ofstream(std::string(folder) + "/seed" + std::to_string(number++), std::ios::binary)
        .write(reinterpret_cast<const char *>(input.data()),
               static_cast<std::streamsize>(input.size()));
  }
}

} // namespace
