// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The inverse of many 4 x 4 matrices by Gauss-Jordan with pivots: a struct with operator(), row
// swaps in private memory, nested breaks.
#include <dotcompute/kernel.h>

template <int N> struct Matrix {
  double elements[N][N];

  double &operator()(int r, int c) { return elements[r][c]; }
  double operator()(int r, int c) const { return elements[r][c]; }
  static constexpr Matrix identity() {
    Matrix m{};
    for (int i = 0; i < N; ++i) {
      m.elements[i][i] = 1;
    }
    return m;
  }
};

template <class T> void swapValues(T &a, T &b) {
  T kept = a;
  a = b;
  b = kept;
}

/// False where there is none.
template <int N> bool invert(Matrix<N> m, Matrix<N> &result) {
  result = Matrix<N>::identity();
  for (int k = 0; k < N; ++k) {
    int pivot = k;
    for (int r = k + 1; r < N; ++r) {
      if (dc::abs(m(r, k)) > dc::abs(m(pivot, k))) {
        pivot = r;
      }
    }
    if (m(pivot, k) == 0) {
      return false;
    }
    for (int c = 0; c < N; ++c) {
      swapValues(m(k, c), m(pivot, c));
      swapValues(result(k, c), result(pivot, c));
    }
    const double scale = 1 / m(k, k);
    for (int c = 0; c < N; ++c) {
      m(k, c) *= scale;
      result(k, c) *= scale;
    }
    for (int r = 0; r < N; ++r) {
      if (r == k) {
        continue;
      }
      const double factor = m(r, k);
      for (int c = 0; c < N; ++c) {
        m(r, c) -= factor * m(k, c);
        result(r, c) -= factor * result(k, c);
      }
    }
  }
  return true;
}

DC_KERNEL void inverse4x4(dc::view<const double, 3> in, dc::view<double, 3> out,
                          dc::span<bool> regular) {
  DC_DOMAIN(in.extent(0));
  DC_REQUIRES(in.extent(1) == 4 && in.extent(2) == 4);
  auto i = dc::global_id();
  Matrix<4> m, inverse;
  for (int r = 0; r < 4; ++r) {
    for (int c = 0; c < 4; ++c) {
      m(r, c) = in(i, r, c);
    }
  }
  regular[i] = invert(m, inverse);
  for (int r = 0; r < 4; ++r) {
    for (int c = 0; c < 4; ++c) {
      out(i, r, c) = regular[i] ? inverse(r, c) : 0;
    }
  }
}
