// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reports launch rules that the launcher could not evaluate.
#include "passes/Security/Passes.h"

#include "passes/Analysis/LaunchFacts.h"

#include "dialects/Support/Diagnostics.h"

namespace mlir::dc {

#define GEN_PASS_DEF_CHECKLAUNCHRULESPASS
#include "passes/Security/Passes.h.inc"

namespace {

class CheckLaunchRules : public impl::CheckLaunchRulesPassBase<CheckLaunchRules> {
public:
  void runOnOperation() override {
    bool allHold = true;
    getOperation().walk([&](Operation *op) {
      if (isa<DomainOp>(op)) {
        allHold &= check(op, "the domain", LaunchInputs::Arguments);
      } else if (isa<GridOp>(op)) {
        allHold &= check(op, "the grid", LaunchInputs::Arguments);
      } else if (isa<RequiresOp>(op)) {
        allHold &= check(op, "this contract", LaunchInputs::ArgumentsAndDomain);
      }
    });
    if (!allHold) {
      signalPassFailure();
    }
    markAllAnalysesPreserved();
  }

private:
  /// One error for a rule, a note for each thing that is in the way.
  bool check(Operation *rule, StringRef what, LaunchInputs inputs) {
    ++numRules;
    SmallVector<LaunchObstacle> obstacles;
    for (Value operand : rule->getOperands()) {
      obstacles.append(findLaunchObstacles(operand, inputs));
    }
    if (obstacles.empty()) {
      return true;
    }
    StringRef sources = inputs == LaunchInputs::Arguments
                            ? "array sizes and scalar arguments"
                            : "array sizes, scalar arguments and the domain";
    InFlightDiagnostic diagnostic =
        emitDiagnostic(rule->getLoc(), Diag::LaunchRule, what, sources, obstacles.front().what);
    for (const LaunchObstacle &obstacle : obstacles) {
      diagnostic.attachNote(obstacle.loc)
          << obstacle.what << " cannot be computed before the launch";
    }
    return false;
  }
};

} // namespace

} // namespace mlir::dc
