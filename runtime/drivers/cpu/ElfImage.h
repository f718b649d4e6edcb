// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads a CPU payload, an ELF shared object held in memory, into this process.
#ifndef DOTCOMPUTE_RUNTIME_DRIVERS_CPU_ELFIMAGE_H
#define DOTCOMPUTE_RUNTIME_DRIVERS_CPU_ELFIMAGE_H

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include <dotcompute/base/Result.h>

namespace dc::rt::cpu {

/// A loaded shared object; unloaded when destroyed. Thread-safe.
class ElfImage {
public:
  /// Incompatible: not a shared object for this processor. The object imports nothing, so nothing
  /// else is loaded. Where the system has no memfd, or forbids running from it, a file in TMPDIR is
  /// used and removed at once.
  static Result<std::shared_ptr<ElfImage>> load(std::span<const uint8_t> bytes);

  ~ElfImage();
  ElfImage(const ElfImage &) = delete;
  ElfImage &operator=(const ElfImage &) = delete;

  /// Null when there is no such symbol.
  void *symbol(const std::string &name) const;

private:
  ElfImage(void *handle, int file) : handle(handle), file(file) {}
  void *handle;
  int file; // the anonymous file, or -1
};

/// What is wrong with the bytes as a shared object for this processor; ok when the loader may have
/// them.
Status checkElf(std::span<const uint8_t> bytes);

} // namespace dc::rt::cpu

#endif // DOTCOMPUTE_RUNTIME_DRIVERS_CPU_ELFIMAGE_H
