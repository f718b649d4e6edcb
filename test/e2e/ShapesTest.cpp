// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Domains of two and three dimensions in every shape: all of it runs, once, and nothing else.
#include "test/e2e/OnEveryDevice.h"

#include <array>

namespace {

using dc::rt::copy_in;
using dc::rt::copy_inout;

using Shapes = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(Shapes);

const std::vector<int64_t> kSizes = {0, 1, 2, 3, 4, 5, 31, 32, 33, 257};

#define ASSERT_LAUNCHED(...)                                                                       \
  do {                                                                                             \
    auto launched = (__VA_ARGS__);                                                                 \
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();                                   \
  } while (false)

TEST_P(Shapes, EachElementOfTwoDimensionsOnce) {
  auto straight = kernel("shapes", "visit_2d"), loop = kernel("shapes", "visit_in_loop_2d");
  for (int64_t rows : kSizes) {
    for (int64_t columns : kSizes) {
      std::vector<long> visits(size_t(rows * columns), 5);
      std::vector<int> looped(visits.size(), 1);
      ASSERT_LAUNCHED(queue->launch(straight, copy_inout(visits).shaped(rows, columns)));
      ASSERT_LAUNCHED(queue->launch(loop, 3, copy_inout(looped).shaped(rows, columns)));
      for (int64_t r = 0, i = 0; r < rows; ++r) {
        for (int64_t c = 0; c < columns; ++c, ++i) {
          ASSERT_EQ(visits[i], r * 1000003 + c + 6)
              << rows << " x " << columns << " at " << r << ", " << c;
          ASSERT_EQ(looped[i], 3 * (r * 7 + c) + 4)
              << rows << " x " << columns << " at " << r << ", " << c;
        }
      }
    }
  }
}

TEST_P(Shapes, EachElementOfThreeDimensionsOnce) {
  auto straight = kernel("shapes", "visit_3d"), loop = kernel("shapes", "visit_in_loop_3d");
  for (int64_t planes : kSizes) {
    for (int64_t rows : {0, 1, 3, 9, 33, 70}) {
      for (int64_t columns : {0, 1, 3, 31, 33, 257}) {
        if (planes * rows * columns > 200000) {
          continue;
        }
        std::vector<long> visits(size_t(planes * rows * columns), 5);
        std::vector<int> looped(visits.size(), 1);
        ASSERT_LAUNCHED(queue->launch(straight, copy_inout(visits).shaped(planes, rows, columns)));
        ASSERT_LAUNCHED(queue->launch(loop, 3, copy_inout(looped).shaped(planes, rows, columns)));
        for (int64_t p = 0, i = 0; p < planes; ++p) {
          for (int64_t r = 0; r < rows; ++r) {
            for (int64_t c = 0; c < columns; ++c, ++i) {
              ASSERT_EQ(visits[i], (p * 1000003 + r) * 1009 + c + 6)
                  << planes << " x " << rows << " x " << columns << " at " << p << ", " << r << ", "
                  << c;
              ASSERT_EQ(looped[i], 3 * (p * 31 + r * 7 + c) + 4)
                  << planes << " x " << rows << " x " << columns << " at " << p << ", " << r << ", "
                  << c;
            }
          }
        }
      }
    }
  }
}

/// More tiles than 65535 in one dimension, which is where grids of GPUs end in all but one.
TEST_P(Shapes, LongDomains) {
  auto two = kernel("shapes", "visit_in_loop_2d"), three = kernel("shapes", "visit_in_loop_3d");
  for (auto [rows, columns] : std::vector<std::array<int64_t, 2>>{
           {65535 * 256 + 3, 1}, {1, 65535 * 256 + 3}, {65535 * 64 + 9, 3}}) {
    std::vector<int> visits(size_t(rows * columns), 1);
    ASSERT_LAUNCHED(queue->launch(two, 2, copy_inout(visits).shaped(rows, columns)));
    for (int64_t i = 0; i < rows * columns; ++i) {
      ASSERT_EQ(visits[i], static_cast<int>(2 * (i / columns * 7 + i % columns) + 2))
          << rows << " x " << columns << " at " << i;
    }
  }
  for (auto [planes, rows, columns] : std::vector<std::array<int64_t, 3>>{{65535 * 64 + 5, 1, 1},
                                                                          {1, 65535 * 256 + 3, 1},
                                                                          {65535 * 16 + 7, 3, 3},
                                                                          {2, 65535 * 64 + 1, 2}}) {
    std::vector<int> visits(size_t(planes * rows * columns), 1);
    ASSERT_LAUNCHED(queue->launch(three, 2, copy_inout(visits).shaped(planes, rows, columns)));
    for (int64_t i = 0; i < planes * rows * columns; ++i) {
      const int64_t p = i / columns / rows, r = i / columns % rows, c = i % columns;
      ASSERT_EQ(visits[i], static_cast<int>(2 * (p * 31 + r * 7 + c) + 2))
          << planes << " x " << rows << " x " << columns << " at " << i;
    }
  }
}

TEST_P(Shapes, ArraysSmallerThanTheDomain) {
  auto compiled = kernel("shapes", "copy_if");
  const int64_t rows = 67, columns = 45;
  for (auto [r, c] : std::vector<std::array<int64_t, 2>>{
           {67, 45}, {66, 45}, {67, 44}, {70, 50}, {1, 1}, {0, 45}}) {
    auto in = integers<int>(r * c, 0, 1000);
    std::vector<int> out(size_t(rows * columns), -7);
    ASSERT_LAUNCHED(queue->launch(compiled, false, copy_in(in).shaped(r, c),
                                  copy_inout(out).shaped(rows, columns)));
    ASSERT_EQ(out, std::vector<int>(out.size(), -1));
    auto launched = queue->launch(compiled, true, copy_in(in).shaped(r, c),
                                  copy_inout(out).shaped(rows, columns));
    ASSERT_EQ(launched.ok(), r >= rows && c >= columns) << r << " x " << c;
    queue->clear_fault();
    for (int64_t i = 0; i < rows * columns; ++i) {
      const int64_t row = i / columns, column = i % columns;
      ASSERT_EQ(out[i], row < r && column < c ? in[row * c + column] : 0)
          << r << " x " << c << " at " << row << ", " << column;
    }
  }
}

TEST_P(Shapes, FaultsNameTheThread) {
  auto two = kernel("shapes", "refuse_2d"), three = kernel("shapes", "refuse_3d");
  for (auto [rows, columns] :
       std::vector<std::array<int64_t, 2>>{{100, 70}, {1, 500}, {500, 1}, {300, 3}}) {
    for (int64_t thread : {int64_t(0), rows * columns / 2, rows * columns - 1}) {
      std::vector<int> out(size_t(rows * columns));
      auto launched = queue->launch(two, thread / columns, thread % columns,
                                    copy_inout(out).shaped(rows, columns));
      ASSERT_EQ(launched.code(), dc::rt::StatusCode::DataFault);
      const std::string message = launched.status().to_string();
      EXPECT_NE(message.find("thread " + std::to_string(thread)), std::string::npos) << message;
      queue->clear_fault();
      for (int64_t i = 0; i < rows * columns; ++i) {
        ASSERT_EQ(out[i], i != thread) << i;
      }
    }
  }
  const int64_t planes = 5, rows = 41, columns = 33;
  for (int64_t thread : {int64_t(0), int64_t(2000), planes * rows * columns - 1}) {
    std::vector<int> out(size_t(planes * rows * columns));
    auto launched = queue->launch(three, thread / columns / rows, thread / columns % rows,
                                  thread % columns, copy_inout(out).shaped(planes, rows, columns));
    ASSERT_EQ(launched.code(), dc::rt::StatusCode::DataFault);
    const std::string message = launched.status().to_string();
    EXPECT_NE(message.find("thread " + std::to_string(thread)), std::string::npos) << message;
    queue->clear_fault();
  }
}

} // namespace
