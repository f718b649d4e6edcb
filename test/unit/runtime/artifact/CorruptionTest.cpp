// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Damaged files: every truncation, every flipped bit, other versions, and a named part where a hash
// does not match.
#include "runtime/artifact/Layout.h"
#include "runtime/artifact/Reader.h"
#include "runtime/artifact/Version.h"
#include "runtime/artifact/Writer.h"
#include "test/unit/runtime/artifact/Samples.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>

using namespace dc::rt;
using namespace dc::rt::artifact;

namespace {

/// read() of an exact-size heap block, so that AddressSanitizer sees any byte read beyond it.
Result<ArtifactData> read_exact(const std::vector<uint8_t> &bytes) {
  std::unique_ptr<uint8_t[]> copy(new uint8_t[bytes.size()]);
  std::copy(bytes.begin(), bytes.end(), copy.get());
  return read(copy.get(), bytes.size());
}

/// Makes the header's hash fit again after a change of the header or table.
void rehash(std::vector<uint8_t> &bytes) {
  uint64_t table = kPartEntryBytes * bytes[24];
  Sha256 hash;
  hash.update(bytes.data(), 32);
  hash.update(bytes.data() + kHeaderBytes, table);
  Sha256Digest digest = hash.finish();
  std::copy(digest.begin(), digest.end(), bytes.begin() + 32);
}

TEST(Corruption, EveryTruncation) {
  std::vector<uint8_t> bytes = write(test::small()).value();
  for (size_t size = 0; size < bytes.size(); ++size) {
    Status status =
        read_exact({bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(size)}).status();
    ASSERT_EQ(status.code(), StatusCode::DataLoss) << size;
    EXPECT_EQ(status.id(), size == 0 ? "DCR2002" : "DCR2004") << size << ": " << status.to_string();
  }
  Status status = read_exact({bytes.begin(), bytes.begin() + 70}).status();
  EXPECT_EQ(status.message(),
            "expected " + std::to_string(bytes.size()) + " bytes of the artifact, got 70");
}

TEST(Corruption, EveryFlippedBit) {
  std::vector<uint8_t> bytes = write(test::small()).value();
  for (size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    bytes[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    Status status = read_exact(bytes).status();
    ASSERT_FALSE(status.ok()) << "bit " << bit;
    bool isVersion = bit / 64 == 1 && bit / 8 < 10;
    EXPECT_TRUE(status.code() == StatusCode::DataLoss ||
                (isVersion && status.code() == StatusCode::Incompatible))
        << "bit " << bit << ": " << status.to_string();
    bytes[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
  }
}

/// The same with hashes that fit: what remains are the checks of structure and meaning.
TEST(Corruption, EveryFlippedBitWithHonestHashes) {
  std::vector<uint8_t> original = write(test::small()).value();
  std::vector<PartInfo> parts = read_layout(original.data(), original.size()).value().parts;
  for (size_t bit = 0; bit < 8 * original.size(); ++bit) {
    size_t byte = bit / 8;
    if (byte >= 32 && byte < 64) {
      continue;
    }
    std::vector<uint8_t> bytes = original;
    bytes[byte] ^= static_cast<uint8_t>(1 << bit % 8);
    for (size_t i = 0; i < parts.size(); ++i) {
      if (byte >= parts[i].offset && byte < parts[i].offset + parts[i].size) {
        Sha256Digest digest = sha256(bytes.data() + parts[i].offset, parts[i].size);
        std::copy(digest.begin(), digest.end(),
                  bytes.begin() + static_cast<ptrdiff_t>(kHeaderBytes + i * kPartEntryBytes + 32));
      }
    }
    if (bytes[24] == original[24]) {
      rehash(bytes);
    }
    Result<ArtifactData> result = read_exact(bytes);
    if (result.ok()) {
      // A legal other artifact: it must also be writable.
      EXPECT_TRUE(write(*result).ok()) << "bit " << bit;
    }
  }
}

TEST(Corruption, RandomDamage) {
  std::mt19937_64 random(20240607);
  std::vector<uint8_t> original = write(test::rich()).value();
  for (int round = 0; round < 3000; ++round) {
    std::vector<uint8_t> bytes = original;
    for (int change = 0; change < 1 + round % 8; ++change) {
      bytes[random() % bytes.size()] = static_cast<uint8_t>(random());
    }
    if (round % 3 == 0) {
      bytes.resize(random() % bytes.size());
    }
    Result<ArtifactData> result = read_exact(bytes);
    EXPECT_TRUE(!result.ok() || bytes == original);
  }
}

TEST(Corruption, NotAnArtifact) {
  std::string text =
      "#!/bin/sh\necho hello, this is no artifact at all, but long enough to be one\n";
  Status status = read(reinterpret_cast<const uint8_t *>(text.data()), text.size()).status();
  EXPECT_EQ(status.id(), "DCR2002");
  EXPECT_NE(status.message().find("got the bytes 23 21 2f 62 69 6e 2f 73"), std::string::npos)
      << status.message();
  EXPECT_EQ(read(nullptr, 0).status().id(), "DCR2002");
}

TEST(Corruption, TrailingBytes) {
  std::vector<uint8_t> bytes = write(test::small()).value();
  bytes.push_back(0);
  EXPECT_EQ(read_exact(bytes).status().id(), "DCR2006");
}

TEST(Corruption, NewerMajorVersion) {
  std::vector<uint8_t> bytes = write(test::small()).value();
  bytes[8] = kMajorVersion + 1;
  bytes[10] = 7;
  // A newer version may hash differently: the version is what counts.
  Status status = read_exact(bytes).status();
  EXPECT_EQ(status.code(), StatusCode::Incompatible);
  EXPECT_EQ(status.id(), "DCR2003");
  EXPECT_EQ(status.message(),
            "expected an artifact of format version 1.1 or older, got version 2.7");
  bytes[8] = 0;
  EXPECT_EQ(read_exact(bytes).status().id(), "DCR2006");
}

TEST(Corruption, NewerMinorVersionIsRead) {
  std::vector<uint8_t> bytes = write(test::small()).value();
  bytes[10] = kMinorVersion + 1;
  rehash(bytes);
  EXPECT_TRUE(read_exact(bytes).ok());
}

TEST(Corruption, HashMismatchNamesThePart) {
  std::vector<uint8_t> original = write(test::rich()).value();
  std::vector<PartInfo> parts = read_layout(original.data(), original.size()).value().parts;
  const char *names[] = {"for manifest,", "for payload 0,", "for payload 1,", "for payload 2,",
                         "for bytecode,"};
  for (size_t i = 0; i < parts.size(); ++i) {
    std::vector<uint8_t> bytes = original;
    bytes[parts[i].offset] ^= 1;
    Status status = read_exact(bytes).status();
    EXPECT_EQ(status.id(), "DCR2005");
    EXPECT_EQ(status.code(), StatusCode::DataLoss);
    EXPECT_NE(status.message().find(names[i]), std::string::npos) << status.message();
    EXPECT_NE(status.message().find(to_hex(parts[i].sha256)), std::string::npos)
        << status.message();
  }
  std::vector<uint8_t> bytes = original;
  bytes[40] ^= 1;
  EXPECT_NE(read_exact(bytes).status().message().find("the header and table of parts"),
            std::string::npos);
}

// Header and table fields, each changed with a header hash that fits.
TEST(Corruption, HeaderFields) {
  struct Case {
    size_t offset;
    uint8_t value;
    const char *message;
  };
  const size_t entry1 = kHeaderBytes + kPartEntryBytes;
  const Case cases[] = {
      {12, 65, "a header size of 64"},
      {16, 255, "bytes of the artifact"},
      {16, 1, "a file size of"},
      {24, 0, "the last part to end at byte"},
      {24, 1, "offset 128"},
      {24, 2, "offset 192"},
      {24, 200, "a part count that fits"},
      {28, 1, "flags of 0"},
      {kHeaderBytes, 3, "a manifest as first part"},
      {entry1, 1, "manifest, payloads, bytecode"},
      {entry1, 4, "plan (4) as part 1"},
      {entry1, 99, "unknown (99) as part 1"},
      {entry1 + 4, 1, "index 0"},
      {entry1 + 8, 1, "offset"},
      {entry1 + 15, 1, "offset"},
      {entry1 + 16, 200, "got"},
      {entry1 + 23, 255, "a size within the file"},
      {entry1 + 24, 1, "0 in the reserved field"},
  };
  std::vector<uint8_t> original = write(test::small()).value();
  ASSERT_EQ(original[24], 3);
  for (const Case &c : cases) {
    std::vector<uint8_t> bytes = original;
    bytes[c.offset] = c.value;
    if (bytes[24] <= 3) {
      rehash(bytes);
    }
    Status status = read_exact(bytes).status();
    EXPECT_EQ(status.code(), StatusCode::DataLoss) << c.offset;
    EXPECT_NE(status.message().find(c.message), std::string::npos)
        << c.offset << ": " << status.message();
  }
}

TEST(Corruption, HiddenBytesInPadding) {
  std::vector<uint8_t> bytes = write(test::small()).value();
  std::vector<PartInfo> parts = read_layout(bytes.data(), bytes.size()).value().parts;
  bytes[parts[1].offset + parts[1].size] = 1;
  Status status = read_exact(bytes).status();
  EXPECT_EQ(status.id(), "DCR2006");
  EXPECT_NE(status.message().find("padding"), std::string::npos);
}

} // namespace
