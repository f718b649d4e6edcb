// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels whose threads exchange values in subgroups. All of them are right for every size of a subgroup.
#include <dotcompute/kernel.h>

#include <cstdint>

/// Where each thread is.
template <int B>
DC_KERNEL void places(dc::span<int> lane, dc::span<int> subgroup, dc::span<int> size, dc::span<int> count) {
  DC_BLOCK(B);
  DC_GRID(lane.size() / B);
  auto i = dc::global_id();
  lane[i] = static_cast<int>(dc::lane_id());
  subgroup[i] = static_cast<int>(dc::subgroup_id());
  size[i] = static_cast<int>(dc::subgroup_size());
  count[i] = static_cast<int>(dc::num_subgroups());
}
template void places<64>(dc::span<int>, dc::span<int>, dc::span<int>, dc::span<int>);
template void places<40>(dc::span<int>, dc::span<int>, dc::span<int>, dc::span<int>);
template void places<1>(dc::span<int>, dc::span<int>, dc::span<int>, dc::span<int>);

template <class T, int B>
DC_KERNEL void combine(dc::span<const T> x, dc::span<T> sum, dc::span<T> least, dc::span<T> greatest, dc::span<T> before) {
  DC_BLOCK(B);
  DC_GRID(x.size() / B);
  auto i = dc::global_id();
  T v = x[i];
  sum[i] = dc::subgroup_sum(v);
  least[i] = dc::subgroup_min(v);
  greatest[i] = dc::subgroup_max(v);
  before[i] = dc::subgroup_exclusive_sum(v);
}

/// From the lane `from` says, and from lanes at a distance: constant ones, and one that each thread has read.
template <class T, int B>
DC_KERNEL void exchange(dc::span<const T> x, dc::span<const int> from, dc::span<T> any, dc::span<T> swapped, dc::span<T> up,
                        dc::span<T> down, dc::span<T> far, dc::span<T> first) {
  DC_BLOCK(B);
  DC_GRID(x.size() / B);
  auto i = dc::global_id();
  T v = x[i];
  int f = from[i];
  any[i] = dc::shuffle(v, f);
  swapped[i] = dc::shuffle_xor(v, 1);
  up[i] = dc::shuffle_up(v, 3);
  down[i] = dc::shuffle_down(v, 2);
  far[i] = dc::shuffle_down(v, f);
  first[i] = dc::subgroup_broadcast(v, 0);
}

#define INSTANCE(T, B)                                                                                                       \
  template void combine<T, B>(dc::span<const T>, dc::span<T>, dc::span<T>, dc::span<T>, dc::span<T>);                         \
  template void exchange<T, B>(dc::span<const T>, dc::span<const int>, dc::span<T>, dc::span<T>, dc::span<T>, dc::span<T>,    \
                               dc::span<T>, dc::span<T>);
INSTANCE(int, 64)
INSTANCE(int, 40)
INSTANCE(int, 33)
INSTANCE(int, 1)
INSTANCE(unsigned, 40)
INSTANCE(std::int64_t, 40)
INSTANCE(std::uint64_t, 64)
INSTANCE(signed char, 40)
INSTANCE(unsigned short, 33)
INSTANCE(float, 256)
INSTANCE(float, 40)
INSTANCE(double, 64)
INSTANCE(double, 33)
INSTANCE(dc::f16, 40)
INSTANCE(dc::bf16, 64)
#undef INSTANCE

template <int B>
DC_KERNEL void votes(dc::span<const int> x, dc::span<std::uint64_t> ballot, dc::span<bool> any, dc::span<bool> all, dc::span<bool> next) {
  DC_BLOCK(B);
  DC_GRID(x.size() / B);
  auto i = dc::global_id();
  bool odd = x[i] % 2 != 0;
  ballot[i] = dc::subgroup_ballot(odd);
  any[i] = dc::subgroup_any(odd);
  all[i] = dc::subgroup_all(odd);
  next[i] = dc::shuffle_down(odd, 1);
}
template void votes<64>(dc::span<const int>, dc::span<std::uint64_t>, dc::span<bool>, dc::span<bool>, dc::span<bool>);
template void votes<33>(dc::span<const int>, dc::span<std::uint64_t>, dc::span<bool>, dc::span<bool>, dc::span<bool>);
template void votes<1>(dc::span<const int>, dc::span<std::uint64_t>, dc::span<bool>, dc::span<bool>, dc::span<bool>);

/// Lanes count along the block's last dimension first.
DC_KERNEL void places_of_plane(dc::span<int> lane, dc::span<int> neighbour) {
  DC_BLOCK(5, 8);
  DC_GRID(lane.size() / 40, 1);
  auto [r, c] = dc::thread_id<2>();
  auto [br, bc] = dc::block_id<2>();
  auto i = br * 40 + r * 8 + c;
  int mine = static_cast<int>(r * 8 + c);
  lane[i] = static_cast<int>(dc::lane_id());
  neighbour[i] = dc::shuffle_down(mine, 1);
}

