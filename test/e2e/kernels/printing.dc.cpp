// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels that print.
#include <dotcompute/kernel.h>

enum class Colour : unsigned char { Red, Green = 200 };

DC_KERNEL void print_integers(dc::span<const long long> x) {
  DC_DOMAIN(x.size());
  const auto i = dc::global_id();
  dc::print("{}: {} {} {} {}", i, static_cast<signed char>(x[i]), static_cast<unsigned char>(x[i]),
            static_cast<short>(x[i]), static_cast<unsigned short>(x[i]));
  dc::print("{} {} {} {} {}", static_cast<int>(x[i]), static_cast<unsigned>(x[i]), x[i],
            static_cast<unsigned long long>(x[i]), x[i] > 0);
  dc::print("{} {{}} {}", Colour::Green, static_cast<char>(x[i]));
}

DC_KERNEL void print_floats(dc::span<const double> x) {
  DC_DOMAIN(x.size());
  const auto i = dc::global_id();
  dc::print("{} {}", x[i], static_cast<float>(x[i]));
  dc::print("{} {}", dc::f16(x[i]), dc::bf16(x[i]));
  dc::print("{} {}", 0 * x[i], static_cast<float>(0 * x[i]));
}

// Some threads, a different number of times each.
DC_KERNEL void print_some(dc::span<const int> x, dc::span<int> y) {
  DC_DOMAIN(x.size());
  const auto i = dc::global_id();
  for (int k = 0; k < x[i]; ++k) {
    if (k % 2 == 0) {
      dc::print("{} of {}", k, i);
    }
  }
  y[i] = x[i];
}

// In a block, with barriers between the lines.
DC_KERNEL void print_blocks(dc::view<int, 2> x) {
  DC_BLOCK(2, 8);
  DC_GRID(x.extent(0) / 2, x.extent(1) / 8);
  DC_SHARED int sum[2];
  const auto [r, c] = dc::thread_id<2>();
  const auto [row, column] = dc::global_id<2>();
  if (c == 0) {
    sum[r] = static_cast<int>(row);
    dc::print("row {} begins at column {}", row, column);
  }
  dc::barrier();
  dc::atomic_add(sum[r], 1);
  dc::barrier();
  if (c == 7) {
    dc::print("row {} counts {}", row, sum[r]);
  }
  x(row, column) = sum[r];
}

// What thread 2 prints once it has missed its array is not printed.
DC_KERNEL void print_until_fault(dc::span<const int> x, dc::span<int> y) {
  DC_DOMAIN(y.size());
  const auto i = dc::global_id();
  dc::print("before {}", i);
  const int next = x[i + 1];
  dc::print("after {}: {}", i, next);
  y[i] = next;
}

DC_KERNEL void print_asserted(dc::span<int> y) {
  DC_DOMAIN(y.size());
  const auto i = dc::global_id();
  DC_ASSERT(i % 2 == 0);
  dc::print("even {}", i);
  y[i] = 1;
}

DC_KERNEL void print_much(dc::span<int> x) {
  DC_DOMAIN(x.size());
  dc::print("{}", dc::global_id());
  x[dc::global_id()] = 1;
}
