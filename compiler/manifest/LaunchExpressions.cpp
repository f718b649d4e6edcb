// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Backward walk from a launch rule's operand over arith, extents and scalars.
#include "compiler/manifest/LaunchExpressions.h"

#include "dialects/Support/Diagnostics.h"
#include "passes/Analysis/LaunchFacts.h"

#include "llvm/ADT/TypeSwitch.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/MathExtras.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

#include <limits>

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
    return constant(value.convertToDouble());
  }
  if (auto number = mlir::dyn_cast<mlir::IntegerAttr>(attribute)) {
    bool isBool = number.getType().isInteger(1);
    return constant(isBool ? int64_t(number.getValue().getZExtValue()) : number.getValue().getSExtValue());
  }
  return refuse(op);
}

std::optional<llvm::SmallVector<uint32_t, 3>> LaunchExpressions::buildOperands(Operation *op) {
  llvm::SmallVector<uint32_t, 3> in;
  for (Value operand : op->getOperands()) {
    auto built = build(operand);
    if (!built) {
      return std::nullopt;
    }
    in.push_back(*built);
  }
  return in;
}

uint32_t LaunchExpressions::constant(double value) {
  return node(ExprOp::ConstFloat, 0, 0, 0, llvm::bit_cast<int64_t>(value));
}

uint32_t LaunchExpressions::buildBinary(Operation *op, ExprOp code, Nodes in) {
  return canonical(node(code, in[0], in[1]), op->getResult(0).getType());
}

uint32_t LaunchExpressions::buildUnsignedBinary(Operation *op, ExprOp code, Nodes in) {
  Type type = op->getOperand(0).getType();
  return canonical(node(code, zeroExtended(in[0], type), zeroExtended(in[1], type)), op->getResult(0).getType());
}

uint32_t LaunchExpressions::buildChoice(Operation *, ExprOp code, Nodes in) { return node(code, in[0], in[1]); }

uint32_t LaunchExpressions::buildUnsignedChoice(Operation *, ExprOp code, Nodes in) {
  uint32_t less = node(ExprOp::ULt, in[0], in[1]);
  return code == ExprOp::Max ? node(ExprOp::Select, less, in[1], in[0]) : node(ExprOp::Select, less, in[0], in[1]);
}

uint32_t LaunchExpressions::buildCompareInt(Operation *op, ExprOp code, Nodes in) {
  uint32_t a = in[0], b = in[1];
  switch (mlir::cast<CmpIOp>(op).getPredicate()) {
  case CmpIPredicate::eq:
    return node(ExprOp::Eq, a, b);
  case CmpIPredicate::ne:
    return node(ExprOp::Ne, a, b);
  case CmpIPredicate::slt:
    return node(ExprOp::Lt, a, b);
  case CmpIPredicate::sle:
    return node(ExprOp::Le, a, b);
  case CmpIPredicate::sgt:
    return node(ExprOp::Gt, a, b);
  case CmpIPredicate::sge:
    return node(ExprOp::Ge, a, b);
  case CmpIPredicate::ult:
    return node(ExprOp::ULt, a, b);
  case CmpIPredicate::ule:
    return node(ExprOp::ULe, a, b);
  case CmpIPredicate::ugt:
    return node(ExprOp::ULt, b, a);
  case CmpIPredicate::uge:
    return node(ExprOp::ULe, b, a);
  }
  return node(code, a, b);
}

uint32_t LaunchExpressions::buildCompareFloat(Operation *op, ExprOp code, Nodes in) {
  uint32_t a = in[0], b = in[1];
  // Of the nodes only Ne holds with a NaN.
  auto isEither = [&] { return node(ExprOp::Or, node(ExprOp::Lt, a, b), node(ExprOp::Gt, a, b)); };
  auto isOrdered = [&] { return node(ExprOp::And, node(ExprOp::Eq, a, a), node(ExprOp::Eq, b, b)); };
  switch (mlir::cast<CmpFOp>(op).getPredicate()) {
  case CmpFPredicate::AlwaysFalse:
    return constant(int64_t(0));
  case CmpFPredicate::AlwaysTrue:
    return constant(int64_t(1));
  case CmpFPredicate::OEQ:
    return node(ExprOp::Eq, a, b);
  case CmpFPredicate::OLT:
    return node(ExprOp::Lt, a, b);
  case CmpFPredicate::OLE:
    return node(ExprOp::Le, a, b);
  case CmpFPredicate::OGT:
    return node(ExprOp::Gt, a, b);
  case CmpFPredicate::OGE:
    return node(ExprOp::Ge, a, b);
  case CmpFPredicate::ONE:
    return isEither();
  case CmpFPredicate::ORD:
    return isOrdered();
  case CmpFPredicate::UNE:
    return node(ExprOp::Ne, a, b);
  case CmpFPredicate::UEQ:
    return negated(isEither());
  case CmpFPredicate::UNO:
    return negated(isOrdered());
  case CmpFPredicate::ULT:
    return negated(node(ExprOp::Ge, a, b));
  case CmpFPredicate::ULE:
    return negated(node(ExprOp::Gt, a, b));
  case CmpFPredicate::UGT:
    return negated(node(ExprOp::Le, a, b));
  case CmpFPredicate::UGE:
    return negated(node(ExprOp::Lt, a, b));
  }
  return node(code, a, b);
}

