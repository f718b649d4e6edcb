// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exchanges between the threads of a subgroup: signedness picks the kind, the rest is the
// dialect's.
#include "compiler/frontend/cxx/KernelBuilder.h"

#include "dialects/DC/DC.h"

using mlir::Location;
using mlir::Value;
using mlir::dc::ShuffleMode;
using mlir::dc::SubgroupKind;

namespace dc::compiler {

Value KernelBuilder::subgroupNumber(Location loc, SubgroupNumber which) {
  switch (which) {
  case SubgroupNumber::LaneId:
    return mlir::dc::LaneIdOp::create(at, loc);
  case SubgroupNumber::Size:
    return mlir::dc::SubgroupSizeOp::create(at, loc);
  case SubgroupNumber::Id:
    return mlir::dc::SubgroupIdOp::create(at, loc);
  case SubgroupNumber::Count:
    break;
  }
  return mlir::dc::NumSubgroupsOp::create(at, loc);
}

Value KernelBuilder::shuffle(Location loc, Shuffle mode, Value value, Value lane) {
  static constexpr ShuffleMode modes[] = {ShuffleMode::Idx, ShuffleMode::Xor, ShuffleMode::Up,
                                          ShuffleMode::Down};
  return mlir::dc::ShuffleOp::create(at, loc, modes[static_cast<size_t>(mode)], value, lane);
}

Value KernelBuilder::subgroupReduce(Location loc, Atomic op, Value value, ScalarType type) {
  SubgroupKind kind = SubgroupKind::Add;
  if (op == Atomic::Min) {
    kind = type.isFloat()    ? SubgroupKind::MinF
           : type.isSigned() ? SubgroupKind::MinS
                             : SubgroupKind::MinU;
  } else if (op == Atomic::Max) {
    kind = type.isFloat()    ? SubgroupKind::MaxF
           : type.isSigned() ? SubgroupKind::MaxS
                             : SubgroupKind::MaxU;
  }
  return mlir::dc::SubgroupReduceOp::create(at, loc, kind, value);
}

Value KernelBuilder::subgroupExclusiveSum(Location loc, Value value) {
  return mlir::dc::SubgroupExclusiveSumOp::create(at, loc, value);
}

Value KernelBuilder::subgroupBallot(Location loc, Value condition) {
  return mlir::dc::SubgroupBallotOp::create(at, loc, at.getI64Type(), condition);
}

} // namespace dc::compiler
