// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels whose threads work together in blocks.
#ifndef DOTCOMPUTE_TEST_E2E_KERNELS_BLOCKS
#define DOTCOMPUTE_TEST_E2E_KERNELS_BLOCKS
#include <dotcompute/kernel.h>

/// A sum for each block, over a grid that is smaller than the array.
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

/// 32 x 32 elements at a time, so that both arrays are read and written along rows.
DC_KERNEL void transpose(dc::view<const float, 2> x, dc::view<float, 2> y) {
  DC_BLOCK(8, 32);
  DC_GRID((x.extent(0) + 31) / 32, (x.extent(1) + 31) / 32);
  DC_SHARED float tile[32][33];
  auto [br, bc] = dc::block_id<2>();
  auto [tr, tc] = dc::thread_id<2>();
  for (dc::index k = 0; k < 32; k += 8) {
    dc::index r = br * 32 + tr + k, c = bc * 32 + tc;
    if (r < x.extent(0) && c < x.extent(1)) {
      tile[tr + k][tc] = x(r, c);
    }
  }
  dc::barrier();
  for (dc::index k = 0; k < 32; k += 8) {
    dc::index r = bc * 32 + tr + k, c = br * 32 + tc;
    if (r < y.extent(0) && c < y.extent(1)) {
      y(r, c) = tile[tc][tr + k];
    }
  }
}

/// Two barriers in a loop whose count the arguments decide; the sum waits at them.
DC_KERNEL void matmul_shared(dc::view<const float, 2> a, dc::view<const float, 2> b, dc::view<float, 2> c) {
  DC_BLOCK(16, 16);
  DC_GRID((c.extent(0) + 15) / 16, (c.extent(1) + 15) / 16);
  DC_SHARED float as[16][16];
  DC_SHARED float bs[16][16];
  auto [i, j] = dc::global_id<2>();
  auto [ti, tj] = dc::thread_id<2>();
  float sum = 0;
  for (dc::index k = 0; k < a.extent(1); k += 16) {
    as[ti][tj] = i < a.extent(0) && k + tj < a.extent(1) ? a(i, k + tj) : 0;
    bs[ti][tj] = k + ti < b.extent(0) && j < b.extent(1) ? b(k + ti, j) : 0;
    dc::barrier();
    for (dc::index l = 0; l < 16; ++l) {
      sum += as[ti][l] * bs[l][tj];
    }
    dc::barrier();
  }
  if (i < c.extent(0) && j < c.extent(1)) {
    c(i, j) = sum;
  }
}

/// Counts in shared memory first.
DC_KERNEL void histogram(dc::span<const unsigned char> x, dc::span<unsigned> bins, int blocks) {
  DC_BLOCK(128);
  DC_GRID(blocks);
  DC_SHARED unsigned local[256];
  DC_SHARED int seen;
  for (auto b = dc::thread_id(); b < 256; b += dc::block_dim()) {
    local[b] = 0;
  }
  if (dc::thread_id() == 0) {
    seen = 0;
  }
  dc::barrier();
  for (auto i = dc::global_id(); i < x.size(); i += dc::grid_dim() * dc::block_dim()) {
    dc::atomic_add(local[x[i]], 1u);
    dc::atomic_max(seen, 1);
  }
  dc::barrier();
  if (dc::atomic_load(seen) != 0) {
    for (auto b = dc::thread_id(); b < 256; b += dc::block_dim()) {
      dc::atomic_add(bins[b], local[b]);
    }
  }
}

/// Inclusive scan of each block's part, double-buffered: what is swapped waits in a different place each time.
DC_KERNEL void block_scan(dc::span<const int> x, dc::span<int> y) {
  DC_BLOCK(64);
  DC_GRID((x.size() + 63) / 64);
  DC_SHARED int from[64];
  DC_SHARED int to[64];
  auto t = dc::thread_id(), i = dc::global_id();
  int mine = i < x.size() ? x[i] : 0;
  from[t] = mine;
  dc::barrier();
  for (int d = 1; d < 64; d *= 2) {
    int sum = from[t];
    if (t >= d) {
      sum += from[t - d];
    }
    to[t] = sum;
    dc::barrier();
    from[t] = to[t];
    mine = sum;
    dc::barrier();
  }
  if (i < y.size()) {
    y[i] = mine;
  }
}

struct Pair {
  float key;
  int from;
};

inline bool before(const Pair &a, const Pair &b) { return a.key < b.key || (a.key == b.key && a.from < b.from); }

/// A function with barriers, on shared memory that its caller owns. Sorts a power of two of pairs.
template <int N> void bitonic(Pair (&items)[N], dc::index t) {
  for (int size = 2; size <= N; size *= 2) {
    for (int step = size / 2; step > 0; step /= 2) {
      dc::index other = t ^ step;
      if (other > t) {
        bool up = (t & size) == 0;
        Pair a = items[t], b = items[other];
        if (before(b, a) == up) {
          items[t] = b;
          items[other] = a;
        }
      }
      dc::barrier();
    }
  }
}

