// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels with blocks that HostBlockTest runs on the host.
#include <dotcompute/kernel.h>

namespace host_blocks {

DC_KERNEL void block_sum(dc::span<const float> x, dc::span<float> out) {
  DC_BLOCK(256);
  DC_GRID(out.size());
  DC_SHARED float part[256];
  auto t = dc::thread_id();
  float s = 0;
  for (auto i = dc::global_id(); i < x.size(); i += dc::grid_dim() * dc::block_dim()) {
    s += x[i];
  }
  part[t] = s;
  dc::barrier();
  for (dc::index h = 128; h > 0; h /= 2) {
    if (t < h) {
      part[t] += part[t + h];
    }
    dc::barrier();
  }
  if (t == 0) {
    out[dc::block_id()] = part[0];
  }
}

DC_KERNEL void transpose(dc::view<const int, 2> in, dc::view<int, 2> out) {
  DC_BLOCK(8, 16);
  DC_GRID((in.extent(0) + 7) / 8, (in.extent(1) + 15) / 16);
  DC_SHARED int tile[8][17];
  auto [r, c] = dc::global_id<2>();
  auto [tr, tc] = dc::thread_id<2>();
  if (r < in.extent(0) && c < in.extent(1)) {
    tile[tr][tc] = in(r, c);
  }
  dc::barrier();
  auto [br, bc] = dc::block_id<2>();
  auto linear = dc::linear_thread_id(); // the same threads as 16 rows of 8
  auto row = bc * 16 + linear / 8, column = br * 8 + linear % 8;
  if (row < out.extent(0) && column < out.extent(1)) {
    out(row, column) = tile[linear % 8][linear / 8];
  }
}

// A helper with a barrier: all of the block call it.
inline void exchange(int (&values)[64], dc::index t, dc::index distance, bool up) {
  if ((t & distance) == 0 && (values[t] > values[t + distance]) == up) {
    int v = values[t];
    values[t] = values[t + distance];
    values[t + distance] = v;
  }
  dc::barrier();
}

DC_KERNEL void bitonic_sort(dc::span<int> x) {
  DC_BLOCK(64);
  DC_GRID(x.size() / 64);
  DC_REQUIRES(x.size() % 64 == 0);
  DC_SHARED int values[64];
  auto t = dc::thread_id();
  values[t] = x[dc::global_id()];
  dc::barrier();
  for (dc::index size = 2; size <= 64; size *= 2) {
    for (dc::index distance = size / 2; distance > 0; distance /= 2) {
      exchange(values, t, distance, (t & size) == 0);
    }
  }
  x[dc::global_id()] = values[t];
}

DC_KERNEL void histogram(dc::span<const unsigned> x, dc::span<unsigned> bins) {
  DC_BLOCK(32);
  DC_SHARED unsigned local[16];
  auto t = dc::thread_id();
  if (t < 16) {
    local[t] = 0;
  }
  dc::barrier();
  for (auto i = dc::global_id(); i < x.size(); i += dc::domain(0)) {
    dc::atomic_add(local[x[i] % 16], 1);
  }
  dc::barrier();
  if (t < 16) {
    dc::atomic_add(bins[t], local[t]);
  }
}

DC_KERNEL void uninitialised(dc::span<int> first, dc::span<int> again) {
  DC_BLOCK(1);
  DC_GRID(first.size());
  DC_SHARED int value[3];
  first[dc::block_id()] = value[2];
  value[2] = 5;
  again[dc::block_id()] = value[2];
}

template <class T, int N> DC_KERNEL void reverse(dc::span<T> x) {
  DC_GRID(x.size() / N);
  DC_BLOCK(N);
  DC_SHARED T values[N];
  auto t = dc::thread_id();
  values[t] = x[dc::global_id()];
  dc::barrier();
  x[dc::global_id()] = values[N - 1 - t];
}
template void reverse<int, 4>(dc::span<int>);
template void reverse<double, 8>(dc::span<double>);

DC_KERNEL void ids(dc::view<dc::index, 3> linear, dc::span<dc::index> order) {
  DC_BLOCK(2, 3, 4);
  DC_GRID(1, 2, 2);
  auto [p, r, c] = dc::global_id<3>();
  auto [bp, br, bc] = dc::block_id<3>();
  DC_ASSERT(dc::block_dim(0) == 2 && dc::block_dim(1) == 3 && dc::block_dim(2) == 4);
  DC_ASSERT(dc::grid_dim(0) == 1 && dc::grid_dim(1) == 2 && dc::grid_dim(2) == 2);
  DC_ASSERT(dc::domain(0) == 2 && dc::domain(1) == 6 && dc::domain(2) == 8);
  DC_ASSERT(p == bp * 2 + dc::thread_id(0) && r == br * 3 + dc::thread_id(1) &&
            c == bc * 4 + dc::thread_id(2));
  linear(p, r, c) = dc::linear_thread_id();
  order[dc::atomic_add(order[0], 1)] = ((br * 2) + bc) * 24 + dc::linear_thread_id();
}

// Each of these does what a block must not.
DC_KERNEL void two_barriers(int limit) {
  DC_BLOCK(8);
  DC_GRID(3);
  if (dc::block_id() == 1 && dc::thread_id() >= limit) {
    dc::barrier();
  } else {
    dc::barrier();
  }
}
DC_KERNEL void early_return(int limit) {
  DC_BLOCK(2, 4);
  DC_GRID(1, 1);
  if (dc::linear_thread_id() < limit) {
    return;
  }
  dc::barrier();
}
DC_KERNEL void wrong_rank() {
  DC_BLOCK(2, 4);
  DC_GRID(1, 1);
  (void)dc::thread_id();
}
DC_KERNEL void wrong_dimension() {
  DC_BLOCK(2, 4);
  DC_GRID(1, 1);
  (void)dc::block_dim(2);
}
DC_KERNEL void id_in_a_domain(dc::span<int> x) {
  DC_DOMAIN(x.size());
  (void)dc::thread_id();
}
DC_KERNEL void barrier_in_a_domain(dc::span<int> x) {
  DC_DOMAIN(x.size());
  dc::barrier();
}
DC_KERNEL void grid_alone() {
  DC_GRID(3);
  (void)dc::block_id();
}

} // namespace host_blocks
