// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One column of a Cholesky factorisation for each launch, by the block of one grid: barriers in a
// loop, early exit by a uniform condition.
#include <dotcompute/kernel.h>

/// Factorises the lower triangle in place; one block, rows are shared out among its threads.
/// `failed` is set where a pivot is not positive, and then all threads leave together.
DC_KERNEL void cholesky(dc::view<double, 2> a, dc::span<int> failed) {
  DC_BLOCK(64);
  DC_GRID(1);
  DC_REQUIRES(a.extent(0) == a.extent(1));
  DC_SHARED double pivot;
  const dc::index n = a.extent(0);
  const dc::index t = dc::thread_id();
  for (dc::index k = 0; k < n; ++k) {
    if (t == 0) {
      double value = a(k, k);
      pivot = value > 0 ? dc::sqrt(value) : 0;
      if (value > 0) {
        a(k, k) = pivot;
      } else {
        failed[0] = 1;
      }
    }
    dc::barrier();
    for (dc::index r = k + 1 + t; r < n; r += dc::block_dim()) {
      a(r, k) = pivot > 0 ? a(r, k) / pivot : 0;
    }
    dc::barrier();
    for (dc::index r = k + 1 + t; r < n; r += dc::block_dim()) {
      for (dc::index c = k + 1; c <= r; ++c) {
        a(r, c) -= a(r, k) * a(c, k);
      }
    }
    dc::barrier();
  }
}
