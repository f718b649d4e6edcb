// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Backward walk from a launch rule's operand over arith, extents and scalars.
#include "compiler/manifest/LaunchExpressions.h"

#include "dialects/Support/Diagnostics.h"

#include "llvm/ADT/TypeSwitch.h"
#include "llvm/ADT/bit.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

namespace dc::compiler {

using namespace mlir::arith;
using mlir::Operation;
using mlir::Type;
using mlir::Value;

static unsigned widthOf(Type type) { return type.isIndex() ? 64 : type.getIntOrFloatBitWidth(); }

uint32_t LaunchExpressions::node(ExprOp code, uint32_t a, uint32_t b, uint32_t c, int64_t imm) {
  auto [entry, isNew] = unique.try_emplace({static_cast<uint8_t>(code), a, b, c, imm}, nodes.size());
  if (isNew) {
    nodes.push_back({code, a, b, c, imm});
  }
  return entry->second;
}

uint32_t LaunchExpressions::canonical(uint32_t value, Type type) {
  if (mlir::isa<mlir::FloatType>(type)) {
    return type.isF32() ? node(ExprOp::RoundF32, value) : value;
  }
  unsigned width = widthOf(type);
  if (width == 1) {
    return node(ExprOp::Wrap, value, 0, 0, -1);
  }
  return width < 64 ? node(ExprOp::Wrap, value, 0, 0, width) : value;
}

uint32_t LaunchExpressions::zeroExtended(uint32_t value, Type type) {
  unsigned width = widthOf(type);
  return width > 1 && width < 64 ? node(ExprOp::Wrap, value, 0, 0, -static_cast<int64_t>(width)) : value;
}

std::optional<uint32_t> LaunchExpressions::refuse(Operation *op) {
  mlir::dc::emitDiagnostic(op->getLoc(), mlir::dc::Diag::LaunchRuleNotComputable, op->getName().getStringRef());
  return std::nullopt;
}

std::optional<uint32_t> LaunchExpressions::build(Value value) {
  if (auto known = cache.find(value); known != cache.end()) {
    return known->second;
  }
  auto built = buildUncached(value);
  if (built) {
    cache[value] = *built;
  }
  return built;
}

std::optional<uint32_t> LaunchExpressions::buildUncached(Value value) {
  if (auto argument = mlir::dyn_cast<mlir::BlockArgument>(value)) {
    return buildArgument(argument);
  }
  auto result = mlir::cast<mlir::OpResult>(value);
  return buildOperation(result.getOwner(), result.getResultNumber());
}

std::optional<uint32_t> LaunchExpressions::buildArgument(mlir::BlockArgument argument) {
  if (argument.getOwner() != &kernel.getBody().front() || mlir::isa<mlir::MemRefType>(argument.getType())) {
    return refuse(argument.getOwner()->getParentOp());
  }
  uint32_t scalar = node(ExprOp::Scalar, argument.getArgNumber());
  // The launcher widens by signedness; ours is the sign-extended form.
  bool isUnsigned = kernel.getArgElementType(argument.getArgNumber()).starts_with("u");
  return isUnsigned ? canonical(scalar, argument.getType()) : scalar;
}

std::optional<uint32_t> LaunchExpressions::buildConstant(Operation *op) {
  mlir::Attribute attribute = mlir::cast<ConstantOp>(op).getValue();
  if (auto number = mlir::dyn_cast<mlir::FloatAttr>(attribute)) {
    llvm::APFloat value = number.getValue();
    bool lost = false;
    value.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmNearestTiesToEven, &lost);
    return node(ExprOp::ConstFloat, 0, 0, 0, llvm::bit_cast<int64_t>(value.convertToDouble()));
  }
  if (auto number = mlir::dyn_cast<mlir::IntegerAttr>(attribute)) {
    bool isBool = number.getType().isInteger(1);
    return constant(isBool ? number.getValue().getZExtValue() : number.getValue().getSExtValue());
  }
  return refuse(op);
}

std::optional<uint32_t> LaunchExpressions::buildBinary(Operation *op, ExprOp code) {
  auto a = build(op->getOperand(0)), b = build(op->getOperand(1));
  if (!a || !b) {
    return std::nullopt;
  }
  return canonical(node(code, *a, *b), op->getResult(0).getType());
}

std::optional<uint32_t> LaunchExpressions::buildUnsignedBinary(Operation *op, ExprOp code) {
  auto a = build(op->getOperand(0)), b = build(op->getOperand(1));
  if (!a || !b) {
    return std::nullopt;
  }
  Type type = op->getOperand(0).getType();
  return canonical(node(code, zeroExtended(*a, type), zeroExtended(*b, type)), op->getResult(0).getType());
}

