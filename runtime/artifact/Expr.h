// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Evaluates the expressions of a kernel's table: contracts, domains, variant predicates.
#ifndef DOTCOMPUTE_RUNTIME_ARTIFACT_EXPR_H
#define DOTCOMPUTE_RUNTIME_ARTIFACT_EXPR_H

#include "runtime/artifact/Manifest.h"

#include <dotcompute/base/Result.h>

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace dc::rt::artifact {

/// An int64 or a double.
struct ExprValue {
  bool isFloat = false;
  union {
    int64_t i = 0;
    double f;
  };

  static ExprValue of(int64_t value) noexcept {
    ExprValue v;
    v.i = value;
    return v;
  }
  static ExprValue of(double value) noexcept {
    ExprValue v;
    v.isFloat = true;
    v.f = value;
    return v;
  }
  /// What a contract asks: not zero (a NaN is not zero).
  bool truthy() const noexcept { return isFloat ? f != 0 : i != 0; }
};

/// What the call passes for one argument: the fields of an array, or the scalar widened as
/// Manifest.h says.
struct ArgOperand {
  uint64_t address = 0; ///< of element 0
  std::array<int64_t, 3> extents{};
  std::array<int64_t, 3> strides{}; ///< in elements, one per dimension
  int64_t byteSize = 0;
  ExprValue scalar;
};

/// What expressions may mention; all spans are borrowed for the call.
struct ExprInputs {
  std::span<const ArgOperand> args; ///< by argument index
  std::span<const int64_t> domain;  ///< domain or grid extents
  std::array<int64_t, 3> facts{};   ///< by DeviceFact
};

enum class ExprError : uint8_t {
  None,
  Overflow,       ///< + - * of integers left 64 bits, or MIN / -1
  DivisionByZero, ///< integer / or % by 0
  Malformed ///< the table was not checked by read() or write(): operand out of range, or int where
            ///< float is meant
};

struct ExprOutcome {
  ExprError error = ExprError::None;
  uint32_t node = kNoExpr; ///< the node that failed
  ExprValue value;
};

/// Evaluates node `root`. Cost: linear in `root`, no recursion, no allocation for tables of up to
/// 128 nodes. A failure makes everything computed from it fail, except that a Select only depends
/// on the operand it chooses.
ExprOutcome evaluate_fast(std::span<const ExprNode> table, uint32_t root,
                          const ExprInputs &inputs) noexcept;

/// The same with a Status: InvalidArgument (DCR2101, DCR2102; the message shows the failing part as
/// text), Internal (DCR2103). `args` name the arguments in that text; may be empty.
Result<ExprValue> evaluate(std::span<const ExprNode> table, uint32_t root, const ExprInputs &inputs,
                           std::span<const ArgInfo> args = {});

/// The expression as infix text: "x.size() >= domain(0)". Arguments without an entry in `args`
/// print as "arg3". Shared subexpressions are printed again; text longer than `limit` is cut with
/// "...".
std::string to_text(std::span<const ExprNode> table, uint32_t root, std::span<const ArgInfo> args,
                    size_t limit = 400);

} // namespace dc::rt::artifact

#endif // DOTCOMPUTE_RUNTIME_ARTIFACT_EXPR_H
