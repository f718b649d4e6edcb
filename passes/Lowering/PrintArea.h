// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The layout of a print area: memory in which the threads of a launch leave what they print, for
// the host to read after the launch.
#ifndef DOTCOMPUTE_PASSES_LOWERING_PRINTAREA_H
#define DOTCOMPUTE_PASSES_LOWERING_PRINTAREA_H

#include <cstdint>

namespace mlir::dc::print_area {

/// Word numbers, in i64. The host writes Next and End; a thread takes the words of a line by adding
/// their number to Next, and adds 1 to Lost where they would go past End.
enum Word : int64_t { Next = 0, End = 1, Lost = 2 };

/// Words of a line: these, then one for each value, in its low bits.
enum Line : int64_t {
  Site = 0, ///< the site's id + 1
  Thread = 1,
  Block = 2,
  Values = 3
};

} // namespace mlir::dc::print_area

#endif // DOTCOMPUTE_PASSES_LOWERING_PRINTAREA_H
