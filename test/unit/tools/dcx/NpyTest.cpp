// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NumPy files: what NumPy writes is read, what we write reads back, and hostile bytes are errors.
#include "tools/dcx/Npy.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

namespace {

using namespace dc;
using namespace dc::dcx;
using rt::DataType;

std::vector<uint8_t> file(const std::string &dictionary, const std::string &data,
                          uint8_t major = 1) {
  std::vector<uint8_t> bytes = {0x93, 'N', 'U', 'M', 'P', 'Y', major, 0};
  const size_t length = dictionary.size();
  for (int i = 0; i < (major == 1 ? 2 : 4); ++i) {
    bytes.push_back(uint8_t(length >> (8 * i)));
  }
  bytes.insert(bytes.end(), dictionary.begin(), dictionary.end());
  bytes.insert(bytes.end(), data.begin(), data.end());
  return bytes;
}

TEST(Npy, ReadsWhatNumPyWrites) {
  // numpy.save(f, numpy.array([[1, 2, 3], [4, 5, 6]], dtype='<i4'))
  std::string data(24, '\0');
  for (int i = 0; i < 6; ++i) {
    data[size_t(i) * 4] = char(i + 1);
  }
  const std::string header =
      "{'descr': '<i4', 'fortran_order': False, 'shape': (2, 3), }          \n";
  for (const uint8_t major : {1, 2, 3}) {
    const auto array = parseNpy(file(header, data, major));
    ASSERT_TRUE(array.ok()) << array.status().to_string();
    EXPECT_EQ(array->type, DataType::I32);
    EXPECT_EQ(array->shape, (std::vector<int64_t>{2, 3}));
    EXPECT_EQ(array->at(5), 6);
  }
  const auto scalar =
      parseNpy(file("{'descr': '|b1', 'fortran_order': False, 'shape': (), }\n", "\1"));
  ASSERT_TRUE(scalar.ok());
  EXPECT_EQ(scalar->size(), 1);
}

TEST(Npy, WritesWhatItReads) {
  for (int type = 0; type <= int(DataType::F64); ++type) {
    for (const std::vector<int64_t> &shape : {std::vector<int64_t>{0}, {7}, {3, 5}, {2, 3, 4}}) {
      Array array = makeArray(DataType(type), shape).value();
      for (int64_t i = 0; i < array.size(); ++i) {
        array.set(i, DataType(type) == DataType::Bool ? double(i % 2) : double(i + 1));
      }
      const std::vector<uint8_t> bytes = formatNpy(array);
      EXPECT_EQ((bytes.size() - array.bytes.size()) % 64, 0u);
      const auto as =
          DataType(type) == DataType::BF16 ? std::optional(DataType::BF16) : std::nullopt;
      const auto back = parseNpy(bytes, as);
      ASSERT_TRUE(back.ok()) << back.status().to_string();
      EXPECT_EQ(back->type, array.type);
      EXPECT_EQ(back->shape, array.shape);
      EXPECT_EQ(back->bytes, array.bytes);
    }
  }
}

TEST(Npy, RefusesWithAReason) {
  const auto reason = [](const std::vector<uint8_t> &bytes) {
    const auto array = parseNpy(bytes);
    EXPECT_EQ(array.code(), rt::StatusCode::DataLoss);
    return array.status().to_string();
  };
  const auto says = [&](const std::string &dictionary, const std::string &data,
                        const char *expected) {
    const std::string text = reason(file(dictionary, data));
    EXPECT_NE(text.find(expected), std::string::npos) << text;
  };
  reason({});
  reason({0x93, 'N', 'U', 'M', 'P', 'Y', 9, 0, 0, 0});
  says("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", "1234", "Fortran");
  says("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", "1234", "little-endian");
  says("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", "12345678", "<c8");
  says("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "1234", "record");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "1234", "expected 8 bytes");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "12345", "got 5");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "", "number");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1), }", "1234", "3 dimensions");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 4), }", "",
       "too large");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "",
       "number");
  says("{'descr': '<f4', 'shape': (1,), }", "1234", "keys");
  says("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "1234", "once");
  says("nonsense", "", "dictionary");
}

TEST(Npy, HostileBytesAreErrors) {
  Array array = makeArray(DataType::F32, {4, 4}).value();
  const std::vector<uint8_t> good = formatNpy(array);
  for (size_t size = 0; size < good.size(); ++size) {
    EXPECT_FALSE(parseNpy(std::span(good).first(size)).ok()) << size;
  }
  std::mt19937 random(3);
  for (int round = 0; round < 20000; ++round) {
    std::vector<uint8_t> bytes = good;
    for (int change = 0; change < 1 + round % 4; ++change) {
      bytes[random() % bytes.size()] = uint8_t(random());
    }
    (void)parseNpy(bytes); // no crash, nothing for a sanitizer
  }
}

TEST(Array, HalvesRoundToNearestEven) {
  const auto bits = [](DataType type, double value) {
    Array array = makeArray(type, {1}).value();
    array.set(0, value);
    uint16_t b;
    std::memcpy(&b, array.bytes.data(), 2);
    return int(b);
  };
  EXPECT_EQ(bits(DataType::F16, 1), 0x3c00);
  EXPECT_EQ(bits(DataType::F16, -2), 0xc000);
  EXPECT_EQ(bits(DataType::F16, 65504), 0x7bff);
  EXPECT_EQ(bits(DataType::F16, 65519.99), 0x7bff);
  EXPECT_EQ(bits(DataType::F16, 65520), 0x7c00);
  EXPECT_EQ(bits(DataType::F16, 0x1p-24), 1);
  EXPECT_EQ(bits(DataType::F16, 0x1p-25), 0); // a tie, to even
  EXPECT_EQ(bits(DataType::F16, 0x1.8p-24), 2);
  EXPECT_EQ(bits(DataType::F16, 0x1.ffcp-15), 0x0400); // a tie, carried into the first normal
  EXPECT_EQ(bits(DataType::F16, -0.0), 0x8000);
  EXPECT_EQ(bits(DataType::BF16, 1), 0x3f80);
  EXPECT_EQ(bits(DataType::BF16, 1 + 0x1p-8), 0x3f80); // a tie, to even
  EXPECT_EQ(bits(DataType::BF16, 1 + 0x1.8p-7), 0x3f82);
  EXPECT_EQ(bits(DataType::BF16, 3.4028235e38), 0x7f80);
  for (int b = 0; b < 0x10000; ++b) {
    for (const DataType type : {DataType::F16, DataType::BF16}) {
      Array array = makeArray(type, {1}).value();
      const auto half = uint16_t(b);
      std::memcpy(array.bytes.data(), &half, 2);
      const double value = array.at(0);
      if (value == value) {
        ASSERT_EQ(bits(type, value), b);
      }
    }
  }
}

} // namespace
