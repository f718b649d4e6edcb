// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel of two dimensions down to the targets: contracts without guards, the flat calling convention, places from the hardware's ids.
// RUN: %dcc --stop-after=validate %s -o - | FileCheck %s --check-prefix=VALID
// RUN: %dcc --target=cuda --emit=ptx %s -o - | FileCheck %s --check-prefix=PTX
// RUN: %dcc --target=cpu --emit=llvm %s -o - | FileCheck %s --check-prefix=CPU
#include <dotcompute/kernel.h>

// VALID-LABEL: dc.kernel @copy(
// VALID-NOT: dc.guard
// VALID-DAG: dc.requires %{{.*}}, "x.extent(0) >= domain(0)" inferred
// VALID-DAG: dc.requires %{{.*}}, "x.extent(1) >= domain(1)" inferred
// VALID-NOT: dc.guard
// VALID: memref.store

// x: pointer, two extents, the rows' stride; the same of y; the domain; the fault record.
// PTX: .visible .entry copy(
// PTX: .param .u64 {{.*}}copy_param_0,
// PTX: .param .u64 copy_param_3,
// PTX: .param .u64 {{.*}}copy_param_4,
// PTX: copy_param_10
// PTX-NOT: copy_param_11
// PTX-NOT: div.
// PTX: %ctaid.y
// PTX-NOT: div.
// PTX: ld.global{{.*}}32
// PTX: st.global{{.*}}32

// CPU: define {{.*}}@copy
// CPU: load float
// CPU: store float
DC_KERNEL void copy(dc::view<const float, 2> x, dc::view<float, 2> y) {
  DC_DOMAIN(y.extent(0), y.extent(1));
  auto [r, c] = dc::global_id<2>();
  y(r, c) = x(r, c);
}

// The tests of a stencil's own condition make its guards superfluous.
// VALID-LABEL: dc.kernel @above(
// VALID-NOT: dc.guard
// VALID: dc.return
DC_KERNEL void above(dc::view<const float, 2> x, dc::view<float, 2> y) {
  DC_DOMAIN(y.extent(0), y.extent(1));
  auto [r, c] = dc::global_id<2>();
  float value = 0;
  if (r > 0 && r < x.extent(0) && c < x.extent(1)) {
    value = x(r - 1, c);
  }
  y(r, c) = value;
}
