// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::print is an operation under --debug-print, and otherwise nothing: neither its values nor what they need.
// RUN: %dcc --debug-print --stop-after=frontend %s -o - | FileCheck %s
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s --check-prefix=NOTHING
// RUN: %dcc --debug-print --stop-after=validate %s -o - | FileCheck %s --check-prefix=KEPT
// RUN: %dcc --debug-print --target=cpu %s -o %t.dcx
// RUN: %dcx inspect %t.dcx | FileCheck %s --check-prefix=INSPECT
// RUN: %dcx inspect --json %t.dcx | FileCheck %s --check-prefix=JSON
#include <dotcompute/kernel.h>

enum class Colour : unsigned char { Red, Green = 7 };

// CHECK-LABEL:   dc.kernel @types
// NOTHING-LABEL: dc.kernel @types
// NOTHING-NOT:     memref.load
// NOTHING-NOT:     dc.assert
// NOTHING-NOT:     dc.print
// NOTHING:         dc.return
// KEPT-LABEL:    dc.kernel @types
// KEPT:            dc.print "line\0A" {site = 4 : i32}
// INSPECT:       prints 0   "{} {} {}"  {{.*}}print.dc.cpp:[[@LINE+8]]:3
// JSON:          "prints": [
// JSON:            "format": "{} {} {}"
// JSON:            "types": [
// JSON-NEXT:         "i64",
DC_KERNEL void types(bool b, char c, unsigned long long u, dc::bf16 h, double d, dc::span<const float> x) {
  // CHECK: %[[X:.*]] = memref.load %arg5[
  // CHECK: dc.print "{} {} {}", %{{.*}}, %{{.*}}, %[[X]] : i64, i1, f32 as ["i64", "bool", "f32"]
  dc::print("{} {} {}", dc::global_id(), b, x[3]);
  // CHECK: dc.print "{}{}{}{}{{[{][{]}}}}", %{{.*}} : i8, i64, bf16, f64 as ["i8", "u64", "bf16", "f64"]
  dc::print("{}{}{}{}{{}}", c, u, h, d);
  // CHECK: dc.print "{}", %{{.*}} : i8 as ["u8"]
  dc::print("{}", Colour::Green);
  // CHECK: dc.fault %{{.*}}, bounds 0 "x.subspan(1, 2)"
  // CHECK: dc.print "{}", %{{.*}} : i64 as ["i64"]
  dc::print("{}", x.subspan(1, 2).size());
  // CHECK: dc.print "line\0A" loc
  dc::print("line\n");
}

// In what a kernel calls, too, and in lambdas.
// CHECK-LABEL: dc.kernel @called
// CHECK:         dc.print "value {}", %{{.*}} : i32 as ["i32"]
// CHECK:         dc.print "value {}", %{{.*}} : f32 as ["f32"]
// CHECK:         dc.print "in a lambda"
DC_KERNEL void called(dc::span<int> x) {
  DC_DOMAIN(x.size());
  auto show = [](auto value) { dc::print("value {}", value); };
  show(1);
  show(2.5f);
  [] { dc::print("in a lambda"); }();
}
