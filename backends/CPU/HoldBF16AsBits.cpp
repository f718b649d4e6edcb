// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass cpu-hold-bf16-as-bits: no value of type bf16 is left for LLVM.
#include "backends/CPU/Passes.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace mlir::dc {

#define GEN_PASS_DEF_HOLDBF16ASBITSPASS
#include "backends/CPU/Passes.h.inc"

namespace {

struct HoldBF16AsBits : impl::HoldBF16AsBitsPassBase<HoldBF16AsBits> {
  void runOnOperation() override {
    bits = IntegerType::get(&getContext(), 16);
    getOperation().walk([&](Operation *op) { hold(op); });
  }

  void hold(Operation *op) {
    if (auto function = dyn_cast<LLVM::LLVMFuncOp>(op)) {
      holdParameters(function);
    }
    for (Region &region : op->getRegions()) {
      for (Block &block : region) {
        for (BlockArgument argument : block.getArguments()) {
          hold(argument);
        }
      }
    }
    for (OpResult result : op->getResults()) {
      hold(result);
    }
    if (auto constant = dyn_cast<LLVM::ConstantOp>(op)) {
      auto value = dyn_cast<FloatAttr>(constant.getValue());
      if (value && value.getType().isBF16()) {
        constant.setValueAttr(IntegerAttr::get(bits, value.getValue().bitcastToAPInt()));
      }
    }
    // Its operand is defined earlier, or by a block argument: it is of the new type, or of 16 bits
    // all along.
    auto cast = dyn_cast<LLVM::BitcastOp>(op);
    if (cast && cast.getType() == bits &&
        (cast.getArg().getType() == bits || cast.getArg().getType().isBF16())) {
      cast.replaceAllUsesWith(cast.getArg());
      cast.erase();
    }
  }

  void hold(Value value) {
    if (value.getType().isBF16()) {
      value.setType(bits);
      ++numValues;
    }
  }

  void holdParameters(LLVM::LLVMFuncOp function) {
    LLVM::LLVMFunctionType type = function.getFunctionType();
    SmallVector<Type> parameters = llvm::map_to_vector(
        type.getParams(), [&](Type parameter) { return parameter.isBF16() ? bits : parameter; });
    function.setFunctionType(
        LLVM::LLVMFunctionType::get(type.getReturnType(), parameters, type.isVarArg()));
  }

  Type bits;
};

} // namespace
} // namespace mlir::dc