/// Each block sorts its part; shared structs, with the elements that are missing last.
template <int N> DC_KERNEL void sort_blocks(dc::span<const float> x, dc::span<float> sorted, dc::span<int> origin) {
  DC_BLOCK(N);
  DC_GRID((x.size() + N - 1) / N);
  DC_SHARED Pair items[N];
  auto t = dc::thread_id(), i = dc::global_id();
  items[t].key = i < x.size() ? x[i] : 3.4e38f;
  items[t].from = static_cast<int>(t);
  dc::barrier();
  bitonic(items, t);
  if (i < sorted.size() && i < origin.size()) {
    sorted[i] = items[t].key;
    origin[i] = items[t].from;
  }
}
template void sort_blocks<32>(dc::span<const float>, dc::span<float>, dc::span<int>);
template void sort_blocks<256>(dc::span<const float>, dc::span<float>, dc::span<int>);

/// Branches around barriers that all threads agree on, values and a private array that outlive phases, a loop that ends by what is in
/// an array of const elements.
DC_KERNEL void phases(dc::span<const int> steps, dc::span<const int> x, dc::span<int> out, int mode) {
  DC_BLOCK(4, 3, 5);
  DC_GRID(2, 1, 3);
  DC_SHARED int board[60];
  auto t = dc::linear_thread_id();
  auto [tp, tr, tc] = dc::thread_id<3>();
  auto [bp, br, bc] = dc::block_id<3>();
  dc::index block = (bp * dc::grid_dim(1) + br) * dc::grid_dim(2) + bc;
  dc::index i = block * 60 + t;
  int history[4] = {1, 2, 3, 4};
  float scale = static_cast<float>(t) * 0.5f + 1;
  board[t] = x[i];
  if (mode & 1) {
    dc::barrier();
    history[t % 4] += board[(t + 7) % 60];
    if (mode & 2) {
      dc::barrier();
      board[t] += history[(t + 1) % 4];
    } else {
      scale *= 2;
    }
    dc::barrier();
  } else {
    history[1] = static_cast<int>(tp * 100 + tr * 10 + tc);
  }
  int rounds = 0;
  for (dc::index k = 0; steps[k] > 0; ++k) {
    dc::barrier();
    int right = board[(t + 1) % 60];
    dc::barrier();
    board[t] = right + rounds;
    history[k & 3] ^= board[t];
    ++rounds;
    if (steps[k] == 3) {
      break;
    }
  }
  do {
    dc::barrier();
    scale += 1;
  } while (--rounds > 0);
  out[i] = board[t] + history[0] * 3 + history[1] * 5 + history[2] * 7 + history[3] * 11 +
           static_cast<int>(scale * 4) + rounds + static_cast<int>(br * dc::block_dim(1) + dc::domain(2));
}

/// One thread of a block of one: every barrier is its own.
DC_KERNEL void alone(dc::span<int> x) {
  DC_BLOCK(1);
  DC_SHARED int kept;
  kept = x[dc::block_id()];
  dc::barrier();
  x[dc::block_id()] = kept + 1;
}

/// Leaves the tile by one in its last thread: a fault, and the other threads finish.
DC_KERNEL void past_the_tile(dc::span<const int> x, dc::span<int> y) {
  DC_BLOCK(32);
  DC_GRID(y.size() / 32);
  DC_SHARED int tile[32];
  auto t = dc::thread_id();
  tile[t] = x[dc::global_id()];
  dc::barrier();
  y[dc::global_id()] = tile[t + 1];
}

/// A thread that has faulted still comes by the barriers.
DC_KERNEL void assertion(dc::span<const int> x, dc::span<int> y) {
  DC_BLOCK(64);
  DC_GRID(y.size() / 64);
  DC_SHARED int sum;
  auto t = dc::thread_id();
  if (t == 0) {
    sum = 0;
  }
  dc::barrier();
  DC_ASSERT(x[dc::global_id()] >= 0);
  dc::atomic_add(sum, x[dc::global_id()]);
  for (int k = 0; k < 3; ++k) {
    dc::barrier();
  }
  y[dc::global_id()] = sum;
}

/// Thread 0 faults; the loop behind it is one that all leave together, and decides about barriers.
DC_KERNEL void common_loop(dc::span<const int> steps, dc::span<int> x, dc::span<int> y) {
  DC_BLOCK(32);
  DC_GRID(1);
  DC_SHARED int board[32];
  auto t = dc::thread_id();
  board[t] = static_cast<int>(t);
  x[t - 1] = 5;
  int i = 0;
  while (steps[i] != 0) {
    ++i;
  }
  int seen = 0;
  for (int k = 0; k < i; ++k) {
    dc::barrier();
    seen += board[(t + k) % 32];
  }
  y[t] = seen + 100 * i;
}

/// No element ends the loop: it ends where there are none.
DC_KERNEL void endless(dc::span<const int> steps, dc::span<int> y) {
  DC_BLOCK(32);
  DC_GRID(1);
  dc::index i = 0;
  while (steps[i] == 0) {
    dc::barrier();
    ++i;
  }
  y[dc::thread_id()] = static_cast<int>(i);
}

#endif
