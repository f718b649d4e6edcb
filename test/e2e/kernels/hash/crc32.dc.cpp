// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CRC-32 of each row of a matrix of bytes: a table that a consteval function computes.
#include <dotcompute/kernel.h>

#include <array>
#include <cstdint>

consteval std::array<uint32_t, 256> makeTable() {
  std::array<uint32_t, 256> table{};
  for (uint32_t byte = 0; byte < 256; ++byte) {
    uint32_t value = byte;
    for (int bit = 0; bit < 8; ++bit) {
      value = value & 1 ? value >> 1 ^ 0xedb88320u : value >> 1;
    }
    table[byte] = value;
  }
  return table;
}

constexpr std::array<uint32_t, 256> crcTable = makeTable();

DC_KERNEL void crc32(dc::view<const unsigned char, 2> rows, dc::span<uint32_t> crc) {
  DC_DOMAIN(crc.size());
  DC_REQUIRES(rows.extent(0) == crc.size());
  auto row = dc::global_id();
  uint32_t value = ~0u;
  for (dc::index i = 0; i < rows.extent(1); ++i) {
    value = crcTable[(value ^ rows(row, i)) & 0xff] ^ value >> 8;
  }
  crc[row] = ~value;
}
