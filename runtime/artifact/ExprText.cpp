// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints an expression as infix text. An explicit stack, and a limit on the text: a small hostile
// table describes a huge tree.
#include "runtime/artifact/Expr.h"
#include "runtime/artifact/Names.h"

#include <bit>
#include <cstdio>
#include <vector>

namespace dc::rt::artifact {

namespace {

/// Binding strength; a weaker operand gets parentheses. Functions and leaves are the strongest.
enum Strength : int {
  Lowest,
  Choice,
  LogicOr,
  LogicAnd,
  BitOr,
  BitXor,
  BitAnd,
  Equality,
  Relation,
  Shift,
  Sum,
  Product,
  Unary,
  Atom
};

struct Infix {
  const char *symbol;
  Strength strength;
};

Infix infix_of(ExprOp op) noexcept {
  switch (op) {
  case ExprOp::Add:
    return {" + ", Sum};
  case ExprOp::Sub:
    return {" - ", Sum};
  case ExprOp::Mul:
    return {" * ", Product};
  case ExprOp::Div:
    return {" / ", Product};
  case ExprOp::Rem:
    return {" % ", Product};
  case ExprOp::Eq:
    return {" == ", Equality};
  case ExprOp::Ne:
    return {" != ", Equality};
  case ExprOp::Lt:
    return {" < ", Relation};
  case ExprOp::Le:
    return {" <= ", Relation};
  case ExprOp::Gt:
    return {" > ", Relation};
  case ExprOp::Ge:
    return {" >= ", Relation};
  case ExprOp::And:
    return {" & ", BitAnd};
  case ExprOp::Or:
    return {" | ", BitOr};
  case ExprOp::Xor:
    return {" ^ ", BitXor};
  case ExprOp::Shl:
    return {" << ", Shift};
  case ExprOp::Shr:
    return {" >> ", Shift};
  default:
    return {nullptr, Atom};
  }
}

/// A node still to print, or literal text.
struct Item {
  uint32_t node = kNoExpr;
  Strength context = Lowest;
  std::string text;
};

class Printer {
public:
  Printer(std::span<const ExprNode> table, std::span<const ArgInfo> args, size_t limit)
      : table(table), args(args), limit(limit) {}

  std::string run(uint32_t root) {
    find_booleans(root);
    push(root, Lowest, kNoExpr);
    while (!stack.empty()) {
      Item item = std::move(stack.back());
      stack.pop_back();
      if (item.node == kNoExpr) {
        out += item.text;
      } else {
        print(item.node, item.context);
      }
      if (out.size() > limit) {
        return cut();
      }
    }
    return out;
  }

private:
  std::string cut() {
    out.resize(limit);
    // Not in the middle of a UTF-8 sequence.
    while (!out.empty() && (out.back() & 0xc0) == 0x80) {
      out.pop_back();
    }
    if (!out.empty() && (out.back() & 0xc0) == 0xc0) {
      out.pop_back();
    }
    return out + "...";
  }

  /// Marks the nodes that only ever are 0 or 1, where & and | read better as && and ||.
  void find_booleans(uint32_t root) {
    boolean.resize(root < table.size() ? size_t(root) + 1 : 0);
    for (uint32_t i = 0; i < boolean.size(); ++i) {
      const ExprNode &node = table[i];
      auto is = [&](uint32_t operand) { return operand < i && boolean[operand]; };
      switch (node.op) {
      case ExprOp::ConstInt:
        boolean[i] = node.imm == 0 || node.imm == 1;
        break;
      case ExprOp::Eq:
      case ExprOp::Ne:
      case ExprOp::Lt:
      case ExprOp::Le:
      case ExprOp::Gt:
      case ExprOp::Ge:
      case ExprOp::ULt:
      case ExprOp::ULe:
      case ExprOp::Not:
        boolean[i] = true;
        break;
      case ExprOp::And:
      case ExprOp::Or:
      case ExprOp::Xor:
        boolean[i] = is(node.a) && is(node.b);
        break;
      case ExprOp::Select:
        boolean[i] = is(node.b) && is(node.c);
        break;
      default:
        break;
      }
    }
  }

  bool is_constant(uint32_t node, int64_t value) const {
    return node < table.size() && table[node].op == ExprOp::ConstInt && table[node].imm == value;
  }

  /// How a node prints between two operands, if it does. `a ? b : 0` of booleans is the front end's
  /// `a && b`.
  Infix infix_at(uint32_t index, uint32_t &left, uint32_t &right) const {
    const ExprNode &node = table[index];
    left = node.a;
    right = node.b;
    if (boolean[index] && node.op == ExprOp::And) {
      return {" && ", LogicAnd};
    }
    if (boolean[index] && node.op == ExprOp::Or) {
      return {" || ", LogicOr};
    }
    if (boolean[index] && node.op == ExprOp::Select && is_constant(node.c, 0)) {
      return {" && ", LogicAnd};
    }
    if (boolean[index] && node.op == ExprOp::Select && is_constant(node.b, 1)) {
      right = node.c;
      return {" || ", LogicOr};
    }
    return infix_of(node.op);
  }

