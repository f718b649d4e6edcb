// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where a thread is in its domain, and the checks a thread makes. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_IDS_H
#define DOTCOMPUTE_KERNEL_IDS_H

#include <dotcompute/base/types.h>

namespace dc {

/// Where a thread is in a domain of R dimensions, in the views' order: `auto [r, c] =
/// dc::global_id<2>();`
template <int R> struct position;
template <> struct position<1> {
  index d0;
};
template <> struct position<2> {
  index d0, d1;
};
template <> struct position<3> {
  index d0, d1, d2;
};

#if defined(__DCC__)
DC_INTRINSIC index global_id();
template <int R>
  requires(R >= 1 && R <= 3)
DC_INTRINSIC position<R> global_id();
DC_INTRINSIC index domain(int dimension);

namespace detail {
DC_INTRINSIC void launch_domain(index extent);
DC_INTRINSIC void launch_domain(index rows, index columns);
DC_INTRINSIC void launch_domain(index planes, index rows, index columns);
DC_INTRINSIC void launch_requires(bool condition, const char *text);
DC_INTRINSIC void launch_ensures(bool condition, const char *text);
DC_INTRINSIC void launch_trust(bool condition, const char *text);
DC_INTRINSIC void check(bool condition, const char *text);
DC_INTRINSIC void loop_bound(index most, const char *text);
} // namespace detail
#else
namespace detail {

/// The thread that the host is running.
struct host_thread {
  index id[3] = {};
  index extent[3] = {1, 1, 1};
  int rank = 1;
  // What follows is for kernels with DC_BLOCK.
  bool in_block = false;
  index linear = 0; // in the block
  index thread[3] = {};
  index block[3] = {};
  index block_extent[3] = {1, 1, 1};
  index grid[3] = {1, 1, 1};
};
inline thread_local host_thread current;

/// What dc::host::run asks a kernel, and the launch statements answer.
struct launch_query {
  bool knows_domain = false;
  bool knows_block = false;
  bool knows_grid = false;
  int rank = 1; // of the domain or the grid
  int block_rank = 1;
  index extent[3] = {1, 1, 1}; // of the domain or the grid
  index block[3] = {1, 1, 1};

  /// A launch statement is missing: the kernel has gone on to its work, or has ended.
  [[noreturn]] void unanswered() const {
    std::fprintf(stderr, "dc::host::run: %s\n",
                 knows_block  ? "the kernel has no DC_GRID: pass dc::host::blocks(n) first"
                 : knows_grid ? "the kernel has no DC_BLOCK"
                              : "the kernel has no DC_DOMAIN: pass dc::host::threads(n) first");
    std::abort();
  }
};
inline thread_local launch_query *asked = nullptr;

template <class... Extents>
  requires(sizeof...(Extents) >= 1 && sizeof...(Extents) <= 3)
bool answer_domain(Extents... extents) {
  if (!asked) {
    return false;
  }
  asked->rank = 0;
  ((asked->extent[asked->rank++] = static_cast<index>(extents)), ...);
  asked->knows_domain = true;
  return true;
}

/// An id has as many dimensions as the domain.
inline void check_rank(int rank, const char *file, unsigned line) {
  if (asked) {
    asked->unanswered();
  }
  if (rank != current.rank) {
    std::fprintf(stderr, "%s:%u: expected an id in %d dimension%s, as %s, got one in %d\n", file,
                 line, current.rank, current.rank == 1 ? "" : "s",
                 current.in_block ? "DC_BLOCK has" : "the domain has", rank);
    std::abort();
  }
}

inline void print_position(const index (&id)[3], int rank) {
  std::fprintf(stderr, "%lld", static_cast<long long>(id[0]));
  for (int d = 1; d < rank; ++d) {
    std::fprintf(stderr, ", %lld", static_cast<long long>(id[d]));
  }
}

inline void check(bool holds, const char *what, const char *text, const char *file, unsigned line) {
  if (!holds && !asked) {
    std::fprintf(stderr, "%s:%u: %s(%s) does not hold for thread ", file, line, what, text);
    print_position(current.id, current.rank);
    std::fprintf(stderr, "\n");
    std::abort();
  }
}

template <int R> position<R> position_of(const index (&id)[3]) {
  if constexpr (R == 1) {
    return {id[0]};
  } else if constexpr (R == 2) {
    return {id[0], id[1]};
  } else {
    return {id[0], id[1], id[2]};
  }
}

} // namespace detail

inline index global_id(const char *file = __builtin_FILE(), unsigned line = __builtin_LINE()) {
  detail::check_rank(1, file, line);
  return detail::current.id[0];
}
template <int R>
  requires(R >= 1 && R <= 3)
position<R> global_id(const char *file = __builtin_FILE(), unsigned line = __builtin_LINE()) {
  detail::check_rank(R, file, line);
  return detail::position_of<R>(detail::current.id);
}
inline index domain(int dimension) { return detail::current.extent[dimension]; }
#endif

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_IDS_H
