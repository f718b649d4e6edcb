// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds compares of a thread's id with what is the same for every thread.
#include "backends/Common/OwnIdTests.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

#include "llvm/ADT/SetVector.h"

namespace mlir::dc {

namespace {

/// `id < extent` or its opposite, as they become of a guard: unsigned, so that one compare rules out negative indices too.
struct OwnIdTest {
  arith::CmpIOp compare;
  unsigned dim;

  bool isNegated() { return compare.getPredicate() == arith::CmpIPredicate::uge; }
};

SmallVector<OwnIdTest> findTests(ThreadsOp op) {
  SmallVector<OwnIdTest> tests;
  op.getBody().walk([&](arith::CmpIOp compare) {
    auto id = dyn_cast<BlockArgument>(compare.getLhs());
    bool isOwnId = id && id.getOwner() == &op.getBody().front();
    bool isFixed = !op.getBody().isAncestor(compare.getRhs().getParentRegion());
    bool isTest = compare.getPredicate() == arith::CmpIPredicate::ult ||
                  compare.getPredicate() == arith::CmpIPredicate::uge;
    if (isOwnId && isFixed && isTest) {
      tests.push_back({compare, id.getArgNumber()});
    }
  });
  return tests;
}

} // namespace

Value emitOwnIdsFit(OpBuilder &builder, ThreadsOp op) {
  Location loc = op.getLoc();
  llvm::SetVector<std::pair<unsigned, Value>> pairs;
  for (OwnIdTest test : findTests(op)) {
    pairs.insert({test.dim, test.compare.getRhs()});
  }
  Value fits;
  for (auto [dim, extent] : pairs) {
    // Signed: an id is below the domain's extent, which is not negative, so a negative extent fails.
    Value holds = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::sle,
                                        op.getExtents()[dim], extent);
    fits = fits ? arith::AndIOp::create(builder, loc, fits, holds).getResult() : holds;
  }
  return fits;
}

ThreadsOp cloneWithoutOwnIdTests(OpBuilder &builder, ThreadsOp op) {
  auto copy = cast<ThreadsOp>(builder.clone(*op));
  for (OwnIdTest test : findTests(copy)) {
    OpBuilder at(test.compare);
    Value answer = arith::ConstantOp::create(at, test.compare.getLoc(),
                                             at.getBoolAttr(!test.isNegated()));
    test.compare.replaceAllUsesWith(answer);
    test.compare.erase();
  }
  return copy;
}

} // namespace mlir::dc
