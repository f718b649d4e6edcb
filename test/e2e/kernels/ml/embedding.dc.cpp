// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rows of a table gathered by index, and gradients scattered back by atomics: indices from memory,
// one padding index.
#include <dotcompute/kernel.h>

DC_KERNEL void embedding_gather(dc::view<const float, 2> table, dc::span<const long> tokens,
                                long padding, dc::view<float, 2> out) {
  DC_DOMAIN(out.extent(0), out.extent(1));
  auto [i, d] = dc::global_id<2>();
  const long token = tokens[i];
  out(i, d) = token == padding ? 0 : table(token, d);
}

DC_KERNEL void scatter_add(dc::view<const float, 2> gradient, dc::span<const long> tokens,
                           long padding, dc::view<float, 2> table) {
  DC_DOMAIN(gradient.extent(0), gradient.extent(1));
  auto [i, d] = dc::global_id<2>();
  if (const long token = tokens[i]; token != padding) {
    dc::atomic_add(table(token, d), gradient(i, d));
  }
}
