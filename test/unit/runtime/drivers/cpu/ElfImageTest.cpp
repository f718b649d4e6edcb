// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Payloads that are no shared object for this processor are refused before the dynamic loader sees
// them.
#include "runtime/drivers/cpu/ElfImage.h"
#include "runtime/drivers/cpu/CPUFeatures.h"

#include "test/conformance/HandmadeArtifact.h"

#include <gtest/gtest.h>

#include <cstring>
#include <elf.h>

namespace {

using namespace dc::rt;

std::vector<uint8_t> goodElf() { return conformance::handmadeData().payloads[0].bytes; }

TEST(ElfImage, LoadsAndFindsSymbols) {
  const auto image = cpu::ElfImage::load(goodElf());
  ASSERT_TRUE(image.ok()) << image.status().to_string();
  EXPECT_NE((*image)->symbol("saxpy_f32.v2"), nullptr);
  EXPECT_EQ((*image)->symbol("saxpy_f32.v9"), nullptr);
}

TEST(ElfImage, TwoOfTheSameAreTwo) {
  const auto a = cpu::ElfImage::load(goodElf());
  const auto b = cpu::ElfImage::load(goodElf());
  ASSERT_TRUE(a.ok() && b.ok());
  EXPECT_NE((*a)->symbol("saxpy_f32.v2"), (*b)->symbol("saxpy_f32.v2"));
}

TEST(ElfImage, RefusesOtherBytes) {
  const std::vector<uint8_t> good = goodElf();
  const auto refused = [](std::vector<uint8_t> bytes) {
    const Status status = cpu::ElfImage::load(bytes).status();
    return status.code() == StatusCode::Incompatible && status.id() == "DCR4003";
  };
  EXPECT_TRUE(refused({}));
  EXPECT_TRUE(refused({1, 2, 3}));
  EXPECT_TRUE(refused(std::vector<uint8_t>(1000, 0x7f)));
  for (const size_t size :
       {sizeof(Elf64_Ehdr) - 1, sizeof(Elf64_Ehdr), size_t(100), good.size() / 4}) {
    EXPECT_TRUE(refused({good.begin(), good.begin() + long(size)})) << size << " bytes";
  }
  std::vector<uint8_t> other = good;
  other[offsetof(Elf64_Ehdr, e_machine)] = EM_RISCV;
  EXPECT_TRUE(refused(other));
  other = good;
  other[offsetof(Elf64_Ehdr, e_type)] = ET_REL;
  EXPECT_TRUE(refused(other));
  other = good;
  other[EI_CLASS] = ELFCLASS32;
  EXPECT_TRUE(refused(other));
}

TEST(ElfImage, ReportsWhatTheLoaderSays) {
  std::vector<uint8_t> bytes = goodElf();
  Elf64_Ehdr header;
  std::memcpy(&header, bytes.data(), sizeof header);
  for (size_t i = 0; i < header.e_phnum; ++i) {
    uint8_t *at = bytes.data() + header.e_phoff + i * sizeof(Elf64_Phdr);
    Elf64_Phdr segment;
    std::memcpy(&segment, at, sizeof segment);
    if (segment.p_type == PT_LOAD) {
      segment.p_vaddr += 1; // no longer where its page is
      std::memcpy(at, &segment, sizeof segment);
    }
  }
  const Status status = cpu::ElfImage::load(bytes).status();
  EXPECT_EQ(status.id(), "DCR4004") << status.to_string();
}

TEST(CPUFeatures, Levels) {
  EXPECT_EQ(cpu::levelOf("x86-64"), 1u);
  EXPECT_EQ(cpu::levelOf("x86-64-v2"), 2u);
  EXPECT_EQ(cpu::levelOf("x86-64-v4"), 4u);
  for (const char *none :
       {"", "x86", "x86-64-v1", "x86-64-v5", "x86-64-v33", "x86-64-", "aarch64", "x86_64-v3"}) {
    EXPECT_EQ(cpu::levelOf(none), 0u) << none;
  }
#if defined(__x86_64__)
  // The compiler's own detection agrees.
  __builtin_cpu_init();
  EXPECT_EQ(cpu::x86Level() >= 2, bool(__builtin_cpu_supports("x86-64-v2")));
  EXPECT_EQ(cpu::x86Level() >= 3, bool(__builtin_cpu_supports("x86-64-v3")));
  EXPECT_EQ(cpu::x86Level() >= 4, bool(__builtin_cpu_supports("x86-64-v4")));
#endif
}

} // namespace
