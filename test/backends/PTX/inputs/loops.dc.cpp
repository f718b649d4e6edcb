// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops whose loads should be on their way together.
#include <dotcompute/kernel.h>

// A counter of 32 bits beside an extent of 64, and `continue`.
DC_KERNEL void largest(dc::view<const float, 2> x, dc::span<float> values, dc::span<int> at) {
  DC_DOMAIN(values.size());
  const auto row = dc::global_id();
  float best = 0;
  int from = 0;
  for (int c = 0; c < x.extent(1); ++c) {
    const float v = x(row, c);
    if (c != 0 && !(v > best)) {
      continue;
    }
    best = v;
    from = c;
  }
  values[row] = best;
  at[row] = from;
}

// A step that is known at run time only.
DC_KERNEL void sums(dc::span<const float> x, dc::span<float> out) {
  DC_BLOCK(128);
  DC_GRID(out.size() / 128);
  float s = 0;
  for (auto i = dc::global_id(); i < x.size(); i += dc::grid_dim() * dc::block_dim()) {
    s += x[i];
  }
  out[dc::global_id()] = s;
}

// Two ways out, of which one is taken by a flag once control flow is structured.
DC_KERNEL void escape(float cr, dc::span<int> steps) {
  DC_DOMAIN(steps.size());
  const auto i = dc::global_id();
  float z = 0, old = -1;
  int k = 0;
  while (z <= 4 && k < 100) {
    z = z * z + cr;
    ++k;
    if (z == old) {
      k = 100;
      break;
    }
    old = z;
  }
  steps[i] = k;
}

// A loop around another one; the divisor is known not to be zero.
DC_KERNEL void redraw(int count, unsigned limit, dc::span<unsigned> sums) {
  DC_DOMAIN(sums.size());
  DC_REQUIRES(limit > 0);
  const auto i = dc::global_id();
  unsigned state = static_cast<unsigned>(i), sum = 0;
  for (int k = 0; k < count; ++k) {
    do {
      state = state * 1664525u + 1013904223u;
    } while (state >= 4000000000u);
    sum += state % limit;
  }
  sums[i] = sum;
}
