// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Own elements, launch obstacles and known facts of kernels in text.
#include "passes/Analysis/KnownFacts.h"
#include "passes/Analysis/LaunchFacts.h"
#include "passes/Analysis/OwnElement.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

namespace mlir::dc {
namespace {

/// One kernel in text.
class Kernel {
public:
  explicit Kernel(const std::string &text) {
    context.loadDialect<arith::ArithDialect, DCDialect, memref::MemRefDialect, scf::SCFDialect>();
    module = parseSourceString<ModuleOp>(text, &context);
  }

  KernelOp operator*() { return *module->getOps<KernelOp>().begin(); }
  template <typename OpTy> OpTy first() {
    OpTy found;
    module->walk([&](OpTy op) {
      found = op;
      return WalkResult::interrupt();
    });
    return found;
  }

private:
  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

const std::string kArrays =
    R"((%a: f32 {dc.name = "a", dc.type = "f32"}, %x: memref<?xf32> {dc.name = "x", dc.type = "f32"},
                                %y: memref<?xf32> {dc.name = "y", dc.type = "f32"},
                                %z: memref<?xf32> {dc.name = "z", dc.type = "f32"}))";

TEST(OwnElement, EveryAccessMustBeAtTheOwnId) {
  Kernel kernel("dc.kernel @k" + kArrays + R"( attributes {rank = 1 : i64} {
    %one = arith.constant 1 : index
    %c0 = arith.constant 0 : index
    %i = dc.global_id 0
    %p = arith.index_cast %i : i64 to index
    %q = arith.addi %p, %one : index
    %d = memref.dim %x, %c0 : memref<?xf32>
    %v = memref.load %x[%p] : memref<?xf32>
    %w = memref.load %y[%q] : memref<?xf32>
    memref.store %v, %x[%p] : memref<?xf32>
    memref.store %w, %y[%p] : memref<?xf32>
    dc.return
  })");
  EXPECT_EQ(computeOwnElement(*kernel), (SmallVector<bool>{false, true, false, true}));
}

TEST(OwnElement, AtomicsAreAccesses) {
  Kernel kernel("dc.kernel @k" + kArrays + R"( attributes {rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %one = arith.constant 1.0 : f32
    %i = dc.global_id 0
    %p = arith.index_cast %i : i64 to index
    %v = dc.atomic add %x[%p], %one : memref<?xf32>
    %w = dc.atomic_load %y[%c0] : memref<?xf32>
    dc.return
  })");
  EXPECT_EQ(computeOwnElement(*kernel), (SmallVector<bool>{false, true, false, true}));
}

TEST(OwnElement, DimensionsMustBeInOrder) {
  Kernel kernel(R"(dc.kernel @k(%v: memref<?x?xf32> {dc.name = "v", dc.type = "f32"},
                                %w: memref<?x?xf32> {dc.name = "w", dc.type = "f32"},
                                %x: memref<?xf32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 2 : i64} {
    %r = dc.global_id 0
    %c = dc.global_id 1
    %p = arith.index_cast %r : i64 to index
    %q = arith.index_cast %c : i64 to index
    %a = memref.load %v[%p, %q] : memref<?x?xf32>
    memref.store %a, %w[%q, %p] : memref<?x?xf32>
    memref.store %a, %x[%p] : memref<?xf32>
    dc.return
  })");
  // x has fewer dimensions than the domain: many threads share an element.
  EXPECT_EQ(computeOwnElement(*kernel), (SmallVector<bool>{true, false, false}));
}

TEST(OwnElement, ViewsWithStrides) {
  // Reading a stride touches no element; the buffer behind a view could be used for anything.
  const std::string view = "memref<?x?xf32, strided<[?, 1]>>";
  const std::string metadata =
      " : " + view + " -> memref<f32>, index, index, index, index, index\n";
  Kernel kernel("dc.kernel @k(%v: " + view + R"( {dc.name = "v", dc.type = "f32"}, %w: )" + view +
                R"( {dc.name = "w", dc.type = "f32"}) attributes {rank = 2 : i64} {
    %r = dc.global_id 0
    %c = dc.global_id 1
    %p = arith.index_cast %r : i64 to index
    %q = arith.index_cast %c : i64 to index
    %vb, %vo, %vs:2, %vt:2 = memref.extract_strided_metadata %v)" +
                metadata + "    %wb, %wo, %ws:2, %wt:2 = memref.extract_strided_metadata %w" +
                metadata + "    %a = memref.load %v[%p, %q] : " + view + R"(
    %b = memref.load %wb[] : memref<f32>
    dc.return
  })");
  EXPECT_EQ(computeOwnElement(*kernel), (SmallVector<bool>{true, false}));
}

