// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Scalar values, memory and control flow of a kernel.
#include "compiler/frontend/cxx/KernelBuilder.h"

#include "dialects/DC/DC.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using mlir::Location;
using mlir::Value;
using mlir::ValueRange;
namespace arith = mlir::arith;

namespace dc::compiler {

std::string ScalarType::name() const {
  switch (kind) {
  case Kind::Bool:
    return "bool";
  case Kind::Signed:
    return "i" + std::to_string(bits);
  case Kind::Unsigned:
    return "u" + std::to_string(bits);
  case Kind::Float:
    return "f" + std::to_string(bits);
  case Kind::BFloat:
    return "bf" + std::to_string(bits);
  }
  llvm_unreachable("scalar kind");
}

mlir::Type ScalarType::valueType(mlir::MLIRContext *context) const {
  if (kind == Kind::BFloat) {
    return mlir::BFloat16Type::get(context);
  }
  if (isFloat() && bits == 16) {
    return mlir::Float16Type::get(context);
  }
  if (isFloat()) {
    return bits == 32 ? mlir::Type(mlir::Float32Type::get(context)) : mlir::Float64Type::get(context);
  }
  return mlir::IntegerType::get(context, bits);
}

mlir::Type ScalarType::elementType(mlir::MLIRContext *context) const {
  return isBool() ? mlir::Type(mlir::IntegerType::get(context, 8)) : valueType(context);
}

//===-- Values ---------------------------------------------------------------------------------===//

Value KernelBuilder::integer(Location loc, ScalarType type, const llvm::APInt &value) {
  auto attr = at.getIntegerAttr(type.valueType(at.getContext()), value.zextOrTrunc(type.bits));
  return arith::ConstantOp::create(at, loc, attr);
}

Value KernelBuilder::integer(Location loc, ScalarType type, int64_t value) {
  return integer(loc, type, llvm::APInt(64, static_cast<uint64_t>(value)));
}

Value KernelBuilder::floating(Location loc, ScalarType type, const llvm::APFloat &value) {
  return arith::ConstantOp::create(at, loc, at.getFloatAttr(type.valueType(at.getContext()), value));
}

Value KernelBuilder::zero(Location loc, ScalarType type) {
  return arith::ConstantOp::create(at, loc, at.getZeroAttr(type.valueType(at.getContext())));
}

Value KernelBuilder::convert(Location loc, Value value, ScalarType from, ScalarType to) {
  mlir::Type type = to.valueType(at.getContext());
  if (from == to) {
    return value;
  }
  if (to.isBool()) {
    return compare(loc, Compare::Ne, value, zero(loc, from), from);
  }
  if (from.isFloat() && to.isFloat() && from.bits == to.bits) { // f16 and bf16
    ScalarType wide{ScalarType::Kind::Float, 32};
    return convert(loc, convert(loc, value, from, wide), wide, to);
  }
  if (from.isFloat() && to.isFloat()) {
    return from.bits < to.bits ? Value(arith::ExtFOp::create(at, loc, type, value))
                               : Value(arith::TruncFOp::create(at, loc, type, value));
  }
  if (from.isFloat()) {
    return to.isSigned() ? Value(mlir::dc::FPToSIOp::create(at, loc, type, value))
                         : Value(mlir::dc::FPToUIOp::create(at, loc, type, value));
  }
  if (to.isFloat()) {
    return from.isSigned() ? Value(arith::SIToFPOp::create(at, loc, type, value))
                           : Value(arith::UIToFPOp::create(at, loc, type, value));
  }
  if (from.bits == to.bits) {
    return value;
  }
  if (from.bits > to.bits) {
    return arith::TruncIOp::create(at, loc, type, value);
  }
  return from.isSigned() ? Value(arith::ExtSIOp::create(at, loc, type, value))
                         : Value(arith::ExtUIOp::create(at, loc, type, value));
}

/// The product behind `value`, if nothing else uses it: it was computed for this very expression, be
/// it blocks ago, as before a call or a choice in the other operand.
static arith::MulFOp unusedProduct(Value value) {
  auto product = value.getDefiningOp<arith::MulFOp>();
  return product && product->use_empty() ? product : nullptr;
}

Value KernelBuilder::contracted(Location loc, Arith op, Value lhs, Value rhs) {
  // As Clang does: the left product first, and -(a * b) counts as a product.
  for (bool left : {true, false}) {
    Value factor = left ? lhs : rhs;
    Value addend = left ? rhs : lhs;
    bool negated = false;
    auto negation = factor.getDefiningOp<arith::NegFOp>();
    if (negation && negation->use_empty()) {
      auto inner = negation.getOperand().getDefiningOp<arith::MulFOp>();
      if (!inner || !inner->hasOneUse()) {
        continue;
      }
      negation->erase();
      negated = true;
      factor = inner.getResult();
    }
    arith::MulFOp product = unusedProduct(factor);
    if (!product) {
      continue;
    }
    Value a = product.getLhs();
    Value b = product.getRhs();
    product->erase();
    if (negated != (op == Arith::Sub && !left)) {
      a = arith::NegFOp::create(at, loc, a);
    }
    if (op == Arith::Sub && left) {
      addend = arith::NegFOp::create(at, loc, addend);
    }
    return mlir::dc::MulAddOp::create(at, loc, a, b, addend);
  }
  return {};
}

Value KernelBuilder::arithFloat(Location loc, Arith op, Value lhs, Value rhs, bool contract) {
  switch (op) {
  case Arith::Add:
  case Arith::Sub:
    if (contract) {
      if (Value fused = contracted(loc, op, lhs, rhs)) {
        return fused;
      }
    }
    return op == Arith::Add ? Value(arith::AddFOp::create(at, loc, lhs, rhs))
                            : Value(arith::SubFOp::create(at, loc, lhs, rhs));
  case Arith::Mul:
    return arith::MulFOp::create(at, loc, lhs, rhs);
  case Arith::Div:
    return arith::DivFOp::create(at, loc, lhs, rhs);
  default:
    llvm_unreachable("C++ has no such operator on floating point");
  }
}

Value KernelBuilder::arith(Location loc, Arith op, Value lhs, Value rhs, ScalarType type,
                           bool contract, llvm::StringRef text) {
  if (type.isFloat()) {
    return arithFloat(loc, op, lhs, rhs, contract);
  }
  bool isSigned = type.isSigned();
  auto named = [&](mlir::Operation *division) {
    describe(division, text);
    return division->getResult(0);
  };
  auto maskedCount = [&] {
    return arith::AndIOp::create(at, loc, rhs, integer(loc, type, type.bits - 1));
  };
  switch (op) {
  case Arith::Add:
    return arith::AddIOp::create(at, loc, lhs, rhs);
  case Arith::Sub:
    return arith::SubIOp::create(at, loc, lhs, rhs);
  case Arith::Mul:
    return arith::MulIOp::create(at, loc, lhs, rhs);
  case Arith::Div:
    return isSigned ? named(mlir::dc::DivSIOp::create(at, loc, lhs, rhs))
                    : named(mlir::dc::DivUIOp::create(at, loc, lhs, rhs));
  case Arith::Rem:
    return isSigned ? named(mlir::dc::RemSIOp::create(at, loc, lhs, rhs))
                    : named(mlir::dc::RemUIOp::create(at, loc, lhs, rhs));
  case Arith::And:
    return arith::AndIOp::create(at, loc, lhs, rhs);
  case Arith::Or:
    return arith::OrIOp::create(at, loc, lhs, rhs);
  case Arith::Xor:
    return arith::XOrIOp::create(at, loc, lhs, rhs);
  case Arith::Shl:
    return arith::ShLIOp::create(at, loc, lhs, maskedCount());
  case Arith::Shr:
    return isSigned ? Value(arith::ShRSIOp::create(at, loc, lhs, maskedCount()))
                    : Value(arith::ShRUIOp::create(at, loc, lhs, maskedCount()));
  }
  llvm_unreachable("arithmetic operator");
}

Value KernelBuilder::compare(Location loc, Compare op, Value lhs, Value rhs, ScalarType type) {
  if (type.isFloat()) {
    using P = arith::CmpFPredicate;
    static constexpr P predicates[] = {P::OEQ, P::UNE, P::OLT, P::OLE, P::OGT, P::OGE};
    return arith::CmpFOp::create(at, loc, predicates[static_cast<int>(op)], lhs, rhs);
  }
  using P = arith::CmpIPredicate;
  static constexpr P signedPredicates[] = {P::eq, P::ne, P::slt, P::sle, P::sgt, P::sge};
  static constexpr P unsignedPredicates[] = {P::eq, P::ne, P::ult, P::ule, P::ugt, P::uge};
  P predicate = (type.isSigned() ? signedPredicates : unsignedPredicates)[static_cast<int>(op)];
  return arith::CmpIOp::create(at, loc, predicate, lhs, rhs);
}

Value KernelBuilder::negate(Location loc, Value value, ScalarType type) {
  if (type.isFloat()) {
    return arith::NegFOp::create(at, loc, value);
  }
  return arith::SubIOp::create(at, loc, zero(loc, type), value);
}

Value KernelBuilder::complement(Location loc, Value value, ScalarType type) {
  return arith::XOrIOp::create(at, loc, value, integer(loc, type, -1));
}

Value KernelBuilder::select(Location loc, Value condition, Value yes, Value no) {
  return arith::SelectOp::create(at, loc, condition, yes, no);
}

Value KernelBuilder::bitcast(Location loc, Value value, ScalarType to) {
  mlir::Type type = to.valueType(at.getContext());
  return value.getType() == type ? value : Value(arith::BitcastOp::create(at, loc, type, value));
}

Value KernelBuilder::minMax(Location loc, bool isMax, Value lhs, Value rhs, ScalarType type) {
  if (type.isFloat()) {
    return isMax ? Value(arith::MaximumFOp::create(at, loc, lhs, rhs))
                 : Value(arith::MinimumFOp::create(at, loc, lhs, rhs));
  }
  if (type.isSigned()) {
    return isMax ? Value(arith::MaxSIOp::create(at, loc, lhs, rhs))
                 : Value(arith::MinSIOp::create(at, loc, lhs, rhs));
  }
  return isMax ? Value(arith::MaxUIOp::create(at, loc, lhs, rhs))
               : Value(arith::MinUIOp::create(at, loc, lhs, rhs));
}

Value KernelBuilder::operation(Location loc, llvm::StringRef name, ValueRange operands) {
  mlir::OperationState state(loc, name, operands, operands[0].getType());
  return at.create(state)->getResult(0);
}

//===-- Memory ---------------------------------------------------------------------------------===//

/// Memory is allocated at the top, in the order of its declarations.
void KernelBuilder::toAllocations() {
  if (lastAlloca) {
    at.setInsertionPointAfter(lastAlloca);
  } else {
    at.setInsertionPointToStart(entry);
  }
}

Value KernelBuilder::newShared(Location loc, llvm::StringRef name, llvm::ArrayRef<int64_t> shape, ScalarType type) {
  mlir::OpBuilder::InsertionGuard guard(at);
  toAllocations();
  mlir::MLIRContext *context = at.getContext();
  auto memory = mlir::MemRefType::get(shape, type.elementType(context), mlir::MemRefLayoutAttrInterface(),
                                      mlir::dc::getSharedSpace(context));
  auto shared = mlir::dc::SharedOp::create(at, loc, memory, name);
  lastAlloca = shared;
  return shared;
}

Value KernelBuilder::newLocal(Location loc, llvm::ArrayRef<int64_t> shape, ScalarType type) {
  mlir::OpBuilder::InsertionGuard guard(at);
  toAllocations();
  mlir::MLIRContext *context = at.getContext();
  mlir::Type element = shape.empty() ? type.valueType(context) : type.elementType(context);
  auto local = mlir::memref::AllocaOp::create(at, loc, mlir::MemRefType::get(shape, element));
  lastAlloca = local;
  return local;
}

llvm::SmallVector<Value, 4> KernelBuilder::addresses(Location loc, ValueRange indices) {
  llvm::SmallVector<Value, 4> result;
  for (Value index : indices) {
    result.push_back(arith::IndexCastOp::create(at, loc, at.getIndexType(), index));
  }
  return result;
}

void KernelBuilder::describe(mlir::Operation *op, llvm::StringRef text) {
  if (!text.empty()) {
    op->setAttr("dc.what", at.getStringAttr(text));
  }
}

Value KernelBuilder::load(Location loc, Value memory, ValueRange indices, ScalarType type,
                          llvm::StringRef text) {
  auto load = mlir::memref::LoadOp::create(at, loc, memory, addresses(loc, indices));
  describe(load, text);
  if (load.getType() == type.valueType(at.getContext())) {
    return load;
  }
  // A bool in memory is any non-zero byte.
  return compare(loc, Compare::Ne, load, zero(loc, {ScalarType::Kind::Unsigned, 8}),
                 {ScalarType::Kind::Unsigned, 8});
}

void KernelBuilder::store(Location loc, Value value, Value memory, ValueRange indices,
                          ScalarType type, llvm::StringRef text) {
  mlir::Type element = llvm::cast<mlir::MemRefType>(memory.getType()).getElementType();
  if (value.getType() != element) {
    value = arith::ExtUIOp::create(at, loc, element, value);
  }
  auto store = mlir::memref::StoreOp::create(at, loc, value, memory, addresses(loc, indices));
  describe(store, text);
}

void KernelBuilder::fill(Location loc, Value value, Value memory, ScalarType type) {
  auto memref = llvm::cast<mlir::MemRefType>(memory.getType());
  constexpr int64_t unrolled = 64;
  llvm::SmallVector<Value, 4> indices;
  if (memref.getNumElements() <= unrolled) {
    for (int64_t i = 0; i < memref.getNumElements(); ++i) {
      indices.clear();
      int64_t rest = i;
      for (int64_t extent : llvm::reverse(memref.getShape())) {
        indices.insert(indices.begin(), integer(loc, ScalarType::index(), rest % extent));
        rest /= extent;
      }
      store(loc, value, memory, indices, type);
    }
    return;
  }
  if (value.getType() != memref.getElementType()) {
    value = arith::ExtUIOp::create(at, loc, memref.getElementType(), value);
  }
  mlir::OpBuilder::InsertionGuard guard(at);
  Value low = arith::ConstantIndexOp::create(at, loc, 0);
  Value step = arith::ConstantIndexOp::create(at, loc, 1);
  for (int64_t extent : memref.getShape()) {
    Value high = arith::ConstantIndexOp::create(at, loc, extent);
    auto loop = mlir::scf::ForOp::create(at, loc, low, high, step);
    indices.push_back(loop.getInductionVar());
    at.setInsertionPointToStart(loop.getBody());
  }
  mlir::memref::StoreOp::create(at, loc, value, memory, indices);
}

Value KernelBuilder::extent(Location loc, Value memory, unsigned dim) {
  Value index = arith::ConstantIndexOp::create(at, loc, dim);
  Value size = mlir::memref::DimOp::create(at, loc, memory, index);
  return arith::IndexCastOp::create(at, loc, at.getI64Type(), size);
}

Value KernelBuilder::field(Location loc, Value array, ScalarType type, int64_t offset, llvm::ArrayRef<int64_t> shape,
                           llvm::ArrayRef<int64_t> strides) {
  auto source = llvm::cast<mlir::MemRefType>(array.getType());
  mlir::Type element = type.elementType(at.getContext());
  int64_t bytes = element.getIntOrFloatBitWidth() / 8;
  int64_t recordBytes = static_cast<int64_t>(llvm::cast<mlir::dc::RecordType>(source.getElementType()).getSize());
  auto [outer, start] = source.getStridesAndOffset();
  llvm::SmallVector<int64_t> sizes(source.getShape()), steps;
  for (int64_t stride : outer) {
    steps.push_back(mlir::ShapedType::isDynamic(stride) ? stride : stride * (recordBytes / bytes));
  }
  sizes.append(shape.begin(), shape.end());
  for (int64_t stride : strides) {
    steps.push_back(stride / bytes);
  }
  auto layout = mlir::StridedLayoutAttr::get(at.getContext(), offset / bytes, steps);
  return mlir::dc::FieldOp::create(at, loc, mlir::MemRefType::get(sizes, element, layout), array);
}

Value KernelBuilder::stride(Location loc, Value memory, unsigned dim) {
  auto type = llvm::cast<mlir::MemRefType>(memory.getType());
  if (type.getStridesAndOffset().first[dim] == 1) {
    return integer(loc, ScalarType::index(), 1);
  }
  auto metadata = mlir::memref::ExtractStridedMetadataOp::create(at, loc, memory);
  return arith::IndexCastOp::create(at, loc, at.getI64Type(), metadata.getStrides()[dim]);
}

//===-- Control flow ---------------------------------------------------------------------------===//

mlir::Block *KernelBuilder::newBlock() {
  auto *block = new mlir::Block;
  entry->getParent()->push_back(block);
  return block;
}

bool KernelBuilder::ended() const {
  mlir::Block *block = at.getInsertionBlock();
  return !block->empty() && block->back().hasTrait<mlir::OpTrait::IsTerminator>();
}

void KernelBuilder::branch(Location loc, mlir::Block *to, ValueRange arguments) {
  if (!ended()) {
    mlir::cf::BranchOp::create(at, loc, to, arguments);
  }
}

void KernelBuilder::branch(Location loc, Value condition, mlir::Block *yes, mlir::Block *no) {
  if (!ended()) {
    mlir::cf::CondBranchOp::create(at, loc, condition, yes, ValueRange(), no, ValueRange());
  }
}

} // namespace dc::compiler
