// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel's plan against what it stands for: the expression evaluator and the full checks, on
// random kernels and arguments.
#include "runtime/core/LaunchPlanChecks.h"

#include <dotcompute/runtime/Queue.h>
#include <dotcompute/runtime/Runtime.h>

#include "runtime/core/ArgumentChecks.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace {

using namespace dc::rt;
using namespace dc::rt::core;
using artifact::ExprNode;
using artifact::ExprOp;

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

class Random {
public:
  explicit Random(uint32_t seed) : engine(seed) {}
  int64_t from(int64_t least, int64_t most) {
    return std::uniform_int_distribution<int64_t>(least, most)(engine);
  }
  /// Mostly small, so that values are often equal; now and then an end of the range.
  int64_t value() {
    const int64_t ends[] = {kMin, kMin + 1, -1, kMax - 1, kMax};
    return from(0, 5) == 0 ? ends[from(0, 4)] : from(-2, 3);
  }

private:
  std::mt19937 engine;
};

/// Two arrays, an integer scalar of any type, and a float one; an expression table of anything.
artifact::KernelInfo randomKernel(Random &random) {
  artifact::KernelInfo kernel;
  kernel.name = "k";
  kernel.rank = uint32_t(random.from(1, 3));
  for (int i = 0; i < 4; ++i) {
    artifact::ArgInfo arg;
    arg.name = std::string(1, char('a' + i));
    arg.kind = i < 2 ? artifact::ArgKind::Array : artifact::ArgKind::Scalar;
    arg.rank = i < 2 ? uint8_t(random.from(1, 3)) : 0;
    arg.access = random.from(0, 1) ? artifact::Access::ReadWrite : artifact::Access::Read;
    arg.type = i == 3   ? artifact::ElementType::F32
               : i == 2 ? artifact::ElementType(random.from(0, 8))
                        : artifact::ElementType(random.from(0, 12));
    kernel.args.push_back(arg);
  }
  const auto count = random.from(3, 14);
  for (int64_t n = 0; n < count; ++n) {
    ExprNode node;
    if (n < 2 || random.from(0, 2) == 0) {
      const ExprOp leaves[] = {ExprOp::ConstInt, ExprOp::Extent,     ExprOp::Extent,
                               ExprOp::Scalar,   ExprOp::Domain,     ExprOp::Stride,
                               ExprOp::ByteSize, ExprOp::DeviceFact, ExprOp::ConstFloat};
      node.op = leaves[random.from(0, random.from(0, 7) == 0 ? 8 : 4)]; // seldom one that is left
                                                                        // to the evaluator
      node.a = uint32_t(node.op == ExprOp::Scalar ? random.from(1, 3)
                        : random.from(0, 9)       ? random.from(0, 1)
                                                  : random.from(2, 4)); // also none such
      node.b = uint32_t(random.from(0, random.from(0, 3)));
      node.imm = random.value();
      if (node.op == ExprOp::Domain) {
        node.a = uint32_t(random.from(0, random.from(0, 3)));
      }
    } else {
      const ExprOp operations[] = {ExprOp::Eq,  ExprOp::Ne,  ExprOp::Lt,  ExprOp::Le,
                                   ExprOp::Gt,  ExprOp::Ge,  ExprOp::ULt, ExprOp::ULe,
                                   ExprOp::And, ExprOp::And, ExprOp::Or,  ExprOp::Add};
      node.op = operations[random.from(0, 11)];
      const int64_t most = random.from(0, 20) == 0 ? n : n - 1; // itself is malformed
      node.a = uint32_t(random.from(0, most));
      node.b = uint32_t(random.from(0, most));
    }
    kernel.exprs.push_back(node);
  }
  return kernel;
}

/// Arguments of the kernel's kinds, types and ranks with any extents, and the operands of them.
void randomArguments(Random &random, const artifact::KernelInfo &kernel,
                     std::vector<Argument> &arguments,
                     std::vector<artifact::ArgOperand> &operands) {
  arguments.clear();
  operands.clear();
  for (const artifact::ArgInfo &info : kernel.args) {
    Argument a;
    a.type = dataType(info.type);
    artifact::ArgOperand operand;
    if (info.kind == artifact::ArgKind::Scalar) {
      a.bits = uint64_t(random.value()) ^ (random.from(0, 3) == 0 ? 0x8000808000 : 0);
      operand.scalar = scalarValue(a.type, a.bits);
    } else {
      a.kind = Argument::Kind::HostArray;
      a.rank = info.rank;
      for (int d = 0; d < a.rank; ++d) {
        operand.extents[d] = a.extents[d] = random.value();
      }
    }
    arguments.push_back(a);
    operands.push_back(operand);
  }
}

