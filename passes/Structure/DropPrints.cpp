// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Takes away what prints.
#include "passes/Structure/Passes.h"

#include "dialects/DC/DC.h"

namespace mlir::dc {

#define GEN_PASS_DEF_DROPPRINTSPASS
#include "passes/Structure/Passes.h.inc"

namespace {

class DropPrints : public impl::DropPrintsPassBase<DropPrints> {
public:
  void runOnOperation() override {
    getOperation()->walk([&](PrintOp print) {
      print.erase();
      ++numPrints;
    });
  }
};

} // namespace

} // namespace mlir::dc
