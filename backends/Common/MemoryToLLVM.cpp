// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lowers memref.load, memref.store, memref.alloca, memref.global and the atomic operations to the
// LLVM dialect on bare pointers.
#include "backends/Common/MemoryToLLVM.h"

#include "dialects/DC/DC.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Transforms/DialectConversion.h"

namespace mlir::dc {
namespace {

/// One pointer says all about the array: its elements follow each other, and at most the outermost
/// extent is dynamic.
bool isPlainArray(MemRefType type) {
  return type.getLayout().isIdentity() && (type.hasStaticShape() || type.getRank() == 1) &&
         isa<IntegerType, FloatType>(type.getElementType());
}

/// Bytes of an element, which is also its natural alignment.
unsigned elementBytes(Type element) { return llvm::divideCeil(element.getIntOrFloatBitWidth(), 8); }

/// Base class: the address of the element that an operation accesses, computed with wrapping
/// 64-bit arithmetic.
template <typename Op> struct AccessPattern : OpConversionPattern<Op> {
  using OpConversionPattern<Op>::OpConversionPattern;
  using OpAdaptor = typename Op::Adaptor;

  static MemRefType arrayType(Op op) { return cast<MemRefType>(op.getMemref().getType()); }
  static unsigned alignment(Op op) {
    unsigned natural = elementBytes(arrayType(op).getElementType());
    if constexpr (requires { op.getAlignment(); }) {
      return std::max<unsigned>(natural, op.getAlignment().value_or(0));
    }
    return natural;
  }

  Value address(ConversionPatternRewriter &rewriter, Op op, OpAdaptor operands) const {
    Location loc = op.getLoc();
    MemRefType type = arrayType(op);
    Value base = operands.getMemref();
    ValueRange indices = operands.getIndices();
    // Of one element there is one place, whatever the index is computed from: LLVM then keeps a
    // private array of one in a register.
    if (indices.empty() || (type.hasStaticShape() && type.getNumElements() == 1)) {
      return base;
    }
    Type i64 = rewriter.getI64Type();
    Value linear = indices.front();
    for (auto [index, extent] :
         llvm::zip_equal(indices.drop_front(), type.getShape().drop_front())) {
      Value size = LLVM::ConstantOp::create(rewriter, loc, i64, extent);
      linear = LLVM::MulOp::create(rewriter, loc, linear, size);
      linear = LLVM::AddOp::create(rewriter, loc, linear, index);
    }
    // An i1 of a private array occupies one byte, as LLVM lays out an array of i1.
    Type element = this->getTypeConverter()->convertType(type.getElementType());
    return LLVM::GEPOp::create(rewriter, loc, base.getType(), element, base,
                               ArrayRef<LLVM::GEPArg>{linear}, LLVM::GEPNoWrapFlags::none);
  }
};

struct LowerLoad : AccessPattern<memref::LoadOp> {
  using AccessPattern::AccessPattern;

  LogicalResult matchAndRewrite(memref::LoadOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    auto groups = op->getAttrOfType<ArrayAttr>(kAccessGroupsAttr);
    auto load =
        rewriter.replaceOpWithNewOp<LLVM::LoadOp>(op, getTypeConverter()->convertType(op.getType()),
                                                  address(rewriter, op, operands), alignment(op));
    load.setAccessGroupsAttr(groups);
    return success();
  }
};

struct LowerStore : AccessPattern<memref::StoreOp> {
  using AccessPattern::AccessPattern;

  LogicalResult matchAndRewrite(memref::StoreOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    auto groups = op->getAttrOfType<ArrayAttr>(kAccessGroupsAttr);
    auto store = rewriter.replaceOpWithNewOp<LLVM::StoreOp>(
        op, operands.getValue(), address(rewriter, op, operands), alignment(op));
    store.setAccessGroupsAttr(groups);
    return success();
  }
};

/// Base class: an access that other threads may make at the same time. All are relaxed.
template <typename Op> struct AtomicPattern : AccessPattern<Op> {
  AtomicPattern(const TypeConverter &types, MLIRContext *context, StringRef scope)
      : AccessPattern<Op>(types, context), scope(scope) {}

  static constexpr LLVM::AtomicOrdering relaxed = LLVM::AtomicOrdering::monotonic;

  StringRef scope;
};

struct LowerAtomicCAS : AtomicPattern<AtomicCASOp> {
  using AtomicPattern::AtomicPattern;

