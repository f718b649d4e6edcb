// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass lowering-expand-maths: functions of the maths library inlined where they are called.
#include "dialects/DC/DC.h"
#include "passes/Lowering/Maths/Library.h"
#include "passes/Lowering/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

#include "llvm/ADT/TypeSwitch.h"

namespace mlir::dc {
#define GEN_PASS_DEF_EXPANDMATHSPASS
#include "passes/Lowering/Passes.h.inc"

namespace {

/// On a math.fma of the library's: it computes what rounding a product lost, far from overflow, for
/// which a target without the instruction needs less than for fma.
constexpr StringLiteral kExactErrorAttr = "dc.exact_error";

/// The library's name for what `op` computes, without the type; empty where it has no such
/// function, or none is needed.
StringRef libraryName(Operation *op, bool softwareFMA) {
  return llvm::TypeSwitch<Operation *, StringRef>(op)
      .Case([](math::AcosOp) { return "acos"; })
      .Case([](math::AcoshOp) { return "acosh"; })
      .Case([](math::AsinOp) { return "asin"; })
      .Case([](math::AsinhOp) { return "asinh"; })
      .Case([](math::Atan2Op) { return "atan2"; })
      .Case([](math::AtanOp) { return "atan"; })
      .Case([](math::AtanhOp) { return "atanh"; })
      .Case([](math::CbrtOp) { return "cbrt"; })
      .Case([](math::CosOp) { return "cos"; })
      .Case([](math::CoshOp) { return "cosh"; })
      .Case([](math::ErfOp) { return "erf"; })
      .Case([](math::ErfcOp) { return "erfc"; })
      .Case([](math::Exp2Op) { return "exp2"; })
      .Case([](math::ExpM1Op) { return "expm1"; })
      .Case([](math::ExpOp) { return "exp"; })
      .Case([&](math::FmaOp fma) {
        return !softwareFMA ? StringRef() : fma->hasAttr(kExactErrorAttr) ? "product_error" : "fma";
      })
      .Case([](math::Log10Op) { return "log10"; })
      .Case([](math::Log1pOp) { return "log1p"; })
      .Case([](math::Log2Op) { return "log2"; })
      .Case([](math::LogOp) { return "log"; })
      .Case([](math::PowFOp) { return "pow"; })
      .Case([](math::RsqrtOp) { return "rsqrt"; })
      .Case([](math::SinOp) { return "sin"; })
      .Case([](math::SinhOp) { return "sinh"; })
      .Case([](math::TanOp) { return "tan"; })
      .Case([](math::TanhOp) { return "tanh"; })
      .Case([](HypotOp) { return "hypot"; })
      .Case([](arith::RemFOp) { return "fmod"; })
      .Default(StringRef());
}

struct ExpandMaths : impl::ExpandMathsPassBase<ExpandMaths> {
  using ExpandMathsPassBase::ExpandMathsPassBase;

  void runOnOperation() override {
    SmallVector<Operation *> calls;
    getOperation()->walk([&](Operation *op) {
      if (!libraryName(op, softwareFMA).empty()) {
        calls.push_back(op);
      }
    });
    if (calls.empty()) {
      return markAllAnalysesPreserved();
    }
    maths::Library library(&getContext());
    for (Operation *op : calls) {
      expand(op, library);
    }
    if (softwareFMA) { // the library's own
      SmallVector<math::FmaOp> inner;
      getOperation()->walk([&](math::FmaOp fma) { inner.push_back(fma); });
      for (math::FmaOp fma : inner) {
        expand(fma, library);
      }
    }
  }

  void expand(Operation *op, maths::Library &library) {
    Type type = op->getResult(0).getType();
    bool isSmall = isa<Float16Type, BFloat16Type>(type);
    if (!isSmall && !type.isF32() && !type.isF64()) {
      return; // the backend refuses it by name
    }
    ImplicitLocOpBuilder b(op->getLoc(), op);
    SmallVector<Value> operands(op->getOperands());
    if (isSmall) {
      for (Value &operand : operands) {
        operand = arith::ExtFOp::create(b, b.getF32Type(), operand);
      }
    }
    std::string name = (libraryName(op, softwareFMA) + (type.isF64() ? "_f64" : "_f32")).str();
    func::FuncOp function = library.find(name);
    if (!function) {
      return;
    }
    Value result = maths::inlineBefore(op, function, operands).front();
    if (isSmall) {
      result = arith::TruncFOp::create(b, type, result);
    }
    op->getResult(0).replaceAllUsesWith(result);
    op->erase();
    ++numExpanded;
  }
};

} // namespace
} // namespace mlir::dc
