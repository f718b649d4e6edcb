// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Turns what a kernel computes for its launch rules into the artifact's expression table.
#ifndef DOTCOMPUTE_COMPILER_MANIFEST_LAUNCHEXPRESSIONS_H
#define DOTCOMPUTE_COMPILER_MANIFEST_LAUNCHEXPRESSIONS_H

#include "dialects/DC/DC.h"
#include "runtime/artifact/Manifest.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "mlir/IR/Value.h"

#include <map>
#include <optional>
#include <tuple>

namespace dc::compiler {

/// Builds one kernel's table; equal nodes are shared, so the same kernel gives the same table.
///
/// Integers of w bits are kept sign-extended in 64 bits, which preserves both signed and unsigned order; booleans are 0
/// or 1. Arithmetic below 64 bits wraps as in the kernel; 64-bit overflow makes the expression fail, because a size that
/// does not fit has no meaning for a launch.
class LaunchExpressions {
public:
  LaunchExpressions(mlir::dc::KernelOp kernel, std::vector<rt::artifact::ExprNode> &nodes)
      : kernel(kernel), nodes(nodes) {}

  /// The node that computes `value`, or nothing after an error at the operation that a launcher cannot evaluate.
  std::optional<uint32_t> build(mlir::Value value);

private:
  using ExprOp = rt::artifact::ExprOp;

  std::optional<uint32_t> buildUncached(mlir::Value value);
  std::optional<uint32_t> buildOperation(mlir::Operation *op, unsigned result);
  std::optional<uint32_t> buildArgument(mlir::BlockArgument argument);
  std::optional<uint32_t> buildConstant(mlir::Operation *op);
  /// The nodes of all operands, or nothing.
  std::optional<llvm::SmallVector<uint32_t, 3>> buildOperands(mlir::Operation *op);

  // The rules of passes/Analysis/LaunchOperations.def, for operations that isLaunchArithmetic() allows. `in` are the operands.
  using Nodes = llvm::ArrayRef<uint32_t>;
  uint32_t buildBinary(mlir::Operation *op, ExprOp code, Nodes in);
  uint32_t buildUnsignedBinary(mlir::Operation *op, ExprOp code, Nodes in);
  uint32_t buildChoice(mlir::Operation *op, ExprOp code, Nodes in);
  uint32_t buildUnsignedChoice(mlir::Operation *op, ExprOp code, Nodes in);
  uint32_t buildCompareInt(mlir::Operation *op, ExprOp code, Nodes in);
  uint32_t buildCompareFloat(mlir::Operation *op, ExprOp code, Nodes in);
  uint32_t buildSelect(mlir::Operation *op, ExprOp code, Nodes in);
  uint32_t buildCast(mlir::Operation *op, ExprOp code, Nodes in);
  uint32_t buildIntToFloat(mlir::Operation *op, ExprOp code, Nodes in);
  uint32_t buildFloatToInt(mlir::Operation *op, ExprOp code, Nodes in);
  uint32_t buildMulAdd(mlir::Operation *op, ExprOp code, Nodes in);
  uint32_t buildNegate(mlir::Operation *op, ExprOp code, Nodes in);
  std::optional<uint32_t> refuse(mlir::Operation *op);

  uint32_t node(ExprOp code, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0, int64_t imm = 0);
  uint32_t constant(int64_t value) { return node(ExprOp::ConstInt, 0, 0, 0, value); }
  uint32_t constant(double value);
  uint32_t negated(uint32_t condition) { return node(ExprOp::Not, condition); }
  /// Brings a 64-bit result back to the canonical form of `type`.
  uint32_t canonical(uint32_t value, mlir::Type type);
  /// The value of `operand` read as unsigned.
  uint32_t zeroExtended(uint32_t value, mlir::Type type);

  mlir::dc::KernelOp kernel;
  std::vector<rt::artifact::ExprNode> &nodes;
  llvm::DenseMap<mlir::Value, uint32_t> cache;
  std::map<std::tuple<uint8_t, uint32_t, uint32_t, uint32_t, int64_t>, uint32_t> unique;
};

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_MANIFEST_LAUNCHEXPRESSIONS_H
