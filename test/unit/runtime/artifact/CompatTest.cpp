// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Artifacts written by every released format version still read as what they were.
// test/artifact-compat/README.md.
#include "runtime/artifact/Reader.h"
#include "runtime/artifact/Writer.h"
#include "test/unit/runtime/artifact/Samples.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace dc::rt;
using namespace dc::rt::artifact;

namespace {

std::string text_of(const std::filesystem::path &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Compat, EveryGoldenFileReads) {
  int files = 0;
  for (const auto &entry : std::filesystem::recursive_directory_iterator(DOTCOMPUTE_COMPAT_DIR)) {
    if (entry.path().extension() != ".dcx") {
      continue;
    }
    ++files;
    Result<ArtifactData> data = read_file(entry.path().string());
    ASSERT_TRUE(data.ok()) << data.status().to_string();
    std::filesystem::path expected = entry.path();
    expected.replace_extension(".expected");
    EXPECT_EQ(test::describe(*data, /*withAbiHash=*/true), text_of(expected)) << entry.path();
  }
  EXPECT_GE(files, 2);
}

// Not a promise to users, but bytes should change only when somebody means it.
TEST(Compat, TodaysWriterWritesTheSameBytes) {
  EXPECT_EQ(write(test::rich()).value(),
            read_bytes(DOTCOMPUTE_COMPAT_DIR "/v1.1/rich.dcx").value());
  EXPECT_EQ(write(test::small()).value(),
            read_bytes(DOTCOMPUTE_COMPAT_DIR "/v1.1/small.dcx").value());
}

// DOTCOMPUTE_WRITE_GOLDEN=FOLDER writes the files of a new format version.
TEST(Compat, WriteGoldenFiles) {
  const char *folder = std::getenv("DOTCOMPUTE_WRITE_GOLDEN");
  if (!folder) {
    GTEST_SKIP() << "only on request";
  }
  auto put = [&](const std::string &name, const ArtifactData &data) {
    std::string path = std::string(folder) + "/" + name;
    ASSERT_TRUE(write_file(data, path + ".dcx").ok());
    std::ofstream(path + ".expected")
        << test::describe(read_file(path + ".dcx").value(), /*withAbiHash=*/true);
  };
  put("rich", test::rich());
  put("small", test::small());
}

} // namespace
