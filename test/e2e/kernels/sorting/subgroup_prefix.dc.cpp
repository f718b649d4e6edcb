// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums and prefix sums of blocks by subgroups: reductions, scans and ballots of lanes, one value of
// each subgroup in shared memory.
#include <dotcompute/kernel.h>

#include <cstdint>

/// Sum and largest of 256 values each.
DC_KERNEL void subgroup_reduce(dc::span<const int> x, dc::span<int> sums, dc::span<int> most) {
  DC_BLOCK(256);
  DC_GRID(sums.size());
  DC_SHARED int sum[64];
  DC_SHARED int largest[64];
  const auto i = dc::global_id();
  const int value = i < x.size() ? x[i] : 0;
  const int ofLanes = dc::subgroup_sum(value);
  const int mostOfLanes = dc::subgroup_max(i < x.size() ? value : INT32_MIN);
  if (dc::lane_id() == 0) {
    sum[dc::subgroup_id()] = ofLanes;
    largest[dc::subgroup_id()] = mostOfLanes;
  }
  dc::barrier();
  if (dc::thread_id() == 0) {
    int total = 0, best = INT32_MIN;
    for (dc::index s = 0; s < dc::num_subgroups(); ++s) {
      total += sum[s];
      best = dc::max(best, largest[s]);
    }
    sums[dc::block_id()] = total;
    most[dc::block_id()] = best;
  }
}

/// The sum of what comes before each value in its block of 256.
DC_KERNEL void subgroup_scan(dc::span<const int> x, dc::span<int> before) {
  DC_BLOCK(256);
  DC_GRID((x.size() + 255) / 256);
  DC_SHARED int sum[64];
  const auto i = dc::global_id();
  const int value = i < x.size() ? x[i] : 0;
  const int ofLanes = dc::subgroup_exclusive_sum(value);
  const int all = dc::subgroup_sum(value);
  if (dc::lane_id() == 0) {
    sum[dc::subgroup_id()] = all;
  }
  dc::barrier();
  int earlier = 0;
  for (dc::index s = 0; s < dc::num_subgroups(); ++s) {
    earlier += s < dc::subgroup_id() ? sum[s] : 0;
  }
  if (i < before.size()) {
    before[i] = earlier + ofLanes;
  }
}

/// Of each block of 64 the places of what is negative, side by side, and how many there are: a ballot
/// tells each lane its place.
DC_KERNEL void subgroup_compact(dc::span<const int> x, dc::span<int> places, dc::span<int> count) {
  DC_BLOCK(64);
  DC_GRID(count.size());
  DC_SHARED int found[64];
  const auto i = dc::global_id();
  const bool isNegative = i < x.size() && x[i] < 0;
  const std::uint64_t lanes = dc::subgroup_ballot(isNegative);
  if (dc::lane_id() == 0) {
    found[dc::subgroup_id()] = dc::popcount(lanes);
  }
  dc::barrier();
  int place = dc::popcount(lanes & ((std::uint64_t(1) << dc::lane_id()) - 1));
  int all = 0;
  for (dc::index s = 0; s < dc::num_subgroups(); ++s) {
    place += s < dc::subgroup_id() ? found[s] : 0;
    all += found[s];
  }
  if (isNegative) {
    places[dc::block_id() * 64 + place] = static_cast<int>(i);
  }
  if (dc::thread_id() == 0) {
    count[dc::block_id()] = all;
  }
}