  /// Operands must come before their user; in an unchecked table one that does not prints as "?".
  void push(uint32_t node, Strength context, uint32_t user) {
    if (node >= table.size() || node >= user) {
      push("?");
    } else {
      stack.push_back({node, context, {}});
    }
  }
  void push(std::string text) { stack.push_back({kNoExpr, Lowest, std::move(text)}); }

  std::string argument(uint32_t index) const {
    if (index < args.size() && !args[index].name.empty()) {
      return printable(args[index].name, 100);
    }
    return "arg" + std::to_string(index);
  }

  bool is_array_1d(uint32_t arg) const { return arg < args.size() && args[arg].rank == 1; }

  std::string leaf(const ExprNode &node) const {
    auto dimension = [&](const char *what) {
      return argument(node.a) + what + "(" + std::to_string(node.b) + ")";
    };
    switch (node.op) {
    case ExprOp::ConstInt:
      return std::to_string(node.imm);
    case ExprOp::ConstFloat: {
      char text[40];
      std::snprintf(text, sizeof(text), "%.17g", std::bit_cast<double>(node.imm));
      std::string number = text;
      return number.find_first_not_of("-0123456789") == std::string::npos ? number + ".0" : number;
    }
    case ExprOp::Extent:
      return is_array_1d(node.a) && node.b == 0 ? argument(node.a) + ".size()"
                                                : dimension(".extent");
    case ExprOp::Stride:
      return dimension(".stride");
    case ExprOp::ByteSize:
      return argument(node.a) + ".size_bytes()";
    case ExprOp::Alignment:
      return "alignment(" + argument(node.a) + ")";
    case ExprOp::Scalar:
      return argument(node.a);
    case ExprOp::Domain:
      return "domain(" + std::to_string(node.a) + ")";
    case ExprOp::DeviceFact:
      return std::string("device.") +
             to_string(static_cast<DeviceFact>(node.a < kDeviceFacts ? node.a : 255));
    default:
      return {};
    }
  }

  void call(const std::string &name, std::initializer_list<uint32_t> operands, uint32_t user,
            const std::string &last = "") {
    push(last + ")");
    for (size_t i = operands.size(); i-- > 0;) {
      push(operands.begin()[i], Lowest, user);
      push(i == 0 ? name + "(" : ", ");
    }
  }

  /// Pushes the pieces of a node, last piece first.
  void print(uint32_t index, Strength context) {
    const ExprNode &node = table[index];
    uint32_t left = 0, right = 0;
    if (Infix infix = infix_at(index, left, right); infix.symbol) {
      bool parentheses =
          infix.strength < context ||
          (mixes_badly(infix.strength) && context > Choice && context != infix.strength);
      push(parentheses ? ")" : "");
      // Left-associative: an equal operand on the right needs parentheses, and comparisons never
      // chain.
      auto stronger = static_cast<Strength>(infix.strength + 1);
      bool chains = infix.strength != Equality && infix.strength != Relation;
      push(right, stronger, index);
      push(infix.symbol);
      push(left, chains ? infix.strength : stronger, index);
      push(parentheses ? "(" : "");
      return;
    }
    switch (node.op) {
    case ExprOp::Not:
      push(node.a, Unary, index);
      push("!");
      return;
    case ExprOp::Select: {
      bool parentheses = context > Choice;
      push(parentheses ? ")" : "");
      push(node.c, Choice, index);
      push(" : ");
      push(node.b, LogicOr, index);
      push(" ? ");
      push(node.a, LogicOr, index);
      push(parentheses ? "(" : "");
      return;
    }
    case ExprOp::Wrap:
      call(node.imm < 0 ? "u" + std::to_string(node.imm).substr(1) : "i" + std::to_string(node.imm),
           {node.a}, index);
      return;
    case ExprOp::ToFloat:
      call("double", {node.a}, index);
      return;
    case ExprOp::ToInt:
      call("int", {node.a}, index);
      return;
    case ExprOp::RoundF32:
      call("float", {node.a}, index);
      return;
    case ExprOp::Min:
    case ExprOp::Max:
    case ExprOp::UDiv:
    case ExprOp::URem:
    case ExprOp::ULt:
    case ExprOp::ULe:
    case ExprOp::UShr:
      call(to_string(node.op), {node.a, node.b}, index);
      return;
    default:
      break;
    }
    std::string text = leaf(node);
    push(text.empty() ? "?" : text.front() == '-' && context > Sum ? "(" + text + ")" : text);
  }

  /// Readers misremember how these bind: always in parentheses inside something else.
  static bool mixes_badly(Strength strength) {
    return strength == Shift || (strength >= LogicOr && strength <= BitAnd);
  }

  std::span<const ExprNode> table;
  std::span<const ArgInfo> args;
  size_t limit;
  std::vector<Item> stack;
  std::vector<bool> boolean;
  std::string out;
};

} // namespace

std::string to_text(std::span<const ExprNode> table, uint32_t root, std::span<const ArgInfo> args,
                    size_t limit) {
  return Printer(table, args, limit).run(root);
}

} // namespace dc::rt::artifact
