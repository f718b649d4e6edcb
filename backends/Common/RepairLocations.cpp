// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass common-repair-locations: what upstream's line tables cannot digest becomes what they
// can.
#include "backends/Common/Passes.h"

#include "mlir/IR/Location.h"

namespace mlir::dc {

#define GEN_PASS_DEF_REPAIRLOCATIONSPASS
#include "backends/Common/Passes.h.inc"

namespace {

/// The first place in a file that `loc` mentions, as a point; null if there is none.
FileLineColLoc findPlace(Location loc) {
  if (auto range = loc->findInstanceOf<FileLineColRange>()) {
    return FileLineColLoc::get(range.getFilename(), range.getStartLine(), range.getStartColumn());
  }
  return {};
}

Location repair(Location loc) {
  if (auto call = dyn_cast<CallSiteLoc>(loc)) {
    Location caller = repair(call.getCaller());
    if (!findPlace(call.getCallee())) {
      return caller;
    }
    Location callee = repair(call.getCallee());
    return findPlace(caller) ? CallSiteLoc::get(callee, caller) : callee;
  }
  if (FileLineColLoc place = findPlace(loc)) {
    return place;
  }
  return UnknownLoc::get(loc.getContext());
}

struct RepairLocations : impl::RepairLocationsPassBase<RepairLocations> {
  using RepairLocationsPassBase::RepairLocationsPassBase;

  void runOnOperation() override {
    auto repaired = [&](Location loc) {
      Location result = repair(loc);
      numRepaired += result != loc;
      return result;
    };
    getOperation()->walk([&](Operation *op) {
      op->setLoc(repaired(op->getLoc()));
      for (Region &region : op->getRegions()) {
        for (BlockArgument argument : region.getArguments()) {
          argument.setLoc(repaired(argument.getLoc()));
        }
      }
    });
    markAllAnalysesPreserved();
  }
};

} // namespace
} // namespace mlir::dc
