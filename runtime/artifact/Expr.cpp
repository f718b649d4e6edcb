// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The evaluator: one backward pass marks the nodes that matter, one forward pass computes them.
#include "runtime/artifact/Expr.h"

#include "runtime/artifact/Names.h"
#include "runtime/artifact/Version.h"
#include "runtime/base/Errors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <limits>
#include <memory>
#include <vector>

namespace dc::rt::artifact {

namespace {

constexpr size_t kInlineNodes = 128;
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

/// What a node evaluated to. `cause` is the node that failed first, so that a message can show it.
struct Slot {
  ExprValue value;
  ExprError error = ExprError::None;
  uint32_t cause = 0;
};

/// How many of a, b, c are operands: a table, since every node of every launch asks twice.
constexpr auto kOperands = [] {
  std::array<uint8_t, 256> counts{};
  for (size_t op = static_cast<size_t>(ExprOp::Add); op < counts.size(); ++op) {
    counts[op] = 2;
  }
  for (ExprOp op : {ExprOp::Not, ExprOp::ToFloat, ExprOp::ToInt, ExprOp::Wrap, ExprOp::RoundF32}) {
    counts[static_cast<size_t>(op)] = 1;
  }
  counts[static_cast<size_t>(ExprOp::Select)] = 3;
  return counts;
}();

unsigned operand_count(ExprOp op) noexcept { return kOperands[static_cast<uint8_t>(op)]; }

int64_t saturate(double value) noexcept {
  if (std::isnan(value)) {
    return 0;
  }
  // 2^63 itself is a double; the largest int64 is not.
  if (value >= 0x1p63) {
    return std::numeric_limits<int64_t>::max();
  }
  return value < -0x1p63 ? kMin : static_cast<int64_t>(value);
}

int64_t wrap(int64_t value, int64_t bits) noexcept {
  auto drop = static_cast<unsigned>(64 - (bits < 0 ? -bits : bits));
  uint64_t high = static_cast<uint64_t>(value) << drop;
  return bits < 0 ? static_cast<int64_t>(high >> drop) : static_cast<int64_t>(high) >> drop;
}

/// The largest power of two that divides the address, at most 2^62; of a null pointer (an empty
/// array) that most.
int64_t alignment(uint64_t address) noexcept {
  return int64_t(1) << std::min(62, std::countr_zero(address));
}

/// NaN wins, as in dc::min and dc::max.
double float_min(double a, double b) noexcept {
  return std::isnan(a) || a < b ? a : std::isnan(b) || b < a ? b : std::signbit(a) ? a : b;
}
double float_max(double a, double b) noexcept {
  return std::isnan(a) || a > b ? a : std::isnan(b) || b > a ? b : std::signbit(a) ? b : a;
}

class Evaluator {
public:
  Evaluator(std::span<const ExprNode> table, const ExprInputs &inputs, Slot *slots) noexcept
      : table(table), inputs(inputs), slots(slots) {}

  void compute(uint32_t index) noexcept {
    const ExprNode &node = table[index];
    Slot &out = *std::construct_at(slots + index);
    out.cause = index;
    unsigned operands = operand_count(node.op);
    if (operands == 0) {
      out.error = leaf(node, out.value);
      return;
    }
    if (node.op == ExprOp::Select) {
      select(node, out);
      return;
    }
    const Slot &a = slots[node.a];
    const Slot &b = operands == 2 ? slots[node.b] : a;
    if (a.error != ExprError::None || b.error != ExprError::None) {
      const Slot &failed = a.error != ExprError::None ? a : b;
      out.error = failed.error;
      out.cause = failed.cause;
      return;
    }
    if (a.value.isFloat != b.value.isFloat) {
      out.error = ExprError::Malformed;
    } else if (a.value.isFloat) {
      out.error = floats(node, a.value.f, b.value.f, out.value);
    } else {
      out.error = integers(node, a.value.i, b.value.i, out.value);
    }
  }

private:
  void select(const ExprNode &node, Slot &out) noexcept {
    const Slot &condition = slots[node.a];
    if (condition.error != ExprError::None) {
      out = condition;
      return;
    }
    if (condition.value.isFloat) {
      out.error = ExprError::Malformed;
      return;
    }
    out = slots[condition.value.i != 0 ? node.b : node.c];
  }