/// The sum of a block: of subgroups, and then of what these have given. Every thread takes part to the end.
template <int B>
DC_KERNEL void block_total(dc::span<const float> x, dc::span<float> total) {
  DC_BLOCK(B);
  DC_GRID(total.size());
  DC_SHARED float part[256];
  float mine = 0;
  auto step = dc::grid_dim() * dc::block_dim();
  for (dc::index b = dc::block_id() * dc::block_dim(); b < x.size(); b += step) {
    dc::index i = b + dc::thread_id();
    mine += dc::subgroup_sum(i < x.size() ? x[i] : 0.0f);
  }
  if (dc::lane_id() == 0) {
    part[dc::subgroup_id()] = mine;
  }
  dc::barrier();
  float sum = 0;
  for (dc::index s = 0; s < dc::num_subgroups(); ++s) {
    sum += part[s];
  }
  if (dc::thread_id() == 0) {
    total[dc::block_id()] = sum;
  }
}
template void block_total<256>(dc::span<const float>, dc::span<float>);
template void block_total<33>(dc::span<const float>, dc::span<float>);
template void block_total<1>(dc::span<const float>, dc::span<float>);

/// Inclusive sums within a block of 200, by steps of the subgroup's size and shuffles that double their distance.
DC_KERNEL void block_scan(dc::span<const int> x, dc::span<int> y) {
  DC_BLOCK(200);
  DC_GRID((x.size() + 199) / 200);
  DC_SHARED int ends[64];
  auto i = dc::global_id();
  int sum = i < x.size() ? x[i] : 0;
  for (dc::index d = 1; d < dc::subgroup_size(); d *= 2) {
    int other = dc::shuffle_up(sum, d);
    if (dc::lane_id() >= d) {
      sum += other;
    }
  }
  bool last = dc::lane_id() == dc::subgroup_size() - 1 || dc::thread_id() == dc::block_dim() - 1;
  if (last) {
    ends[dc::subgroup_id()] = sum;
  }
  dc::barrier();
  for (dc::index s = 0; s < dc::subgroup_id(); ++s) {
    sum += ends[s];
  }
  if (i < x.size()) {
    y[i] = sum;
  }
}

/// The positive elements of each block's part, in order, and how many there are.
DC_KERNEL void compact(dc::span<const int> x, dc::span<int> y, dc::span<int> count) {
  DC_BLOCK(100);
  DC_GRID(count.size());
  DC_SHARED int starts[64];
  auto i = dc::global_id();
  int v = i < x.size() ? x[i] : 0;
  std::uint64_t votes = dc::subgroup_ballot(v > 0);
  std::uint64_t earlier = votes & ((std::uint64_t(1) << dc::lane_id()) - 1);
  if (dc::lane_id() == 0) {
    starts[dc::subgroup_id()] = static_cast<int>(dc::popcount(votes));
  }
  dc::barrier();
  int at = static_cast<int>(dc::popcount(earlier));
  int all = 0;
  for (dc::index s = 0; s < dc::num_subgroups(); ++s) {
    at += s < dc::subgroup_id() ? starts[s] : 0;
    all += starts[s];
  }
  if (v > 0) {
    y[dc::block_id() * 100 + at] = v;
  }
  if (dc::thread_id() == 0) {
    count[dc::block_id()] = all;
  }
}

/// Four lanes hold a matrix of 4 x 4 in rows, and then in columns.
DC_KERNEL void transpose_quads(dc::span<const float> x, dc::span<float> y) {
  DC_BLOCK(64);
  DC_GRID(x.size() / 256);
  DC_REQUIRES(x.size() % 256 == 0);
  auto t = dc::global_id();
  float row[4];
  for (int k = 0; k < 4; ++k) {
    row[k] = x[4 * t + k];
  }
  auto l = dc::lane_id() & 3;
  auto quad = dc::lane_id() - l;
  float column[4];
  for (dc::index s = 0; s < 4; ++s) {
    column[(l - s) & 3] = dc::shuffle(row[(l + s) & 3], quad + ((l - s) & 3));
  }
  for (int k = 0; k < 4; ++k) {
    y[4 * t + k] = column[k];
  }
}

/// Exchanges in branches and loops that all threads take together, one after the other.
DC_KERNEL void rounds(int n, bool twice, dc::span<const int> x, dc::span<int> y) {
  DC_BLOCK(48);
  DC_GRID(x.size() / 48);
  auto i = dc::global_id();
  int v = x[i];
  for (int k = 0; k < n; ++k) {
    v += dc::shuffle_xor(v, 1 + k % 3);
    if (twice) {
      v ^= dc::subgroup_max(v) & 7;
    } else if (k % 2 == 0) {
      v -= dc::subgroup_min(v) & 15;
    }
    v = dc::subgroup_any(v > 1000000) ? v % 1000 : v;
  }
  y[i] = v;
}
