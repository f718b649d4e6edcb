// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of enumerations, UTF-8, and text made safe to print.
#include "runtime/artifact/Names.h"

#include <gtest/gtest.h>

#include <string>

using namespace dc::rt::artifact;

namespace {

TEST(Names, Types) {
  EXPECT_STREQ(to_string(ElementType::Bool), "bool");
  EXPECT_STREQ(to_string(ElementType::BF16), "bf16");
  EXPECT_STREQ(to_string(ElementType::F64), "f64");
  EXPECT_STREQ(to_string(static_cast<ElementType>(99)), "unknown");
  EXPECT_EQ(element_size(ElementType::Bool), 1u);
  EXPECT_EQ(element_size(ElementType::U16), 2u);
  EXPECT_EQ(element_size(ElementType::F32), 4u);
  EXPECT_EQ(element_size(ElementType::U64), 8u);
  EXPECT_EQ(element_size(static_cast<ElementType>(200)), 0u);
  EXPECT_TRUE(is_float(ElementType::F16));
  EXPECT_FALSE(is_float(ElementType::U64));
  EXPECT_FALSE(is_float(static_cast<ElementType>(200)));
}

TEST(Names, OpsInFileOrder) {
  EXPECT_STREQ(to_string(ExprOp::ConstInt), "const_int");
  EXPECT_STREQ(to_string(ExprOp::Add), "add");
  EXPECT_STREQ(to_string(ExprOp::Select), "select");
  EXPECT_STREQ(to_string(ExprOp::ULt), "ult");
  EXPECT_STREQ(to_string(ExprOp::UShr), "ushr");
  EXPECT_STREQ(to_string(ExprOp::Wrap), "wrap");
  EXPECT_STREQ(to_string(ExprOp::RoundF32), "round_f32");
  EXPECT_STREQ(to_string(FaultKind::LoopBound), "loop bound");
}

TEST(Names, Utf8) {
  for (const char *good : {"", "abc",
                           "gr\xc3\xb6\xc3\x9f"
                           "er",
                           "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(is_utf8(good)) << good;
  }
  for (const char *bad :
       {"\x80", "\xc3", "\xc0\x80", "\xc1\xbf", "\xe2\x82", "\xe0\x80\x80", "\xed\xa0\x80",
        "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xc3("}) {
    EXPECT_FALSE(is_utf8(bad)) << printable(bad);
  }
}

TEST(Names, Printable) {
  EXPECT_EQ(printable("x[i] \xc3\xb6"), "x[i] \xc3\xb6");
  EXPECT_EQ(printable("a\x1b[31m\n\x7f"), "a\\x1b[31m\\x0a\\x7f");
  EXPECT_EQ(printable("\xff"
                      "a"),
            "\\xffa");
  EXPECT_EQ(printable("\xe2\x80\xae"
                      "evil"),
            "\\xe2\\x80\\xaeevil")
      << "right-to-left override";
  EXPECT_EQ(printable("\xc2\x9b"), "\\xc2\\x9b") << "8-bit control sequence";
  EXPECT_EQ(printable("abcdef", 3), "abc...");
}

} // namespace
