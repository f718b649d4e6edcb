// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs kernels as plain C++ on the host: for unit tests, debuggers and sanitizers.
#ifndef DOTCOMPUTE_HOST_H
#define DOTCOMPUTE_HOST_H

#include <dotcompute/kernel.h>

#include <dotcompute/host/block.h>

#include <cstdio>
#include <cstdlib>
#include <type_traits>
#include <utility>

namespace dc::detail {

/// One to three extents of what a launch runs over, last dimension fastest.
struct launch_extents {
  index extent[3] = {1, 1, 1};
  int rank = 1;

  constexpr explicit launch_extents(index n) : extent{n, 1, 1} {}
  constexpr launch_extents(index rows, index columns) : extent{rows, columns, 1}, rank(2) {}
  constexpr launch_extents(index planes, index rows, index columns)
      : extent{planes, rows, columns}, rank(3) {}
};

} // namespace dc::detail

namespace dc::host {

/// The domain of a launch whose kernel has no DC_DOMAIN, or that overrides it.
struct threads : detail::launch_extents {
  using launch_extents::launch_extents;
};

/// The grid of a launch whose kernel has DC_BLOCK and no DC_GRID, or that overrides it.
struct blocks : detail::launch_extents {
  using launch_extents::launch_extents;
};

} // namespace dc::host

namespace dc::detail {

inline void check_extents(const index (&extent)[3], const char *whose) {
  for (index n : extent) {
    if (n < 0) {
      std::fprintf(stderr, "dc::host::run: the %s's extent %lld is negative\n", whose,
                   static_cast<long long>(n));
      std::abort();
    }
  }
}

/// Calls `work(id)` for each position in `extent`, last dimension fastest.
template <class Work> void for_each_position(const index (&extent)[3], Work work) {
  index id[3];
  for (id[0] = 0; id[0] < extent[0]; ++id[0]) {
    for (id[1] = 0; id[1] < extent[1]; ++id[1]) {
      for (id[2] = 0; id[2] < extent[2]; ++id[2]) {
        work(id);
      }
    }
  }
}

/// Calls the kernel up to the last of its launch statements.
template <class Call> void ask(launch_query &query, Call &&call) {
  launch_query *outer = asked;
  asked = &query;
  call();
  asked = outer;
}

template <class Call> void run_threads(const index (&extent)[3], int rank, Call &&call) {
  check_extents(extent, "domain");
  host_thread saved = current;
  current = host_thread{};
  current.rank = rank;
  for (int d = 0; d < 3; ++d) {
    current.extent[d] = extent[d];
  }
  for_each_position(extent, [&](const index(&id)[3]) {
    for (int d = 0; d < 3; ++d) {
      current.id[d] = id[d];
    }
    call();
  });
  current = saved;
}

template <class Call> void run_blocks(const launch_query &launch, Call &&call) {
  if (launch.rank != launch.block_rank) {
    std::fprintf(
        stderr,
        "dc::host::run: expected a grid of %d dimension%s, as DC_BLOCK has, got one of %d\n",
        launch.block_rank, launch.block_rank == 1 ? "" : "s", launch.rank);
    std::abort();
  }
  check_extents(launch.extent, "grid");
  if (current.in_block) {
    std::fprintf(stderr, "dc::host::run: called by a kernel with DC_BLOCK\n");
    std::abort();
  }
  host_thread saved = current;
  for_each_position(launch.extent, [&](const index(&id)[3]) {
    current = host_thread{};
    current.in_block = true;
    current.rank = launch.rank;
    for (int d = 0; d < 3; ++d) {
      current.block[d] = id[d];
      current.block_extent[d] = launch.block[d];
      current.grid[d] = launch.extent[d];
      current.extent[d] = launch.extent[d] * launch.block[d];
    }
    host_block::here().run(
        [](void *work) { (*static_cast<std::remove_reference_t<Call> *>(work))(); }, &call);
  });
  current = saved;
}

} // namespace dc::detail

namespace dc::host {

/// Runs `kernel` once for each thread of `domain`, one after the other in order of their ids.
/// Arguments convert as in an ordinary call: a std::vector becomes a dc::span; dc::view<float,
/// 2>(data, rows, columns) is a view.
template <class... Parameters, class... Arguments>
void run(threads domain, void (*kernel)(Parameters...), Arguments &&...arguments) {
  detail::run_threads(domain.extent, domain.rank,
                      [&] { kernel(static_cast<Parameters>(arguments)...); });
}

/// Runs a kernel with DC_BLOCK on each block of `grid`, one block after the other. Of a block, each
/// thread runs up to its next barrier in turn. Shared memory holds 0xfd in every byte when a block
/// starts (but for kernel templates compiled by GCC). Threads that disagree about a barrier end the
/// program. Blocks of other callers, on other host threads, take turns with this one's.
template <class... Parameters, class... Arguments>
void run(blocks grid, void (*kernel)(Parameters...), Arguments &&...arguments) {
  auto call = [&] { kernel(static_cast<Parameters>(arguments)...); };
  detail::launch_query query;
  query.knows_grid = true;
  query.rank = grid.rank;
  for (int d = 0; d < 3; ++d) {
    query.extent[d] = grid.extent[d];
  }
  detail::ask(query, call);
  if (!query.knows_block) {
    query.unanswered();
  }
  detail::run_blocks(query, call);
}

/// As above over the domain that the kernel's DC_DOMAIN states, or the grid that its DC_GRID does;
/// a kernel without either ends the program.
template <class... Parameters, class... Arguments>
void run(void (*kernel)(Parameters...), Arguments &&...arguments) {
  auto call = [&] { kernel(static_cast<Parameters>(arguments)...); };
  detail::launch_query query;
  detail::ask(query, call);
  if (query.knows_block && query.knows_grid) {
    detail::run_blocks(query, call);
  } else if (query.knows_domain && !query.knows_block) {
    detail::run_threads(query.extent, query.rank, call);
  } else {
    query.unanswered();
  }
}

} // namespace dc::host

#endif // DOTCOMPUTE_HOST_H
