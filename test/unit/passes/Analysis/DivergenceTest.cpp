// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which values of kernels in text are the same for every thread of a block.
#include "passes/Analysis/Divergence.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

namespace mlir::dc {
namespace {

/// A kernel's body, with `dc.kernel` around it, or device IR, in which operations are named by an
/// attribute `test.name`.
class Program {
public:
  static Program kernel(const std::string &body) {
    return Program(R"(dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"},
        %x: memref<?xi64> {dc.name = "x", dc.type = "i64"},
        %c: memref<?xi64> {dc.name = "c", dc.type = "i64", dc.read_only})
        attributes {rank = 1 : i64, block = array<i64: 64>} {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %t = dc.thread_id 0
      %p = arith.index_cast %t : i64 to index
      %q = arith.index_cast %n : i64 to index
    )" + body + "dc.return }");
  }
  explicit Program(const std::string &text) {
    context.loadDialect<arith::ArithDialect, DCDialect, func::FuncDialect, gpu::GPUDialect,
                        memref::MemRefDialect, scf::SCFDialect>();
    module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module);
    module->walk([&](Operation *op) {
      if (!divergence && isa<KernelOp, BlocksOp>(op)) {
        divergence.emplace(op);
      }
    });
  }

  Operation *find(StringRef name) {
    Operation *found = nullptr;
    module->walk([&](Operation *op) {
      auto given = op->getAttrOfType<StringAttr>("test.name");
      found = given && given == name ? op : found;
    });
    EXPECT_NE(found, nullptr) << name.str();
    return found;
  }
  bool isUniform(StringRef name, unsigned result = 0) {
    return divergence->isUniform(find(name)->getResult(result));
  }
  StringRef sourceOf(StringRef name) {
    return divergence->getSource(find(name)->getResult(0))->getName().getStringRef();
  }

  std::optional<Divergence> divergence;

private:
  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

TEST(Divergence, IdsAndWhatIsComputedFromThem) {
  Program program = Program::kernel(R"(
    %b = dc.block_id 0 {test.name = "block"}
    %g = dc.global_id 0 {test.name = "global"}
    %s = dc.grid_size 0 {test.name = "grid"}
    %d = dc.domain_size 0 {test.name = "domain"}
    %u = arith.addi %b, %n {test.name = "sum"} : i64
    %v = arith.addi %b, %t {test.name = "with thread"} : i64
    %f = dc.faulted {test.name = "faulted"}
  )");
  for (StringRef name : {"block", "grid", "domain", "sum"}) {
    EXPECT_TRUE(program.isUniform(name)) << name.str();
  }
  for (StringRef name : {"global", "with thread", "faulted"}) {
    EXPECT_FALSE(program.isUniform(name)) << name.str();
  }
  EXPECT_EQ(program.sourceOf("with thread"), "dc.thread_id");
  EXPECT_EQ(program.sourceOf("global"), "dc.global_id");
}

TEST(Divergence, OnlyConstElementsAtACommonIndexAreCommon) {
  Program program = Program::kernel(R"(
    %s = dc.shared "s" : memref<4xi64, #gpu.address_space<workgroup>>
    %m = memref.alloca() : memref<4xi64>
    %0 = memref.load %c[%q] {test.name = "const"} : memref<?xi64>
    %1 = memref.load %c[%p] {test.name = "const own"} : memref<?xi64>
    %2 = memref.load %x[%q] {test.name = "written"} : memref<?xi64>
    %3 = memref.load %s[%q] {test.name = "shared"} : memref<4xi64, #gpu.address_space<workgroup>>
    %4 = memref.load %m[%q] {test.name = "private"} : memref<4xi64>
    %5 = dc.atomic_load %x[%q] {test.name = "atomic"} : memref<?xi64>
    %6 = memref.dim {test.name = "size"} %x, %q : memref<?xi64>
    %part = memref.subview %c[%q] [4] [1] : memref<?xi64> to memref<4xi64, strided<[1], offset: ?>>
    %7 = memref.load %part[%q] {test.name = "part"} : memref<4xi64, strided<[1], offset: ?>>
    %own = memref.subview %c[%p] [4] [1] : memref<?xi64> to memref<4xi64, strided<[1], offset: ?>>
    %8 = memref.load %own[%q] {test.name = "own part"} : memref<4xi64, strided<[1], offset: ?>>
    %9 = dc.atomic_cas %x[%q], %n, %n {test.name = "cas"} : memref<?xi64>
  )");
  for (StringRef name : {"const", "size", "part"}) {
    EXPECT_TRUE(program.isUniform(name)) << name.str();
  }
  for (StringRef name :
       {"const own", "written", "shared", "private", "atomic", "own part", "cas"}) {
    EXPECT_FALSE(program.isUniform(name)) << name.str();
  }
  EXPECT_EQ(program.sourceOf("written"), "memref.load");
  EXPECT_EQ(program.sourceOf("const own"), "dc.thread_id");
}

