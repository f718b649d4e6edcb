// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Manifests that are wrong as FlatBuffers: garbage, foreign identifiers, missing fields, and small
// files that describe huge data.
#include "runtime/artifact/Artifact_generated.h"
#include "runtime/artifact/Version.h"
#include "test/unit/runtime/artifact/RawManifest.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

using namespace dc::rt;
using namespace dc::rt::artifact;

namespace {

Status read_manifest(std::span<const uint8_t> manifest, size_t payloads = 0) {
  std::vector<uint8_t> bytes = test::wrap_manifest(manifest, payloads);
  return read(bytes.data(), bytes.size()).status();
}

std::span<const uint8_t> view(const flatbuffers::FlatBufferBuilder &builder) {
  return {builder.GetBufferPointer(), builder.GetSize()};
}

TEST(ManifestAttack, Garbage) {
  for (size_t size : {0, 1, 4, 8, 15, 16, 100, 4096}) {
    for (uint8_t fill : {0x00, 0x01, 0x7f, 0xff}) {
      std::vector<uint8_t> manifest(size, fill);
      EXPECT_EQ(read_manifest(manifest).id(), "DCR2007") << size;
      if (size >= 8) {
        std::copy_n("DCXM", 4, manifest.begin() + 4);
        EXPECT_EQ(read_manifest(manifest).id(), "DCR2007") << size;
      }
    }
  }
}

TEST(ManifestAttack, ForeignIdentifier) {
  flatbuffers::FlatBufferBuilder builder;
  auto producer = builder.CreateString("p");
  builder.Finish(fbs::CreateManifest(builder, producer), "ABCD");
  EXPECT_EQ(read_manifest(view(builder)).id(), "DCR2007");
}

TEST(ManifestAttack, MissingRequiredString) {
  flatbuffers::FlatBufferBuilder builder;
  auto table = builder.StartTable();
  builder.FinishSizePrefixed(flatbuffers::Offset<fbs::Manifest>(builder.EndTable(table)), "DCXM");
  // Without the size prefix it is a manifest with no field at all.
  EXPECT_EQ(read_manifest(view(builder).subspan(4)).id(), "DCR2007");
}

TEST(ManifestAttack, MissingVectorsAreEmpty) {
  flatbuffers::FlatBufferBuilder builder;
  auto producer = builder.CreateString("p");
  fbs::FinishManifestBuffer(builder, fbs::CreateManifest(builder, producer));
  EXPECT_TRUE(read_manifest(view(builder)).ok());
}

TEST(ManifestAttack, PayloadCountsDiffer) {
  flatbuffers::FlatBufferBuilder builder;
  auto producer = builder.CreateString("p");
  fbs::FinishManifestBuffer(builder, fbs::CreateManifest(builder, producer));
  Status status = read_manifest(view(builder), 1);
  EXPECT_EQ(status.id(), "DCR2008");
  EXPECT_NE(status.message().find("expected 0 payload parts, got 1"), std::string::npos)
      << status.message();
}

TEST(ManifestAttack, SourceFileOutOfRange) {
  flatbuffers::FlatBufferBuilder builder;
  fbs::Loc loc(1, 2, 3);
  auto name = builder.CreateString("k");
  auto kernel = fbs::CreateKernel(builder, name, &loc, 1);
  auto kernels = builder.CreateVector(&kernel, 1);
  auto producer = builder.CreateString("p");
  fbs::FinishManifestBuffer(builder, fbs::CreateManifest(builder, producer, 0, 0, kernels));
  Status status = read_manifest(view(builder));
  EXPECT_EQ(status.id(), "DCR2008");
  EXPECT_NE(status.message().find("a source file up to 0, got 1"), std::string::npos)
      << status.message();
}

TEST(ManifestAttack, WrongAbiHash) {
  flatbuffers::FlatBufferBuilder builder;
  auto name = builder.CreateString("k");
  auto kernel = fbs::CreateKernel(builder, name, nullptr, 1);
  auto kernels = builder.CreateVector(&kernel, 1);
  auto producer = builder.CreateString("p");
  fbs::FinishManifestBuffer(builder, fbs::CreateManifest(builder, producer, 0, 0, kernels));
  EXPECT_NE(read_manifest(view(builder)).message().find("an ABI hash of"), std::string::npos);
}

/// `count` kernels that all are one table, whose expression table is `nodes` long.
std::vector<uint8_t> shared_kernels(size_t count, size_t nodes) {
  flatbuffers::FlatBufferBuilder builder;
  auto name = builder.CreateString("k");
  auto exprs = builder.CreateVectorOfStructs(std::vector<fbs::ExprNode>(nodes));
  auto kernel = fbs::CreateKernel(builder, name, nullptr, 1, 0, 0, exprs);
  auto kernels = builder.CreateVector(std::vector<flatbuffers::Offset<fbs::Kernel>>(count, kernel));
  auto producer = builder.CreateString("p");
  fbs::FinishManifestBuffer(builder, fbs::CreateManifest(builder, producer, 0, 0, kernels));
  std::span<const uint8_t> bytes = view(builder);
  return {bytes.begin(), bytes.end()};
}

TEST(ManifestAttack, SharedTablesCannotAmplify) {
  // 360 kB that would copy out as 6.4 GB.
  auto start = std::chrono::steady_clock::now();
  Status status = read_manifest(shared_kernels(65536, 4096));
  EXPECT_EQ(status.id(), "DCR2008");
  EXPECT_NE(status.message().find("stored once each"), std::string::npos) << status.message();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  EXPECT_EQ(read_manifest(shared_kernels(3, 100)).id(), "DCR2008");
}

TEST(ManifestAttack, SharedStringsCannotAmplify) {
  flatbuffers::FlatBufferBuilder builder;
  auto text = builder.CreateString(std::string(60000, 'x'));
  auto trusted =
      builder.CreateVector(std::vector<flatbuffers::Offset<flatbuffers::String>>(4000, text));
  auto kernel =
      fbs::CreateKernel(builder, builder.CreateString("k"), nullptr, 1, 0, 0, 0, 0, 0, 0, trusted);
  auto kernels = builder.CreateVector(&kernel, 1);
  auto producer = builder.CreateString("p");
  fbs::FinishManifestBuffer(builder, fbs::CreateManifest(builder, producer, 0, 0, kernels));
  EXPECT_NE(read_manifest(view(builder)).message().find("stored once each"), std::string::npos);
}

TEST(ManifestAttack, SharedFileNamesAreBounded) {
  flatbuffers::FlatBufferBuilder builder;
  auto file = builder.CreateString(std::string(1 << 20, 'x'));
  auto files = builder.CreateVector(&file, 1);
  std::vector<flatbuffers::Offset<fbs::FaultSite>> sites;
  fbs::Loc loc(1, 1, 1);
  for (uint32_t i = 0; i < 1000; ++i) {
    auto what = builder.CreateString("");
    sites.push_back(fbs::CreateFaultSite(builder, i, 0, what, &loc));
  }
  auto faults = builder.CreateVector(sites);
  auto kernel =
      fbs::CreateKernel(builder, builder.CreateString("k"), nullptr, 1, 0, 0, 0, 0, 0, faults);
  auto kernels = builder.CreateVector(&kernel, 1);
  auto producer = builder.CreateString("p");
  fbs::FinishManifestBuffer(builder, fbs::CreateManifest(builder, producer, 0, files, kernels));
  EXPECT_NE(read_manifest(view(builder)).message().find("ordinary length"), std::string::npos);
}

TEST(ManifestAttack, TooManyTables) {
  // 4 MB of offsets to one table: more tables than the limit, refused by the verifier.
  flatbuffers::FlatBufferBuilder builder;
  auto text = builder.CreateString("cpu");
  auto payload = fbs::CreatePayload(builder, text, text, text);
  auto payloads =
      builder.CreateVector(std::vector<flatbuffers::Offset<fbs::Payload>>(kMaxTables + 1, payload));
  auto producer = builder.CreateString("p");
  fbs::FinishManifestBuffer(builder, fbs::CreateManifest(builder, producer, 0, 0, 0, payloads));
  EXPECT_EQ(read_manifest(view(builder)).id(), "DCR2007");
}

/// One kernel whose expression table (a zero node) lies `shift` words further in the buffer than
/// its alignment asks for.
Status read_shifted_exprs(size_t shift) {
  flatbuffers::FlatBufferBuilder builder;
  builder.PushElement(uint64_t(0));
  for (size_t i = 0; i < shift; ++i) {
    builder.PushElement(uint32_t(0));
  }
  builder.StartVector(6, sizeof(uint32_t)); // six words are one node
  for (int i = 0; i < 6; ++i) {
    builder.PushElement(uint32_t(0));
  }
  flatbuffers::Offset<flatbuffers::Vector<const fbs::ExprNode *>> exprs(builder.EndVector(1));
  auto name = builder.CreateString("k");
  auto kernel = fbs::CreateKernel(builder, name, nullptr, 1, 0, 0, exprs);
  auto kernels = builder.CreateVector(&kernel, 1);
  auto producer = builder.CreateString("p");
  fbs::FinishManifestBuffer(builder, fbs::CreateManifest(builder, producer, 0, 0, kernels));
  return read_manifest(view(builder));
}

TEST(ManifestAttack, MisalignedExpressions) {
  // The ABI hash is missing, which is found later than an alignment that is wrong.
  int misaligned = 0, aligned = 0;
  for (size_t shift : {0, 1}) {
    Status status = read_shifted_exprs(shift);
    EXPECT_EQ(status.id(), "DCR2008");
    misaligned +=
        status.message().find("aligned to 8 bytes, got 4 bytes more") != std::string::npos;
    aligned += status.message().find("an ABI hash") != std::string::npos;
  }
  EXPECT_EQ(misaligned, 1);
  EXPECT_EQ(aligned, 1);
}

TEST(ManifestAttack, OversizedManifest) {
  Status status = read_manifest(std::vector<uint8_t>(kMaxManifestBytes + 1));
  EXPECT_EQ(status.id(), "DCR2009");
  EXPECT_EQ(status.code(), StatusCode::ResourceExhausted);
}

} // namespace
