// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the builder makes of unreachable blocks and of loops that cannot end.
#include "compiler/frontend/cxx/KernelBuilder.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"

#include <gtest/gtest.h>

namespace {

using namespace dc::compiler;

class KernelBuilderTest : public ::testing::Test {
protected:
  KernelBuilderTest() : location(mlir::UnknownLoc::get(&context)), build(&context) {
    loadFrontendDialects(context);
    module = mlir::ModuleOp::create(location);
    entry = createKernel(*module, location, "k", 1, {{"x", {ScalarType::Kind::Unsigned, 32}, true, true}});
    build.setEntry(entry);
    build.startAt(entry);
  }

  mlir::MLIRContext context;
  mlir::Location location;
  KernelBuilder build;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  mlir::Block *entry;
};

TEST_F(KernelBuilderTest, NamesScalars) {
  EXPECT_EQ(ScalarType::boolean().name(), "bool");
  EXPECT_EQ(ScalarType::index().name(), "i64");
  EXPECT_EQ((ScalarType{ScalarType::Kind::Unsigned, 8}.name()), "u8");
  EXPECT_EQ((ScalarType{ScalarType::Kind::Float, 32}.name()), "f32");
  EXPECT_TRUE(ScalarType::boolean().valueType(&context).isInteger(1));
  EXPECT_TRUE(ScalarType::boolean().elementType(&context).isInteger(8));
}

TEST_F(KernelBuilderTest, PrunesWhatNothingReaches) {
  mlir::Block *exit = build.newBlock();
  mlir::Block *dead = build.newBlock();
  build.branch(location, exit);
  build.branch(location, dead); // after the end of a block: dropped
  build.startAt(dead);
  build.branch(location, exit);
  build.startAt(exit);
  build.ret(location);
  EXPECT_EQ(pruneUnreachable(entry, exit), nullptr);
  EXPECT_EQ(entry->getParent()->getBlocks().size(), 2u);
  EXPECT_TRUE(succeeded(mlir::verify(*module)));
}

TEST_F(KernelBuilderTest, FindsTheLoopThatNeverEnds) {
  mlir::Block *exit = build.newBlock();
  mlir::Block *loop = build.newBlock();
  mlir::Value flag = build.integer(location, ScalarType::boolean(), 1);
  build.branch(location, flag, loop, exit);
  build.startAt(loop);
  build.branch(location, loop);
  build.startAt(exit);
  build.ret(location);
  mlir::Operation *endless = pruneUnreachable(entry, exit);
  ASSERT_NE(endless, nullptr);
  EXPECT_EQ(endless->getBlock(), loop);
}

TEST_F(KernelBuilderTest, ContractsAProductUsedOnce) {
  ScalarType f32{ScalarType::Kind::Float, 32};
  mlir::Value one = build.floating(location, f32, llvm::APFloat(1.0f));
  auto product = [&] { return build.arith(location, Arith::Mul, one, one, f32, true, {}); };
  auto name = [](mlir::Value value) { return value.getDefiningOp()->getName().getStringRef(); };
  EXPECT_EQ(name(build.arith(location, Arith::Add, product(), one, f32, true, {})), "dc.muladd");
  EXPECT_EQ(name(build.arith(location, Arith::Sub, one, product(), f32, true, {})), "dc.muladd");
  EXPECT_EQ(name(build.arith(location, Arith::Add, build.negate(location, product(), f32), one, f32, true, {})),
            "dc.muladd");
  EXPECT_EQ(name(build.arith(location, Arith::Add, product(), one, f32, false, {})), "arith.addf");
  mlir::Value used = product();
  (void)build.negate(location, used, f32);
  EXPECT_EQ(name(build.arith(location, Arith::Add, used, one, f32, true, {})), "arith.addf");
}

} // namespace
