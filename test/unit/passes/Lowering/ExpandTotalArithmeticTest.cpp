// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The expansion of total arithmetic gives what the language says, for all operands that matter. The
// expanded arith is evaluated by upstream's folders, which refuse to fold what is undefined: a
// result is also the proof that none was.
#include "dialects/DC/DC.h"
#include "passes/Lowering/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/FoldUtils.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace mlir::dc {
namespace {

class ExpandTotalArithmetic : public testing::Test {
protected:
  ExpandTotalArithmetic() {
    context.loadDialect<arith::ArithDialect, func::FuncDialect, DCDialect>();
  }

  /// A function of `operands`' types that returns `op`, expanded once.
  template <typename Op> OwningOpRef<ModuleOp> expand(ArrayRef<Type> operands, Type result) {
    Location loc = UnknownLoc::get(&context);
    OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
    auto b = ImplicitLocOpBuilder::atBlockBegin(loc, module->getBody());
    auto function = func::FuncOp::create(b, "f", b.getFunctionType(operands, result));
    b.setInsertionPointToStart(function.addEntryBlock());
    Value value = Op::create(b, TypeRange(result), ValueRange(function.getArguments()));
    func::ReturnOp::create(b, value);
    PassManager manager(&context);
    manager.addPass(createExpandTotalArithmeticPass());
    EXPECT_TRUE(succeeded(manager.run(*module)));
    module->walk([](Operation *op) {
      EXPECT_FALSE(isa<DCDialect>(op->getDialect()))
          << "left: " << op->getName().getStringRef().str();
    });
    return module;
  }

  /// Folds the expanded function for constant operands; nothing when an operation has no defined
  /// value.
  std::optional<APInt> evaluate(ModuleOp module, ArrayRef<TypedAttr> operands) {
    Block &block = (*module.getOps<func::FuncOp>().begin()).getBody().front();
    DenseMap<Value, Attribute> values;
    for (auto [argument, attr] : llvm::zip_equal(block.getArguments(), operands)) {
      values[argument] = attr;
    }
    for (Operation &op : block.without_terminator()) {
      if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
        values[constant] = constant.getValue();
        continue;
      }
      SmallVector<Attribute> attrs;
      for (Value operand : op.getOperands()) {
        attrs.push_back(values.lookup(operand));
      }
      SmallVector<OpFoldResult> results;
      if (failed(op.fold(attrs, results)) || results.size() != 1) {
        return std::nullopt;
      }
      Attribute value = dyn_cast<Attribute>(results[0]);
      values[op.getResult(0)] = value ? value : values.lookup(cast<Value>(results[0]));
    }
    auto result =
        dyn_cast_or_null<IntegerAttr>(values.lookup(block.getTerminator()->getOperand(0)));
    return result ? std::optional<APInt>(result.getValue()) : std::nullopt;
  }

  /// Compares the operation's expansion with `expected` for each pair of `values`.
  template <typename Op>
  void checkDivision(unsigned width, ArrayRef<int64_t> values,
                     function_ref<APInt(const APInt &, const APInt &)> expected) {
    Type type = IntegerType::get(&context, width);
    OwningOpRef<ModuleOp> module = expand<Op>({type, type}, type);
    for (int64_t lhs : values) {
      for (int64_t rhs : values) {
        APInt a(width, lhs, /*isSigned=*/true, /*implicitTrunc=*/true);
        APInt b(width, rhs, /*isSigned=*/true, /*implicitTrunc=*/true);
        std::optional<APInt> got =
            evaluate(*module, {IntegerAttr::get(type, a), IntegerAttr::get(type, b)});
        APInt want = b.isZero() ? APInt::getZero(width) : expected(a, b);
        ASSERT_TRUE(got) << lhs << ", " << rhs << " at " << width << " bits has no defined value";
        ASSERT_EQ(*got, want) << lhs << ", " << rhs << " at " << width << " bits";
      }
    }
  }

