// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Follows a condition back to where it is made, and takes the value along.
#include "passes/Analysis/KnownWhere.h"

#include "dialects/Support/MLIR.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

#include "llvm/ADT/STLExtras.h"

namespace mlir::dc {

namespace {

/// Steps from a condition to what it is made of.
constexpr unsigned kDeepest = 12;

unsigned widthOf(Type type) {
  return type.isIndex() ? IndexType::kInternalStorageBitWidth : type.getIntOrFloatBitWidth();
}

bool isFlagType(Type type) { return type.isInteger(1); }

bool isExtension(Operation *op) {
  return isa_and_nonnull<arith::ExtUIOp, arith::ExtSIOp, arith::IndexCastOp, arith::IndexCastUIOp>(
      op);
}

APInt extend(Operation *extension, const APInt &value, unsigned width) {
  return isa<arith::ExtUIOp, arith::IndexCastUIOp>(extension) ? value.zextOrTrunc(width)
                                                              : value.sextOrTrunc(width);
}

/// `value` where the condition `flag` is `is`, if it is nothing but another form of it.
std::optional<APInt> evaluate(Value value, Value flag, bool is) {
  if (value == flag) {
    return APInt(1, is);
  }
  Operation *def = value.getDefiningOp();
  if (isExtension(def)) {
    std::optional<APInt> inner = evaluate(def->getOperand(0), flag, is);
    return inner ? std::optional(extend(def, *inner, widthOf(value.getType()))) : std::nullopt;
  }
  APInt mask;
  if (auto flip = dyn_cast_or_null<arith::XOrIOp>(def);
      flip && matchPattern(flip.getRhs(), m_ConstantInt(&mask))) {
    std::optional<APInt> inner = evaluate(flip.getLhs(), flag, is);
    return inner ? std::optional(*inner ^ mask) : std::nullopt;
  }
  auto one = dyn_cast_or_null<arith::CmpIOp>(def);
  auto other = flag.getDefiningOp<arith::CmpIOp>();
  if (one && other && one.getLhs() == other.getLhs() && one.getRhs() == other.getRhs() &&
      one.getPredicate() == arith::invertPredicate(other.getPredicate())) {
    return APInt(1, !is);
  }
  return std::nullopt;
}

class Search {
public:
  /// Adds what `value` may be where `flag` is `k` (or, unless `equal`, is not).
  void add(Value flag, bool equal, const APInt &k, Value value, unsigned depth) {
    if (found.size() > 1) {
      return;
    }
    APInt known;
    if (matchPattern(flag, m_ConstantInt(&known))) {
      if ((known == k) == equal) {
        addValue(value);
      }
      return;
    }
    if (depth == 0 || matchPattern(value, m_Constant())) {
      return addValue(value);
    }
    if (value == flag && equal) {
      return addConstant(value.getType(), k);
    }
    if (isFlagType(flag.getType())) {
      bool is = k[0] == equal;
      if (std::optional<APInt> constant = evaluate(value, flag, is)) {
        return addConstant(value.getType(), *constant);
      }
      auto select = value.getDefiningOp<arith::SelectOp>();
      std::optional<APInt> side = select && isFlagType(select.getCondition().getType())
                                      ? evaluate(select.getCondition(), flag, is)
                                      : std::nullopt;
      if (side) {
        Value taken = side->isOne() ? select.getTrueValue() : select.getFalseValue();
        return add(flag, equal, k, taken, depth - 1);
      }
    }
    addThrough(flag, equal, k, value, depth - 1);
  }

