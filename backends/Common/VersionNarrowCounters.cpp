// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies loops of narrow counters, and counts the copy that runs where the bound fits.
#include "backends/Common/VersionNarrowCounters.h"

#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"
#include "llvm/Transforms/Utils/LoopUtils.h"

namespace mlir::dc {

using namespace llvm::PatternMatch;

namespace {

/// A loop that goes on while sext(next) < bound, where next is the counter plus one.
struct Counted {
  llvm::PHINode *counter;
  llvm::BinaryOperator *next;
  llvm::ICmpInst *compare;
  llvm::Value *init;
  llvm::Value *bound;
  bool goesOn; ///< what the compare is where the loop goes on
};

std::optional<Counted> match(llvm::Loop &loop) {
  llvm::BasicBlock *latch = loop.getLoopLatch();
  auto *branch = latch ? llvm::dyn_cast<llvm::BranchInst>(latch->getTerminator()) : nullptr;
  if (!branch || !branch->isConditional()) {
    return std::nullopt;
  }
  auto *compare = llvm::dyn_cast<llvm::ICmpInst>(branch->getCondition());
  if (!compare || !compare->hasOneUse()) {
    return std::nullopt;
  }
  bool goesOn = branch->getSuccessor(0) == loop.getHeader();
  llvm::ICmpInst::Predicate predicate =
      goesOn ? compare->getPredicate() : compare->getInversePredicate();
  llvm::Value *narrow = compare->getOperand(0), *bound = compare->getOperand(1);
  if (loop.isLoopInvariant(narrow)) {
    std::swap(narrow, bound);
    predicate = llvm::ICmpInst::getSwappedPredicate(predicate);
  }
  llvm::Value *value = nullptr, *counter = nullptr;
  if (predicate != llvm::ICmpInst::ICMP_SLT || !loop.isLoopInvariant(bound) ||
      !match(narrow, m_SExt(m_Value(value))) || !match(value, m_Add(m_Value(counter), m_One()))) {
    return std::nullopt;
  }
  auto *phi = llvm::dyn_cast<llvm::PHINode>(counter);
  auto *next = llvm::cast<llvm::BinaryOperator>(value);
  if (!phi || phi->getParent() != loop.getHeader() ||
      phi->getIncomingValueForBlock(latch) != next || next->hasNoSignedWrap()) {
    return std::nullopt;
  }
  return Counted{phi,   next,  compare, phi->getIncomingValueForBlock(loop.getLoopPreheader()),
                 bound, goesOn};
}

bool isWorthwhile(llvm::Loop &loop) {
  constexpr unsigned largest = 60;
  unsigned size = 0;
  bool loads = false;
  for (llvm::BasicBlock *block : loop.blocks()) {
    for (llvm::Instruction &instruction : *block) {
      loads |= llvm::isa<llvm::LoadInst>(instruction);
      auto *call = llvm::dyn_cast<llvm::CallBase>(&instruction);
      if (++size > largest || (call && call->isConvergent())) {
        return false;
      }
    }
  }
  return loads;
}

void version(llvm::Loop &loop, const Counted &counted, llvm::LoopInfo &loops,
             llvm::DominatorTree &dominators) {
  llvm::BasicBlock *test = loop.getLoopPreheader();
  llvm::SmallVector<llvm::BasicBlock *> exits;
  loop.getUniqueExitBlocks(exits);
  llvm::BasicBlock *preheader =
      llvm::SplitBlock(test, test->getTerminator(), &dominators, &loops, nullptr, "counted");
  llvm::SmallVector<llvm::BasicBlock *> copied;
  llvm::ValueToValueMapTy copies;
  llvm::cloneLoopWithPreheader(preheader, test, &loop, copies, ".endless", &loops, &dominators,
                               copied);
  llvm::remapInstructionsInBlocks(copied, copies);
  for (llvm::BasicBlock *exit : exits) {
    for (llvm::PHINode &phi : exit->phis()) {
      for (unsigned i = 0, e = phi.getNumIncomingValues(); i < e; ++i) {
        auto from = copies.find(phi.getIncomingBlock(i));
        if (from != copies.end()) {
          llvm::Value *value = phi.getIncomingValue(i);
          llvm::Value *copy = copies.lookup(value);
          phi.addIncoming(copy ? copy : value, llvm::cast<llvm::BasicBlock>(from->second));
        }
      }
    }
  }
  // The bound is a number of the counter's type, and the first addition does not wrap either.
  llvm::IRBuilder<> build(test->getTerminator());
  llvm::Type *narrow = counted.counter->getType(), *wide = counted.bound->getType();
  unsigned bits = narrow->getIntegerBitWidth();
  llvm::Value *bound = build.CreateTrunc(counted.bound, narrow);
  llvm::Value *fits = build.CreateICmpEQ(build.CreateSExt(bound, wide), counted.bound);
  if (!llvm::isa<llvm::ConstantInt>(counted.init)) {
    llvm::Value *last = llvm::ConstantInt::get(narrow, llvm::APInt::getSignedMaxValue(bits));
    fits = build.CreateAnd(fits, build.CreateICmpNE(counted.init, last));
  }
  build.CreateCondBr(fits, preheader, llvm::cast<llvm::BasicBlock>(copies[preheader]));
  test->getTerminator()->eraseFromParent();

  counted.next->setHasNoSignedWrap();
  build.SetInsertPoint(counted.compare);
  llvm::Value *compare = counted.goesOn ? build.CreateICmpSLT(counted.next, bound)
                                        : build.CreateICmpSGE(counted.next, bound);
  counted.compare->replaceAllUsesWith(compare);
  counted.compare->eraseFromParent();
}

} // namespace

llvm::PreservedAnalyses VersionNarrowCounters::run(llvm::Function &function,
                                                   llvm::FunctionAnalysisManager &analyses) {
  auto &loops = analyses.getResult<llvm::LoopAnalysis>(function);
  if (loops.empty()) {
    return llvm::PreservedAnalyses::all();
  }
  auto &dominators = analyses.getResult<llvm::DominatorTreeAnalysis>(function);
  llvm::SmallVector<std::pair<llvm::Loop *, Counted>> found;
  for (llvm::Loop *loop : loops.getLoopsInPreorder()) {
    if (!loop->isInnermost() || !loop->isLoopSimplifyForm() || !loop->isSafeToClone() ||
        !isWorthwhile(*loop)) {
      continue;
    }
    std::optional<Counted> counted = match(*loop);
    auto *init = counted ? llvm::dyn_cast<llvm::ConstantInt>(counted->init) : nullptr;
    if (counted && !(init && init->isMaxValue(/*IsSigned=*/true))) {
      found.emplace_back(loop, *counted);
    }
  }
  if (found.empty()) {
    return llvm::PreservedAnalyses::all();
  }
  for (auto &[loop, counted] : found) {
    llvm::formLCSSARecursively(*loop, dominators, &loops, nullptr);
    version(*loop, counted, loops, dominators);
    dominators.recalculate(function); // the exits have more ways in
  }
  return llvm::PreservedAnalyses::none();
}

llvm::PreservedAnalyses KeepOuterLoops::run(llvm::Function &function,
                                            llvm::FunctionAnalysisManager &analyses) {
  for (llvm::Loop *loop : analyses.getResult<llvm::LoopAnalysis>(function).getLoopsInPreorder()) {
    if (!loop->isInnermost()) {
      llvm::addStringMetadataToLoop(loop, "llvm.loop.unroll.runtime.disable");
    }
  }
  return llvm::PreservedAnalyses::all();
}

} // namespace mlir::dc