TEST(LaunchPlan, CompiledRulesMeanWhatTheEvaluatorComputes) {
  Random random(11);
  int conditions = 0;
  int extents = 0;
  int held = 0;
  for (int round = 0; round < 60000; ++round) {
    const artifact::KernelInfo kernel = randomKernel(random);
    std::vector<Argument> arguments;
    std::vector<artifact::ArgOperand> operands;
    const auto root = uint32_t(random.from(0, int64_t(kernel.exprs.size()))); // also none such
    CompiledRules rules;
    const bool isCondition = rules.compileCondition(kernel, root);
    CompiledRules other;
    const std::optional<Term> term = other.compileExtent(kernel, root);
    conditions += isCondition ? 1 : 0;
    extents += term ? 1 : 0;
    for (int k = 0; k < 8; ++k) {
      randomArguments(random, kernel, arguments, operands);
      const int64_t domain[3] = {random.value(), random.value(), random.value()};
      artifact::ExprInputs in;
      in.args = operands;
      if (term) {
        const artifact::ExprOutcome outcome = artifact::evaluate_fast(kernel.exprs, root, in);
        ASSERT_EQ(outcome.error, artifact::ExprError::None) << "round " << round;
        ASSERT_FALSE(outcome.value.isFloat);
        ASSERT_EQ(other.value(*term, arguments.data(), nullptr), outcome.value.i)
            << "round " << round;
      }
      in.domain = {domain, kernel.rank};
      if (isCondition) {
        const artifact::ExprOutcome outcome = artifact::evaluate_fast(kernel.exprs, root, in);
        ASSERT_EQ(outcome.error, artifact::ExprError::None) << "round " << round;
        ASSERT_EQ(rules.allHold(arguments.data(), domain), outcome.value.truthy())
            << "round " << round << ": " << artifact::to_text(kernel.exprs, root, kernel.args);
        held += outcome.value.truthy() ? 1 : 0;
      } else {
        ASSERT_TRUE(rules.allHold(arguments.data(), domain)) << "something was left behind";
      }
    }
  }
  EXPECT_GT(conditions, 2000);
  EXPECT_GT(extents, 5000);
  EXPECT_GT(held, 5000);
}

TEST(LaunchPlan, CompilesTheCommonContractsAndRefusesHostileOnes) {
  artifact::KernelInfo kernel;
  artifact::ArgInfo array;
  array.kind = artifact::ArgKind::Array;
  array.rank = 2;
  kernel.args = {array, array};
  kernel.rank = 2;
  kernel.exprs = {
      {ExprOp::Extent, 0, 1, 0, 0}, {ExprOp::Domain, 1, 0, 0, 0}, {ExprOp::Ge, 0, 1, 0, 0},
      {ExprOp::Extent, 1, 0, 0, 0}, {ExprOp::Ge, 3, 0, 0, 0},     {ExprOp::ConstInt, 0, 0, 0, 7},
      {ExprOp::Lt, 3, 5, 0, 0},     {ExprOp::And, 2, 4, 0, 0},    {ExprOp::And, 7, 6, 0, 0}};
  for (const uint32_t root : {2u, 4u, 6u, 7u, 8u}) {
    EXPECT_TRUE(CompiledRules().compileCondition(kernel, root)) << root;
  }
  EXPECT_FALSE(CompiledRules().compileCondition(kernel, 0));
  // Shared operands: 2^40 comparisons written out.
  kernel.exprs.resize(3);
  for (uint32_t n = 2; n < 42; ++n) {
    kernel.exprs.push_back({ExprOp::And, n, n, 0, 0});
  }
  EXPECT_TRUE(CompiledRules().compileCondition(kernel, 7));
  EXPECT_FALSE(CompiledRules().compileCondition(kernel, 12));
  EXPECT_FALSE(CompiledRules().compileCondition(kernel, 42));
}

