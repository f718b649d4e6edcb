// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A sparse matrix times a vector, in two formats: indices from memory, a struct of spans with
// member functions.
#include <dotcompute/kernel.h>

/// Compressed rows: row r has the entries first[r] up to first[r + 1].
struct Csr {
  dc::span<const int> first;
  dc::span<const int> column;
  dc::span<const float> value;

  dc::index rows() const { return first.size() - 1; }
  float rowTimes(dc::index r, dc::span<const float> x) const {
    float sum = 0;
    for (int k = first[r]; k < first[r + 1]; ++k) {
      sum += value[k] * x[column[k]];
    }
    return sum;
  }
};

DC_KERNEL void spmv_csr(Csr a, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto r = dc::global_id();
  y[r] = r < a.rows() ? a.rowTimes(r, x) : 0.f;
}

/// ELLPACK: the k-th entries of all rows side by side; a column of -1 ends a row.
DC_KERNEL void spmv_ell(dc::view<const int, 2> columns, dc::view<const float, 2> values,
                        dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  const auto r = dc::global_id();
  float sum = 0;
  for (dc::index k = 0; k < columns.extent(0); ++k) {
    const int c = columns(k, r);
    if (c < 0) {
      break;
    }
    sum += values(k, r) * x[c];
  }
  y[r] = sum;
}
