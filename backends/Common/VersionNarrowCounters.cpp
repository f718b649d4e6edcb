// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies loops, for the case that a test before them holds: narrow counters reach their bounds, and
// guards hold throughout.
#include "backends/Common/VersionNarrowCounters.h"

#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Scalar/IndVarSimplify.h"
#include "llvm/Transforms/Scalar/LoopPassManager.h"
#include "llvm/Transforms/Scalar/LoopUnrollPass.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"
#include "llvm/Transforms/Utils/LoopUtils.h"
#include "llvm/Transforms/Utils/ScalarEvolutionExpander.h"

namespace mlir::dc {

using namespace llvm::PatternMatch;

/// On copies of loops that are not worth any further work.
static constexpr const char *kOtherwise = "llvm.loop.unroll.disable";

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

bool isWorthwhile(llvm::Loop &loop, unsigned largest = 60) {
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

/// Copies the loop; `fits`, computed in its preheader, chooses the original. The exits need a new
/// look at what dominates them.
void version(llvm::Loop &loop, llvm::Value *fits, llvm::LoopInfo &loops,
             llvm::DominatorTree &dominators) {
  llvm::formLCSSARecursively(loop, dominators, &loops, nullptr);
  llvm::BasicBlock *test = loop.getLoopPreheader();
  llvm::SmallVector<llvm::BasicBlock *> exits;
  loop.getUniqueExitBlocks(exits);
  llvm::BasicBlock *preheader =
      llvm::SplitBlock(test, test->getTerminator(), &dominators, &loops, nullptr, "fits");
  llvm::SmallVector<llvm::BasicBlock *> copied;
  llvm::ValueToValueMapTy copies;
  llvm::Loop *otherwise = llvm::cloneLoopWithPreheader(preheader, test, &loop, copies, ".otherwise",
                                                       &loops, &dominators, copied);
  llvm::remapInstructionsInBlocks(copied, copies);
  llvm::addStringMetadataToLoop(otherwise, kOtherwise); // it runs seldom
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
  llvm::IRBuilder<> build(test->getTerminator());
  build.CreateCondBr(fits, preheader, llvm::cast<llvm::BasicBlock>(copies[preheader]));
  test->getTerminator()->eraseFromParent();
  dominators.recalculate(*test->getParent());
}

/// A second counter that is the first one widened, which LLVM makes of an extension in the loop,
/// hides that either counts: it becomes an extension again.
void shareCounter(llvm::Loop &loop, const Counted &counted) {
  llvm::BasicBlock *header = loop.getHeader();
  for (llvm::PHINode &phi : llvm::make_early_inc_range(header->phis())) {
    llvm::Value *init = phi.getIncomingValueForBlock(loop.getLoopPreheader());
    auto *from = llvm::dyn_cast<llvm::ConstantInt>(counted.init);
    auto *wide = llvm::dyn_cast<llvm::ConstantInt>(init);
    bool sameStart = from && wide ? from->getSExtValue() == wide->getSExtValue()
                                  : match(init, m_SExt(m_Specific(counted.init)));
    if (&phi != counted.counter && sameStart &&
        match(phi.getIncomingValueForBlock(loop.getLoopLatch()),
              m_SExt(m_Specific(counted.next)))) {
      llvm::IRBuilder<> build(header, header->getFirstInsertionPt());
      phi.replaceAllUsesWith(build.CreateSExt(counted.counter, phi.getType()));
      phi.eraseFromParent();
    }
  }
}

void countInBound(llvm::Loop &loop, const Counted &counted, llvm::LoopInfo &loops,
                  llvm::DominatorTree &dominators) {
  // The bound is a number of the counter's type, and the first addition does not wrap either.
  llvm::IRBuilder<> build(loop.getLoopPreheader()->getTerminator());
  llvm::Type *narrow = counted.counter->getType(), *wide = counted.bound->getType();
  unsigned bits = narrow->getIntegerBitWidth();
  llvm::Value *bound = build.CreateTrunc(counted.bound, narrow);
  llvm::Value *fits = build.CreateICmpEQ(build.CreateSExt(bound, wide), counted.bound);
  if (!llvm::isa<llvm::ConstantInt>(counted.init)) {
    llvm::Value *last = llvm::ConstantInt::get(narrow, llvm::APInt::getSignedMaxValue(bits));
    fits = build.CreateAnd(fits, build.CreateICmpNE(counted.init, last));
  }
  version(loop, fits, loops, dominators);

  counted.next->setHasNoSignedWrap();
  shareCounter(loop, counted);
  build.SetInsertPoint(counted.compare);
  llvm::Value *compare = counted.goesOn ? build.CreateICmpSLT(counted.next, bound)
                                        : build.CreateICmpSGE(counted.next, bound);
  counted.compare->replaceAllUsesWith(compare);
  counted.compare->eraseFromParent();
}

/// What the pipeline does with counted loops before it unrolls by a factor, for those that have
/// just become such.
llvm::PreservedAnalyses simplifyAnew(llvm::Function &function,
                                     llvm::FunctionAnalysisManager &analyses) {
  analyses.invalidate(function, llvm::PreservedAnalyses::none());
  llvm::FunctionPassManager passes;
  passes.addPass(llvm::SimplifyCFGPass());
  llvm::LoopPassManager loops;
  loops.addPass(llvm::IndVarSimplifyPass());
  loops.addPass(llvm::LoopFullUnrollPass());
  passes.addPass(llvm::createFunctionToLoopPassAdaptor(std::move(loops)));
  passes.run(function, analyses);
  return llvm::PreservedAnalyses::none();
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
    countInBound(*loop, counted, loops, dominators);
  }
  return simplifyAnew(function, analyses);
}

namespace {

/// index < extent, as unsigned numbers.
using Guard = std::pair<llvm::Value *, llvm::Value *>;

/// The guard that `condition` tests, and whether true means in range.
std::optional<std::pair<Guard, bool>> matchGuard(llvm::Value *condition) {
  auto *compare = llvm::dyn_cast<llvm::ICmpInst>(condition);
  if (!compare) {
    return std::nullopt;
  }
  llvm::Value *a = compare->getOperand(0), *b = compare->getOperand(1);
  switch (compare->getPredicate()) {
  case llvm::ICmpInst::ICMP_ULT:
    return std::pair(Guard(a, b), true);
  case llvm::ICmpInst::ICMP_UGE:
    return std::pair(Guard(a, b), false);
  case llvm::ICmpInst::ICMP_UGT:
    return std::pair(Guard(b, a), true);
  case llvm::ICmpInst::ICMP_ULE:
    return std::pair(Guard(b, a), false);
  default:
    return std::nullopt;
  }
}

bool recordsFault(llvm::BasicBlock *block) {
  return llvm::any_of(*block, [](llvm::Instruction &instruction) {
    return llvm::isa<llvm::AtomicCmpXchgInst>(instruction);
  });
}

/// Tests in the preheader which of a loop's guards hold in all its iterations.
class GuardHoister {
public:
  GuardHoister(llvm::Loop &loop, llvm::ScalarEvolution &evolution)
      : loop(loop), evolution(evolution), expander(evolution, "guard") {}

