// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CRC-32 against its check value and against a division bit by bit.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/hash/crc32.dc.cpp"

SUITE_TEST() {
  std::vector<unsigned char> digits = {'1', '2', '3', '4', '5', '6', '7', '8', '9'};
  std::vector<uint32_t> crc(1);
  run(KERNEL(crc32), in(digits, 1, 9), out(crc));
  expect(crc, std::vector<uint32_t>{0xcbf43926});

  for (int64_t length : {0, 1, 63, 257}) {
    for (int64_t n : {0, 1, 97}) {
      auto text = integers<unsigned char>(n * length, 0, 255);
      std::vector<uint32_t> expected, crcs(n);
      for (int64_t row = 0; row < n; ++row) {
        uint32_t remainder = 0xffffffff;
        for (int64_t bit = 0; bit < 8 * length; ++bit) {
          uint32_t next = text[row * length + bit / 8] >> bit % 8 & 1;
          bool odd = (remainder & 1) != next;
          remainder = remainder >> 1 ^ (odd ? 0xedb88320 : 0);
        }
        expected.push_back(~remainder);
      }
      run(KERNEL(crc32), in(text, n, length), out(crcs));
      expect(crcs, expected);
    }
  }
}
