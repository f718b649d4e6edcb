// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Verification of the operations of subgroups.
#include "dialects/DC/DC.h"
#include "dialects/DC/OpSupport.h"

namespace mlir::dc {

bool isExchange(Operation *op) {
  return isa<ShuffleOp, SubgroupReduceOp, SubgroupExclusiveSumOp, SubgroupBallotOp>(op);
}

bool isBlockWide(Operation *op) { return isa<BarrierOp>(op) || isExchange(op); }

bool hasBlockWide(Operation *op) {
  return op
      ->walk([](Operation *inner) {
        return isBlockWide(inner) ? WalkResult::interrupt() : WalkResult::advance();
      })
      .wasInterrupted();
}

LogicalResult SubgroupSizeOp::verify() { return verifyInBlockKernel(*this); }

LogicalResult LaneIdOp::verify() { return verifyInBlockKernel(*this); }

LogicalResult SubgroupIdOp::verify() { return verifyInBlockKernel(*this); }

LogicalResult NumSubgroupsOp::verify() { return verifyInBlockKernel(*this); }

LogicalResult ShuffleOp::verify() { return verifyInBlockKernel(*this); }

LogicalResult SubgroupReduceOp::verify() {
  bool isFloat = isa<FloatType>(getType());
  bool takesFloat = getKind() == SubgroupKind::MinF || getKind() == SubgroupKind::MaxF;
  if (getKind() != SubgroupKind::Add && isFloat != takesFloat) { // C2
    return emitOpError() << "expected " << (takesFloat ? "a float" : "an integer") << " for "
                         << stringifySubgroupKind(getKind()) << ", got " << getType();
  }
  return verifyInBlockKernel(*this); // C1
}

LogicalResult SubgroupExclusiveSumOp::verify() { return verifyInBlockKernel(*this); }

LogicalResult SubgroupBallotOp::verify() { return verifyInBlockKernel(*this); }

} // namespace mlir::dc
