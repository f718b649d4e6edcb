// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Guards, the fault record and private flags, in the form that lowering-lower-faults leaves them.
#include "test/unit/backends/KernelHarness.h"

#include <gtest/gtest.h>

namespace {

/// y[i + shift] = x[i], guarded; what follows is conditioned on the thread's private flag.
const char *shiftKernel = R"(
    gpu.func @shift(%x: memref<?xi32>, %nx: i64, %y: memref<?xi32>, %ny: i64, %z: memref<?xi32>, %nz: i64, %shift: i64,
                    %d: i64, %record: memref<8xi64>) kernel attributes {dc.kernel = "shift", dc.rank = 1 : i64} {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c3 = arith.constant 3 : index
      %c4 = arith.constant 4 : index
      %c5 = arith.constant 5 : index
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %site = arith.constant 42 : i64
      %true = arith.constant true
      %false = arith.constant false
      dc.threads (%i) in (%d) {
        %flag = memref.alloca() : memref<i1>
        memref.store %false, %flag[] : memref<i1>
        %p = arith.index_cast %i : i64 to index
        %v = memref.load %x[%p] : memref<?xi32>
        %j = arith.addi %i, %shift : i64
        %ok = arith.cmpi ult, %j, %ny : i64
        %bad = arith.xori %ok, %true : i1
        scf.if %bad {
          memref.store %true, %flag[] : memref<i1>
          %old = dc.atomic_cas %record[%c0], %zero, %site : memref<8xi64>
          %won = arith.cmpi eq, %old, %zero : i64
          scf.if %won {
            memref.store %i, %record[%c1] : memref<8xi64>
            memref.store %j, %record[%c3] : memref<8xi64>
            memref.store %ny, %record[%c4] : memref<8xi64>
            memref.store %one, %record[%c5] : memref<8xi64>
          }
        }
        scf.if %ok {
          %q = arith.index_cast %j : i64 to index
          memref.store %v, %y[%q] : memref<?xi32>
        }
        %dead = memref.load %flag[] : memref<i1>
        %alive = arith.xori %dead, %true : i1
        scf.if %alive {
          memref.store %v, %z[%p] : memref<?xi32>
        }
      }
      gpu.return
    })";

TEST(CPUFault, RecordNamesTheFirstOffenderAndNothingIsOverrun) {
  for (unsigned level : {0u, 3u}) {
    LoadedKernels kernels(shiftKernel, runnableArchs(), level);
    for (const std::string &arch : runnableArchs()) {
      const int64_t n = 100, shift = 10;
      std::vector<int32_t> x(n), y(n + 64, -1), z(n, -2);
      for (int64_t i = 0; i < n; ++i) {
        x[i] = static_cast<int32_t>(i);
      }
      int64_t record[8] = {0, 0, 0, 0, 0, 0, 77, 78};
      Slots slots;
      slots.add(x.data()).add(n).add(y.data()).add(n).add(z.data()).add(n).add(shift).add(n).add(
          record);
      kernels.run("shift", arch, slots, 0, n);
      EXPECT_EQ(record[0], 42);
      EXPECT_EQ(record[1], 90);
      EXPECT_EQ(record[2], 0);
      EXPECT_EQ(record[3], 100);
      EXPECT_EQ(record[4], 100);
      EXPECT_EQ(record[5], 1);
      EXPECT_EQ(record[6], 77) << "the host's word";
      EXPECT_EQ(record[7], 78);
      for (int64_t i = 0; i < n + 64; ++i) {
        ASSERT_EQ(y[i], i >= shift && i < n ? i - shift : -1) << arch << " y[" << i << "]";
      }
      for (int64_t i = 0; i < n; ++i) {
        ASSERT_EQ(z[i], i < n - shift ? i : -2) << arch << " z[" << i << "]";
      }
    }
  }
}

TEST(CPUFault, NegativeAndHugeIndicesFail) {
  LoadedKernels kernels(shiftKernel, runnableArchs());
  for (const std::string &arch : runnableArchs()) {
    for (int64_t shift : {int64_t{-5}, INT64_MAX, INT64_MIN}) {
      const int64_t n = 4;
      std::vector<int32_t> x(n, 7), y(n, -1), z(n, -2);
      int64_t record[8] = {};
      Slots slots;
      slots.add(x.data()).add(n).add(y.data()).add(n).add(z.data()).add(n).add(shift).add(n).add(
          record);
      kernels.run("shift", arch, slots, 0, n);
      EXPECT_EQ(record[0], 42);
      EXPECT_EQ(record[1], 0);
      EXPECT_EQ(record[3], shift);
      EXPECT_EQ(y, std::vector<int32_t>(n, -1));
      EXPECT_EQ(z, std::vector<int32_t>(n, -2));
    }
  }
}

TEST(CPUFault, AnOccupiedRecordStays) {
  LoadedKernels kernels(shiftKernel, {"x86-64-v2"});
  int32_t x = 7, y = -1, z = -2;
  int64_t record[8] = {9, 8, 7, 6, 5, 4, 3, 2};
  Slots slots;
  slots.add(&x)
      .add(int64_t{1})
      .add(&y)
      .add(int64_t{1})
      .add(&z)
      .add(int64_t{1})
      .add(int64_t{1})
      .add(int64_t{1})
      .add(record);
  kernels.run("shift", "x86-64-v2", slots, 0, 1);
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(record[i], 9 - i);
  }
}

} // namespace
