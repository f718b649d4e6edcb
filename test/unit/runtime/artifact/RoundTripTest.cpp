// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is written is read back; the bytes depend on nothing but the input; the ABI hash on the
// calling facts alone.
#include "runtime/artifact/Reader.h"
#include "runtime/artifact/Writer.h"
#include "test/unit/runtime/artifact/Samples.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <functional>

using namespace dc::rt;
using namespace dc::rt::artifact;
using dc::rt::artifact::test::describe;

namespace {

std::string temporary(const char *name) { return ::testing::TempDir() + "dotcompute-" + name; }

TEST(RoundTrip, Rich) {
  ArtifactData data = test::rich();
  std::vector<uint8_t> bytes = write(data).value();
  Result<ArtifactData> back = read(bytes.data(), bytes.size());
  ASSERT_TRUE(back.ok()) << back.status().to_string();
  EXPECT_EQ(describe(*back), describe(data));
  for (const KernelInfo &kernel : back->kernels) {
    EXPECT_EQ(kernel.abiHash, abi_hash(kernel));
    EXPECT_NE(kernel.abiHash, 0u);
  }
}

TEST(RoundTrip, Empty) {
  std::vector<uint8_t> bytes = write(ArtifactData()).value();
  Result<ArtifactData> back = read(bytes.data(), bytes.size());
  ASSERT_TRUE(back.ok()) << back.status().to_string();
  EXPECT_EQ(describe(*back), describe(ArtifactData()));
}

TEST(RoundTrip, UnalignedBytes) {
  std::vector<uint8_t> bytes = write(test::rich()).value();
  for (size_t shift = 1; shift < 9; ++shift) {
    std::vector<uint8_t> shifted(bytes.size() + shift);
    std::copy(bytes.begin(), bytes.end(), shifted.begin() + static_cast<ptrdiff_t>(shift));
    EXPECT_TRUE(read(shifted.data() + shift, bytes.size()).ok()) << shift;
  }
}

TEST(RoundTrip, SameInputSameBytes) {
  std::vector<uint8_t> first = write(test::rich()).value();
  EXPECT_EQ(first, write(test::rich()).value());
  // What was read is written as the same bytes again, and a stale hash in the input does not
  // matter.
  ArtifactData back = read(first.data(), first.size()).value();
  EXPECT_EQ(first, write(back).value());
  back.kernels[0].abiHash = 1;
  EXPECT_EQ(first, write(back).value());
}

TEST(RoundTrip, Files) {
  std::string path = temporary("roundtrip.dcx");
  ASSERT_TRUE(write_file(test::rich(), path).ok());
  EXPECT_EQ(describe(read_file(path).value()), describe(test::rich()));
  std::ifstream leftover(path + ".tmp");
  EXPECT_FALSE(leftover.is_open());
  std::remove(path.c_str());

  Status missing = read_file(path).status();
  EXPECT_EQ(missing.id(), "DCR2001");
  EXPECT_EQ(missing.code(), StatusCode::NotFound);
  EXPECT_EQ(read_file(::testing::TempDir()).status().id(), "DCR2001") << "a folder";
  EXPECT_EQ(write_file(test::rich(), "/nonexistent/k.dcx").id(), "DCR2010");
}

TEST(RoundTrip, ReadFileNamesTheFile) {
  std::string path = temporary("text.dcx");
  std::ofstream(path) << "hello";
  Status status = read_file(path).status();
  EXPECT_EQ(status.id(), "DCR2002");
  EXPECT_NE(status.to_string().find("while reading '" + path + "'"), std::string::npos);
  std::remove(path.c_str());
}

TEST(RoundTrip, FormsOfAnEntry) {
  ArtifactData data = test::rich();
  EntryPoint &entry = data.kernels[0].entries.back();
  entry.itemsPerThread = 64;
  entry.disjoint = true;
  const std::vector<uint8_t> bytes = write(data).value();
  const ArtifactData again = read(bytes.data(), bytes.size()).value();
  EXPECT_EQ(describe(again), describe(data));
  EXPECT_EQ(again.kernels[0].entries.back().itemsPerThread, 64u);
  EXPECT_TRUE(again.kernels[0].entries.back().disjoint);
  EXPECT_EQ(again.kernels[0].entries.front().itemsPerThread, 1u);
  EXPECT_FALSE(again.kernels[0].entries.front().disjoint);
}

TEST(RoundTrip, TilesOfAnEntry) {
  ArtifactData data = test::rich();
  EntryPoint entry;
  entry.payload = 1;
  entry.symbol = "nothing";
  entry.tileThreads = 256;
  entry.itemsPerThread = 4;
  data.kernels[2].entries = {entry};
  const std::vector<uint8_t> bytes = write(data).value();
  const ArtifactData again = read(bytes.data(), bytes.size()).value();
  EXPECT_EQ(describe(again), describe(data));
  EXPECT_EQ(again.kernels[2].entries.back().tileThreads, 256u);
  // What a reader sees that does not know tiles, and refuses on GPUs.
  EXPECT_EQ(again.kernels[2].entries.back().blockThreads, 0u);
  EXPECT_EQ(again.kernels[0].entries.back().tileThreads, 0u);
}

TEST(RoundTrip, Parts) {
  std::vector<uint8_t> bytes = write(test::rich()).value();
  std::vector<PartInfo> parts = read_layout(bytes.data(), bytes.size()).value().parts;
  ASSERT_EQ(parts.size(), 5u);
  EXPECT_EQ(parts[0].kind, PartKind::Manifest);
  EXPECT_EQ(parts[3].kind, PartKind::Payload);
  EXPECT_EQ(parts[4].kind, PartKind::Bytecode);
  EXPECT_EQ(parts[1].size, 1000u);
  for (const PartInfo &part : parts) {
    EXPECT_EQ(part.offset % 64, 0u);
    EXPECT_EQ(part.sha256, sha256(bytes.data() + part.offset, part.size));
  }
  EXPECT_EQ(parts[4].offset + parts[4].size, bytes.size());
}

TEST(AbiHash, DependsOnCallingFactsAlone) {
  const KernelInfo kernel = test::rich().kernels[1];
  uint64_t hash = abi_hash(kernel);
  using Change = std::function<void(KernelInfo &)>;
  const Change same[] = {
      [](KernelInfo &k) { k.name = "other"; },
      [](KernelInfo &k) { k.loc.line = 99; },
      [](KernelInfo &k) { k.args[0].name = "other"; },
      [](KernelInfo &k) { k.args[0].alignment = 16; },
      [](KernelInfo &k) { k.args[1].ownElement = true; },
      [](KernelInfo &k) { k.args[1].writeOnly = true; },
      [](KernelInfo &k) { k.contracts.clear(); },
      [](KernelInfo &k) { k.entries.clear(); },
      [](KernelInfo &k) { k.faults.clear(); },
      [](KernelInfo &k) { k.domain.clear(); },
  };
  for (const Change &change : same) {
    KernelInfo changed = kernel;
    change(changed);
    EXPECT_EQ(abi_hash(changed), hash) << &change - same;
  }
  const Change different[] = {
      [](KernelInfo &k) { k.rank = 3; },
      [](KernelInfo &k) { k.block = {8, 32}; },
      [](KernelInfo &k) { k.block.clear(); },
      [](KernelInfo &k) { k.args.pop_back(); },
      [](KernelInfo &k) { std::swap(k.args[1], k.args[2]); },
      [](KernelInfo &k) { k.args[0].type = ElementType::F16; },
      [](KernelInfo &k) { k.args[0].rank = 1; },
      [](KernelInfo &k) { k.args[0].access = Access::ReadWrite; },
      [](KernelInfo &k) { k.args[2].kind = ArgKind::Array; },
      [](KernelInfo &k) { k.args[0].strided = true; },
  };
  for (const Change &change : different) {
    KernelInfo changed = kernel;
    change(changed);
    EXPECT_NE(abi_hash(changed), hash) << &change - different;
  }
}

TEST(RoundTrip, KeepsWhatKernelsPrint) {
  ArtifactData data = test::small();
  data.kernels[0].prints = {{0, "here", {}, {"k.dc.cpp", 4, 1}},
                            {3, "{} {}", {ElementType::U8, ElementType::BF16}, {"k.dc.cpp", 5, 1}}};
  auto bytes = write(data);
  ASSERT_TRUE(bytes.ok()) << bytes.status().to_string();
  auto read = dc::rt::artifact::read(bytes->data(), bytes->size());
  ASSERT_TRUE(read.ok()) << read.status().to_string();
  const std::vector<PrintSite> &prints = read->kernels[0].prints;
  ASSERT_EQ(prints.size(), 2u);
  EXPECT_EQ(prints[0].format, "here");
  EXPECT_TRUE(prints[0].types.empty());
  EXPECT_EQ(prints[0].loc.line, 4u);
  EXPECT_EQ(prints[1].id, 3u);
  EXPECT_EQ(prints[1].types, (std::vector<ElementType>{ElementType::U8, ElementType::BF16}));
}

} // namespace
