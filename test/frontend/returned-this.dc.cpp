// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that return the same object from several places, by reference: statements, chains, operators.
// RUN: %dcc --stop-after=validate %s -o - | FileCheck %s
// RUN: %dcc --target=cpu %s -o %t.dcx
// RUN: %dcx run --device=cpu %t.dcx chain x=[5,-5,0] y=zeros:[3] | FileCheck %s --check-prefix=CHAIN
// RUN: %dcx run --device=cpu %t.dcx parameters x=[5,-5,0] | FileCheck %s --check-prefix=PARAMETERS
#include <dotcompute/kernel.h>

struct Base {
  int low = 0;
  Base &raise(int by) {
    if (by < 0) {
      return *this;
    }
    low += by;
    return *this;
  }
};

struct Counter : Base {
  int n = 0;
  Counter &operator+=(int by) {
    if (by < 0) {
      return *this;
    }
    n += by;
    return *this;
  }
  Counter &twice() {
    switch (n) {
    case 0:
      return *this;
    default:
      n *= 2;
    }
    return *this;
  }
  int &value(bool reset) {
    if (reset) {
      n = 100;
      return n;
    } else {
      return this->n;
    }
  }
};

// CHECK-LABEL: dc.kernel @chain
// CHAIN: y = i32[3]
// CHAIN-NEXT: [21, 101, 1]
DC_KERNEL void chain(dc::span<const int> x, dc::span<int> y) {
  DC_DOMAIN(y.size());
  const auto i = dc::global_id();
  Counter c;
  c += x[i];
  (c.twice() += x[i] / 5).twice().raise(x[i]).raise(-1);
  c.value(x[i] < 0) += 1;
  y[i] = c.n - c.low / 5 - (x[i] > 0 ? 1 : 0);
}

static int &clip(int &a, int most) {
  while (a > most) {
    if (--a == most) {
      return a;
    }
  }
  return a;
}

static dc::span<int> chosen(dc::span<int> a, bool &used) {
  if (!used) {
    used = true;
    return a;
  }
  return a;
}

// PARAMETERS: [3, -4, 1]
DC_KERNEL void parameters(dc::span<int> x) {
  DC_DOMAIN(x.size());
  const auto i = dc::global_id();
  bool used = i == 0;
  clip(x[i], 2) += 1;
  chosen(x, used)[i] += 0;
}
