// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The linkable object: the system's compiler links it, in every way that projects do, and the
// program finds the bytes.
#include "runtime/artifact/Reader.h"
#include "runtime/artifact/Writer.h"
#include "test/unit/runtime/artifact/Samples.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

using namespace dc::rt;
using namespace dc::rt::artifact;

namespace {

class Object : public ::testing::Test {
protected:
  void SetUp() override {
#if !defined(__linux__) || !defined(__x86_64__)
    GTEST_SKIP() << "links x86-64 ELF objects";
#endif
    std::string pattern = ::testing::TempDir() + "dotcompute-object-XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder = pattern;
    bytes = write(test::rich()).value();
    put("k.o", write_object(bytes, "dc_artifact_k").value());
    put("other.o", write_object(write(test::small()).value(), "dc_artifact_other").value());
    // Prints the artifact's bytes; exits 1 when it is not aligned.
    text("main.c",
         "#include <stdio.h>\n#include <stdint.h>\n"
         "extern const unsigned char dc_artifact_k[];\nextern const uint64_t dc_artifact_k_size;\n"
         "int main(void) { if ((uintptr_t)dc_artifact_k % 64) return 1;\n"
         "return fwrite(dc_artifact_k, 1, dc_artifact_k_size, stdout) != dc_artifact_k_size; }\n");
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  void put(const std::string &name, const std::vector<uint8_t> &content) {
    std::ofstream(folder + "/" + name, std::ios::binary)
        .write(reinterpret_cast<const char *>(content.data()),
               static_cast<std::streamsize>(content.size()));
  }
  void text(const std::string &name, const std::string &content) {
    std::ofstream(folder + "/" + name) << content;
  }

  bool shell(const std::string &command) const {
    return std::system(("cd '" + folder + "' && " + command + " >log 2>&1").c_str()) == 0;
  }
  std::string log() const {
    std::ifstream file(folder + "/log");
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// Links with `flags`, runs, and expects exactly the artifact on stdout, and no complaint of the
  /// linker.
  void links(const std::string &flags) const {
    ASSERT_TRUE(shell(DOTCOMPUTE_TEST_CC " main.c -o main " + flags)) << flags << "\n" << log();
    EXPECT_EQ(log(), "") << flags;
    ASSERT_EQ(std::system(("cd '" + folder + "' && LD_LIBRARY_PATH=. ./main >out").c_str()), 0)
        << flags;
    std::vector<uint8_t> out = read_bytes(folder + "/out").value();
    EXPECT_EQ(out, bytes) << flags;
  }

  std::string folder;
  std::vector<uint8_t> bytes;
};

TEST_F(Object, LinksDirectly) {
  links("k.o other.o");
  links("other.o k.o -Wl,--gc-sections");
  links("-fPIE -pie k.o");
  links("-no-pie k.o");
  links("-fuse-ld=lld -Wl,--gc-sections -Wl,--fatal-warnings k.o other.o");
  links("-Wl,-z,noexecstack -Wl,--fatal-warnings k.o");
}

TEST_F(Object, LinksFromAnArchive) {
  ASSERT_TRUE(shell("ar rcs libk.a other.o k.o")) << log();
  links("-L. -lk -Wl,--gc-sections");
  links("-O2 -flto -fuse-ld=lld -L. -lk -Wl,--gc-sections");
}

TEST_F(Object, LinksIntoASharedLibrary) {
  ASSERT_TRUE(
      shell(DOTCOMPUTE_TEST_CC " -shared -o libk.so k.o other.o -Wl,-z,text -Wl,--fatal-warnings"))
      << log();
  links("-fPIC libk.so");
}

TEST_F(Object, KeepsControlFlowProtection) {
  ASSERT_TRUE(shell("gcc -fcf-protection=full -shared -nostdlib -o libk.so k.o -Wl,-z,ibtplt"))
      << log();
  ASSERT_TRUE(shell("readelf -n k.o")) << log();
  EXPECT_NE(log().find("IBT, SHSTK"), std::string::npos) << log();
}

TEST_F(Object, ReadsAsElf) {
  ASSERT_TRUE(shell("readelf -aW k.o")) << log();
  EXPECT_EQ(log().find("Warning"), std::string::npos) << log();
  EXPECT_NE(log().find(".rodata.dotcompute PROGBITS"), std::string::npos) << log();
  EXPECT_NE(log().find(" dc_artifact_k_size"), std::string::npos) << log();
}

TEST(ObjectBytes, Deterministic) {
  std::vector<uint8_t> bytes = write(test::rich()).value();
  EXPECT_EQ(write_object(bytes, "k").value(), write_object(bytes, "k").value());
  EXPECT_NE(write_object(bytes, "k").value(), write_object(bytes, "k", Machine::AArch64).value());
}

TEST(ObjectBytes, RefusesBadSymbols) {
  for (const char *symbol : {"", "1a", "a b", "a.b", "a\n", "\xc3\xb6"}) {
    Status status = write_object({}, symbol).status();
    EXPECT_EQ(status.code(), StatusCode::InvalidArgument) << symbol;
    EXPECT_EQ(status.id(), "DCR2012");
  }
  EXPECT_TRUE(write_object({}, "_a1").ok());
}

} // namespace
