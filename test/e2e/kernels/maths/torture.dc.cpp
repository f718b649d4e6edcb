// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Control flow at its worst: a small virtual machine per thread, with a switch of many exits within
// nested loops, breaks of several levels by flags, returns from the middle, short circuits with
// effects, and comma and conditional operators.
#include <dotcompute/kernel.h>

#include <cstdint>

enum class Op : uint8_t {
  Halt,
  Push,
  Add,
  Sub,
  Mul,
  Div,
  Dup,
  Swap,
  Drop,
  Jump,
  JumpZero,
  Less,
  Input,
  Loop,
  Fault
};

struct Machine {
  int stack[8];
  int depth = 0;
  bool broken = false;

  void push(int v) {
    if (depth == 8) {
      broken = true;
      return;
    }
    stack[depth++] = v;
  }
  int pop() { return depth > 0 ? stack[--depth] : (broken = true, 0); }
};

/// 0 when it halts, 1 when it runs off the end, 2 when it breaks, 3 when its fuel is used up.
inline int execute(dc::span<const Op> code, dc::span<const int> operand, int input, int fuel,
                   Machine &m) {
  int at = 0, counter = 0;
  for (; at < code.size() && fuel > 0; ++at, --fuel) {
    switch (const int x = operand[at]; code[at]) {
    case Op::Halt:
      return 0;
    case Op::Input:
      m.push(input);
      break;
    case Op::Push:
      m.push(x);
      continue;
    case Op::Dup: {
      int v = m.pop();
      m.push(v);
      m.push(v);
      break;
    }
    case Op::Swap: {
      int a = m.pop(), b = m.pop();
      m.push(a), m.push(b);
      break;
    }
    case Op::Drop:
      m.pop();
      break;
    case Op::Add:
    case Op::Sub:
    case Op::Mul:
    case Op::Less: {
      const int b = m.pop(), a = m.pop();
      m.push(code[at] == Op::Add   ? a + b
             : code[at] == Op::Sub ? a - b
             : code[at] == Op::Mul ? a * b
                                   : a < b);
      break;
    }
    case Op::Div: {
      const int b = m.pop(), a = m.pop();
      if (b == 0 || (a == INT32_MIN && b == -1)) {
        return 2;
      }
      m.push(a / b);
      break;
    }
    case Op::JumpZero:
      if (m.pop() != 0) {
        break;
      }
      [[fallthrough]];
    case Op::Jump:
      at = x - 1;
      break;
    case Op::Loop:
      // A loop in a case, left by break, whose break is not the switch's.
      for (int k = 0;; ++k) {
        if (k >= x || (++counter & 7) == 5) {
          break;
        }
        if (m.depth > 0 && (m.stack[m.depth - 1] += k) < 0) {
          continue;
        }
        do {
          if (counter % 3 == 0) {
            break;
          }
          ++counter;
        } while (counter % 5 != 4);
      }
      break;
    case Op::Fault:
      m.broken = true;
      [[fallthrough]];
    default:
      m.push(counter);
    }
    if (m.broken) {
      return 2;
    }
  }
  return fuel > 0 ? 1 : 3;
}

DC_KERNEL void torture(dc::span<const Op> code, dc::span<const int> operand,
                       dc::span<const int> inputs, int fuel, dc::span<int> status,
                       dc::span<int> top) {
  DC_DOMAIN(inputs.size());
  DC_REQUIRES(code.size() == operand.size());
  const auto i = dc::global_id();
  Machine machine;
  status[i] = execute(code, operand, inputs[i], fuel, machine);
  int sum = machine.depth;
  while (machine.depth > 0) {
    sum = sum * 31 + machine.pop();
  }
  top[i] = sum;
}