  ExprError leaf(const ExprNode &node, ExprValue &out) const noexcept {
    auto argument = [&]() -> const ArgOperand * {
      return node.a < inputs.args.size() ? &inputs.args[node.a] : nullptr;
    };
    switch (node.op) {
    case ExprOp::ConstInt:
      out = ExprValue::of(node.imm);
      return ExprError::None;
    case ExprOp::ConstFloat:
      out = ExprValue::of(std::bit_cast<double>(node.imm));
      return ExprError::None;
    case ExprOp::Domain:
      if (node.a >= inputs.domain.size()) {
        return ExprError::Malformed;
      }
      out = ExprValue::of(inputs.domain[node.a]);
      return ExprError::None;
    case ExprOp::DeviceFact:
      if (node.a >= inputs.facts.size()) {
        return ExprError::Malformed;
      }
      out = ExprValue::of(inputs.facts[node.a]);
      return ExprError::None;
    default:
      break;
    }
    const ArgOperand *arg = argument();
    bool hasDimension = node.op == ExprOp::Extent || node.op == ExprOp::Stride;
    if (!arg || (hasDimension && node.b >= arg->extents.size())) {
      return ExprError::Malformed;
    }
    switch (node.op) {
    case ExprOp::Extent:
      out = ExprValue::of(arg->extents[node.b]);
      return ExprError::None;
    case ExprOp::Stride:
      out = ExprValue::of(arg->strides[node.b]);
      return ExprError::None;
    case ExprOp::ByteSize:
      out = ExprValue::of(arg->byteSize);
      return ExprError::None;
    case ExprOp::Alignment:
      out = ExprValue::of(alignment(arg->address));
      return ExprError::None;
    case ExprOp::Scalar:
      out = arg->scalar;
      return ExprError::None;
    default:
      return ExprError::Malformed;
    }
  }

  static ExprError integers(const ExprNode &node, int64_t a, int64_t b, ExprValue &out) noexcept {
    auto ua = static_cast<uint64_t>(a);
    auto ub = static_cast<uint64_t>(b);
    int64_t result = 0;
    bool overflow = false;
    switch (node.op) {
    case ExprOp::Add:
      overflow = __builtin_add_overflow(a, b, &result);
      break;
    case ExprOp::Sub:
      overflow = __builtin_sub_overflow(a, b, &result);
      break;
    case ExprOp::Mul:
      overflow = __builtin_mul_overflow(a, b, &result);
      break;
    case ExprOp::Div:
    case ExprOp::Rem:
      if (b == 0) {
        return ExprError::DivisionByZero;
      }
      if (b == -1) { // MIN / -1 does not fit; MIN % -1 is 0 but traps on x86
        overflow = node.op == ExprOp::Div && a == kMin;
        result = node.op == ExprOp::Div && !overflow ? -a : 0;
      } else {
        result = node.op == ExprOp::Div ? a / b : a % b;
      }
      break;
    case ExprOp::UDiv:
    case ExprOp::URem:
      if (b == 0) {
        return ExprError::DivisionByZero;
      }
      result = static_cast<int64_t>(node.op == ExprOp::UDiv ? ua / ub : ua % ub);
      break;
    case ExprOp::Min:
      result = a < b ? a : b;
      break;
    case ExprOp::Max:
      result = a < b ? b : a;
      break;
    case ExprOp::Eq:
      result = a == b;
      break;
    case ExprOp::Ne:
      result = a != b;
      break;
    case ExprOp::Lt:
      result = a < b;
      break;
    case ExprOp::Le:
      result = a <= b;
      break;
    case ExprOp::Gt:
      result = a > b;
      break;
    case ExprOp::Ge:
      result = a >= b;
      break;
    case ExprOp::ULt:
      result = ua < ub;
      break;
    case ExprOp::ULe:
      result = ua <= ub;
      break;
    case ExprOp::And:
      result = a & b;
      break;
    case ExprOp::Or:
      result = a | b;
      break;
    case ExprOp::Xor:
      result = a ^ b;
      break;
    case ExprOp::Not:
      result = a == 0;
      break;
    case ExprOp::Shl: // counts are masked, as in kernels
      result = static_cast<int64_t>(ua << (ub & 63));
      break;
    case ExprOp::Shr:
      result = a >> (ub & 63);
      break;
    case ExprOp::UShr:
      result = static_cast<int64_t>(ua >> (ub & 63));
      break;
    case ExprOp::ToFloat:
      out = ExprValue::of(static_cast<double>(a));
      return ExprError::None;
    case ExprOp::Wrap:
      if (node.imm == 0 || node.imm < -64 || node.imm > 64) {
        return ExprError::Malformed;
      }
      result = wrap(a, node.imm);
      break;
    default:
      return ExprError::Malformed;
    }
    out = ExprValue::of(result);
    return overflow ? ExprError::Overflow : ExprError::None;
  }