  LogicalResult matchAndRewrite(AtomicCASOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value pointer = address(rewriter, op, operands);
    Value expected = operands.getExpected();
    Value desired = operands.getDesired();
    bool isFloat = isa<FloatType>(op.getType());
    if (isFloat) { // cmpxchg takes integers only; it is the bits that are compared.
      Type bits = rewriter.getIntegerType(op.getType().getIntOrFloatBitWidth());
      expected = LLVM::BitcastOp::create(rewriter, loc, bits, expected);
      desired = LLVM::BitcastOp::create(rewriter, loc, bits, desired);
    }
    Value pair = LLVM::AtomicCmpXchgOp::create(rewriter, loc, pointer, expected, desired, relaxed,
                                               relaxed, scope, alignment(op));
    Value old = LLVM::ExtractValueOp::create(rewriter, loc, pair, ArrayRef<int64_t>{0});
    if (isFloat) {
      old = LLVM::BitcastOp::create(rewriter, loc, op.getType(), old);
    }
    rewriter.replaceOp(op, old);
    return success();
  }
};

/// Null for what lowering-expand-atomics expands.
std::optional<LLVM::AtomicBinOp> instructionFor(AtomicKind kind, bool isFloat) {
  switch (kind) {
  case AtomicKind::Add:
    return isFloat ? LLVM::AtomicBinOp::fadd : LLVM::AtomicBinOp::add;
  case AtomicKind::And:
    return LLVM::AtomicBinOp::_and;
  case AtomicKind::Or:
    return LLVM::AtomicBinOp::_or;
  case AtomicKind::Xor:
    return LLVM::AtomicBinOp::_xor;
  case AtomicKind::Exchange:
    return LLVM::AtomicBinOp::xchg;
  case AtomicKind::MinS:
    return LLVM::AtomicBinOp::min;
  case AtomicKind::MinU:
    return LLVM::AtomicBinOp::umin;
  case AtomicKind::MaxS:
    return LLVM::AtomicBinOp::max;
  case AtomicKind::MaxU:
    return LLVM::AtomicBinOp::umax;
  case AtomicKind::MinF:
  case AtomicKind::MaxF:
    break;
  }
  return std::nullopt;
}

/// Where the target has no such instruction, LLVM makes a compare-and-exchange loop of it.
struct LowerAtomic : AtomicPattern<AtomicOp> {
  using AtomicPattern::AtomicPattern;

  LogicalResult matchAndRewrite(AtomicOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    auto instruction = instructionFor(op.getKind(), isa<FloatType>(op.getType()));
    if (!instruction) {
      return rewriter.notifyMatchFailure(op, "expected lowering-expand-atomics before");
    }
    Value pointer = address(rewriter, op, operands);
    rewriter.replaceOpWithNewOp<LLVM::AtomicRMWOp>(op, *instruction, pointer, operands.getValue(),
                                                   relaxed, scope, alignment(op));
    return success();
  }
};

struct LowerAtomicLoad : AtomicPattern<AtomicLoadOp> {
  using AtomicPattern::AtomicPattern;

  LogicalResult matchAndRewrite(AtomicLoadOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    Value pointer = address(rewriter, op, operands);
    rewriter.replaceOpWithNewOp<LLVM::LoadOp>(op, op.getType(), pointer, alignment(op),
                                              /*isVolatile=*/false, /*isNonTemporal=*/false,
                                              /*isInvariant=*/false, /*isInvariantGroup=*/false,
                                              relaxed, scope);
    return success();
  }
};

struct LowerAtomicStore : AtomicPattern<AtomicStoreOp> {
  using AtomicPattern::AtomicPattern;

