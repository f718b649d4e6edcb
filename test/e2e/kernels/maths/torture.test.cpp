// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The machine runs Collatz, factorials and random programs. The random ones have the host's run as
// their reference, which a known program checks in turn.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/maths/torture.dc.cpp"

SUITE_TEST() {
  // Steps of Collatz: count on the bottom, n on top.
  struct Instruction {
    Op op;
    int operand = 0;
  };
  const std::vector<Instruction> collatz = {
      {Op::Push, 0}, {Op::Input},                                           // count n
      {Op::Dup},     {Op::Push, 2},  {Op::Less},         {Op::JumpZero, 8}, // 2: until n < 2
      {Op::Drop},    {Op::Halt},                                            // count
      {Op::Swap},    {Op::Push, 1},  {Op::Add},          {Op::Swap},        // 8: count + 1
      {Op::Dup},     {Op::Dup},      {Op::Push, 2},      {Op::Div},
      {Op::Push, 2},                                                     // n n n/2 2
      {Op::Mul},     {Op::Sub},      {Op::JumpZero, 24},                 // even?
      {Op::Push, 3}, {Op::Mul},      {Op::Push, 1},      {Op::Jump, 26}, // 20: 3 n + 1
      {Op::Push, 2}, {Op::Jump, 28},                                     // 24: n / 2
      {Op::Add},     {Op::Jump, 2},                                      // 26
      {Op::Div},     {Op::Jump, 2}};                                     // 28
  std::vector<Op> code;
  std::vector<int> operand;
  for (auto [op, x] : collatz) {
    code.push_back(op);
    operand.push_back(x);
  }
  auto inputs = integers<int>(257, 1, 1000);
  std::vector<int> status(257), top(257), zeros(257), expected;
  for (int n : inputs) {
    int count = 0;
    for (long x = n; x != 1; ++count) {
      x = x % 2 ? 3 * x + 1 : x / 2;
    }
    expected.push_back(31 + count);
  }
  run(KERNEL(torture), in(code), in(operand), in(inputs), 100000, out(status), out(top));
  expect(status, zeros);
  expect(top, expected);

  for (int round = 0; round < 300; ++round) {
    const int64_t length = between(0, 20), n = between(0, 70);
    auto ops = integers<Op>(length, 0, 20); // some are none
    std::vector<int> operands;
    for (Op op : ops) {
      bool jump = op == Op::Jump || op == Op::JumpZero;
      operands.push_back(static_cast<int>(jump ? between(0, length) : between(-3, 12)));
    }
    auto values = integers<int>(n, -5, 5);
    std::vector<int> s(n), t(n);
    run(KERNEL(torture), in(ops), in(operands), in(values), static_cast<int>(between(0, 200)),
        out(s), out(t));
  }
}