  static ExprError floats(const ExprNode &node, double a, double b, ExprValue &out) noexcept {
    auto flag = [&](bool value) {
      out = ExprValue::of(int64_t(value));
      return ExprError::None;
    };
    auto number = [&](double value) {
      out = ExprValue::of(value);
      return ExprError::None;
    };
    switch (node.op) {
    case ExprOp::Add:
      return number(a + b);
    case ExprOp::Sub:
      return number(a - b);
    case ExprOp::Mul:
      return number(a * b);
    case ExprOp::Div:
      return number(a / b);
    case ExprOp::Rem:
      return number(std::fmod(a, b));
    case ExprOp::Min:
      return number(float_min(a, b));
    case ExprOp::Max:
      return number(float_max(a, b));
    case ExprOp::Eq:
      return flag(a == b);
    case ExprOp::Ne:
      return flag(a != b);
    case ExprOp::Lt:
      return flag(a < b);
    case ExprOp::Le:
      return flag(a <= b);
    case ExprOp::Gt:
      return flag(a > b);
    case ExprOp::Ge:
      return flag(a >= b);
    case ExprOp::ToInt:
      out = ExprValue::of(saturate(a));
      return ExprError::None;
    case ExprOp::RoundF32:
      return number(static_cast<double>(static_cast<float>(a)));
    default:
      return ExprError::Malformed;
    }
  }

  std::span<const ExprNode> table;
  const ExprInputs &inputs;
  Slot *slots;
};

ExprOutcome run(std::span<const ExprNode> table, uint32_t root, const ExprInputs &inputs,
                Slot *slots, uint8_t *needed) noexcept {
  needed[root] = 1;
  for (uint32_t i = root + 1; i-- > 0;) {
    if (!needed[i]) {
      continue;
    }
    const ExprNode &node = table[i];
    const uint32_t operands[] = {node.a, node.b, node.c};
    for (unsigned k = 0, n = operand_count(node.op); k < n; ++k) {
      if (operands[k] >= i) {
        return {ExprError::Malformed, i, {}};
      }
      needed[operands[k]] = 1;
    }
  }
  Evaluator evaluator(table, inputs, slots);
  for (uint32_t i = 0; i <= root; ++i) {
    if (needed[i]) {
      evaluator.compute(i);
    }
  }
  const Slot &result = slots[root];
  bool failed = result.error != ExprError::None;
  return {result.error, failed ? result.cause : kNoExpr, failed ? ExprValue() : result.value};
}

} // namespace

ExprOutcome evaluate_fast(std::span<const ExprNode> table, uint32_t root,
                          const ExprInputs &inputs) noexcept {
  if (root >= table.size() || root >= kMaxExprNodes) {
    return {ExprError::Malformed, root, {}};
  }
  size_t count = size_t(root) + 1;
  if (count <= kInlineNodes) {
    // Raw memory: every launch evaluates small tables, and clearing 128 slots would cost more than
    // the evaluation.
    alignas(Slot) std::byte storage[sizeof(Slot) * kInlineNodes];
    uint8_t needed[kInlineNodes];
    std::memset(needed, 0, count);
    return run(table, root, inputs, reinterpret_cast<Slot *>(storage), needed);
  }
  std::vector<Slot> slots(count);
  std::vector<uint8_t> needed(count);
  return run(table, root, inputs, slots.data(), needed.data());
}

Result<ExprValue> evaluate(std::span<const ExprNode> table, uint32_t root, const ExprInputs &inputs,
                           std::span<const ArgInfo> args) {
  ExprOutcome outcome = evaluate_fast(table, root, inputs);
  switch (outcome.error) {
  case ExprError::None:
    return outcome.value;
  case ExprError::Overflow:
    return fail(Error::ExprOverflow, to_text(table, outcome.node, args));
  case ExprError::DivisionByZero:
    return fail(Error::ExprDivision, to_text(table, outcome.node, args));
  case ExprError::Malformed:
    break;
  }
  std::string op = outcome.node < table.size() ? to_string(table[outcome.node].op) : "no such node";
  return fail(Error::ExprMalformed, "a checked table", op, outcome.node);
}

} // namespace dc::rt::artifact
