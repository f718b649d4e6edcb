// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Matrix times vector with a block per row: a template over type and block size, a helper that sums
// shared memory and holds barriers.
#include <dotcompute/kernel.h>

template <class T, int N> T blockSum(T (&part)[N], T mine) {
  const auto t = dc::thread_id();
  part[t] = mine;
  dc::barrier();
  for (int half = N / 2; half > 0; half /= 2) {
    if (t < half) {
      part[t] += part[t + half];
    }
    dc::barrier();
  }
  return part[0];
}

/// y = alpha * a * x + beta * y; y is not read where beta is 0, as in BLAS.
template <class T, int N>
DC_KERNEL void gemv(T alpha, dc::view<const T, 2> a, dc::span<const T> x, T beta, dc::span<T> y) {
  DC_BLOCK(N);
  DC_GRID(y.size());
  DC_REQUIRES(a.extent(0) == y.size() && a.extent(1) == x.size());
  DC_SHARED T part[N];
  const auto row = dc::block_id();
  T sum{};
  for (auto c = dc::thread_id(); c < x.size(); c += dc::block_dim()) {
    sum += a(row, c) * x[c];
  }
  const T total = blockSum(part, sum);
  if (dc::thread_id() == 0) {
    y[row] = alpha * total + (beta == T(0) ? T(0) : beta * y[row]);
  }
}
template void gemv<float, 64>(float, dc::view<const float, 2>, dc::span<const float>, float,
                              dc::span<float>);
template void gemv<double, 32>(double, dc::view<const double, 2>, dc::span<const double>, double,
                               dc::span<double>);