uint32_t LaunchExpressions::buildSelect(Operation *, ExprOp code, Nodes in) { return node(code, in[0], in[1], in[2]); }

uint32_t LaunchExpressions::buildCast(Operation *op, ExprOp, Nodes in) {
  Type from = op->getOperand(0).getType(), to = op->getResult(0).getType();
  if (mlir::isa<ExtUIOp, IndexCastUIOp>(op)) {
    return canonical(zeroExtended(in[0], from), to);
  }
  if (mlir::isa<ExtSIOp>(op)) {
    return from.isInteger(1) ? node(ExprOp::Sub, constant(int64_t(0)), in[0]) : in[0];
  }
  return canonical(in[0], to);
}

uint32_t LaunchExpressions::buildIntToFloat(Operation *op, ExprOp code, Nodes in) {
  Type from = op->getOperand(0).getType(), to = op->getResult(0).getType();
  if (mlir::isa<SIToFPOp>(op)) {
    return canonical(node(code, in[0]), to);
  }
  uint32_t value = zeroExtended(in[0], from);
  if (widthOf(from) < 64) {
    return canonical(node(code, value), to);
  }
  // Half of it, with the bit that was lost kept for rounding, fits a signed integer.
  uint32_t one = constant(int64_t(1));
  uint32_t half = node(ExprOp::Or, node(ExprOp::UShr, value, one), node(ExprOp::And, value, one));
  uint32_t large = node(ExprOp::Mul, node(code, half), constant(2.0));
  return canonical(node(ExprOp::Select, node(ExprOp::Lt, value, constant(int64_t(0))), large, node(code, value)), to);
}

uint32_t LaunchExpressions::buildFloatToInt(Operation *op, ExprOp code, Nodes in) {
  Type to = op->getResult(0).getType();
  unsigned width = widthOf(to);
  bool isSigned = mlir::isa<mlir::dc::FPToSIOp>(op);
  uint32_t integer = node(code, in[0]); // saturates at 64 bits
  auto atLeast = [&](int64_t low) { return node(ExprOp::Max, integer, constant(low)); };
  if (width < 64) {
    int64_t low = isSigned ? llvm::minIntN(width) : 0;
    int64_t high = isSigned ? llvm::maxIntN(width) : static_cast<int64_t>(llvm::maxUIntN(width));
    return canonical(node(ExprOp::Min, atLeast(low), constant(high)), to);
  }
  if (isSigned) {
    return integer;
  }
  // From 2^63 on: the rest, and the top bit. A NaN is not greater.
  uint32_t limit = constant(9223372036854775808.0);
  uint32_t rest = node(code, node(ExprOp::Sub, in[0], limit));
  uint32_t large = node(ExprOp::Xor, rest, constant(std::numeric_limits<int64_t>::min()));
  return node(ExprOp::Select, node(ExprOp::Ge, in[0], limit), large, atLeast(0));
}

uint32_t LaunchExpressions::buildMulAdd(Operation *op, ExprOp code, Nodes in) {
  Type type = op->getResult(0).getType();
  return canonical(node(ExprOp::Add, canonical(node(code, in[0], in[1]), type), in[2]), type);
}

uint32_t LaunchExpressions::buildNegate(Operation *, ExprOp code, Nodes in) { return node(code, constant(-0.0), in[0]); }

std::optional<uint32_t> LaunchExpressions::buildOperation(Operation *op, unsigned result) {
  if (mlir::dc::isLaunchArithmetic(op)) {
    auto in = buildOperands(op);
    if (!in) {
      return std::nullopt;
    }
    return llvm::TypeSwitch<Operation *, std::optional<uint32_t>>(op)
#define DC_LAUNCH_OPERATION(operation, rule, code)                                                                     \
  .Case<operation>([&](auto) { return build##rule(op, ExprOp::code, *in); })
#include "passes/Analysis/LaunchOperations.def"
        .Default([&](auto) { return refuse(op); });
  }
  // Half floats would need their own rounding nodes; no launch rule has asked for them.
  Type type = op->getResult(result).getType();
  if (!type.isIntOrIndex() && !type.isF32() && !type.isF64()) {
    return refuse(op);
  }
  if (type.isInteger() && type.getIntOrFloatBitWidth() > 64) {
    return refuse(op);
  }
  return llvm::TypeSwitch<Operation *, std::optional<uint32_t>>(op)
      .Case<ConstantOp>([&](auto) { return buildConstant(op); })
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
        return block ? node(ExprOp::Mul, extent, constant(int64_t((*block)[size.getDim()]))) : extent;
      })
      .Default([&](auto) { return refuse(op); });
}

} // namespace dc::compiler
