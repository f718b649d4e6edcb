// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks of threads: ids, barriers and shared memory. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_BLOCK_H
#define DOTCOMPUTE_KERNEL_BLOCK_H

#include <dotcompute/kernel/ids.h>

namespace dc {

// Only kernels with DC_BLOCK have blocks. Ids count in the views' order, last dimension fastest:
// bare in blocks of one dimension, with their rank (`auto [r, c] = dc::thread_id<2>();`) or by
// dimension (`dc::block_dim(1)`) in any. linear_thread_id() counts the threads of a block in that
// order. barrier() is reached by all threads of a block or by none: what they wrote to shared
// memory and to arrays before it is there for all of them after it.
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
#else
namespace detail {

/// Not constexpr: DC_BLOCK with other arguments ends in an error that names it.
inline void a_block_has_1_to_1024_threads() {}

/// The arguments of DC_BLOCK, which are constants.
struct block_shape {
  index extent[3] = {1, 1, 1};
  int rank = 0;

  template <class... Extents>
    requires(sizeof...(Extents) >= 1 && sizeof...(Extents) <= 3)
  consteval explicit block_shape(Extents... extents) {
    ((extent[rank++] = static_cast<index>(extents)), ...);
    index threads = 1;
    for (index n : extent) {
      threads = n >= 1 && n <= 1024 ? threads * n : 2048;
    }
    if (threads > 1024) {
      a_block_has_1_to_1024_threads();
    }
  }
};

/// Both statements may come first; the second one answers.
inline bool answer_block(const block_shape &shape, const char *file, unsigned line) {
  if (!asked) {
    if (!current.in_block) {
      std::fprintf(stderr,
                   "%s:%u: a kernel with DC_BLOCK runs on dc::host::blocks(n), not on "
                   "dc::host::threads(n)\n",
                   file, line);
      std::abort();
    }
    return false;
  }
  asked->block_rank = shape.rank;
  for (int d = 0; d < 3; ++d) {
    asked->block[d] = shape.extent[d];
  }
  asked->knows_block = true;
  return asked->knows_grid;
}

template <class... Extents>
  requires(sizeof...(Extents) >= 1 && sizeof...(Extents) <= 3)
bool answer_grid(Extents... extents) {
  if (!asked) {
    return false;
  }
  if (!asked->knows_grid) { // the caller's grid goes before the kernel's
    asked->rank = 0;
    ((asked->extent[asked->rank++] = static_cast<index>(extents)), ...);
    asked->knows_grid = true;
  }
  return asked->knows_block;
}

inline void check_block(const char *what, const char *file, unsigned line) {
  if (asked) {
    asked->unanswered();
  }
  if (!current.in_block) {
    std::fprintf(stderr, "%s:%u: %s is for kernels with DC_BLOCK: this one has a domain\n", file,
                 line, what);
    std::abort();
  }
}

inline index of_dimension(const index (&id)[3], int dimension, const char *what, const char *file,
                          unsigned line) {
  check_block(what, file, line);
  if (dimension < 0 || dimension >= current.rank) {
    std::fprintf(stderr, "%s:%u: expected a dimension from 0 to %d, as DC_BLOCK has, got %s(%d)\n",
                 file, line, current.rank - 1, what, dimension);
    std::abort();
  }
  return id[dimension];
}

/// How a thread waits for the others of its block; dc::host::run sets it.
inline thread_local void (*wait_for_block)(const char *file, unsigned line) = nullptr;

} // namespace detail

#define DC_BLOCK_ID(name, member)                                                                  \
  inline index name(const char *file = __builtin_FILE(), unsigned line = __builtin_LINE()) {       \
    detail::check_block(#name, file, line);                                                        \
    detail::check_rank(1, file, line);                                                             \
    return detail::current.member[0];                                                              \
  }                                                                                                \
  inline index name(int dimension, const char *file = __builtin_FILE(),                            \
                    unsigned line = __builtin_LINE()) {                                            \
    return detail::of_dimension(detail::current.member, dimension, #name, file, line);             \
  }                                                                                                \
  template <int R>                                                                                 \
    requires(R >= 1 && R <= 3)                                                                     \
  position<R> name(const char *file = __builtin_FILE(), unsigned line = __builtin_LINE()) {        \
    detail::check_block(#name, file, line);                                                        \
    detail::check_rank(R, file, line);                                                             \
    return detail::position_of<R>(detail::current.member);                                         \
  }
DC_BLOCK_ID(thread_id, thread)
DC_BLOCK_ID(block_id, block)
DC_BLOCK_ID(block_dim, block_extent)
DC_BLOCK_ID(grid_dim, grid)
#undef DC_BLOCK_ID

inline index linear_thread_id(const char *file = __builtin_FILE(),
                              unsigned line = __builtin_LINE()) {
  detail::check_block("linear_thread_id", file, line);
  return detail::current.linear;
}

inline void barrier(const char *file = __builtin_FILE(), unsigned line = __builtin_LINE()) {
  detail::check_block("barrier", file, line);
  detail::wait_for_block(file, line);
}
#endif

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_BLOCK_H
