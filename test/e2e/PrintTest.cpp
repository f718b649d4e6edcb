// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What kernels print: the same text from every device as from the host.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/host.h>

#include "test/e2e/kernels/printing.dc.cpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <sstream>

namespace {

using dc::rt::copy_in;
using dc::rt::copy_inout;
using testing::internal::CaptureStderr;
using testing::internal::GetCapturedStderr;

class Print : public e2e::OnEveryDevice {
protected:
  /// What a launch prints; with `expected`, its status.
  template <class... Arguments> std::string printed(const char *name, Arguments &&...arguments) {
    dc::rt::Kernel compiled = kernel("printing", name);
    CaptureStderr();
    auto launched = queue->launch(compiled, std::forward<Arguments>(arguments)...);
    status = launched.ok() ? launched->wait() : launched.status();
    queue->clear_fault();
    return GetCapturedStderr();
  }
  template <class Run> static std::string onHost(Run run) {
    CaptureStderr();
    run();
    return GetCapturedStderr();
  }

  dc::rt::Status status;
};
E2E_ON_EVERY_DEVICE(Print);

/// Lines by what stands first in them that is the same on the host, where threads take turns at
/// barriers.
std::vector<std::string> sorted(const std::string &text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

TEST_P(Print, IntegersAsOnTheHost) {
  std::vector<long long> x = {0,   1,   -1,     127,       128,
                              255, 256, -32769, 1ll << 40, std::numeric_limits<long long>::min()};
  std::string text = printed("print_integers", copy_in(x));
  ASSERT_TRUE(status.ok()) << status.to_string();
  EXPECT_EQ(text, onHost([&] { dc::host::run(print_integers, x); }));
  EXPECT_TRUE(text.starts_with("0: 0 0 0 0\n0 0 0 0 false\n200 {} 0\n1: 1 1 1 1\n")) << text;
}

TEST_P(Print, FloatsAsOnTheHost) {
  const double inf = std::numeric_limits<double>::infinity();
  std::vector<double> x = {0,
                           -0.0,
                           1,
                           0.1,
                           1.0 / 3,
                           1e10,
                           65504,
                           1e38,
                           1e300,
                           1e-45,
                           5e-324,
                           inf,
                           -inf,
                           std::numeric_limits<double>::quiet_NaN(),
                           -std::numeric_limits<double>::quiet_NaN()};
  std::string text = printed("print_floats", copy_in(x));
  ASSERT_TRUE(status.ok()) << status.to_string();
  EXPECT_EQ(text, onHost([&] { dc::host::run(print_floats, x); }));
  EXPECT_NE(text.find("\n0.3333333333333333 0.33333334\n0.33325195 0.33398438\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("\nnan nan\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("-nan"), std::string::npos) << text;
}

TEST_P(Print, LinesOfAThreadInOrderAndThreadsByTheirIds) {
  auto x = integers<int>(3000, 0, 7);
  std::vector<int> y(x.size());
  std::string text = printed("print_some", copy_in(x), copy_inout(y));
  ASSERT_TRUE(status.ok()) << status.to_string();
  EXPECT_EQ(y, x);
  EXPECT_TRUE(text == onHost([&] { dc::host::run(print_some, x, y); })) << text.substr(0, 500);
}

TEST_P(Print, FromBlocksWithBarriers) {
  std::vector<int> x(4 * 16), y(4 * 16);
  std::string text = printed("print_blocks", copy_inout(dc::view<int, 2>(x.data(), 4, 16)));
  ASSERT_TRUE(status.ok()) << status.to_string();
  std::string host =
      onHost([&] { dc::host::run(print_blocks, dc::view<int, 2>(y.data(), 4, 16)); });
  EXPECT_EQ(x, y);
  EXPECT_EQ(sorted(text), sorted(host));
  EXPECT_TRUE(text.starts_with(
      "row 0 begins at column 0\nrow 0 counts 8\nrow 1 begins at column 0\nrow 1 counts 9\n"
      "row 0 begins at column 8\n"))
      << text;
}

TEST_P(Print, NothingAfterAFault) {
  std::vector<int> x = {5, 6, 7}, y(3);
  EXPECT_EQ(printed("print_until_fault", copy_in(x), copy_inout(y)),
            "before 0\nafter 0: 6\nbefore 1\nafter 1: 7\nbefore 2\n");
  EXPECT_EQ(status.code(), dc::rt::StatusCode::DataFault) << status.to_string();
  EXPECT_EQ(printed("print_asserted", copy_inout(y)), "even 0\neven 2\n");
  EXPECT_EQ(status.code(), dc::rt::StatusCode::DataFault) << status.to_string();
}

TEST_P(Print, SayHowMuchWasLost) {
  std::vector<int> x(40000);
  std::string text = printed("print_much", copy_inout(x));
  ASSERT_TRUE(status.ok()) << status.to_string();
  EXPECT_EQ(std::accumulate(x.begin(), x.end(), 0), 40000);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 32766 + 1);
  EXPECT_TRUE(text.ends_with(
      "dotcompute: kernel 'print_much' printed 7234 lines more than a launch keeps\n"))
      << text.substr(text.size() - 200);
  // The next launch begins anew.
  x.resize(1);
  EXPECT_EQ(printed("print_much", copy_inout(x)), "0\n");
}

TEST_P(Print, EachLaunchOfAQueue) {
  dc::rt::Kernel compiled = kernel("printing", "print_much");
  auto buffer = onDevice(std::vector<int>(2));
  CaptureStderr();
  for (int i = 0; i < 300; ++i) {
    ASSERT_TRUE(queue->launch(compiled, buffer).ok());
  }
  ASSERT_TRUE(queue->sync().ok());
  std::string text = GetCapturedStderr();
  EXPECT_EQ(text.size(), 300 * 4u);
}

} // namespace