  OpFoldResult result() const { return found.size() == 1 ? found.front() : OpFoldResult(); }

private:
  /// By what the flag is made of.
  void addThrough(Value flag, bool equal, const APInt &k, Value value, unsigned depth) {
    Operation *def = flag.getDefiningOp();
    if (isExtension(def)) {
      return addThroughExtension(def, equal, k, value, depth);
    }
    if (auto select = dyn_cast_or_null<arith::SelectOp>(def);
        select && isFlagType(select.getCondition().getType())) {
      auto same = value.getDefiningOp<arith::SelectOp>();
      if (!same || same.getCondition() != select.getCondition()) {
        same = nullptr;
      }
      add(select.getTrueValue(), equal, k, same ? same.getTrueValue() : value, depth);
      return add(select.getFalseValue(), equal, k, same ? same.getFalseValue() : value, depth);
    }
    if (auto branch = dyn_cast_or_null<scf::IfOp>(def)) {
      for (scf::YieldOp yield : {branch.thenYield(), branch.elseYield()}) {
        auto in = [&](Value outside) {
          return outside.getDefiningOp() == branch
                     ? yield.getOperand(cast<OpResult>(outside).getResultNumber())
                     : outside;
        };
        add(in(flag), equal, k, in(value), depth);
      }
      return;
    }
    if (!isFlagType(flag.getType())) {
      return addValue(value);
    }
    bool is = k[0] == equal;
    APInt constant;
    if (auto compare = dyn_cast_or_null<arith::CmpIOp>(def);
        compare && matchPattern(compare.getRhs(), m_ConstantInt(&constant))) {
      bool isEqual = compare.getPredicate() == arith::CmpIPredicate::eq;
      if (isEqual || compare.getPredicate() == arith::CmpIPredicate::ne) {
        return add(compare.getLhs(), isEqual == is, constant, value, depth);
      }
    } else if (auto flip = dyn_cast_or_null<arith::XOrIOp>(def);
               flip && matchPattern(flip.getRhs(), m_ConstantInt(&constant))) {
      return add(flip.getLhs(), true, APInt(1, is != constant[0]), value, depth);
    } else if (isa_and_nonnull<arith::AndIOp>(def) ? is
                                                   : isa_and_nonnull<arith::OrIOp>(def) && !is) {
      return addBoth(def, is, value, depth);
    }
    addValue(value);
  }

  void addThroughExtension(Operation *extension, bool equal, const APInt &k, Value value,
                           unsigned depth) {
    Value inner = extension->getOperand(0);
    unsigned width = widthOf(inner.getType());
    if (isFlagType(inner.getType())) {
      bool zero = (extend(extension, APInt(1, 0), k.getBitWidth()) == k) == equal;
      bool one = (extend(extension, APInt(1, 1), k.getBitWidth()) == k) == equal;
      if (zero && one) {
        addValue(value);
      } else if (zero || one) {
        add(inner, true, APInt(1, one), value, depth);
      }
      return;
    }
    if (width > k.getBitWidth()) { // an index made narrower
      return addValue(value);
    }
    APInt narrow = k.trunc(width);
    if (extend(extension, narrow, k.getBitWidth()) == k) {
      add(inner, equal, narrow, value, depth);
    } else if (!equal) {
      addValue(value);
    }
  }

  /// Both operands of `def` are `is`: either may tell.
  void addBoth(Operation *def, bool is, Value value, unsigned depth) {
    for (Value operand : def->getOperands()) {
      Search search;
      search.add(operand, true, APInt(1, is), value, depth);
      OpFoldResult known = search.result();
      if (known && known != OpFoldResult(value)) {
        return addResult(known);
      }
    }
    addValue(value);
  }

  void addValue(Value value) {
    Attribute constant;
    addResult(matchPattern(value, m_Constant(&constant)) ? OpFoldResult(constant)
                                                         : OpFoldResult(value));
  }

  void addConstant(Type type, const APInt &value) {
    addResult(IntegerAttr::get(type, value.zextOrTrunc(widthOf(type))));
  }

  void addResult(OpFoldResult result) {
    if (!llvm::is_contained(found, result)) {
      found.push_back(result);
    }
  }

  SmallVector<OpFoldResult, 2> found;
};

} // namespace

OpFoldResult findWhere(Value condition, bool holds, Value value) {
  Search search;
  search.add(condition, true, APInt(1, holds), value, kDeepest);
  return search.result();
}

} // namespace mlir::dc
