// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Creates the operations of contracts, guards and faults.
#ifndef DOTCOMPUTE_PASSES_SECURITY_GUARDEMITTER_H
#define DOTCOMPUTE_PASSES_SECURITY_GUARDEMITTER_H

#include "passes/Security/Access.h"

#include "mlir/IR/Builders.h"

#include <set>

namespace mlir::dc {

/// For one kernel. Sites are left at 0: numberFaultSites comes last.
class GuardEmitter {
public:
  explicit GuardEmitter(KernelOp kernel);

  /// `extent >= domain` (or the grid, for a block's id) for every dimension, at the top of the
  /// kernel. Returns how many contracts are new.
  unsigned requireExtents(const Access &access, ArrayRef<Operation *> ids);
  /// The same for a test of an id against an argument's extent. False, and nothing is required, when the test is another.
  bool requireInRange(GuardOp test);
  /// Guard and fault of each dimension before the access; the access only where the guard holds and, with
  /// `onlyAlive`, no fault is recorded. Returns what stands for the loaded value, 0 where the access
  /// is skipped; null for a store.
  Value guard(const Access &access, bool onlyAlive);
  /// The access, a store, only where no fault is recorded.
  void skipAfterFault(const Access &access);
  /// Likewise of a line to print.
  void skipAfterFault(PrintOp print);
  void faultOnZeroDivisor(Operation *division);
  void expandAssert(AssertOp op);

private:
  Value constant(Location loc, TypedAttr value);
  Value negate(Location loc, Value condition);
  Value isAlive(Location loc);
  Value indexAsI64(Location loc, Value index);
  bool requireExtent(Location loc, BlockArgument array, unsigned dim, Operation *id);
  Value extentAsI64(OpBuilder &builder, Location loc, const Access &access, unsigned dim);
  Value accessIf(const Access &access, Value condition);

  KernelOp kernel;
  OpBuilder builder;
  /// Where the next contract goes: behind those before it.
  OpBuilder top;
  /// Argument, its dimension, whether it is against the grid, the domain's or grid's dimension.
  std::set<std::tuple<unsigned, unsigned, bool, int64_t>> contracts;
};

} // namespace mlir::dc

#endif // DOTCOMPUTE_PASSES_SECURITY_GUARDEMITTER_H