  template <typename Op>
  void checkDivision(function_ref<APInt(const APInt &, const APInt &)> expected) {
    checkDivision<Op>(1, {0, 1}, expected);
    SmallVector<int64_t> all;
    for (int64_t value = -128; value < 128; value += 3) {
      all.push_back(value);
    }
    all.append({-1, 0, 1, 2, 127});
    checkDivision<Op>(8, all, expected);
    using Limits32 = std::numeric_limits<int32_t>;
    using Limits64 = std::numeric_limits<int64_t>;
    checkDivision<Op>(
        32, {0, 1, -1, 2, 7, -7, 1000003, Limits32::min(), Limits32::min() + 1, Limits32::max()},
        expected);
    checkDivision<Op>(
        64, {0, 1, -1, 3, -3, 1LL << 40, Limits64::min(), Limits64::min() + 1, Limits64::max()},
        expected);
  }

  template <typename Op> void checkConversion(FloatType from, unsigned width, bool isUnsigned) {
    Type to = IntegerType::get(&context, width);
    OwningOpRef<ModuleOp> module = expand<Op>({from}, to);
    double low = isUnsigned ? 0.0 : -std::ldexp(1.0, width - 1);
    double high = std::ldexp(1.0, isUnsigned ? width : width - 1);
    double inf = std::numeric_limits<double>::infinity();
    SmallVector<double> values = {0.0,     -0.0,     0.5,   -0.5,  -0.99,        0.99,
                                  1.0,     -1.0,     1.5,   -1.5,  100.7,        -100.7,
                                  65504.0, -65504.0, inf,   -inf,  std::nan(""), -std::nan(""),
                                  1e38,    -1e38,    1e-40, 3e300, -3e300};
    for (double bound : {low, high}) {
      for (double delta : {0.0, 0.25, 0.5, 1.0, 1.5, 2.0}) {
        values.append({bound + delta, bound - delta});
      }
      // The neighbours in float and in double.
      values.append({std::nextafter(bound, inf), std::nextafter(bound, -inf),
                     std::nextafterf(bound, inf), std::nextafterf(bound, -inf)});
    }
    for (double value : values) {
      auto attr = cast<FloatAttr>(FloatAttr::get(from, value)); // rounds to the type
      llvm::APSInt want(width, isUnsigned);
      bool isExact = false;
      attr.getValue().convertToInteger(want, APFloat::rmTowardZero, &isExact);
      std::optional<APInt> got = evaluate(*module, {attr});
      ASSERT_TRUE(got) << value << " has no defined value at " << width << " bits";
      ASSERT_EQ(*got, want) << value << " to " << width << " bits"
                            << (isUnsigned ? " unsigned" : "");
    }
  }

  MLIRContext context;
};

TEST_F(ExpandTotalArithmetic, DivSI) {
  checkDivision<DivSIOp>([](const APInt &a, const APInt &b) { return a.sdiv(b); });
}

TEST_F(ExpandTotalArithmetic, DivUI) {
  checkDivision<DivUIOp>([](const APInt &a, const APInt &b) { return a.udiv(b); });
}

TEST_F(ExpandTotalArithmetic, RemSI) {
  checkDivision<RemSIOp>([](const APInt &a, const APInt &b) { return a.srem(b); });
}

TEST_F(ExpandTotalArithmetic, RemUI) {
  checkDivision<RemUIOp>([](const APInt &a, const APInt &b) { return a.urem(b); });
}

TEST_F(ExpandTotalArithmetic, FPToSI) {
  for (FloatType from :
       {FloatType(Float16Type::get(&context)), FloatType(BFloat16Type::get(&context)),
        FloatType(Float32Type::get(&context)), FloatType(Float64Type::get(&context))}) {
    for (unsigned width : {8, 16, 32, 64}) {
      checkConversion<FPToSIOp>(from, width, /*isUnsigned=*/false);
    }
  }
}

TEST_F(ExpandTotalArithmetic, FPToUI) {
  for (FloatType from :
       {FloatType(Float16Type::get(&context)), FloatType(BFloat16Type::get(&context)),
        FloatType(Float32Type::get(&context)), FloatType(Float64Type::get(&context))}) {
    for (unsigned width : {8, 16, 32, 64}) {
      checkConversion<FPToUIOp>(from, width, /*isUnsigned=*/true);
    }
  }
}

} // namespace
} // namespace mlir::dc
