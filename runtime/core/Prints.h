// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the threads of a launch print: the memory where they leave it and the text that becomes of
// it.
#ifndef DOTCOMPUTE_RUNTIME_CORE_PRINTS_H
#define DOTCOMPUTE_RUNTIME_CORE_PRINTS_H

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "runtime/artifact/Manifest.h"

namespace dc::rt::core {

/// Words of a print area; those of the kernel ABI. Lines follow from Lines on.
struct PrintArea {
  enum Word { Next, End, Lost, Lines = 8 };
  /// Words of a line before its values.
  enum Line { Site, Thread, Block, Values };
  static constexpr size_t kWords = size_t(1) << 17; ///< 1 MiB: some 30000 lines of a launch

  /// As the host gives it to a launch.
  static std::vector<uint64_t> fresh();
};

/// The lines in `area` as text: by block and thread, those of a thread in their order; then how
/// many found no room. Never reads beyond the area, whatever its words say.
std::string printedText(const artifact::KernelInfo &kernel, std::span<const uint64_t> area);

} // namespace dc::rt::core

#endif // DOTCOMPUTE_RUNTIME_CORE_PRINTS_H
