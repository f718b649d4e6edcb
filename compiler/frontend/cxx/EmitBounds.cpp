// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// DC_BOUND: loops that count their iterations.
#include "compiler/frontend/cxx/KernelEmitter.h"

namespace dc::compiler {

/// Before the first iteration. A loop without DC_BOUND has nothing to count.
void KernelEmitter::openBound(const clang::Stmt *body) {
  const clang::CallExpr *bound = getLoopBound(body);
  if (!bound) {
    return;
  }
  mlir::Location loc = locate(bound->getBeginLoc());
  ScalarType index = ScalarType::index();
  Place counter = Place::ofMemory(build.newLocal(loc, {}, index), index);
  store(loc, build.zero(loc, index), counter);
  frame().bounds[bound] = counter;
}

/// The n-th iteration is the last: the next one leaves the loop with a fault before it does
/// anything.
void KernelEmitter::loopBound(const clang::CallExpr *call) {
  auto known = frame().bounds.find(call);
  if (known == frame().bounds.end() || frame().breakContinue.empty()) {
    reporter.report(Diag::BoundPlace, call->getSourceRange());
    return;
  }
  mlir::Location loc = locate(call->getBeginLoc());
  ScalarType index = ScalarType::index();
  Place counter = known->second;
  mlir::Value most = scalar(call->getArg(0));
  mlir::Value count = load(loc, counter);
  mlir::Value isWithin = build.compare(loc, Compare::Lt, count, most, index);
  build.assertion(loc, isWithin, getText(call->getArg(1)), /*isLoopBound=*/true);
  mlir::Block *rest = build.newBlock();
  build.branch(loc, isWithin, rest, frame().breakContinue.back().first);
  build.startAt(rest);
  mlir::Value one = build.integer(loc, index, 1);
  store(loc, build.arith(loc, Arith::Add, count, one, index, false, {}), counter);
}

} // namespace dc::compiler
