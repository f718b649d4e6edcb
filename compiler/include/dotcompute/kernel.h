// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernel language. dcc compiles kernels for devices; any C++20 compiler runs the same source on the host
// (see dotcompute/host.h).
#ifndef DOTCOMPUTE_KERNEL_H
#define DOTCOMPUTE_KERNEL_H

// DC_KERNEL void f(...)   a kernel: what one thread of a domain does
// DC_DOMAIN(e0, e1, e2);  the domain of 1 to 3 extents, for every launcher to compute; sizes, scalar parameters and constants only
// DC_BLOCK(n0, n1, n2);   makes it what one thread of a block does: threads of each block, constants, 1024 in all at most
// DC_GRID(e0, e1, e2);    blocks of the grid, in as many dimensions as DC_BLOCK; expressions as in DC_DOMAIN
// DC_SHARED float a[64];  a local variable that the threads of a block share; nothing is in it when the block starts
// DC_REQUIRES(condition); checked once at launch; same expressions, and dc::domain(d)
// DC_ENSURES(condition);  claimed of every launch, for validation to prove; same expressions
// DC_TRUST(condition);    vouched for by the author, never checked, listed in the manifest; same expressions
// DC_ASSERT(condition);   checked by each thread; where it fails the thread records a fault and changes nothing more
// DC_TUNE(B, 64, 128);    a constant B for the statements after it; dcc compiles a variant for each value, the host takes the first
// DC_BOUND(n);            first in a loop: at most n iterations; one more records a fault and leaves it. Hosts do not count
//
// DC_TUNE, DC_DOMAIN, DC_BLOCK, DC_GRID, DC_REQUIRES, DC_ENSURES and DC_TRUST come first in a kernel's body.
#if defined(__DCC__)
#define DC_KERNEL [[dc::kernel]]
#define DC_DOMAIN(...) ::dc::detail::launch_domain(__VA_ARGS__)
#define DC_BLOCK(...) ::dc::detail::launch_block(__VA_ARGS__)
#define DC_GRID(...) ::dc::detail::launch_grid(__VA_ARGS__)
#define DC_SHARED [[dc::shared]]
#define DC_REQUIRES(...) ::dc::detail::launch_requires((__VA_ARGS__), #__VA_ARGS__)
#define DC_ENSURES(...) ::dc::detail::launch_ensures((__VA_ARGS__), #__VA_ARGS__)
#define DC_TRUST(...) ::dc::detail::launch_trust((__VA_ARGS__), #__VA_ARGS__)
#define DC_ASSERT(...) ::dc::detail::check((__VA_ARGS__), #__VA_ARGS__)
#define DC_TUNE(name, ...) constexpr ::dc::index name = ::dc::detail::tuned(#name, __FILE__, __LINE__, __VA_ARGS__)
#define DC_BOUND(...) ::dc::detail::loop_bound((__VA_ARGS__), #__VA_ARGS__)
#define DC_INTRINSIC [[dc::intrinsic]]
#else
#define DC_KERNEL [[maybe_unused]] static
#define DC_DOMAIN(...)                                                                             \
  do {                                                                                             \
    if (::dc::detail::answer_domain(__VA_ARGS__)) {                                                \
      return;                                                                                      \
    }                                                                                              \
  } while (false)
#define DC_BLOCK(...)                                                                              \
  do {                                                                                             \
    constexpr ::dc::detail::block_shape dc_shape_(__VA_ARGS__);                                    \
    if (::dc::detail::answer_block(dc_shape_, __FILE__, __LINE__)) {                               \
      return;                                                                                      \
    }                                                                                              \
  } while (false)
#define DC_GRID(...)                                                                               \
  do {                                                                                             \
    if (::dc::detail::answer_grid(__VA_ARGS__)) {                                                  \
      return;                                                                                      \
    }                                                                                              \
  } while (false)
// Gathered in a section, where dc::host::run finds them at the start of a block. GCC leaves those of templates out of it, and
// refuses them in inline functions that are no templates: such a helper has to be static.
#if defined(__ELF__)
#define DC_SHARED [[gnu::section("dc_shared"), gnu::used]] static
#else
#define DC_SHARED static
#endif
#define DC_REQUIRES(...) ::dc::detail::check((__VA_ARGS__), "DC_REQUIRES", #__VA_ARGS__, __FILE__, __LINE__)
#define DC_ENSURES(...) ::dc::detail::check((__VA_ARGS__), "DC_ENSURES", #__VA_ARGS__, __FILE__, __LINE__)
#define DC_TRUST(...) ::dc::detail::check((__VA_ARGS__), "DC_TRUST", #__VA_ARGS__, __FILE__, __LINE__)
#define DC_ASSERT(...) ::dc::detail::check((__VA_ARGS__), "DC_ASSERT", #__VA_ARGS__, __FILE__, __LINE__)
#define DC_TUNE(name, first, ...) constexpr ::dc::index name = (first)
#define DC_BOUND(...) static_cast<void>(__VA_ARGS__)
#define DC_INTRINSIC inline
#endif

#include <dotcompute/kernel/arithmetic.h>
#include <dotcompute/kernel/atomics.h>
#include <dotcompute/kernel/block.h>
#include <dotcompute/kernel/convert.h>
#include <dotcompute/kernel/ids.h>
#include <dotcompute/kernel/maths.h>
#include <dotcompute/kernel/numbers.h>
#include <dotcompute/kernel/print.h>
#include <dotcompute/kernel/subgroups.h>
#include <dotcompute/kernel/tune.h>

#undef DC_INTRINSIC

#endif // DOTCOMPUTE_KERNEL_H