  LogicalResult matchAndRewrite(AtomicStoreOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    Value pointer = address(rewriter, op, operands);
    rewriter.replaceOpWithNewOp<LLVM::StoreOp>(op, operands.getValue(), pointer, alignment(op),
                                               /*isVolatile=*/false, /*isNonTemporal=*/false,
                                               /*isInvariantGroup=*/false, relaxed, scope);
    return success();
  }
};

/// In the entry block, so that an array inside a loop over threads takes its stack once.
struct LowerAlloca : OpConversionPattern<memref::AllocaOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult matchAndRewrite(memref::AllocaOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    MemRefType type = op.getType();
    if (!type.hasStaticShape() || !isPlainArray(type)) {
      return rewriter.notifyMatchFailure(op, "not an array of static shape");
    }
    Location loc = op.getLoc();
    Type element = getTypeConverter()->convertType(type.getElementType());
    Type array =
        type.getRank() == 0 ? element : LLVM::LLVMArrayType::get(element, type.getNumElements());
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPointToStart(&op->getParentRegion()->front());
    Value one = LLVM::ConstantOp::create(rewriter, loc, rewriter.getI64Type(), 1);
    unsigned alignment =
        std::max<unsigned>(op.getAlignment().value_or(0), elementBytes(type.getElementType()));
    Value pointer = LLVM::AllocaOp::create(rewriter, loc, LLVM::LLVMPointerType::get(getContext()),
                                           array, one, alignment);
    rewriter.replaceOp(op, pointer);
    return success();
  }
};

/// A global that other code could change as far as LLVM knows: nothing follows from its being
/// written by one function only, or from its first contents.
struct LowerShared : OpConversionPattern<SharedOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult matchAndRewrite(SharedOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    MemRefType type = op.getMemref().getType();
    auto pointer = dyn_cast_or_null<LLVM::LLVMPointerType>(getTypeConverter()->convertType(type));
    if (!pointer) {
      return rewriter.notifyMatchFailure(op, "not a flat array");
    }
    Type element = getTypeConverter()->convertType(type.getElementType());
    Type array = LLVM::LLVMArrayType::get(element, type.getNumElements());
    LLVM::GlobalOp global;
    {
      OpBuilder::InsertionGuard guard(rewriter);
      rewriter.setInsertionPointToStart(op->getParentOfType<ModuleOp>().getBody());
      global = LLVM::GlobalOp::create(rewriter, loc, array, /*isConstant=*/false,
                                      LLVM::Linkage::External, op.getName(), Attribute(),
                                      /*alignment=*/16, pointer.getAddressSpace());
      rewriter.createBlock(&global.getInitializerRegion());
      LLVM::ReturnOp::create(rewriter, loc, LLVM::UndefOp::create(rewriter, loc, array));
    }
    rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(op, global);
    return success();
  }
};

/// Base class: what depends on where a table lies.
template <typename Op> struct TablePattern : OpConversionPattern<Op> {
  TablePattern(const TypeConverter &types, MLIRContext *context, TableSpaces spaces)
      : OpConversionPattern<Op>(types, context), spaces(spaces) {}

  unsigned spaceOf(Operation *table) const {
    return table->hasAttr(kUniformTableAttr) ? spaces.uniform : spaces.any;
  }

  TableSpaces spaces;
};

struct LowerTable : TablePattern<memref::GlobalOp> {
  using TablePattern::TablePattern;

  LogicalResult matchAndRewrite(memref::GlobalOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    auto values = dyn_cast_or_null<DenseElementsAttr>(op.getInitialValueAttr());
    if (!op.getConstant() || !values || !isPlainArray(op.getType())) {
      return rewriter.notifyMatchFailure(op, "not a table of constants");
    }
    Type element = getTypeConverter()->convertType(op.getType().getElementType());
    Type array = LLVM::LLVMArrayType::get(element, op.getType().getNumElements());
    auto global = rewriter.replaceOpWithNewOp<LLVM::GlobalOp>(
        op, array, /*isConstant=*/true, LLVM::Linkage::Internal, op.getSymName(), values,
        /*alignment=*/16, spaceOf(op));
    if (op->hasAttr(kUniformTableAttr)) { // for addresses of it that are still to be lowered
      global->setAttr(kUniformTableAttr, rewriter.getUnitAttr());
    }
    return success();
  }
};

struct LowerTableAddress : TablePattern<memref::GetGlobalOp> {
  using TablePattern::TablePattern;

