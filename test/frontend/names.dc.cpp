// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of kernels: qualified, with template arguments in canonical spelling.
// RUN: %dcc --stop-after=frontend %s -o - | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK-DAG: dc.kernel @"vis::scale<float>"
// CHECK-DAG: dc.kernel @"vis::scale<unsigned long>"
// CHECK-DAG: dc.kernel @"vis::scale<vis::inner::Mode>"
// CHECK-DAG: dc.kernel @"vis::shift<3, true>"
// CHECK-DAG: dc.kernel @"vis::plain"
// CHECK-DAG: dc.kernel @"(anonymous namespace)::hidden"
namespace vis {
namespace inner {
enum class Mode : unsigned char { a, b };
}
template <class T>
DC_KERNEL void scale(dc::span<T> x) { x[0] = x[1]; }
using number = float;
template void scale<number>(dc::span<float>);
template void scale<unsigned long>(dc::span<unsigned long>);
template void scale<inner::Mode>(dc::span<inner::Mode>);
template <int N, bool Up>
DC_KERNEL void shift(dc::span<int> x) { x[0] = Up ? x[0] << N : x[0] >> N; }
template void shift<3, true>(dc::span<int>);
DC_KERNEL void plain(dc::span<int> x) { x[0] = 1; }
} // namespace vis
namespace {
DC_KERNEL void hidden(dc::span<int> x) { x[0] = 2; }
} // namespace
