// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels that are linked into this test, launched through their generated header.
#include "test/e2e/OnEveryDevice.h"

#include "typed.h"

namespace {

using namespace dc::rt;
using Typed = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(Typed);

TEST_P(Typed, StructuresWithArrays) {
  const int64_t rows = 37, columns = 53;
  const auto x = floats(rows * columns), factor = floats(columns);
  auto y = poisoned<float>(rows * columns);
  auto launched =
      typed::launch::weigh(*queue, {copy_in(factor), {3.0f, true}},
                           copy_in(x).shaped(rows, columns), copy_out(y).shaped(rows, columns));
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  for (int64_t i = 0; i < rows * columns; ++i) {
    ASSERT_EQ(y[i], -(factor[i % columns] * x[i])) << i;
  }
}

TEST_P(Typed, PartsOfViewsAndBuffers) {
  // The left half of rows of 8, in a buffer as in host memory.
  auto x = floats(32);
  std::vector<float> y(32, 7.0f);
  const auto factor = floats(4);
  auto device = queue->device().allocate<float>(4).value();
  ASSERT_TRUE(queue->upload(device, factor).ok());
  auto launched = typed::launch::weigh(*queue, {device, {0.0f, false}},
                                       copy_in(dc::view<float, 2>(x.data(), 4, 4, 8)),
                                       copy_inout(dc::view<float, 2>(y.data(), 4, 4, 8)));
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  for (int64_t i = 0; i < 32; ++i) {
    ASSERT_EQ(y[i], i % 8 < 4 ? factor[i % 8] * x[i] : 7.0f) << i;
  }
}

/// The header knows size and alignment of the kernel's struct: any of these serves.
struct MySample {
  float value;
  unsigned char weight[3];
};
struct TooLarge {
  float value[3];
};
static_assert(std::is_convertible_v<ArrayArgument<MySample>, Arg<record<8, 4>>>);
static_assert(std::is_convertible_v<ArrayArgument<MySample>, Arg<const record<8, 4>>>);
static_assert(!std::is_convertible_v<ArrayArgument<const MySample>, Arg<record<8, 4>>>);
static_assert(!std::is_convertible_v<ArrayArgument<TooLarge>, Arg<record<8, 4>>>);
static_assert(!std::is_convertible_v<ArrayArgument<double>, Arg<record<8, 8>>>);

TEST_P(Typed, Structs) {
  std::vector<MySample> in(100), out(100);
  for (int i = 0; i < 100; ++i) {
    in[i] = {float(i), {1, 2, static_cast<unsigned char>(i)}};
  }
  auto device = queue->device().allocate<MySample>(100).value();
  ASSERT_TRUE(queue->upload(device, in).ok());
  auto launched = typed::launch::scale_samples(*queue, device, 2.0f, copy_inout(out));
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(out[i].value, 2.0f * float(i));
    ASSERT_EQ(out[i].weight[2], i);
  }
}

TEST_P(Typed, InstancesAndExplicitDomains) {
  std::vector<long> x(100, 1);
  ASSERT_TRUE(typed::launch::tools::fill<long>(*queue, threads(50), 42, copy_inout(x)).ok());
  EXPECT_EQ(x[49], 42);
  EXPECT_EQ(x[50], 1);
  std::vector<dc::f16> h(10);
  ASSERT_TRUE(
      typed::launch::tools::fill<dc::f16>(*queue, threads(10), dc::f16(1.5f), copy_out(h)).ok());
  EXPECT_EQ(static_cast<float>(h[9]), 1.5f);
}

struct Tap {
  float weight;
  int shift;
};

TEST_P(Typed, ArraysOfFixedSizeAndReferences) {
  const auto a = floats(50), b = floats(50);
  std::vector<float> out(100, 7.0f);
  int count = 3;
  const dc::strided_view<float, 1> places(out.data(), 50, 2);
  auto launched = typed::launch::mix(*queue, {{copy_in(a), copy_in(b)}, {0.5f, 2.0f}},
                                     {{{1.0f, 0}, {-1.0f, 3}}}, copy_in(1.25f), copy_inout(count),
                                     copy_inout(places));
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  EXPECT_EQ(count, 53);
  for (size_t i = 0; i < 50; ++i) {
    const float later = i + 3 < 50 ? a[i + 3] + b[i + 3] : 0;
    EXPECT_NEAR(out[2 * i], 1.25f + 0.5f * (a[i] + b[i]) - 2 * later, 1e-3f) << i;
    EXPECT_EQ(out[2 * i + 1], 7.0f);
  }
  // Any class with these members serves; one element is one element.
  struct {
    const Arg<const float> in[2];
    std::array<float, 2> weight;
  } mine{{copy_in(a), copy_in(b)}, {0.0f, -1.0f}};
  std::vector<int> two(2);
  const std::array<Tap, 2> taps = {{{1.0f, 0}, {1.0f, 0}}};
  auto broken =
      typed::launch::mix(*queue, mine, taps, copy_in(0.0f), copy_inout(count), copy_inout(places));
  EXPECT_NE(broken.status().to_string().find("m.weight[1]"), std::string::npos)
      << broken.status().to_string();
  mine.weight[1] = 1;
  EXPECT_TRUE(
      typed::launch::mix(*queue, mine, taps, copy_in(0.0f), copy_inout(count), copy_inout(out))
          .ok());
  broken =
      typed::launch::mix(*queue, mine, taps, copy_in(0.0f), copy_inout(two), copy_inout(places));
  EXPECT_NE(broken.status().to_string().find("count.size() == 1"), std::string::npos)
      << broken.status().to_string();
}

