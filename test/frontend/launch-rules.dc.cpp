// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launch rules are straight code on arguments and sizes.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK-LABEL: dc.kernel @rules
// CHECK: %[[N:.*]] = arith.index_cast %{{.*}} : index to i64
// CHECK: dc.divsi %[[N]], %{{.*}} {dc.what = "x.size() / 2"} : i64
// CHECK: dc.domain
// CHECK: arith.cmpi sgt
// CHECK: arith.ori
// CHECK: arith.andi
// CHECK: dc.requires %{{.*}}, "n > 0 && (flag || n < limit)" written
// CHECK: dc.domain_size 0
// CHECK: arith.select
// CHECK: dc.requires %{{.*}}, "dc::domain(0) > (flag ? 1 : n)" written
// CHECK: dc.ensures %{{.*}}, "x.size() > 2"
// CHECK: dc.trust %{{.*}}, "n != 3"
// CHECK: cf.br
// CHECK: dc.assert %{{.*}}, "i != 77"
constexpr int limit = 100;
DC_KERNEL void rules(dc::span<float> x, int n, bool flag) {
  DC_DOMAIN(x.size() / 2);
  DC_REQUIRES(n > 0 && (flag || n < limit));
  DC_REQUIRES(dc::domain(0) > (flag ? 1 : n));
  DC_ENSURES(x.size() > 2);
  DC_TRUST(n != 3);
  auto i = dc::global_id();
  DC_ASSERT(i != 77);
  x[i] = 1;
}
