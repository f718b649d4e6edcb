// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The values on dcx run's command line.
#include "tools/dcx/ArgumentText.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

namespace {

using namespace dc;
using namespace dc::dcx;
using rt::DataType;

rt::Parameter array(DataType type, uint8_t rank = 1) {
  rt::Parameter p;
  p.is_array = true;
  p.type = type;
  p.rank = rank;
  return p;
}

Array parsed(const char *text, DataType type, uint8_t rank = 1) {
  auto result = parseArray(text, array(type, rank));
  EXPECT_TRUE(result.ok()) << text << ": " << result.status().to_string();
  return result.ok() ? *result : Array();
}

TEST(Scalars, Integers) {
  EXPECT_EQ(parseScalar("-1", DataType::I8).value(), 0xffu);
  EXPECT_EQ(parseScalar("127", DataType::I8).value(), 127u);
  EXPECT_EQ(parseScalar("-128", DataType::I8).value(), 0x80u);
  EXPECT_EQ(parseScalar("0xff", DataType::U8).value(), 255u);
  EXPECT_EQ(parseScalar("-9223372036854775808", DataType::I64).value(), uint64_t(1) << 63);
  EXPECT_EQ(parseScalar("18446744073709551615", DataType::U64).value(), ~uint64_t(0));
  EXPECT_EQ(parseScalar("true", DataType::Bool).value(), 1u);
  for (const char *wrong : {"", "-", "128", "-129", "1.5", "0x", "1 ", " 1", "--1", "1e3", "x"}) {
    EXPECT_FALSE(parseScalar(wrong, DataType::I8).ok()) << wrong;
  }
  EXPECT_FALSE(parseScalar("-1", DataType::U32).ok());
  EXPECT_FALSE(parseScalar("18446744073709551616", DataType::U64).ok());
  EXPECT_FALSE(parseScalar("2", DataType::Bool).ok());
}

TEST(Scalars, Floats) {
  float f = 0;
  uint64_t bits = parseScalar("-1.5e2", DataType::F32).value();
  std::memcpy(&f, &bits, 4);
  EXPECT_EQ(f, -150.f);
  bits = parseScalar("nan", DataType::F32).value();
  std::memcpy(&f, &bits, 4);
  EXPECT_TRUE(std::isnan(f));
  EXPECT_EQ(parseScalar("1", DataType::BF16).value(), 0x3f80u);
  for (const char *wrong : {"", "1f", "one", "1e999", "0x", "1,5"}) {
    EXPECT_FALSE(parseScalar(wrong, DataType::F64).ok()) << wrong;
  }
}

TEST(Arrays, Lists) {
  const Array a = parsed("[1,-2,3]", DataType::I16);
  EXPECT_EQ(a.size(), 3);
  EXPECT_EQ(a.at(1), -2);
  EXPECT_EQ(parsed("[]", DataType::F32).size(), 0);
}

TEST(Arrays, Generators) {
  EXPECT_EQ(parsed("zeros:[5]", DataType::F64).at(4), 0);
  EXPECT_EQ(parsed("ones:u8[5]", DataType::U8).at(4), 1);
  EXPECT_EQ(parsed("iota:[300]", DataType::U8).at(257), 1); // wraps
  EXPECT_EQ(parsed("iota:[300]", DataType::I64).at(257), 257);
  EXPECT_EQ(parsed("full:[2]:value=-7", DataType::I32).at(1), -7);
  EXPECT_EQ(parsed("zeros:f32[3,4]", DataType::F32, 2).shape, (std::vector<int64_t>{3, 4}));
  const Array r = parsed("rand:f32[1000]:seed=1", DataType::F32);
  EXPECT_EQ(r.bytes, parsed("rand:[1000]", DataType::F32).bytes); // seed 1 is the default
  EXPECT_NE(r.bytes, parsed("rand:[1000]:seed=2", DataType::F32).bytes);
  const Array i = parsed("rand:[1000]:min=-3:max=4", DataType::I32);
  double least = 99;
  double most = -99;
  for (int64_t k = 0; k < 1000; ++k) {
    EXPECT_GE(r.at(k), 0);
    EXPECT_LE(r.at(k), 1);
    least = std::min(least, i.at(k));
    most = std::max(most, i.at(k));
  }
  EXPECT_EQ(least, -3);
  EXPECT_EQ(most, 3);
  for (int type = 0; type <= int(DataType::F64); ++type) {
    EXPECT_EQ(parsed("rand:[10]", DataType(type)).size(), 10);
  }
}

TEST(Arrays, Mistakes) {
  for (const char *wrong : {"",
                            "5",
                            "[1,2",
                            "[1,,2]",
                            "[x]",
                            "rand",
                            "rand:",
                            "rand:[",
                            "rand:[]",
                            "rand:[x]",
                            "rand:[-1]",
                            "rand:f64[10]",
                            "rand:[10]:sed=1",
                            "rand:[10]:seed",
                            "rand:[10]:min=2:max=1",
                            "rand:[10]:min=nan",
                            "zeros:[10]:seed=1",
                            "full:[10]",
                            "zeros:[1,2]",
                            "zeros:[1,2,3,4]",
                            "zeros:[99999999999]",
                            "zeros:[9223372036854775807]",
                            "random:[10]"}) {
    const auto result = parseArray(wrong, array(DataType::F32));
    EXPECT_EQ(result.code(), rt::StatusCode::InvalidArgument) << wrong;
  }
  EXPECT_FALSE(parseArray("rand:[4]:max=1000", array(DataType::U8)).ok());
  EXPECT_EQ(parseArray("@/does/not/exist.npy", array(DataType::F32)).code(),
            rt::StatusCode::NotFound);
}

TEST(Assignments, NeedANameAndASign) {
  EXPECT_EQ(splitAssignment("a=2"), std::pair(std::string("a"), std::string("2")));
  EXPECT_EQ(splitAssignment("a=b=c")->second, "b=c");
  EXPECT_FALSE(splitAssignment("a"));
  EXPECT_FALSE(splitAssignment("=2"));
}

} // namespace
