// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks of threads: ids, barriers and shared memory. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_BLOCK_H
#define DOTCOMPUTE_KERNEL_BLOCK_H

#include <dotcompute/kernel/ids.h>

namespace dc {

// Only kernels with DC_BLOCK have blocks. Ids count in the views' order, last dimension fastest: bare in blocks of one dimension,
// with their rank (`auto [r, c] = dc::thread_id<2>();`) or by dimension (`dc::block_dim(1)`) in any. linear_thread_id() counts the
// threads of a block in that order. barrier() is reached by all threads of a block or by none: what they wrote to shared memory and to
// arrays before it is there for all of them after it.
#if defined(__DCC__)
#define DC_BLOCK_ID(name)                                                                          \
  DC_INTRINSIC index name();                                                                       \
  DC_INTRINSIC index name(int dimension);                                                          \
  template <int R>                                                                                 \
    requires(R >= 1 && R <= 3)                                                                     \
  DC_INTRINSIC position<R> name();
DC_BLOCK_ID(thread_id)
DC_BLOCK_ID(block_id)
DC_BLOCK_ID(block_dim)
DC_BLOCK_ID(grid_dim)
#undef DC_BLOCK_ID
DC_INTRINSIC index linear_thread_id();
DC_INTRINSIC void barrier();

namespace detail {
DC_INTRINSIC void launch_block(index threads);
DC_INTRINSIC void launch_block(index rows, index columns);
DC_INTRINSIC void launch_block(index planes, index rows, index columns);
DC_INTRINSIC void launch_grid(index blocks);
DC_INTRINSIC void launch_grid(index rows, index columns);
DC_INTRINSIC void launch_grid(index planes, index rows, index columns);
} // namespace detail
#endif

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_BLOCK_H
