// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Programs that are undefined in C++ and must be defined here, on every target, at -O3.
#include <dotcompute/kernel.h>

// off + 8 wraps for large off: the guard that C++ may delete is the one that must record the fault.
DC_KERNEL void wrapped_guard(dc::index off, float v, dc::span<float> x) {
  DC_DOMAIN(1);
  if (off + 8 <= x.size()) {
    x[off] = v;
  }
}

DC_KERNEL void divide(dc::span<const int> a, dc::span<const int> b, dc::span<int> quotient, dc::span<int> remainder) {
  DC_DOMAIN(quotient.size());
  auto i = dc::global_id();
  quotient[i] = a[i] / b[i];
  remainder[i] = a[i] % b[i];
}

// The flag's index is outside the array: the guarded load yields 0 for ever, and only the fault ends the loop.
DC_KERNEL void wait_on_guarded(dc::index where, dc::span<const int> flags, dc::span<int> out) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  int rounds = 0;
  while (flags[where + i] == 0) {
    ++rounds;
  }
  out[i] = rounds;
}

DC_KERNEL void integers(dc::span<const int> a, dc::span<const int> b, dc::span<int> out) {
  DC_DOMAIN(a.size());
  DC_REQUIRES(out.size() >= 6 * a.size());
  auto i = dc::global_id();
  int sum = a[i] + b[i];
  out[6 * i + 0] = sum;
  out[6 * i + 1] = a[i] * b[i];
  out[6 * i + 2] = -a[i];
  out[6 * i + 3] = a[i] << b[i];
  out[6 * i + 4] = a[i] >> b[i];
  out[6 * i + 5] = static_cast<int>(static_cast<unsigned>(a[i]) >> b[i]);
}

DC_KERNEL void float_to_int(dc::span<const float> x, dc::span<int> as_int, dc::span<unsigned char> as_byte) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  as_int[i] = static_cast<int>(x[i]);
  as_byte[i] = static_cast<unsigned char>(x[i]);
}

DC_KERNEL void uninitialised(dc::span<float> out, bool set) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  float v;
  if (set) {
    v = 5.0f;
  }
  out[i] = v;
}

DC_KERNEL void asserted(dc::span<const float> x, dc::span<float> y, float limit) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  DC_ASSERT(x[i] < limit);
  y[i] = x[i];
}

// A load behind the store of another array: x may be y, and then it reads what it has written.
DC_KERNEL void store_then_load(dc::span<const float> x, dc::span<float> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  y[i] = 1.0f;
  y[i] = x[i] + y[i];
}