std::optional<uint32_t> LaunchExpressions::buildMinMax(Operation *op, bool isUnsigned, bool isMax) {
  auto a = build(op->getOperand(0)), b = build(op->getOperand(1));
  if (!a || !b) {
    return std::nullopt;
  }
  if (!isUnsigned) {
    return node(isMax ? ExprOp::Max : ExprOp::Min, *a, *b);
  }
  uint32_t less = node(ExprOp::ULt, *a, *b);
  return isMax ? node(ExprOp::Select, less, *b, *a) : node(ExprOp::Select, less, *a, *b);
}

std::optional<uint32_t> LaunchExpressions::buildCompare(Operation *op) {
  auto a = build(op->getOperand(0)), b = build(op->getOperand(1));
  if (!a || !b) {
    return std::nullopt;
  }
  if (auto compare = mlir::dyn_cast<CmpFOp>(op)) {
    switch (compare.getPredicate()) {
    case CmpFPredicate::OEQ:
      return node(ExprOp::Eq, *a, *b);
    case CmpFPredicate::UNE:
      return node(ExprOp::Ne, *a, *b);
    case CmpFPredicate::OLT:
      return node(ExprOp::Lt, *a, *b);
    case CmpFPredicate::OLE:
      return node(ExprOp::Le, *a, *b);
    case CmpFPredicate::OGT:
      return node(ExprOp::Gt, *a, *b);
    case CmpFPredicate::OGE:
      return node(ExprOp::Ge, *a, *b);
    default:
      return refuse(op);
    }
  }
  switch (mlir::cast<CmpIOp>(op).getPredicate()) {
  case CmpIPredicate::eq:
    return node(ExprOp::Eq, *a, *b);
  case CmpIPredicate::ne:
    return node(ExprOp::Ne, *a, *b);
  case CmpIPredicate::slt:
    return node(ExprOp::Lt, *a, *b);
  case CmpIPredicate::sle:
    return node(ExprOp::Le, *a, *b);
  case CmpIPredicate::sgt:
    return node(ExprOp::Gt, *a, *b);
  case CmpIPredicate::sge:
    return node(ExprOp::Ge, *a, *b);
  case CmpIPredicate::ult:
    return node(ExprOp::ULt, *a, *b);
  case CmpIPredicate::ule:
    return node(ExprOp::ULe, *a, *b);
  case CmpIPredicate::ugt:
    return node(ExprOp::ULt, *b, *a);
  case CmpIPredicate::uge:
    return node(ExprOp::ULe, *b, *a);
  }
  return refuse(op);
}

std::optional<uint32_t> LaunchExpressions::buildCast(Operation *op) {
  auto in = build(op->getOperand(0));
  if (!in) {
    return std::nullopt;
  }
  Type from = op->getOperand(0).getType(), to = op->getResult(0).getType();
  bool fromBool = from.isInteger(1);
  return llvm::TypeSwitch<Operation *, std::optional<uint32_t>>(op)
      .Case<ExtSIOp>([&](auto) { return fromBool ? node(ExprOp::Sub, constant(0), *in) : *in; })
      .Case<ExtUIOp, IndexCastUIOp>([&](auto) { return canonical(zeroExtended(*in, from), to); })
      .Case<IndexCastOp, TruncIOp>([&](auto) { return canonical(*in, to); })
      .Case<SIToFPOp>([&](auto) { return canonical(node(ExprOp::ToFloat, *in), to); })
      .Case<ExtFOp, TruncFOp>([&](auto) { return canonical(*in, to); })
      .Case<mlir::dc::FPToSIOp>([&](auto) -> std::optional<uint32_t> {
        return widthOf(to) == 64 ? std::optional(node(ExprOp::ToInt, *in)) : refuse(op);
      })
      .Default([&](auto) { return refuse(op); });
}

/// Whether the operation reads its integer operands as signed.
static bool isSignedOperation(Operation *op) {
  if (auto compare = mlir::dyn_cast<CmpIOp>(op)) {
    CmpIPredicate predicate = compare.getPredicate();
    return predicate == CmpIPredicate::slt || predicate == CmpIPredicate::sle || predicate == CmpIPredicate::sgt ||
           predicate == CmpIPredicate::sge;
  }
  return mlir::isa<mlir::dc::DivSIOp, mlir::dc::RemSIOp, MinSIOp, MaxSIOp, ShRSIOp, SIToFPOp, IndexCastOp>(op);
}