TEST(OwnElement, ATruncatedIdIsNotTheId) {
  Kernel kernel("dc.kernel @k" + kArrays + R"( attributes {rank = 1 : i64} {
    %i = dc.global_id 0
    %t = arith.trunci %i : i64 to i32
    %p = arith.index_cast %t : i32 to index
    memref.store %a, %x[%p] : memref<?xf32>
    dc.return
  })");
  EXPECT_FALSE(computeOwnElement(*kernel)[1]);
}

TEST(LaunchFacts, NamesEveryObstacle) {
  Kernel kernel("dc.kernel @k" + kArrays + R"( attributes {rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %d = memref.dim %x, %c0 : memref<?xf32>
    %n = arith.index_cast %d : index to i64
    %i = dc.global_id 0
    %domain = dc.domain_size 0
    %v = memref.load %y[%c0] : memref<?xf32>
    %j = dc.fptosi %v : f32 to i64
    %s = arith.addi %i, %j : i64
    %t = arith.minsi %s, %n : i64
    %u = arith.minsi %t, %domain : i64
    dc.domain %u
    dc.return
  })");
  Value value = kernel.first<DomainOp>().getExtents()[0];
  EXPECT_EQ(findLaunchObstacles(value, LaunchInputs::Arguments).size(), 3u);
  SmallVector<LaunchObstacle> obstacles =
      findLaunchObstacles(value, LaunchInputs::ArgumentsAndDomain);
  ASSERT_EQ(obstacles.size(), 2u);
  EXPECT_EQ(obstacles[0].what, "'dc.global_id'");
  EXPECT_EQ(obstacles[1].what, "'memref.load'");
  EXPECT_TRUE(isLaunchComputable(kernel.first<memref::DimOp>(), LaunchInputs::Arguments));
}

TEST(LaunchFacts, HalfFloatsHaveNoExpression) {
  Kernel kernel(
      R"(dc.kernel @k(%h: f16 {dc.name = "h", dc.type = "f16"}) attributes {rank = 1 : i64} {
    %s = arith.addf %h, %h : f16
    %n = dc.fptosi %s : f16 to i64
    dc.domain %n
    dc.return
  })");
  EXPECT_FALSE(
      isLaunchComputable(kernel.first<DomainOp>().getExtents()[0], LaunchInputs::Arguments));
}

TEST(KnownFacts, RangesOfIdsExtentsAndSums) {
  Kernel kernel("dc.kernel @k" + kArrays + R"( attributes {rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %eight = arith.constant 8 : i64
    %d = memref.dim %x, %c0 : memref<?xf32>
    %n = arith.index_cast %d : index to i64
    %s = arith.addi %n, %eight : i64
    %i = dc.global_id 0
    %t = arith.subi %eight, %i : i64
    %u = arith.muli %i, %i : i64
    dc.return
  })");
  KnownFacts facts((*kernel).getBody().front().getTerminator());
  IntRange sum = facts.range(kernel.first<arith::AddIOp>());
  EXPECT_TRUE(sum.low == 8 && sum.high == WideInt(kMaxSpanExtent) + 8);
  IntRange id = facts.range(kernel.first<GlobalIdOp>());
  EXPECT_TRUE(id.low == 0 && id.high == WideInt(kMaxDomainThreads) - 1);
  IntRange difference = facts.range(kernel.first<arith::SubIOp>());
  EXPECT_TRUE(difference.high == 8 && difference.low == 9 - WideInt(kMaxDomainThreads));
  // A product that may wrap is anything.
  IntRange product = facts.range(kernel.first<arith::MulIOp>());
  EXPECT_TRUE(product.low == WideInt(INT64_MIN) && product.high == WideInt(INT64_MAX));
}

} // namespace
} // namespace mlir::dc
