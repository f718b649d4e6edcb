// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The functions of dotcompute/kernel/subgroups.h.
#include "compiler/frontend/cxx/KernelEmitter.h"

#include "llvm/ADT/StringSwitch.h"

using mlir::Value;

namespace dc::compiler {

static std::optional<SubgroupNumber> findNumber(llvm::StringRef name) {
  return llvm::StringSwitch<std::optional<SubgroupNumber>>(name)
      .Case("lane_id", SubgroupNumber::LaneId)
      .Case("subgroup_size", SubgroupNumber::Size)
      .Case("subgroup_id", SubgroupNumber::Id)
      .Case("num_subgroups", SubgroupNumber::Count)
      .Default(std::nullopt);
}

static std::optional<Shuffle> findShuffle(llvm::StringRef name) {
  return llvm::StringSwitch<std::optional<Shuffle>>(name)
      .Cases({"shuffle", "subgroup_broadcast"}, Shuffle::Idx)
      .Case("shuffle_xor", Shuffle::Xor)
      .Case("shuffle_up", Shuffle::Up)
      .Case("shuffle_down", Shuffle::Down)
      .Default(std::nullopt);
}

/// What a value of `type` is combined in: sums of 16-bit floats are made in float and rounded once,
/// and narrow integers fit 32 bits.
static ScalarType wideFor(ScalarType type) {
  if (type.isBool()) {
    return {ScalarType::Kind::Unsigned, 32};
  }
  if (type.isFloat()) {
    return {ScalarType::Kind::Float, std::max(type.bits, 32u)};
  }
  return {type.kind, std::max(type.bits, 32u)};
}

/// The unsigned integer that holds the bits.
static ScalarType bitsOf(ScalarType type) { return {ScalarType::Kind::Unsigned, type.bits}; }

/// Nothing where `name` is no function of subgroups.
Place KernelEmitter::subgroup(const clang::CallExpr *call, llvm::StringRef name) {
  bool isVote = name == "subgroup_ballot" || name == "subgroup_any" || name == "subgroup_all";
  bool isReduction = name == "subgroup_sum" || name == "subgroup_min" || name == "subgroup_max" ||
                     name == "subgroup_exclusive_sum";
  std::optional<SubgroupNumber> number = findNumber(name);
  std::optional<Shuffle> mode = findShuffle(name);
  if (!isVote && !isReduction && !number && !mode) {
    return {};
  }
  mlir::Location loc = locate(call->getBeginLoc());
  ScalarType type = typeOf(call);
  if (needsBlock(call, name)) {
    return Place::ofValue(build.zero(loc, type), type);
  }
  if (number) {
    return Place::ofValue(build.subgroupNumber(loc, *number), type);
  }
  if (isVote) {
    ScalarType boolean = ScalarType::boolean();
    Value condition = scalar(call->getArg(0));
    if (name == "subgroup_all") { // nobody says no
      condition = build.compare(loc, Compare::Eq, condition, build.zero(loc, boolean), boolean);
    }
    Value votes = build.subgroupBallot(loc, condition);
    if (name == "subgroup_ballot") {
      return Place::ofValue(votes, type);
    }
    ScalarType wide{ScalarType::Kind::Unsigned, 64};
    Compare op = name == "subgroup_any" ? Compare::Ne : Compare::Eq;
    return Place::ofValue(build.compare(loc, op, votes, build.zero(loc, wide), wide), boolean);
  }
  const clang::Expr *argument = call->getArg(0);
  clang::QualType written = call->getType().getCanonicalType();
  std::optional<ScalarType> known = scalarType(written);
  bool isNumber = known && !written->isEnumeralType() && !(isReduction && known->isBool());
  if (!isNumber) {
    reporter.report(
        Diag::SubgroupType, argument->getSourceRange(),
        {name.str(), isReduction ? "integers and floats" : "bool, integers and floats",
         quoted(written.getUnqualifiedType()),
         known ? "convert it, as in 'static_cast<int>(x)'" : "exchange one member at a time"});
    return Place::ofValue(build.zero(loc, type), type);
  }
  Value value = scalar(argument);
  if (mode) {
    // As bits: a conversion could change a NaN.
    ScalarType bits = bitsOf(type);
    ScalarType wide{ScalarType::Kind::Unsigned, std::max(type.bits, 32u)};
    bool isNarrow = type.bits < 32;
    Value lane = indexValue(call->getArg(1));
    if (isNarrow) {
      value = type.isFloat() ? build.bitcast(loc, value, bits) : value;
      value = build.convert(loc, value, type.isBool() ? type : bits, wide);
    }
    Value result = build.shuffle(loc, *mode, value, lane);
    if (isNarrow) {
      result = build.convert(loc, result, wide, type.isBool() ? type : bits);
      result = type.isFloat() ? build.bitcast(loc, result, type) : result;
    }
    return Place::ofValue(result, type);
  }
  ScalarType wide = wideFor(type);
  value = build.convert(loc, value, type, wide);
  Value result;
  if (name == "subgroup_exclusive_sum") {
    result = build.subgroupExclusiveSum(loc, value);
  } else {
    Atomic op = name == "subgroup_sum"   ? Atomic::Add
                : name == "subgroup_min" ? Atomic::Min
                                         : Atomic::Max;
    result = build.subgroupReduce(loc, op, value, wide);
  }
  return Place::ofValue(build.convert(loc, result, wide, type), type);
}

} // namespace dc::compiler
