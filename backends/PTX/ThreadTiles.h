// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where a hardware thread of a 2-D or 3-D grid is in a domain of two or three dimensions.
#ifndef DOTCOMPUTE_BACKENDS_PTX_THREADTILES_H
#define DOTCOMPUTE_BACKENDS_PTX_THREADTILES_H

#include "backends/PTX/ThreadCopies.h"

namespace mlir::dc {

/// Blocks are tiles of the domain: x of the hardware is its last dimension, y the one before, z the
/// first of three. How many threads a block has in each is the launch's choice.
struct TilePlace {
  ThreadIds first; ///< the id of the thread's first item; may lie beyond the domain
  Value apart;     ///< items are so many rows (the dimension before the last) apart
};

/// Emits the place of a thread with `items` of them, a power of two. Of a grid with y and z above
/// 1, x counts tiles of columns, y of rows and z of planes; in two dimensions z goes on where y
/// ends, and in three a grid with x alone counts all tiles.
TilePlace emitTilePlace(OpBuilder &builder, Location loc, ValueRange extents, unsigned items);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_PTX_THREADTILES_H
