// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Interleaves copies of a thread's work.
#include "backends/PTX/ThreadCopies.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"
#include "passes/Analysis/Divergence.h"

namespace mlir::dc {

namespace {

class Interleaver {
public:
  Interleaver(ThreadsOp op, ArrayRef<ThreadIds> threads, const WideAccesses *wide)
      : copies(threads.size()), wide(wide) {
    for (auto [ids, copy] : llvm::zip_equal(threads, copies)) {
      copy.map(op.getBody().getArguments(), ValueRange(ids));
    }
    if (copies.size() > 1) { // one copy has nothing to overlap with
      divergence.emplace(op);
    }
  }

  void emit(OpBuilder &builder, Block &block) {
    for (Operation &op : block.without_terminator()) {
      auto branch = dyn_cast<scf::IfOp>(op);
      if (branch && divergence && divergence->isUniform(branch.getCondition())) {
        emitBranch(builder, branch);
        continue;
      }
      for (auto [number, copy] : llvm::enumerate(copies)) {
        Operation *clone = builder.clone(op, copy);
        if (wide && number % wide->width == 0) {
          align(&op, clone);
        }
      }
    }
  }

private:
  /// All copies go the same way: one branch, and within it their operations overlap as outside.
  void emitBranch(OpBuilder &builder, scf::IfOp op) {
    Location loc = op.getLoc();
    SmallVector<Type> types;
    for (size_t copy = 0; copy < copies.size(); ++copy) {
      llvm::append_range(types, op.getResultTypes());
    }
    bool hasElse = !op.getElseRegion().empty();
    auto branch =
        scf::IfOp::create(builder, loc, types, copies.front().lookupOrDefault(op.getCondition()),
                          /*addThenBlock=*/true, /*addElseBlock=*/hasElse);
    auto fill = [&](Region &from, Region &to) {
      OpBuilder within = OpBuilder::atBlockBegin(&to.front());
      emit(within, from.front());
      SmallVector<Value> yielded;
      for (IRMapping &copy : copies) {
        for (Value value : from.front().getTerminator()->getOperands()) {
          yielded.push_back(copy.lookupOrDefault(value));
        }
      }
      scf::YieldOp::create(within, loc, yielded);
    };
    fill(op.getThenRegion(), branch.getThenRegion());
    if (hasElse) {
      fill(op.getElseRegion(), branch.getElseRegion());
    }
    ValueRange results = branch.getResults();
    for (IRMapping &copy : copies) {
      copy.map(op.getResults(), results.take_front(op.getNumResults()));
      results = results.drop_front(op.getNumResults());
    }
  }

  /// LLVM joins accesses of consecutive elements when the first one is aligned for all of them.
  void align(Operation *op, Operation *clone) {
    auto access = wide->accesses.find(op);
    if (access == wide->accesses.end()) {
      return;
    }
    uint64_t bytes = uint64_t(access->second) * wide->width;
    if (auto load = dyn_cast<memref::LoadOp>(clone)) {
      load.setAlignment(bytes);
    } else {
      cast<memref::StoreOp>(clone).setAlignment(bytes);
    }
  }

  SmallVector<IRMapping> copies;
  const WideAccesses *wide;
  std::optional<Divergence> divergence;
};

} // namespace

void copyThreads(OpBuilder &builder, ThreadsOp op, ArrayRef<ThreadIds> threads,
                 const WideAccesses *wide) {
  Interleaver(op, threads, wide).emit(builder, op.getBody().front());
}

} // namespace mlir::dc
