// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Checks a kernel's expression table: operands come first, exist, and have the types their
// operation wants.
#include "runtime/artifact/Names.h"
#include "runtime/artifact/Validate.h"

namespace dc::rt::artifact {

using Found = std::optional<Problem>;

namespace {
class TableChecker {
public:
  TableChecker(const KernelInfo &kernel, std::vector<NodeType> &types)
      : kernel(kernel), types(types) {}

  Found run() {
    for (index = 0; index < kernel.exprs.size(); ++index) {
      NodeType type;
      Found problem = check(kernel.exprs[index], type);
      if (problem) {
        return problem;
      }
      types.push_back(type);
    }
    return {};
  }

private:
  Found problem(std::string expected, std::string got) const {
    std::string where =
        "expression node " + std::to_string(index) + " (" + to_string(kernel.exprs[index].op) + ")";
    return Problem{std::move(expected), std::move(got), std::move(where)};
  }

  Found check_below(uint32_t value, size_t limit, const char *what) const {
    if (value < limit) {
      return {};
    }
    return problem(std::string(what) + " below " + std::to_string(limit), std::to_string(value));
  }

  Found check_argument(uint32_t arg, ArgKind kind) const {
    if (Found found = check_below(arg, kernel.args.size(), "an argument")) {
      return found;
    }
    if (kernel.args[arg].kind != kind) {
      return problem(kind == ArgKind::Array ? "an array argument" : "a scalar argument",
                     "argument " + std::to_string(arg));
    }
    return {};
  }

  Found check_dimension(const ExprNode &node) const {
    if (Found found = check_argument(node.a, ArgKind::Array)) {
      return found;
    }
    return check_below(node.b, kernel.args[node.a].rank, "a dimension");
  }

  /// That operand `node` is an earlier node of the type asked for.
  Found use(uint32_t node, bool isFloat, NodeType &type) const {
    if (Found found = check_below(node, index, "an operand")) {
      return found;
    }
    if (types[node].isFloat != isFloat) {
      return problem(isFloat ? "a float operand" : "an integer operand",
                     "node " + std::to_string(node));
    }
    type.usesDomain |= types[node].usesDomain;
    return {};
  }

  Found unary(const ExprNode &node, bool from, bool to, NodeType &type) const {
    type.isFloat = to;
    return use(node.a, from, type);
  }

  Found binary(const ExprNode &node, bool isFloat, NodeType &type) const {
    if (Found found = use(node.a, isFloat, type)) {
      return found;
    }
    return use(node.b, isFloat, type);
  }

  /// Two operands of the same type, whichever it is.
  Found same(const ExprNode &node, bool comparison, NodeType &type) const {
    if (Found found = check_below(node.a, index, "an operand")) {
      return found;
    }
    bool isFloat = types[node.a].isFloat;
    type.isFloat = isFloat && !comparison;
    return binary(node, isFloat, type);
  }

  Found select(const ExprNode &node, NodeType &type) const {
    if (Found found = use(node.a, false, type)) {
      return found;
    }
    if (Found found = check_below(node.b, index, "an operand")) {
      return found;
    }
    type.isFloat = types[node.b].isFloat;
    if (Found found = use(node.b, type.isFloat, type)) {
      return found;
    }
    return use(node.c, type.isFloat, type);
  }

  Found check(const ExprNode &node, NodeType &type) const {
    switch (node.op) {
    case ExprOp::ConstInt:
      return {};
    case ExprOp::ConstFloat:
      type.isFloat = true;
      return {};
    case ExprOp::Extent:
    case ExprOp::Stride:
      return check_dimension(node);
    case ExprOp::ByteSize:
    case ExprOp::Alignment:
      return check_argument(node.a, ArgKind::Array);
    case ExprOp::Scalar:
      if (Found found = check_argument(node.a, ArgKind::Scalar)) {
        return found;
      }
      type.isFloat = is_float(kernel.args[node.a].type);
      return {};
    case ExprOp::Domain:
      type.usesDomain = true;
      return check_below(node.a, kernel.rank, "a dimension");
    case ExprOp::DeviceFact:
      return check_below(node.a, kDeviceFacts, "a device fact");
    case ExprOp::Add:
    case ExprOp::Sub:
    case ExprOp::Mul:
    case ExprOp::Div:
    case ExprOp::Rem:
    case ExprOp::Min:
    case ExprOp::Max:
      return same(node, /*comparison=*/false, type);
    case ExprOp::Eq:
    case ExprOp::Ne:
    case ExprOp::Lt:
    case ExprOp::Le:
    case ExprOp::Gt:
    case ExprOp::Ge:
      return same(node, /*comparison=*/true, type);
    case ExprOp::Select:
      return select(node, type);
    case ExprOp::ULt:
    case ExprOp::ULe:
    case ExprOp::And:
    case ExprOp::Or:
    case ExprOp::Xor:
    case ExprOp::Shl:
    case ExprOp::Shr:
    case ExprOp::UShr:
    case ExprOp::UDiv:
    case ExprOp::URem:
      return binary(node, /*isFloat=*/false, type);
    case ExprOp::Not:
      return unary(node, false, false, type);
    case ExprOp::ToFloat:
      return unary(node, false, true, type);
    case ExprOp::ToInt:
      return unary(node, true, false, type);
    case ExprOp::RoundF32:
      return unary(node, true, true, type);
    case ExprOp::Wrap:
      if (node.imm == 0 || node.imm < -64 || node.imm > 64) {
        return problem("a width from 1 to 64 or -64 to -1", std::to_string(node.imm));
      }
      return unary(node, false, false, type);
    }
    return problem("an operation below " + std::to_string(kExprOps),
                   std::to_string(static_cast<unsigned>(node.op)));
  }

  const KernelInfo &kernel;
  std::vector<NodeType> &types;
  size_t index = 0;
};
} // namespace

Found validate_exprs(const KernelInfo &kernel, std::vector<NodeType> &types) {
  types.clear();
  types.reserve(kernel.exprs.size());
  return TableChecker(kernel, types).run();
}

} // namespace dc::rt::artifact
