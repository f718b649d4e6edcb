// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the compiler's fuzzers check, a little of it on every run and the same each time.
#include "test/fuzz/FuzzCompiler.h"

#include "llvm/Support/CrashRecoveryContext.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

using dc::test::CompilerFuzzer;
using dc::test::Reached;
using dc::test::TokenMutator;

namespace {

std::vector<std::filesystem::path> filesBelow(const std::string &folder) {
  std::vector<std::filesystem::path> files;
  for (const auto &entry : std::filesystem::recursive_directory_iterator(
           std::string(DOTCOMPUTE_SOURCE_DIR "/") + folder)) {
    if (entry.is_regular_file()) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string read(const std::filesystem::path &path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

/// Like main() of dcc: inputs nest deeper than a test's stack reaches.
void onALargeStack(const std::function<void()> &run) {
  llvm::CrashRecoveryContext().RunSafelyOnThread(run, 256u << 20);
}

class CompilerReplay : public ::testing::Test {
protected:
  /// Runs each seed and `rounds` mutations of what has been accepted.
  void mutate(const std::vector<std::string> &seeds, const TokenMutator &mutator, int rounds,
              const std::function<Reached(const std::string &)> &run) {
    onALargeStack([&] {
      int compiled = 0;
      for (const std::string &seed : seeds) {
        compiled += run(seed) == Reached::DeviceIR;
      }
      EXPECT_GT(compiled, static_cast<int>(seeds.size() / 2)) << "the seeds are to reach device IR";
      TokenMutator::Random random(20261124);
      for (int round = 0; round < rounds; ++round) {
        const std::string &seed = seeds[random() % seeds.size()];
        run(random() % 4 ? mutator.mutate(seed, 4000, random)
                         : mutator.cross(seed, seeds[random() % seeds.size()], 4000, random));
      }
    });
  }

  CompilerFuzzer fuzzer;
};

std::vector<std::string> split(const std::string &text, const std::string &at) {
  std::vector<std::string> parts;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = std::min(text.find(at, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + at.size();
  }
  return parts;
}

TEST_F(CompilerReplay, CxxRegressions) {
  onALargeStack([&] {
    for (const auto &file : filesBelow("test/fuzz/regressions/cxx")) {
      SCOPED_TRACE(file.string());
      fuzzer.runCxx(read(file));
    }
  });
}

TEST_F(CompilerReplay, MLIRRegressions) {
  onALargeStack([&] {
    for (const auto &file : filesBelow("test/fuzz/regressions/mlir")) {
      SCOPED_TRACE(file.string());
      fuzzer.runMLIR(read(file));
    }
  });
}

TEST_F(CompilerReplay, CxxMutations) {
  mutate(split(read(DOTCOMPUTE_SOURCE_DIR "/test/fuzz/seeds/kernels.dc.cpp"), "//-----\n"),
         CompilerFuzzer::cxxMutator(), 1000,
         [&](const std::string &text) { return fuzzer.runCxx(text); });
}

TEST_F(CompilerReplay, MLIRMutations) {
  mutate(split(read(DOTCOMPUTE_SOURCE_DIR "/test/fuzz/seeds/kernels.mlir"), "// -----\n"),
         CompilerFuzzer::mlirMutator(), 20000,
         [&](const std::string &text) { return fuzzer.runMLIR(text); });
}

} // namespace