/// What the plan passes, the checks pass, with the same domain; and what is in order, it passes.
TEST(LaunchPlan, PassesOnlyWhatTheFullChecksPass) {
  Random random(12);
  const Device cpu = Runtime::shared()->device("cpu").value();
  const Buffer<double> memory = cpu.allocate<double>(64).value();
  const Argument whole = to_argument(memory);
  int passed[4] = {};
  int held[2] = {};
  for (int round = 0; round < 60000; ++round) {
    artifact::ArtifactData data;
    data.kernels.push_back(randomKernel(random));
    artifact::KernelInfo &info = data.kernels[0];
    if (random.from(0, 3) == 0) {
      info.block.assign(info.rank, uint32_t(random.from(1, 3)));
    }
    info.args[0].alignment = uint32_t(1) << random.from(0, 6);
    // Inferred contracts, of lines, of other arrays and of a second dimension.
    info.exprs = {{ExprOp::Extent, 0, 0, 0, 0},
                  {ExprOp::ConstInt, 0, 0, 0, random.value()},
                  {ExprOp::Domain, 0, 0, 0, 0},
                  {ExprOp::Ge, 0, 2, 0, 0},
                  {ExprOp::Extent, 1, 0, 0, 0},
                  {ExprOp::Ge, 4, 2, 0, 0},
                  {ExprOp::Domain, uint32_t(info.rank - 1), 0, 0, 0},
                  {ExprOp::Ge, 0, 6, 0, 0}};
    for (const uint32_t root : {3u, 5u, 7u}) {
      if (random.from(0, 1) == 0) {
        info.contracts.emplace_back().expr = root;
      }
    }
    for (uint32_t d = 0; d < info.rank; ++d) {
      info.domain.push_back(uint32_t(random.from(0, 1)));
    }
    const KernelState kernel(std::make_shared<ArtifactState>(std::move(data)), 0, cpu,
                             std::vector<KernelVariant>());
    std::vector<Argument> arguments;
    std::vector<artifact::ArgOperand> operands;
    randomArguments(random, kernel.info(), arguments, operands);
    for (Argument &a : arguments) {
      if (random.from(0, 30) == 0) {
        a.type = DataType(random.from(0, 12));
      }
      if (a.kind == Argument::Kind::Scalar) {
        a.kind = random.from(0, 40) == 0 ? Argument::Kind::HostArray : a.kind;
        continue;
      }
      a.rank = random.from(0, 20) == 0 ? uint8_t(random.from(1, 3)) : a.rank;
      a.read_only = random.from(0, 3) == 0;
      a.kind = Argument::Kind(random.from(random.from(0, 20) == 0 ? 0 : 1, 2));
      a.allocation = random.from(0, 20) == 0 ? nullptr : whole.allocation;
      a.address = random.from(0, 20) == 0 ? 0 : whole.address + uint64_t(random.from(-1, 64)) * 8;
      for (int d = 0; d < a.rank; ++d) {
        a.extents[d] = random.from(0, 10) == 0 ? random.value() : random.from(0, 4);
      }
      a.strides[0] = random.from(0, 20);
      a.strides[1] = random.from(0, 5);
    }
    LaunchPlan::Seen seen;
    const bool fit = kernel.plan().argumentsFit(arguments, seen);
    const Status full = checkArguments(kernel, arguments, operands);
    ASSERT_TRUE(full.ok() || !fit) << "round " << round << ": " << full.to_string();
    passed[0] += full.ok() ? 1 : 0;
    passed[1] += fit ? 1 : 0;
    if (!full.ok()) {
      continue;
    }
    if (fit && kernel.plan().arraysApart(arguments.data(), seen)) {
      const auto aliasing = checkAliasing(kernel, arguments);
      ASSERT_TRUE(aliasing.ok()) << "round " << round;
      ++passed[2];
    }
    Domain wanted = {random.from(0, 1) ? Domain::Unit::Blocks : Domain::Unit::Threads,
                     uint8_t(random.from(1, 3)),
                     {random.value(), random.value(), random.value()}};
    const Domain *given = random.from(0, 1) ? &wanted : nullptr;
    LaunchDomain domain;
    const Result<LaunchDomain> expected = checkDomain(kernel, given, operands);
    if (kernel.plan().domainFits(given, arguments.data(), domain)) {
      ASSERT_TRUE(expected.ok()) << "round " << round << ": " << expected.status().to_string();
      ASSERT_EQ(domain.units, expected->units) << "round " << round;
      for (uint32_t d = 0; d < kernel.info().rank; ++d) {
        ASSERT_EQ(domain.extents[d], expected->extents[d]) << "round " << round;
      }
      ++passed[3];
    }
    if (!expected.ok()) {
      continue;
    }
    const bool hold = kernel.plan().otherContracts().empty() &&
                      kernel.plan().contractsHold(arguments.data(), *expected, seen);
    const bool mustHold = checkContracts(kernel, *expected, operands).ok();
    ASSERT_TRUE(hold == mustHold || (!hold && !fit)) << "round " << round;
    held[hold ? 1 : 0] += kernel.info().contracts.empty() ? 0 : 1;
  }
  EXPECT_GT(passed[0], 5000);
  EXPECT_GT(passed[1], passed[0] / 2); // the rest are empty arrays at odd addresses
  EXPECT_GT(passed[2], 1000);
  EXPECT_GT(passed[3], 1000);
  EXPECT_GT(held[0], 500);
  EXPECT_GT(held[1], 500);
}

} // namespace