  /// Null where there is no such guard.
  llvm::Value *test() {
    for (llvm::BasicBlock *block : loop.blocks()) {
      auto *branch = llvm::dyn_cast<llvm::BranchInst>(block->getTerminator());
      if (!branch || !branch->isConditional()) {
        continue;
      }
      auto guard = matchGuard(branch->getCondition());
      if (guard && recordsFault(branch->getSuccessor(guard->second ? 1 : 0)) &&
          loop.isLoopInvariant(guard->first.second) && add(guard->first)) {
        hoisted.push_back(guard->first);
      }
    }
    if (conditions.empty()) {
      return nullptr;
    }
    llvm::IRBuilder<> build(loop.getLoopPreheader()->getTerminator());
    return build.CreateFreeze(build.CreateAnd(conditions));
  }

  /// In the loop, these guards hold, be their compares in it or before it.
  void fold() {
    for (llvm::BasicBlock *block : loop.blocks()) {
      for (llvm::Instruction &instruction : *block) {
        for (llvm::Use &use : instruction.operands()) {
          auto guard = matchGuard(use.get());
          if (guard && llvm::is_contained(hoisted, guard->first)) {
            use.set(llvm::ConstantInt::getBool(instruction.getContext(), guard->second));
          }
        }
      }
    }
  }

private:
  /// An index that does not change is tested as it is. One that grows is in range when its first
  /// value is not negative and the last one that the loop's counter allows is below the extent.
  bool add(const Guard &guard) {
    if (llvm::is_contained(hoisted, guard)) {
      return true;
    }
    llvm::Instruction *at = loop.getLoopPreheader()->getTerminator();
    llvm::IRBuilder<> build(at);
    const llvm::SCEV *index = evolution.getSCEV(guard.first);
    if (evolution.isLoopInvariant(index, &loop)) {
      if (!expander.isSafeToExpandAt(index, at)) {
        return false;
      }
      llvm::Value *value = expander.expandCodeFor(index, index->getType(), at);
      conditions.push_back(build.CreateICmpULT(value, guard.second));
      return true;
    }
    auto *recurrence = llvm::dyn_cast<llvm::SCEVAddRecExpr>(index);
    const llvm::SCEV *most = evolution.getSymbolicMaxBackedgeTakenCount(&loop);
    if (!recurrence || recurrence->getLoop() != &loop || !recurrence->isAffine() ||
        !recurrence->hasNoSignedWrap() || llvm::isa<llvm::SCEVCouldNotCompute>(most) ||
        !evolution.isKnownPositive(recurrence->getStepRecurrence(evolution)) ||
        evolution.getTypeSizeInBits(most->getType()) >
            evolution.getTypeSizeInBits(index->getType())) {
      return false;
    }
    const llvm::SCEV *start = recurrence->getStart();
    const llvm::SCEV *last = recurrence->evaluateAtIteration(
        evolution.getNoopOrZeroExtend(most, index->getType()), evolution);
    if (!expander.isSafeToExpandAt(start, at) || !expander.isSafeToExpandAt(last, at)) {
      return false;
    }
    llvm::Value *low = expander.expandCodeFor(start, index->getType(), at);
    llvm::Value *high = expander.expandCodeFor(last, index->getType(), at);
    llvm::Value *zero = llvm::ConstantInt::get(index->getType(), 0);
    build.SetInsertPoint(at);
    conditions.push_back(build.CreateICmpSGE(low, zero));
    conditions.push_back(build.CreateICmpSLE(low, high)); // the sum has not wrapped
    conditions.push_back(build.CreateICmpSLT(high, guard.second));
    return true;
  }

