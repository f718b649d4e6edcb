// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels bound by memory: what they cost is the bytes they move.
#include <dotcompute/kernel.h>

DC_KERNEL void copy(dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = x[i];
}

DC_KERNEL void saxpy(float a, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = a * x[i] + y[i];
}

DC_KERNEL void chain8(dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  float v = x[i] * 1.5f;
  v = v + 0.5f;
  v = v < -1.0f ? -1.0f : v;
  v = v * v;
  v = v - 0.25f;
  v = v > 3.0f ? 3.0f : v;
  v = v * 0.75f;
  y[i] = v + x[i];
}

// As saxpy, but nothing says how long x is: every load of it is guarded.
DC_KERNEL void saxpy_guarded(float a, dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  if (a != 0.0f) {
    y[i] = a * x[i] + y[i];
  }
}

// A sum in two kernels. Each thread keeps eight numbers apart, so that eight loads are on their way at once.
template <int Threads, int Items> float sum_of_part(dc::span<const float> x, dc::index first, dc::index step) {
  constexpr dc::index tile = Threads * Items;
  float sums[Items] = {};
  for (dc::index base = first; base < x.size(); base += step) {
    if (base + tile <= x.size()) {
      for (int k = 0; k < Items; ++k) {
        sums[k] += x[base + k * Threads + dc::thread_id()];
      }
    } else {
      for (dc::index i = base + dc::thread_id(); i < x.size(); i += Threads) {
        sums[0] += x[i];
      }
    }
  }
  float sum = 0;
  for (float part : sums) {
    sum += part;
  }
  return sum;
}

template <int Threads> float sum_of_block(float (&part)[Threads], float mine) {
  auto t = dc::thread_id();
  part[t] = mine;
  dc::barrier();
  for (dc::index half = Threads / 2; half > 0; half /= 2) {
    if (t < half) {
      part[t] += part[t + half];
    }
    dc::barrier();
  }
  return part[0];
}

DC_KERNEL void partial_sums(dc::span<const float> x, dc::span<float> sums) {
  DC_BLOCK(512);
  DC_GRID(sums.size());
  DC_SHARED float part[512];
  float mine = sum_of_part<512, 8>(x, dc::block_id() * 4096, dc::grid_dim() * 4096);
  float sum = sum_of_block(part, mine);
  if (dc::thread_id() == 0) {
    sums[dc::block_id()] = sum;
  }
}

DC_KERNEL void sum_up(dc::span<const float> sums, dc::span<float> out) {
  DC_BLOCK(512);
  DC_GRID(1);
  DC_SHARED float part[512];
  float sum = sum_of_block(part, sum_of_part<512, 8>(sums, 0, 4096));
  if (dc::thread_id() == 0) {
    out[0] = sum;
  }
}
