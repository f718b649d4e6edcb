// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// SHA-256 (FIPS 180-4), which names every part of an artifact.
#ifndef DOTCOMPUTE_RUNTIME_BASE_SHA256_H
#define DOTCOMPUTE_RUNTIME_BASE_SHA256_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace dc::rt {

using Sha256Digest = std::array<uint8_t, 32>;

class Sha256 {
public:
  Sha256() noexcept;
  void update(const void *data, size_t size) noexcept;
  /// The digest of all updates; the object is spent.
  Sha256Digest finish() noexcept;

private:
  void compress(const uint8_t *blocks, size_t count) noexcept;

  uint32_t state[8];
  uint8_t buffer[64];
  uint64_t total = 0; ///< bytes so far
};

Sha256Digest sha256(const void *data, size_t size) noexcept;

namespace detail {
/// The compression function over `count` blocks of 64 bytes: in portable C++, and with x86's SHA
/// instructions, which returns false and does nothing where there are none.
void sha256_portable(uint32_t state[8], const uint8_t *blocks, size_t count) noexcept;
bool sha256_accelerated(uint32_t state[8], const uint8_t *blocks, size_t count) noexcept;
} // namespace detail

/// 64 lower-case hexadecimal digits.
std::string to_hex(const Sha256Digest &digest);

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_BASE_SHA256_H
