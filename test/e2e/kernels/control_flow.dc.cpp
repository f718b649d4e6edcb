// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every control structure nested in every other; one wrong edge changes an output.
#include <dotcompute/kernel.h>

enum class Mode : unsigned char { Add, Multiply, Shift };

template <class T> T square(T x) { return x * x; }

inline float clamped(float x, float lo, float hi) {
  if (x < lo) {
    return lo;
  }
  if (x > hi) {
    return hi;
  }
  return x;
}

template <class F> int fold(dc::span<const int> a, int init, F f) {
  int r = init;
  for (dc::index i = 0; i < a.size(); ++i) {
    r = f(r, a[i]);
  }
  return r;
}

inline void bump(int &x, int n) { x += n; }

DC_KERNEL void control_flow(dc::span<const int> a, dc::span<int> out, int n, unsigned m, double d, bool flag) {
  DC_DOMAIN(out.size());
  DC_REQUIRES(a.size() >= out.size());
  auto i = dc::global_id();
  int x = a[i];
  if (x == 77) {
    out[i] = -77;
    return;
  }
  int k = 0;
  while (k < n) {
    k++;
    if (k % 3 == 0) {
      continue;
    }
    x = x * 5 + k;
    if (x > 1000 && (flag || k > 7)) {
      break;
    }
  }
  unsigned u = m;
  for (unsigned j = 0; j < m % 13; j++) {
    u ^= j << 2;
  }
  for (int j = n; j > 0; j--) {
    x -= j;
  }
  for (int j = 0; j <= n; j += 2) {
    x += square(j);
    for (int l = j; l < n; ++l) {
      if (l * j > 40) {
        break;
      }
      if ((l & 1) == 0) {
        continue;
      }
      x ^= l;
    }
  }
  do {
    u /= 2;
  } while (u > 16);
  auto op = [&k, n](int p, int q) {
    k += 1;
    return p * 3 + q - n;
  };
  x = fold(a, x, op);
  bump(x, -k);
  short s = static_cast<short>(u);
  s += 3;
  x += square(s);
  switch (x & 7) {
  case 0:
    x += 1;
    [[fallthrough]];
  case 1:
    x += 2;
    break;
  case 5: {
    if (flag) {
      break;
    }
    x = -x;
    break;
  }
  default:
    x ^= 0x55;
  }
  x += static_cast<int>(clamped(static_cast<float>(d), -3.0f, 9.5f));
  Mode mode = static_cast<Mode>(x % 3 < 0 ? -(x % 3) : x % 3);
  if (mode == Mode::Shift) {
    x <<= 3;
  } else if (mode == Mode::Multiply) {
    x *= 3;
  }
  if (n > 4) {
    if (u == 3) {
      out[i] = -1;
      return;
    }
    x *= 2;
  }
  const int least = -7;
  x += flag ? a[i] : (n > 2 ? x : least); // one of three places: none but the chosen one is read
  int t = flag ? (x > 0 ? 1 : x < 0 ? -1 : 0) : x;
  out[i] = t + static_cast<int>(u) * 31;
}
