// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// SHA-256 against the vectors of FIPS 180-4 and NIST's example files.
#include "runtime/base/Sha256.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

using namespace dc::rt;

namespace {

std::string hex(const std::string &text) { return to_hex(sha256(text.data(), text.size())); }

TEST(Sha256, Vectors) {
  EXPECT_EQ(hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hex("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqkl"
                "mnopqrlmnopqrs"
                "mnopqrstnopqrstu"),
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  EXPECT_EQ(hex(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PaddingBoundaries) {
  EXPECT_EQ(hex(std::string(55, 'a')),
            "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
  EXPECT_EQ(hex(std::string(56, 'a')),
            "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
  EXPECT_EQ(hex(std::string(63, 'a')),
            "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34");
  EXPECT_EQ(hex(std::string(64, 'a')),
            "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

TEST(Sha256, PiecesMakeTheWhole) {
  std::string text;
  for (int i = 0; i < 300; ++i) {
    text += static_cast<char>(i * 7);
  }
  for (size_t piece = 1; piece < 150; ++piece) {
    Sha256 hash;
    for (size_t at = 0; at < text.size(); at += piece) {
      hash.update(text.data() + at, std::min(piece, text.size() - at));
      hash.update(nullptr, 0);
    }
    EXPECT_EQ(to_hex(hash.finish()), hex(text)) << piece;
  }
}

TEST(Sha256, AcceleratedEqualsPortable) {
  std::string text;
  uint32_t seed = 1;
  for (int i = 0; i < 64 * 40; ++i) {
    seed = seed * 1664525 + 1013904223;
    text += static_cast<char>(seed >> 24);
  }
  const auto *bytes = reinterpret_cast<const uint8_t *>(text.data());
  for (size_t blocks = 1; blocks <= 20; ++blocks) {
    uint32_t fast[8], slow[8];
    for (int i = 0; i < 8; ++i) {
      fast[i] = slow[i] = seed + 0x9e3779b9u * static_cast<uint32_t>(i);
    }
    if (!detail::sha256_accelerated(fast, bytes + blocks, blocks)) {
      GTEST_SKIP() << "this CPU has no SHA instructions";
    }
    detail::sha256_portable(slow, bytes + blocks, blocks);
    for (int i = 0; i < 8; ++i) {
      EXPECT_EQ(fast[i], slow[i]) << blocks;
    }
  }
}

TEST(Sha256, PortableVector) {
  // "abc" and its padding, whatever this CPU can do.
  uint8_t block[64] = {'a', 'b', 'c', 0x80};
  block[63] = 24;
  uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  detail::sha256_portable(state, block, 1);
  EXPECT_EQ(state[0], 0xba7816bfu);
  EXPECT_EQ(state[7], 0xf20015adu);
}

} // namespace
