// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The k largest of each row, a row per thread: an insertion into a private array, k a template
// argument.
#include <dotcompute/kernel.h>

template <int K>
  requires(K >= 1 && K <= 32)
DC_KERNEL void topk(dc::view<const float, 2> x, dc::view<float, 2> values, dc::view<int, 2> at) {
  DC_DOMAIN(x.extent(0));
  DC_REQUIRES(values.extent(1) == K && at.extent(1) == K && x.extent(1) >= K);
  const auto row = dc::global_id();
  float best[K];
  int from[K] = {};
  int count = 0;
  for (int c = 0; c < x.extent(1); ++c) {
    const float v = x(row, c);
    if (count == K && !(v > best[K - 1])) {
      continue;
    }
    int place = count < K ? count++ : K - 1;
    for (; place > 0 && best[place - 1] < v; --place) {
      best[place] = best[place - 1];
      from[place] = from[place - 1];
    }
    best[place] = v;
    from[place] = c;
  }
  for (int k = 0; k < K; ++k) {
    values(row, k) = best[k];
    at(row, k) = from[k];
  }
}
template void topk<1>(dc::view<const float, 2>, dc::view<float, 2>, dc::view<int, 2>);
template void topk<5>(dc::view<const float, 2>, dc::view<float, 2>, dc::view<int, 2>);