std::optional<uint32_t> LaunchExpressions::buildOperation(Operation *op, unsigned result) {
  // Half floats would need their own rounding nodes; no launch rule has asked for them.
  Type type = op->getResult(result).getType();
  if (!type.isIntOrIndex() && !type.isF32() && !type.isF64()) {
    return refuse(op);
  }
  // Nodes hold 64 bits, and booleans as 0 or 1 although their one bit is a sign bit to signed operations.
  auto isTooWide = [](Type used) { return used.isInteger() && used.getIntOrFloatBitWidth() > 64; };
  bool readsSignedBool =
      isSignedOperation(op) && llvm::any_of(op->getOperandTypes(), [](Type used) { return used.isInteger(1); });
  if (readsSignedBool || llvm::any_of(op->getOperandTypes(), isTooWide) ||
      llvm::any_of(op->getResultTypes(), isTooWide)) {
    return refuse(op);
  }
  return llvm::TypeSwitch<Operation *, std::optional<uint32_t>>(op)
      .Case<ConstantOp>([&](auto) { return buildConstant(op); })
      .Case<AddIOp, AddFOp>([&](auto) { return buildBinary(op, ExprOp::Add); })
      .Case<SubIOp, SubFOp>([&](auto) { return buildBinary(op, ExprOp::Sub); })
      .Case<MulIOp, MulFOp>([&](auto) { return buildBinary(op, ExprOp::Mul); })
      .Case<mlir::dc::DivSIOp, DivFOp>([&](auto) { return buildBinary(op, ExprOp::Div); })
      .Case<mlir::dc::RemSIOp>([&](auto) { return buildBinary(op, ExprOp::Rem); })
      .Case<mlir::dc::DivUIOp>([&](auto) { return buildUnsignedBinary(op, ExprOp::UDiv); })
      .Case<mlir::dc::RemUIOp>([&](auto) { return buildUnsignedBinary(op, ExprOp::URem); })
      .Case<MinSIOp>([&](auto) { return buildMinMax(op, false, false); })
      .Case<MaxSIOp>([&](auto) { return buildMinMax(op, false, true); })
      .Case<MinUIOp>([&](auto) { return buildMinMax(op, true, false); })
      .Case<MaxUIOp>([&](auto) { return buildMinMax(op, true, true); })
      .Case<AndIOp>([&](auto) { return buildBinary(op, ExprOp::And); })
      .Case<OrIOp>([&](auto) { return buildBinary(op, ExprOp::Or); })
      .Case<XOrIOp>([&](auto) { return buildBinary(op, ExprOp::Xor); })
      .Case<ShLIOp>([&](auto) { return buildBinary(op, ExprOp::Shl); })
      .Case<ShRSIOp>([&](auto) { return buildBinary(op, ExprOp::Shr); })
      .Case<ShRUIOp>([&](auto) { return buildUnsignedBinary(op, ExprOp::UShr); })
      .Case<CmpIOp, CmpFOp>([&](auto) { return buildCompare(op); })
      .Case<ExtSIOp, ExtUIOp, TruncIOp, IndexCastOp, IndexCastUIOp, SIToFPOp, ExtFOp, TruncFOp, mlir::dc::FPToSIOp>(
          [&](auto) { return buildCast(op); })
      .Case<mlir::dc::MulAddOp>([&](mlir::dc::MulAddOp muladd) -> std::optional<uint32_t> {
        auto a = build(muladd.getA()), b = build(muladd.getB()), c = build(muladd.getC());
        if (!a || !b || !c) {
          return std::nullopt;
        }
        return canonical(node(ExprOp::Add, canonical(node(ExprOp::Mul, *a, *b), type), *c), type);
      })
      .Case<SelectOp>([&](SelectOp select) -> std::optional<uint32_t> {
        auto a = build(select.getCondition()), b = build(select.getTrueValue()), c = build(select.getFalseValue());
        return a && b && c ? std::optional(node(ExprOp::Select, *a, *b, *c)) : std::nullopt;
      })
      .Case<mlir::scf::IfOp>([&](mlir::scf::IfOp branch) -> std::optional<uint32_t> {
        auto a = build(branch.getCondition());
        auto b = build(branch.thenYield().getOperand(result)), c = build(branch.elseYield().getOperand(result));
        return a && b && c ? std::optional(node(ExprOp::Select, *a, *b, *c)) : std::nullopt;
      })
      .Case<mlir::memref::DimOp>([&](mlir::memref::DimOp dim) -> std::optional<uint32_t> {
        auto array = mlir::dyn_cast<mlir::BlockArgument>(dim.getSource());
        auto dimension = dim.getConstantIndex();
        if (!array || !dimension || array.getOwner() != &kernel.getBody().front()) {
          return refuse(op);
        }
        return node(ExprOp::Extent, array.getArgNumber(), *dimension);
      })
      .Case<mlir::dc::GridSizeOp>([&](mlir::dc::GridSizeOp size) { return node(ExprOp::Domain, size.getDim()); })
      .Case<mlir::dc::DomainSizeOp>([&](mlir::dc::DomainSizeOp size) {
        // The launcher knows the domain of a block kernel by its grid.
        uint32_t extent = node(ExprOp::Domain, size.getDim());
        auto block = size->getParentOfType<mlir::dc::KernelOp>().getBlock();
        return block ? node(ExprOp::Mul, extent, constant((*block)[size.getDim()])) : extent;
      })
      .Default([&](auto) { return refuse(op); });
}

} // namespace dc::compiler
