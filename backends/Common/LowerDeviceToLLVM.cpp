// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass common-lower-device-to-llvm: flattened kernels to the LLVM dialect, the step that CPU
// and PTX share.
#include "backends/Common/LoopHints.h"
#include "backends/Common/MemoryToLLVM.h"
#include "backends/Common/Passes.h"

#include "dialects/DC/DC.h"
#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Transforms/DialectConversion.h"

namespace mlir::dc {

#define GEN_PASS_DEF_LOWERDEVICETOLLVMPASS
#include "backends/Common/Passes.h.inc"

namespace {

/// Upstream's pattern would expand a memref argument into its five descriptor fields; here it is
/// the pointer alone.
struct LowerFunc : OpConversionPattern<func::FuncOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult matchAndRewrite(func::FuncOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    if (op.isExternal() || op.getNumResults() != 0) {
      return rewriter.notifyMatchFailure(op, "not a kernel");
    }
    const TypeConverter &types = *getTypeConverter();
    TypeConverter::SignatureConversion signature(op.getNumArguments());
    for (auto [i, type] : llvm::enumerate(op.getArgumentTypes())) {
      Type converted = types.convertType(type);
      if (!converted) {
        return rewriter.notifyMatchFailure(op, "argument type");
      }
      signature.addInputs(i, converted);
    }
    auto type = LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(getContext()),
                                            signature.getConvertedTypes());
    auto function = LLVM::LLVMFuncOp::create(rewriter, op.getLoc(), op.getName(), type);
    function->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    if (ArrayAttr attributes = op.getArgAttrsAttr()) {
      function.setArgAttrsAttr(attributes);
    }
    rewriter.inlineRegionBefore(op.getBody(), function.getBody(), function.end());
    if (failed(rewriter.convertRegionTypes(&function.getBody(), types, &signature))) {
      return failure();
    }
    rewriter.eraseOp(op);
    return success();
  }
};

struct LowerReturn : OpConversionPattern<func::ReturnOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult matchAndRewrite(func::ReturnOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::ReturnOp>(op, ValueRange());
    return success();
  }
};

/// The intrinsic says what dc.muladd says: one rounding where the target fuses, else two. In 16
/// bits the language computes in f32 and rounds once, on every target.
struct LowerMulAdd : OpConversionPattern<MulAddOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult matchAndRewrite(MulAddOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Type type = op.getType();
    if (type.getIntOrFloatBitWidth() >= 32) {
      rewriter.replaceOpWithNewOp<LLVM::FMulAddOp>(op, type, operands.getA(), operands.getB(),
                                                   operands.getC());
      return success();
    }
    Type wide = rewriter.getF32Type();
    auto extend = [&](Value v) -> Value { return LLVM::FPExtOp::create(rewriter, loc, wide, v); };
    Value a = extend(operands.getA()), b = extend(operands.getB()), c = extend(operands.getC());
    Value r = LLVM::FMulAddOp::create(rewriter, loc, wide, a, b, c);
    rewriter.replaceOpWithNewOp<LLVM::FPTruncOp>(op, type, r);
    return success();
  }
};

struct LowerDeviceToLLVM : impl::LowerDeviceToLLVMPassBase<LowerDeviceToLLVM> {
  using LowerDeviceToLLVMPassBase::LowerDeviceToLLVMPassBase;

  void runOnOperation() override {
    MLIRContext *context = &getContext();
    LowerToLLVMOptions options(context);
    options.overrideIndexBitwidth(64);
    LLVMTypeConverter types(context, options);
    addArrayConversion(types, sharedSpace);

    RewritePatternSet patterns(context);
    patterns.add<LowerFunc, LowerMulAdd, LowerReturn>(types, context);
    populateMemoryToLLVMPatterns(types, patterns, atomicScope, {tableSpace, uniformSpace});
    arith::populateArithToLLVMConversionPatterns(types, patterns);
    cf::populateControlFlowToLLVMConversionPatterns(types, patterns);
    populateMathToLLVMConversionPatterns(types, patterns, /*approximateLog1p=*/false);

    ConversionTarget target(*context);
    target.addLegalDialect<LLVM::LLVMDialect, NVVM::NVVMDialect>();
    target.addLegalOp<ModuleOp>();
    // Names of shared arrays are taken before conversion begins to rename things.
    nameSharedArrays(getOperation());
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      (void)function;
      ++numKernels;
    }
    // Full conversion: what no pattern knows is an error that names the operation.
    if (failed(applyFullConversion(getOperation(), target, std::move(patterns)))) {
      return signalPassFailure();
    }
    getOperation().walk(takeLoopAnnotation);
  }

  /// Upstream carries a loop's annotation along under its dialect's name, which translation does
  /// not read.
  static void takeLoopAnnotation(LLVM::BrOp latch) {
    if (Attribute annotation = latch->removeDiscardableAttr(kLoopAnnotationAttr)) {
      latch.setLoopAnnotationAttr(cast<LLVM::LoopAnnotationAttr>(annotation));
    }
  }
};

} // namespace
} // namespace mlir::dc
