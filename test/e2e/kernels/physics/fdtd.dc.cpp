// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The finite-difference time-domain method in two dimensions: two kernels that take turns on a
// struct of views.
#include <dotcompute/kernel.h>

struct Field {
  dc::view<float, 2> ez, hx, hy;
};

struct Source {
  int row, column;
  float value;
};

DC_KERNEL void fdtd_magnetic(Field field, float courant) {
  DC_DOMAIN(field.ez.extent(0), field.ez.extent(1));
  auto [r, c] = dc::global_id<2>();
  if (r + 1 < field.ez.extent(0)) {
    field.hx(r, c) -= courant * (field.ez(r + 1, c) - field.ez(r, c));
  }
  if (c + 1 < field.ez.extent(1)) {
    field.hy(r, c) += courant * (field.ez(r, c + 1) - field.ez(r, c));
  }
}

/// The outermost cells conduct: there is no field.
DC_KERNEL void fdtd_electric(Field field, float courant, Source source) {
  DC_DOMAIN(field.ez.extent(0), field.ez.extent(1));
  auto [r, c] = dc::global_id<2>();
  if (r == 0 || c == 0 || r == field.ez.extent(0) - 1 || c == field.ez.extent(1) - 1) {
    return;
  }
  float curl = (field.hy(r, c) - field.hy(r, c - 1)) - (field.hx(r, c) - field.hx(r - 1, c));
  field.ez(r, c) += courant * curl;
  if (r == source.row && c == source.column) {
    field.ez(r, c) += source.value;
  }
}