  LogicalResult matchAndRewrite(memref::GetGlobalOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    MLIRContext *context = getContext();
    unsigned space = spaceOf(SymbolTable::lookupNearestSymbolFrom(op, op.getNameAttr().getAttr()));
    Value address = LLVM::AddressOfOp::create(
        rewriter, op.getLoc(), LLVM::LLVMPointerType::get(context, space), op.getName());
    if (space != 0) { // LLVM finds the space again
      address = LLVM::AddrSpaceCastOp::create(rewriter, op.getLoc(),
                                              LLVM::LLVMPointerType::get(context), address);
    }
    rewriter.replaceOp(op, address);
    return success();
  }
};

/// The same address: LLVM's pointers do not say what they point to.
struct LowerField : OpConversionPattern<FieldOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult matchAndRewrite(FieldOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, operands.getSource());
    return success();
  }
};

struct LowerAddress : OpConversionPattern<memref::ExtractAlignedPointerAsIndexOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult matchAndRewrite(memref::ExtractAlignedPointerAsIndexOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::PtrToIntOp>(op, getTypeConverter()->convertType(op.getType()),
                                                  operands.getSource());
    return success();
  }
};

/// The address in word 7 of the fault record.
struct LowerPrintArea : OpConversionPattern<PrintAreaOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult matchAndRewrite(PrintAreaOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    constexpr int32_t word = 7;
    Location loc = op.getLoc();
    Type i64 = rewriter.getI64Type();
    Type pointer = operands.getRecord().getType();
    Value place = LLVM::GEPOp::create(rewriter, loc, pointer, i64, operands.getRecord(),
                                      ArrayRef<LLVM::GEPArg>{word}, LLVM::GEPNoWrapFlags::none);
    Value address = LLVM::LoadOp::create(rewriter, loc, i64, place, /*alignment=*/8);
    rewriter.replaceOpWithNewOp<LLVM::IntToPtrOp>(op, pointer, address);
    return success();
  }
};

/// A part of a block's scratch memory.
struct LowerView : OpConversionPattern<memref::ViewOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult matchAndRewrite(memref::ViewOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    if (!op.getType().hasStaticShape()) {
      return rewriter.notifyMatchFailure(op, "not of static shape");
    }
    rewriter.replaceOpWithNewOp<LLVM::GEPOp>(
        op, operands.getSource().getType(), rewriter.getI8Type(), operands.getSource(),
        ArrayRef<LLVM::GEPArg>{operands.getByteShift()}, LLVM::GEPNoWrapFlags::none);
    return success();
  }
};

} // namespace

void nameSharedArrays(ModuleOp module) {
  unsigned number = 0;
  module.walk([&](SharedOp op) {
    std::string name = op.getName().str();
    for (char &c : name) {
      if (!llvm::isAlnum(c)) {
        c = '_';
      }
    }
    op.setName(
        ("shared$" + Twine(number++) + "_" + name).str()); // no kernel's symbol has a '$' like it
  });
}

void addArrayConversion(LLVMTypeConverter &types, unsigned sharedSpace) {
  // A type is a decision: a null type stops the search, so upstream's descriptor never comes in.
  types.addConversion([sharedSpace](MemRefType type) -> std::optional<Type> {
    if (!isPlainArray(type) || (type.getMemorySpace() && !isShared(type))) {
      return Type();
    }
    return LLVM::LLVMPointerType::get(type.getContext(), isShared(type) ? sharedSpace : 0);
  });
}

void populateMemoryToLLVMPatterns(LLVMTypeConverter &types, RewritePatternSet &patterns,
                                  StringRef atomicScope, TableSpaces tables) {
  MLIRContext *context = patterns.getContext();
  patterns.add<LowerAddress, LowerAlloca, LowerField, LowerLoad, LowerPrintArea, LowerShared,
               LowerStore, LowerView>(types, context);
  patterns.add<LowerTable, LowerTableAddress>(types, context, tables);
  patterns.add<LowerAtomic, LowerAtomicCAS, LowerAtomicLoad, LowerAtomicStore>(types, context,
                                                                               atomicScope);
}

} // namespace mlir::dc
