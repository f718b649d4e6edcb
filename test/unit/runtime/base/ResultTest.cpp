// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Result<T>: values, failures, both ways of unwrapping, DC_TRY.
#include "test/unit/runtime/base/ResultWithoutExceptions.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

using namespace dc::rt;

namespace {

Status missing() { return Status(StatusCode::NotFound, "DCR2001", "no such file"); }

Result<int> positive(int value) {
  if (value <= 0) {
    return missing();
  }
  return value;
}

Status check(int value) {
  DC_TRY(positive(value));
  DC_TRY(Status());
  return Status();
}

Result<std::unique_ptr<std::string>> text(int value) {
  DC_TRY_ASSIGN(int checked, positive(value).with_context("while making text"));
  int again = 0;
  DC_TRY_ASSIGN(again, positive(checked));
  return std::make_unique<std::string>(std::to_string(again));
}

TEST(Result, Value) {
  Result<int> result = positive(3);
  EXPECT_TRUE(result.ok());
  EXPECT_TRUE(static_cast<bool>(result));
  EXPECT_TRUE(result.status().ok());
  EXPECT_EQ(result.value(), 3);
  EXPECT_EQ(*result, 3);
  *result = 4;
  EXPECT_EQ(std::as_const(result).value(), 4);
  EXPECT_EQ(result.value_or(9), 4);
}

TEST(Result, FailureThrowsWhereExceptionsAreOn) {
  Result<int> result = positive(-1);
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.code(), StatusCode::NotFound);
  EXPECT_EQ(positive(-1).value_or(9), 9);
  try {
    (void)result.value();
    FAIL() << "expected an exception";
  } catch (const StatusError &error) {
    EXPECT_EQ(error.status().id(), "DCR2001");
    EXPECT_STREQ(error.what(), "no such file [DCR2001 NotFound]");
  }
  EXPECT_THROW((void)positive(-1).value(), StatusError);
}

TEST(ResultDeathTest, FailureAbortsWhereExceptionsAreOff) {
  EXPECT_EQ(unwrap_or_abort(positive(2)), 2);
  EXPECT_DEATH(unwrap_or_abort(positive(-1)), "no such file \\[DCR2001 NotFound\\]");
}

TEST(Result, MoveOnlyValues) {
  std::unique_ptr<std::string> value = text(5).value();
  EXPECT_EQ(*value, "5");
  Result<std::unique_ptr<std::string>> result = text(6);
  EXPECT_EQ(*result.value(), "6");
  Result<std::unique_ptr<std::string>> moved = std::move(result);
  EXPECT_EQ(**moved, "6");
  moved = text(-1);
  EXPECT_FALSE(moved.ok());
  moved = text(7);
  EXPECT_EQ(**moved, "7");
}

TEST(Result, CopiesAndAssignments) {
  Result<std::string> a = std::string("long enough not to fit into the string itself");
  Result<std::string> b = a;
  EXPECT_EQ(*a, *b);
  Result<std::string> c = missing();
  c = a;
  EXPECT_EQ(*c, *a);
  a = missing();
  EXPECT_FALSE(a.ok());
  Result<std::string> d = a;
  EXPECT_EQ(d.code(), StatusCode::NotFound);
  const Result<std::string> &self = c;
  c = self;
  EXPECT_EQ(*c, *b);
}

TEST(Result, ConvertsLikeItsValue) {
  Result<std::string> fromLiteral = "text";
  EXPECT_EQ(*fromLiteral, "text");
  Result<std::vector<int>> list = std::vector<int>{1, 2};
  EXPECT_EQ(list->size(), 2u);
}

TEST(Result, OkStatusIsNoFailure) {
  Result<int> result = Status();
  EXPECT_EQ(result.code(), StatusCode::Internal);
  EXPECT_EQ(result.status().id(), "DCR9001");
}

TEST(Result, Try) {
  EXPECT_TRUE(check(1).ok());
  EXPECT_EQ(check(0).id(), "DCR2001");
  Result<std::unique_ptr<std::string>> failed = text(0);
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.status().context(), std::vector<std::string>{"while making text"});
}

TEST(Result, RangeOverATemporary) {
  auto list = [] { return Result<std::vector<int>>(std::vector<int>{1, 2, 3}); };
  int sum = 0;
  for (int value : list().value()) {
    sum += value;
  }
  EXPECT_EQ(sum, 6);
}

} // namespace