TEST(Divergence, PrivateArraysThatAllThreadsFillInTheSameWay) {
  Program program = Program::kernel(R"(
    %table = memref.alloca() : memref<4xi64>
    %places = memref.alloca() : memref<4xi64>
    %values = memref.alloca() : memref<4xi64>
    %late = memref.alloca() : memref<4xi64>
    %own = arith.cmpi slt, %t, %n : i64
    %u = arith.cmpi slt, %zero, %n : i64
    scf.if %u {
      memref.store %n, %table[%q] : memref<4xi64>
      memref.store %n, %places[%p] : memref<4xi64>
      memref.store %t, %values[%q] : memref<4xi64>
    }
    scf.if %own {
      memref.store %n, %late[%q] : memref<4xi64>
    }
    %part = memref.subview %table[%q] [2] [1] : memref<4xi64> to memref<2xi64, strided<[1], offset: ?>>
    %1 = memref.load %table[%q] {test.name = "table"} : memref<4xi64>
    %2 = memref.load %table[%p] {test.name = "own"} : memref<4xi64>
    %3 = memref.load %places[%q] {test.name = "places"} : memref<4xi64>
    %4 = memref.load %values[%q] {test.name = "values"} : memref<4xi64>
    %5 = memref.load %late[%q] {test.name = "late"} : memref<4xi64>
    %6 = memref.load %part[%q] {test.name = "part"} : memref<2xi64, strided<[1], offset: ?>>
  )");
  for (StringRef name : {"table", "part"}) {
    EXPECT_TRUE(program.isUniform(name)) << name.str();
  }
  for (StringRef name : {"own", "places", "values", "late"}) {
    EXPECT_FALSE(program.isUniform(name)) << name.str();
    EXPECT_EQ(program.sourceOf(name), "dc.thread_id");
  }
}

TEST(Divergence, LoopsCarryItAround) {
  Program program = Program::kernel(R"(
    // The third becomes what the second was, a round later.
    %r:4 = scf.for %i = %zero to %n step %one iter_args(%u = %n, %v = %zero, %w = %zero, %k = %t) -> (i64, i64, i64, i64) : i64 {
      %in = arith.addi %u, %i {test.name = "inside"} : i64
      %next = arith.addi %v, %k : i64
      scf.yield %in, %next, %v, %k : i64, i64, i64, i64
    } {test.name = "loop"}
  )");
  EXPECT_TRUE(program.isUniform("inside"));
  EXPECT_TRUE(program.isUniform("loop", 0));
  EXPECT_FALSE(program.isUniform("loop", 1));
  EXPECT_FALSE(program.isUniform("loop", 2));
  EXPECT_FALSE(program.isUniform("loop", 3));
}

TEST(Divergence, LeavingALoopAtDifferentTimes) {
  Program program = Program::kernel(R"(
    %r = scf.while (%h = %zero) : (i64) -> i64 {
      %same = arith.addi %h, %one {test.name = "in the test"} : i64
      %more = arith.cmpi slt, %same, %t : i64
      scf.condition(%more) %same : i64
    } do {
    ^bb0(%h: i64):
      %next = arith.addi %h, %one {test.name = "in the body"} : i64
      scf.yield %next : i64
    } attributes {test.name = "while"}
    %f = scf.for %i = %zero to %t step %one iter_args(%h = %zero) -> i64 : i64 {
      scf.yield %one : i64
    } {test.name = "for"}
  )");
  EXPECT_TRUE(program.isUniform("in the test"));
  EXPECT_TRUE(program.isUniform("in the body"));
  EXPECT_FALSE(program.isUniform("while"));
  EXPECT_FALSE(program.isUniform("for"));
}

/// As lifting leaves it: what is needed behind the loop goes through it.
TEST(Divergence, WhatALoopHandsThroughUnchanged) {
  Program program = Program::kernel(R"(
    %r:6 = scf.while (%h = %zero) : (i64) -> (i64, i64, i64, i64, i1, i32) {
      %more = arith.cmpi slt, %h, %t : i64
      %same = arith.select %more, %h, %n : i64
      %own = arith.select %more, %h, %t : i64
      %counter = arith.select %more, %zero, %h : i64
      %less = arith.cmpi sge, %h, %t : i64
      %flag = arith.extui %less : i1 to i32
      scf.condition(%more) %h, %same, %own, %counter, %more, %flag : i64, i64, i64, i64, i1, i32
    } do {
    ^bb0(%h: i64, %1: i64, %2: i64, %3: i64, %4: i1, %5: i32):
      %next = arith.addi %h, %one : i64
      scf.yield %next : i64
    } attributes {test.name = "while"}
  )");
  EXPECT_FALSE(program.isUniform("while", 0));
  EXPECT_TRUE(program.isUniform("while", 1));
  EXPECT_FALSE(program.isUniform("while", 2));
  EXPECT_FALSE(program.isUniform("while", 3));
  EXPECT_TRUE(program.isUniform("while", 4));
  EXPECT_TRUE(program.isUniform("while", 5));
}