  llvm::Loop &loop;
  llvm::ScalarEvolution &evolution;
  llvm::SCEVExpander expander;
  llvm::SmallVector<Guard> hoisted;
  llvm::SmallVector<llvm::Value *> conditions;
};

} // namespace

llvm::PreservedAnalyses HoistGuards::run(llvm::Function &function,
                                         llvm::FunctionAnalysisManager &analyses) {
  auto &loops = analyses.getResult<llvm::LoopAnalysis>(function);
  if (loops.empty()) {
    return llvm::PreservedAnalyses::all();
  }
  auto &dominators = analyses.getResult<llvm::DominatorTreeAnalysis>(function);
  auto &evolution = analyses.getResult<llvm::ScalarEvolutionAnalysis>(function);
  bool changed = false;
  for (llvm::Loop *loop : loops.getLoopsInPreorder()) {
    constexpr unsigned largest = 200; // with what records the faults
    if (!loop->isInnermost() || !loop->isLoopSimplifyForm() || !loop->isSafeToClone() ||
        !isWorthwhile(*loop, largest) || llvm::findStringMetadataForLoop(loop, kOtherwise)) {
      continue;
    }
    GuardHoister hoister(*loop, evolution);
    if (llvm::Value *fits = hoister.test()) {
      version(*loop, fits, loops, dominators);
      hoister.fold();
      evolution.forgetAllLoops();
      changed = true;
    }
  }
  return changed ? simplifyAnew(function, analyses) : llvm::PreservedAnalyses::all();
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