TEST_P(Typed, Blocks) {
  const auto x = integers<int>(64, 0, 1000);
  std::vector<int> y(64, -2);
  ASSERT_TRUE(typed::launch::tools::reverse(*queue, copy_in(x), copy_out(y)).ok());
  EXPECT_EQ(y[0], x[31]);
  EXPECT_EQ(y[63], x[32]);
  std::fill(y.begin(), y.end(), -2);
  ASSERT_TRUE(typed::launch::tools::reverse(*queue, blocks(1), copy_in(x), copy_inout(y)).ok());
  EXPECT_EQ(y[31], x[0]);
  EXPECT_EQ(y[32], -2);
}

TEST_P(Typed, ContractsNameTheArrays) {
  const auto factor = floats(9), x = floats(80);
  auto y = floats(80);
  const Status broken = typed::launch::weigh(*queue, {copy_in(factor), {0.0f, false}},
                                             copy_in(x).shaped(8, 10), copy_inout(y).shaped(8, 10))
                            .status();
  EXPECT_EQ(broken.code(), StatusCode::InvalidArgument);
  EXPECT_NE(broken.to_string().find("w.factor.size() = 9"), std::string::npos)
      << broken.to_string();
}

/// A runtime of its own has devices of its own, and kernels that go with them.
TEST_P(Typed, ManyRuntimes) {
  for (int i = 0; i < 3; ++i) {
    Queue own = Runtime::create()->device(GetParam())->queue();
    std::vector<long> x(10);
    ASSERT_TRUE(typed::launch::tools::fill<long>(own, threads(10), i, copy_inout(x)).ok());
    EXPECT_EQ(x[9], i);
  }
}

TEST_P(Typed, VariantsByTheirConstants) {
  const auto check = [](const Result<Completion> &launched, const std::vector<int> &block, int b,
                        const std::vector<int> &each, int e) {
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();
    EXPECT_EQ(block, std::vector<int>(block.size(), b));
    EXPECT_EQ(each, std::vector<int>(each.size(), e));
  };
  for (int round = 0; round < 2; ++round) {
    std::vector<int> block(3), each(3);
    using typed::launch::tools::which;
    check(which<10>(*queue, copy_out(block), copy_out(each)), block, 64, each, 10);
    check(which<10>(*queue, {.B = 128}, copy_out(block), copy_out(each)), block, 128, each, 10);
    check(which<10>(*queue, {.PER_THREAD = 4}, copy_out(block), copy_out(each)), block, 64, each,
          40);
    const typed::tuning::tools::which_10 last{128, 4};
    check(which<10>(*queue, last, copy_out(block), copy_out(each)), block, 128, each, 40);
    block.resize(5), each.resize(5);
    check(which<10>(*queue, last, blocks(5), copy_out(block), copy_out(each)), block, 128, each,
          40);
  }
  // The call goes before the environment, which a kernel is asked for when it is first loaded.
  std::vector<int> block(1), each(1);
  setenv("DOTCOMPUTE_TUNE", "B=128;PER_THREAD=4", 1);
  check(typed::launch::tools::which<10>(*queue, {}, copy_out(block), copy_out(each)), block, 64,
        each, 10);
  unsetenv("DOTCOMPUTE_TUNE");
}

TEST_P(Typed, VariantsThatThereAreNot) {
  std::vector<int> block(1), each(1);
  auto refused =
      typed::launch::tools::which<10>(*queue, {.B = 100}, copy_out(block), copy_out(each));
  ASSERT_EQ(refused.code(), StatusCode::InvalidArgument);
  const std::string text = refused.status().to_string();
  EXPECT_NE(text.find("DCR1018"), std::string::npos) << text;
  EXPECT_NE(text.find("B = 64, 128; PER_THREAD = 1, 4"), std::string::npos) << text;
  EXPECT_NE(text.find("'B=100'"), std::string::npos) << text;
}

} // namespace