/// A loop with a break: two ways out, and one on.
TEST(Divergence, WhatALoopWithABreakHandsThrough) {
  Program program = Program::kernel(R"(
    %false = arith.constant false
    %true = arith.constant true
    %r:4 = scf.while (%h = %zero) : (i64) -> (i64, i64, i64, i64) {
      %in = arith.cmpi slt, %h, %t : i64
      %s:4 = scf.if %in -> (i64, i64, i64, i1) {
        %b = arith.cmpi eq, %h, %n : i64
        %u:4 = scf.if %b -> (i64, i64, i64, i1) {
          scf.yield %n, %one, %h, %false : i64, i64, i64, i1
        } else {
          scf.yield %zero, %zero, %zero, %true : i64, i64, i64, i1
        }
        scf.yield %u#0, %u#1, %u#2, %u#3 : i64, i64, i64, i1
      } else {
        scf.yield %n, %zero, %h, %false : i64, i64, i64, i1
      }
      scf.condition(%s#3) %s#0, %s#1, %s#2, %h : i64, i64, i64, i64
    } do {
    ^bb0(%1: i64, %2: i64, %3: i64, %h: i64):
      %next = arith.addi %h, %one : i64
      scf.yield %next : i64
    } attributes {test.name = "while"}
  )");
  EXPECT_TRUE(program.isUniform("while", 0));  // the same on both ways
  EXPECT_FALSE(program.isUniform("while", 1)); // says which way
  EXPECT_FALSE(program.isUniform("while", 2)); // the counter
  EXPECT_FALSE(program.isUniform("while", 3));
}

TEST(Divergence, BranchesByWhatTheyYield) {
  Program program = Program::kernel(R"(
    %d = arith.cmpi slt, %t, %n : i64
    %e = arith.cmpi slt, %n, %one : i64
    %a:2 = scf.if %d -> (i64, i64) {
      scf.yield %n, %n : i64, i64
    } else {
      scf.yield %n, %one : i64, i64
    } {test.name = "divergent"}
    %b:2 = scf.if %e -> (i64, i64) {
      scf.yield %n, %t : i64, i64
    } else {
      scf.yield %one, %one : i64, i64
    } {test.name = "uniform"}
    %s = scf.index_switch %p {test.name = "switch"} -> i64
    case 0 {
      scf.yield %one : i64
    }
    default {
      scf.yield %one : i64
    }
    %o = scf.execute_region -> i64 {
      scf.yield %one : i64
    } {test.name = "unknown"}
  )");
  EXPECT_TRUE(program.isUniform("divergent", 0));
  EXPECT_FALSE(program.isUniform("divergent", 1));
  EXPECT_TRUE(program.isUniform("uniform", 0));
  EXPECT_FALSE(program.isUniform("uniform", 1));
  EXPECT_FALSE(program.isUniform("switch"));
  EXPECT_FALSE(program.isUniform("unknown"));
}

TEST(Divergence, WhatIsReachedTogether) {
  Program program = Program::kernel(R"(
    %d = arith.cmpi slt, %t, %n : i64
    %e = arith.cmpi slt, %n, %one : i64
    scf.if %e {
      scf.for %i = %zero to %n step %one : i64 {
        dc.barrier {test.name = "together"}
      }
      scf.if %d {
        scf.if %e {
          dc.barrier {test.name = "apart"}
        }
      }
    }
    scf.execute_region {
      dc.barrier {test.name = "unknown"}
      scf.yield
    }
  )");
  EXPECT_TRUE(program.divergence->isReachedTogether(program.find("together")));
  EXPECT_FALSE(program.divergence->isReachedTogether(program.find("apart")));
  EXPECT_FALSE(program.divergence->isReachedTogether(program.find("unknown")));
}

TEST(Divergence, InDeviceIRTheThreadsAreTheBodysArguments) {
  Program program(R"(
    func.func @k(%n: i64, %x: memref<?xi64> {llvm.readonly}, %y: memref<?xi64>) {
      dc.blocks (%b, %c) in (%n, %n) threads (%t, %u) in [4, 8] {
        %0 = arith.addi %b, %c {test.name = "block"} : i64
        %1 = arith.addi %b, %u {test.name = "thread"} : i64
        %p = arith.index_cast %b : i64 to index
        %2 = memref.load %x[%p] {test.name = "const"} : memref<?xi64>
        %3 = memref.load %y[%p] {test.name = "written"} : memref<?xi64>
      }
      return
    }
  )");
  EXPECT_TRUE(program.isUniform("block"));
  EXPECT_FALSE(program.isUniform("thread"));
  EXPECT_EQ(program.sourceOf("thread"), "dc.blocks");
  EXPECT_TRUE(program.isUniform("const"));
  EXPECT_FALSE(program.isUniform("written"));
}

} // namespace
} // namespace mlir::dc
