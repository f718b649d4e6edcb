// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every operation of launch rules: the launcher computes what the kernel would, and the analysis
// that allows it agrees.
#include "compiler/manifest/LaunchExpressions.h"

#include "passes/Analysis/LaunchFacts.h"
#include "runtime/artifact/Expr.h"
#include "test/unit/compiler/manifest/ManifestHarness.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

namespace dc::compiler {
namespace {

using rt::artifact::ArgOperand;
using rt::artifact::ExprNode;
using rt::artifact::ExprValue;

/// What the scalar parameters are; x has 100 elements, the domain is 40.
struct Inputs {
  int64_t i = 7, j = -3;
  int32_t n = 5;
  uint32_t u = 4000000000u;
  double d = 2.5;
  float f = 1.5f;
  bool b = true;
};

struct Case {
  std::string body; ///< with one operation marked
  double expected;
  Inputs inputs = {};
};

std::string kernelText(const std::string &body) {
  return R"(dc.kernel @k(%i: i64 {dc.name = "i", dc.type = "i64"}, %j: i64 {dc.name = "j", dc.type = "i64"},
      %n: i32 {dc.name = "n", dc.type = "i32"}, %u: i32 {dc.name = "u", dc.type = "u32"},
      %d: f64 {dc.name = "d", dc.type = "f64"}, %f: f32 {dc.name = "f", dc.type = "f32"},
      %b: i1 {dc.name = "b", dc.type = "bool"}, %h: f16 {dc.name = "h", dc.type = "f16"},
      %x: memref<?xf32> {dc.name = "x", dc.type = "f32"}) attributes {rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    )" + body +
         "\n    dc.return\n  }";
}

std::vector<ArgOperand> operandsOf(const Inputs &in) {
  std::vector<ArgOperand> operands(9);
  operands[0].scalar = ExprValue::of(in.i);
  operands[1].scalar = ExprValue::of(in.j);
  operands[2].scalar = ExprValue::of(int64_t(in.n));
  operands[3].scalar = ExprValue::of(int64_t(in.u));
  operands[4].scalar = ExprValue::of(in.d);
  operands[5].scalar = ExprValue::of(double(in.f));
  operands[6].scalar = ExprValue::of(int64_t(in.b));
  operands[7].scalar = ExprValue::of(0.0);
  operands[8].extents = {100, 0, 0};
  operands[8].byteSize = 400;
  return operands;
}

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Inputs withFloat(double d) {
  Inputs in;
  in.d = d;
  return in;
}

Inputs withInt(int64_t i) {
  Inputs in;
  in.i = i;
  return in;
}

const std::vector<Case> &cases() {
  static const std::vector<Case> all = {
      {"%r = arith.addi %i, %j {marked} : i64", 4},
      {"%r = arith.subi %i, %j {marked} : i64", 10},
      {"%r = arith.muli %i, %j {marked} : i64", -21},
      {"%r = arith.addi %u, %u {marked} : i32",
       double(int32_t(8000000000u - 4294967296u))}, // wraps
      {"%r = dc.divsi %i, %j {marked} : i64", -2},
      {"%r = dc.remsi %i, %j {marked} : i64", 1},
      {"%r = dc.divui %u, %n {marked} : i32", 800000000},
      {"%r = dc.remui %u, %n {marked} : i32", 0},
      {"%r = arith.minsi %i, %j {marked} : i64", -3},
      {"%r = arith.maxsi %i, %j {marked} : i64", 7},
      {"%r = arith.minui %i, %j {marked} : i64", 7},
      {"%r = arith.maxui %i, %j {marked} : i64", -3},
      {"%r = arith.andi %i, %j {marked} : i64", 5},
      {"%r = arith.ori %i, %j {marked} : i64", -1},
      {"%r = arith.xori %i, %j {marked} : i64", -6},
      {"%r = arith.shli %i, %i {marked} : i64", 896},
      {"%r = arith.shrsi %j, %i {marked} : i64", -1},
      {"%c1 = arith.constant 1 : i32 %r = arith.shrui %u, %c1 {marked} : i32", 2000000000},
      {"%r = arith.cmpi sle, %i, %j {marked} : i64", 0},
      {"%r = arith.cmpi ule, %i, %j {marked} : i64", 1},
      {"%r = arith.cmpi ugt, %u, %n {marked} : i32", 1},
      {"%r = arith.select %b, %i, %j {marked} : i64", 7},
      {"%r = arith.extsi %u {marked} : i32 to i64", double(int32_t(4000000000u))},
      {"%r = arith.extui %u {marked} : i32 to i64", 4000000000.0},
      {"%r = arith.extui %b {marked} : i1 to i64", 1},
      {"%r = arith.extsi %b {marked} : i1 to i64", -1},
      {"%r = arith.trunci %i {marked} : i64 to i8", -128, withInt(128)},
      {"%r = arith.index_cast %i {marked} : i64 to index", 7},
      {"%r = arith.index_castui %u {marked} : i32 to index", 4000000000.0},
      {"%r = arith.sitofp %j {marked} : i64 to f64", -3},
      {"%r = arith.sitofp %n {marked} : i32 to f32", 5},
      {"%r = arith.uitofp %u {marked} : i32 to f64", 4000000000.0},
      {"%r = arith.uitofp %b {marked} : i1 to f32", 1},
      {"%r = arith.uitofp %i {marked} : i64 to f64", 18446744073709551615.0, withInt(-1)},
      {"%r = arith.uitofp %i {marked} : i64 to f64", 9223372036854775808.0, withInt(INT64_MIN)},
      {"%r = arith.uitofp %i {marked} : i64 to f64", 7},
      {"%r = dc.fptosi %d {marked} : f64 to i64", -2, withFloat(-2.9)},
      {"%r = dc.fptosi %d {marked} : f64 to i64", 9223372036854775807.0, withFloat(1e30)},
      {"%r = dc.fptosi %d {marked} : f64 to i32", 2147483647, withFloat(1e10)},
      {"%r = dc.fptosi %d {marked} : f64 to i8", -128, withFloat(-1000)},
      {"%r = dc.fptosi %d {marked} : f64 to i32", 0, withFloat(kNaN)},
      {"%r = dc.fptoui %d {marked} : f64 to i64", 0, withFloat(-5)},
      {"%r = dc.fptoui %d {marked} : f64 to i64", 0, withFloat(kNaN)},
      {"%r = dc.fptoui %d {marked} : f64 to i64", -1, withFloat(1e30)}, // all ones
      {"%r = dc.fptoui %d {marked} : f64 to i64", double(INT64_MIN),
       withFloat(9223372036854775808.0)},
      {"%r = dc.fptoui %d {marked} : f64 to i64", 4e18, withFloat(4e18)},
      {"%r = dc.fptoui %d {marked} : f64 to i32", -1, withFloat(5e9)}, // all ones
      {"%r = dc.fptoui %d {marked} : f64 to i8", 100, withFloat(100.9)},
      {"%r = arith.addf %d, %d {marked} : f64", 5},
      {"%r = arith.subf %f, %f {marked} : f32", 0},
      {"%r = arith.mulf %f, %f {marked} : f32", 2.25},
      {"%c3 = arith.constant 3.0 : f32 %r = arith.divf %f, %c3 {marked} : f32", 0.5},
      {"%c3 = arith.constant 3.0 : f32 %c1 = arith.constant 1.0 : f32 %r = arith.divf %c1, %c3 "
       "{marked} : f32",
       1.0f / 3.0f},
      {"%r = dc.muladd %d, %d, %d {marked} : f64", 8.75},
      {"%r = arith.negf %d {marked} : f64", -2.5},
      {"%r = arith.negf %d {marked} : f64", -0.0, withFloat(0.0)},
      {"%r = arith.extf %f {marked} : f32 to f64", 1.5},
      {"%r = arith.truncf %d {marked} : f64 to f32", double(0.1f), withFloat(0.1)},
      {"%t = memref.dim %x, %c0 : memref<?xf32> %r = arith.index_cast %t {marked} : index to i64",
       100},
      {"%t = dc.domain_size 0 %r = arith.addi %t, %i {marked} : i64", 47},
      {"%t = scf.if %b -> i64 { scf.yield %i : i64 } else { scf.yield %j : i64 } %r = arith.addi "
       "%t, %i {marked} : i64",
       14},
  };
  return all;
}

ExprValue evaluateMarked(KernelText &text, const Inputs &inputs) {
  std::vector<ExprNode> nodes;
  LaunchExpressions expressions(text.kernel(), nodes);
  std::optional<uint32_t> root = expressions.build(text.marked()->getResult(0));
  if (!root) {
    ADD_FAILURE() << text.errors();
    return {};
  }
  std::vector<ArgOperand> operands = operandsOf(inputs);
  const int64_t domain[] = {40};
  auto value = rt::artifact::evaluate(nodes, *root, {operands, domain, {}});
  EXPECT_TRUE(value.ok()) << value.status().to_string();
  return value.ok() ? *value : ExprValue{};
}

TEST(LaunchExpressions, ComputeWhatTheKernelWould) {
  for (const Case &c : cases()) {
    SCOPED_TRACE(c.body);
    KernelText text(kernelText(c.body));
    EXPECT_TRUE(mlir::dc::isLaunchComputable(text.marked()->getResult(0),
                                             mlir::dc::LaunchInputs::ArgumentsAndDomain));
    ExprValue value = evaluateMarked(text, c.inputs);
    EXPECT_EQ(value.isFloat, mlir::isa<mlir::FloatType>(text.marked()->getResult(0).getType()));
    EXPECT_EQ(value.isFloat ? value.f : double(value.i), c.expected);
    EXPECT_EQ(std::signbit(value.isFloat ? value.f : double(value.i)), std::signbit(c.expected));
  }
}

TEST(LaunchExpressions, EveryListedOperationIsTested) {
  std::set<std::string> tested;
  for (const Case &c : cases()) {
    tested.insert(KernelText(kernelText(c.body)).marked()->getName().getStringRef().str());
  }
  const std::vector<llvm::StringRef> listed = {
#define DC_LAUNCH_OPERATION(operation, rule, node) operation::getOperationName(),
#include "passes/Analysis/LaunchOperations.def"
  };
  for (llvm::StringRef name : listed) {
    EXPECT_TRUE(tested.count(name.str()) || name == "arith.cmpf") << name.str(); // that one below
  }
}

TEST(LaunchExpressions, ComparisonsOfFloats) {
  struct Predicate {
    const char *name;
    bool less, equal, greater, unordered;
  };
  const Predicate predicates[] = {
      {"false", false, false, false, false}, {"oeq", false, true, false, false},
      {"ogt", false, false, true, false},    {"oge", false, true, true, false},
      {"olt", true, false, false, false},    {"ole", true, true, false, false},
      {"one", true, false, true, false},     {"ord", true, true, true, false},
      {"ueq", false, true, false, true},     {"ugt", false, false, true, true},
      {"uge", false, true, true, true},      {"ult", true, false, false, true},
      {"ule", true, true, false, true},      {"une", true, false, true, true},
      {"uno", false, false, false, true},    {"true", true, true, true, true}};
  for (const Predicate &p : predicates) {
    SCOPED_TRACE(p.name);
    KernelText text(kernelText(std::string("%c2 = arith.constant 2.0 : f64 %r = arith.cmpf ") +
                               p.name + ", %d, %c2 {marked} : f64"));
    EXPECT_TRUE(mlir::dc::isLaunchComputable(text.marked()->getResult(0),
                                             mlir::dc::LaunchInputs::Arguments));
    EXPECT_EQ(evaluateMarked(text, withFloat(1)).i, p.less);
    EXPECT_EQ(evaluateMarked(text, withFloat(2)).i, p.equal);
    EXPECT_EQ(evaluateMarked(text, withFloat(3)).i, p.greater);
    EXPECT_EQ(evaluateMarked(text, withFloat(kNaN)).i, p.unordered);
  }
}

TEST(LaunchExpressions, RefuseWhatTheAnalysisRefuses) {
  for (const char *body : {
           "%r = arith.extf %h {marked} : f16 to f32",
           "%r = arith.addf %h, %h {marked} : f16",
           "%r = arith.constant {marked} 1.0 : f16",
           "%v = memref.load %x[%c0] : memref<?xf32> %r = arith.addf %v, %v {marked} : f32",
           "%t = dc.global_id 0 %r = arith.addi %t, %i {marked} : i64",
           "%r = arith.maxsi %b, %b {marked} : i1",
           "%w = arith.extsi %i : i64 to i128 %r = arith.trunci %w {marked} : i128 to i64",
       }) {
    SCOPED_TRACE(body);
    KernelText text(kernelText(body));
    EXPECT_FALSE(mlir::dc::isLaunchComputable(text.marked()->getResult(0),
                                              mlir::dc::LaunchInputs::ArgumentsAndDomain));
    std::vector<ExprNode> nodes;
    LaunchExpressions expressions(text.kernel(), nodes);
    EXPECT_FALSE(expressions.build(text.marked()->getResult(0)));
    EXPECT_NE(text.errors().find("DCC5001"), std::string::npos) << text.errors();
  }
}

TEST(LaunchExpressions, EqualNodesAreShared) {
  KernelText text(kernelText("%p = arith.addi %i, %j : i64 %q = arith.addi %i, %j : i64 %r = "
                             "arith.muli %p, %q {marked} : i64"));
  std::vector<ExprNode> nodes;
  LaunchExpressions expressions(text.kernel(), nodes);
  ASSERT_TRUE(expressions.build(text.marked()->getResult(0)));
  EXPECT_EQ(nodes.size(), 4u);
}

} // namespace
} // namespace dc::compiler
