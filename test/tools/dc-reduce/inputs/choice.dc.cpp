#include <dotcompute/kernel.h>

struct Pair {
  float a, b;
};
inline float add(Pair p) { return p.a + p.b; }

DC_KERNEL void other(dc::span<float> x) {
  DC_DOMAIN(x.size());
  x[dc::global_id()] = 2;
}

DC_KERNEL void k(dc::span<float> x, dc::span<int> y) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  float sum = 0;
  for (int j = 0; j < 10; ++j) {
    sum += add({x[i], 3.0f});
    if (sum > 3) {
      throw 1;
    }
  }
  x[i] = sum;
  y[i] = 1;
}
