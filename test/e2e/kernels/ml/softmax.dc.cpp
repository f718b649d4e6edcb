// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Softmax and cross-entropy of rows, a block per row: reductions through a function template that
// takes the operation as a lambda.
#include <dotcompute/kernel.h>

#include <limits>

constexpr int threads = 64;

template <class T, class F> T blockReduce(T (&part)[threads], T mine, F combine) {
  const auto t = dc::thread_id();
  dc::barrier(); // what the last reduction left has been read
  part[t] = mine;
  dc::barrier();
  for (int half = threads / 2; half > 0; half /= 2) {
    if (t < half) {
      part[t] = combine(part[t], part[t + half]);
    }
    dc::barrier();
  }
  return part[0];
}

DC_KERNEL void softmax(dc::view<const float, 2> x, dc::view<float, 2> y) {
  DC_BLOCK(threads);
  DC_GRID(x.extent(0));
  DC_REQUIRES(y.extent(0) == x.extent(0) && y.extent(1) == x.extent(1));
  DC_SHARED float part[threads];
  const auto row = dc::block_id(), t = dc::thread_id(), columns = x.extent(1);
  float most = -__builtin_huge_valf(), sum = 0;
  for (auto c = t; c < columns; c += threads) {
    most = dc::max(most, x(row, c));
  }
  most = blockReduce(part, most, [](float a, float b) { return dc::max(a, b); });
  for (auto c = t; c < columns; c += threads) {
    const float e = dc::exp(x(row, c) - most);
    y(row, c) = e;
    sum += e;
  }
  sum = blockReduce(part, sum, [](float a, float b) { return a + b; });
  for (auto c = t; c < columns; c += threads) {
    y(row, c) /= sum;
  }
}

/// The loss of each row; a label of -1 is left out.
DC_KERNEL void cross_entropy(dc::view<const float, 2> logits, dc::span<const int> labels,
                             dc::span<float> loss) {
  DC_DOMAIN(loss.size());
  const auto row = dc::global_id();
  const int label = labels[row];
  if (label == -1) {
    loss[row] = 0;
    return;
  }
  // One pass: the sum is scaled anew when a larger one comes.
  float most = std::numeric_limits<float>::lowest(), sum = 0;
  for (dc::index c = 0; c < logits.extent(1); ++c) {
    const float x = logits(row, c);
    if (x > most) {
      sum = sum * dc::exp(most - x) + 1;
      most = x;
    } else {
      sum += dc::exp(x - most);
    }
  }
  loss[row] = dc::log(sum) + most - logits(row, label);
}
