// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops with bounds.
#include <dotcompute/kernel.h>

/// Steps until the Collatz sequence of each number is at 1, at most `most`.
DC_KERNEL void collatz(int most, dc::span<const int> x, dc::span<int> steps) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  int n = x[i];
  int count = 0;
  while (n != 1) {
    DC_BOUND(most);
    n = n % 2 == 0 ? n / 2 : 3 * n + 1;
    ++count;
  }
  steps[i] = count;
}

/// The bound counts for each time the loop is entered, in every kind of loop.
DC_KERNEL void nested(int n, dc::span<int> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  int sum = 0;
  for (int a = 0; a < n; ++a) {
    DC_BOUND(10);
    int b = 0;
    do {
      DC_BOUND(3);
      if (b == 1) {
        ++b;
        continue;
      }
      sum += a;
    } while (++b < 3);
    int values[2] = {1, 2};
    for (int v : values) {
      DC_BOUND(2);
      sum += v;
    }
  }
  y[i] = sum;
}
