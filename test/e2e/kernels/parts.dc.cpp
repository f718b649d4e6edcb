// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parts of arrays and strided views, also where they do not fit.
#ifndef DOTCOMPUTE_TEST_E2E_KERNELS_PARTS
#define DOTCOMPUTE_TEST_E2E_KERNELS_PARTS
#include <dotcompute/kernel.h>

#include <array>

/// Every member that makes a part, each used by every thread; the sums are of small integers.
DC_KERNEL void every_part(dc::span<const int> s, dc::view<const int, 2> m, dc::view<const int, 3> t, dc::span<long> out) {
  DC_DOMAIN(out.size());
  const auto i = dc::global_id();
  long sum = 0;
  auto add = [&](int x) { sum = sum * 31 + x; };
  for (int x : s.first(3)) {
    add(x);
  }
  for (const int &x : s.last(2)) {
    add(x);
  }
  for (auto x : s.subspan(4).subspan(1, 3).strided(2)) {
    add(x);
  }
  for (long x : m.row(1)) {
    add(static_cast<int>(x));
  }
  for (int x : m.column(2).subspan(1).first(2)) {
    add(x);
  }
  auto turned = m.slice({1, 3}, {1, 2}).transposed();
  add(static_cast<int>(turned.extent(0) * 100 + turned.extent(1) * 10 + turned.stride(0)));
  add(turned(1, 2));
  add(turned.row(1)[2]);
  add(turned.column(2).last(1)[0]);
  auto coarse = m.strided(2, 3);
  add(static_cast<int>(coarse.extent(0) * 10 + coarse.extent(1)));
  add(coarse(1, 1));
  add(coarse.strided(2, 1)(0, 1));
  add(coarse.slice({1, 1}, {0, 2})(0, 1));
  auto plane = t.row(1);
  add(plane(2, 1));
  add(plane.column(1)[2]);
  for (int x : t.row(1, 2)) {
    add(x);
  }
  auto box = t.slice({1, 1}, {0, 2}, {1, 2});
  add(box(0, 1, 1));
  auto thin = t.strided(1, 2, 2);
  add(thin(1, 1, 1) + thin.row(1)(1, 0) + thin.row(1, 1)[1]);
  dc::strided_view<const int, 2> whole = m;
  dc::strided_view<const int, 1> line = s;
  add(whole(3, 3) + line[7] + static_cast<int>(line.size()) + line.empty());
  std::array<int, 3> fixed = {1, 2, 3};
  for (int &x : fixed) {
    x *= 2;
  }
  for (int x : fixed) {
    add(x);
  }
  out[i] = sum;
}

/// Writes through parts, and a struct's fields through them.
struct Cell {
  int a;
  float b[2];
};
DC_KERNEL void write_parts(dc::view<Cell, 2> cells, dc::strided_view<int, 1> out) {
  DC_DOMAIN(cells.extent(0));
  const auto r = dc::global_id();
  for (Cell &cell : cells.row(r).subspan(1)) {
    cell.a += 1;
    cell.b[1] = 2;
  }
  Cell first = cells.column(0)[r];
  first.b[0] = static_cast<float>(cells.slice({r, 1}, {0, 2})(0, 1).a);
  cells.row(r)[0] = first;
  dc::atomic_add(out.strided(2)[r / 2], first.a);
}

/// What does not fit, one after the other: the first of them is recorded, loads give 0 and stores do nothing.
DC_KERNEL void misfit(dc::view<int, 2> m, dc::span<int> s, int which, int k, dc::span<int> out) {
  DC_DOMAIN(1);
  switch (which) {
  case 0:
    out[0] = s.first(k)[0];
    break;
  case 1:
    out[0] = s.last(k)[0];
    break;
  case 2:
    out[0] = s.subspan(k)[0];
    break;
  case 3:
    out[0] = s.subspan(1, 3)[k];
    break;
  case 4:
    m.row(k)[0] = 7;
    break;
  case 5:
    m.column(1).subspan(1)[k] = 7;
    break;
  case 6:
    m.slice({1, 2}, {1, k})(0, 0) = 7;
    break;
  case 7:
    m.slice({1, 2}, {1, 2})(0, k) = 7;
    break;
  case 8:
    m.transposed()(0, k) = 7;
    break;
  case 9:
    for (int &x : s.strided(k)) {
      x = 7;
    }
    break;
  default:
    m.strided(2, 1).row(k)[0] = 7;
    break;
  }
}

/// Both arrays in whatever order of dimensions they come.
DC_KERNEL void copy_strided(dc::strided_view<const float, 2> x, dc::strided_view<float, 2> y) {
  DC_DOMAIN(y.extent(0), y.extent(1));
  const auto [r, c] = dc::global_id<2>();
  y(r, c) = x(r, c) + static_cast<float>(x.stride(1));
}

DC_KERNEL void scale_line(dc::strided_view<int, 1> x, int by, dc::strided_view<int, 1> y) {
  DC_DOMAIN(x.size());
  const auto i = dc::global_id();
  y[i] = x[i] * by;
}

DC_KERNEL void scale_span(dc::span<int> x, int by) {
  DC_DOMAIN(x.size());
  x[dc::global_id()] *= by;
}

#endif
