// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <cmath>
#include <dotcompute/kernel.h>

// CHECK-LABEL: dc.kernel @functions
DC_KERNEL void functions(dc::span<const float> x, dc::span<double> y, dc::span<int> n) {
  auto i = dc::global_id();
  float a = x[i];
  // CHECK: math.exp %{{.*}} : f32
  // CHECK: math.powf %{{.*}}, %{{.*}} : f32
  // CHECK: math.roundeven
  // CHECK: math.round %
  // CHECK: dc.hypot %{{.*}}, %{{.*}} : f32
  a = dc::exp(a) + dc::pow(a, a) + dc::rint(a) + dc::round(a) + dc::hypot(a, a);
  // CHECK: arith.remf
  // CHECK: arith.minnumf
  // CHECK: arith.maxnumf
  // CHECK: math.fma
  a = dc::fmod(a, 2.f) + dc::fmin(a, 1.f) + dc::fmax(a, 1.f) + dc::fma(a, a, a);
  // CHECK: math.atan2 %{{.*}}, %{{.*}} : f64
  // CHECK: math.cbrt %{{.*}} : f64
  y[i] = std::atan2(double(a), y[i]) + std::cbrt(y[i]);
  // CHECK: math.ctpop %{{.*}} : i32
  // CHECK: math.ctlz %{{.*}} : i8
  // CHECK: arith.extui %{{.*}} : i8 to i32
  n[i] = dc::popcount(n[i]) + dc::clz(static_cast<unsigned char>(n[i]));
}
