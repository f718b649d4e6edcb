// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// SHA-256 against the examples of FIPS 180-4 and the padding's edge lengths.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/hash/sha256.dc.cpp"

#include <string>

SUITE_TEST() {
  struct Vector {
    std::string text;
    std::vector<uint32_t> digest;
  };
  const Vector vectors[] = {
      {"abc",
       {0xba7816bf, 0x8f01cfea, 0x414140de, 0x5dae2223, 0xb00361a3, 0x96177a9c, 0xb410ff61,
        0xf20015ad}},
      {"",
       {0xe3b0c442, 0x98fc1c14, 0x9afbf4c8, 0x996fb924, 0x27ae41e4, 0x649b934c, 0xa495991b,
        0x7852b855}},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       {0x248d6a61, 0xd20638b8, 0xe5c02693, 0x0c3e6039, 0xa33ce459, 0x64ff2167, 0xf6ecedd4,
        0x19db06c1}},
      {std::string(1000000, 'a'),
       {0xcdc76e5c, 0x9914fb92, 0x81a1c7e2, 0x84d73e67, 0xf1809a48, 0xa497200e, 0x046d39cc,
        0xc7112cd0}},
  };
  std::vector<unsigned char> text;
  std::vector<int> offsets = {0};
  std::vector<uint32_t> expected;
  for (const Vector &v : vectors) {
    text.insert(text.end(), v.text.begin(), v.text.end());
    offsets.push_back(static_cast<int>(text.size()));
    expected.insert(expected.end(), v.digest.begin(), v.digest.end());
  }
  std::vector<uint32_t> digests(expected.size());
  run(KERNEL(sha256), in(text), in(offsets), out(digests));
  expect(digests, expected);

  // Every length around the padding's edges, against the host.
  for (int64_t n : {0, 1, 131}) {
    auto bytes = integers<unsigned char>(n * n, 0, 255);
    std::vector<int> starts = {0};
    for (int length = 0; length < n; ++length) {
      starts.push_back(starts.back() + length);
    }
    std::vector<uint32_t> hashes(8 * n);
    run(KERNEL(sha256), in(bytes), in(starts), out(hashes));
  }
}
