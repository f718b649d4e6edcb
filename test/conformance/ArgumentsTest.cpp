// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What launch() refuses, before anything is copied or run, and how it says so.
#include "test/conformance/Conformance.h"

#include <limits>

namespace conformance {
namespace {

using namespace dc::rt;

class Arguments : public DriverTest {
protected:
  template <class... Args> Status launch(const char *name, Args &&...args) {
    return queue->launch(kernel(name), std::forward<Args>(args)...).status();
  }
};
CONFORMANCE_SUITE(Arguments);

constexpr StatusCode kInvalid = StatusCode::InvalidArgument;

TEST_P(Arguments, Count) {
  std::vector<float> x(4);
  EXPECT_TRUE(
      failsWith(launch("saxpy_f32", 1.f, copy_in(x)), kInvalid, "DCR1001",
                {"kernel 'saxpy_f32'", "dc.cpp:", "expected 3 arguments (a, x, y), got 2"}));
  EXPECT_TRUE(failsWith(launch("saxpy_f32"), kInvalid, "DCR1001"));
  EXPECT_TRUE(
      failsWith(launch("saxpy_f32", 1.f, copy_in(x), copy_inout(x), 1), kInvalid, "DCR1001"));
}

TEST_P(Arguments, Kind) {
  std::vector<float> x(4);
  EXPECT_TRUE(failsWith(launch("saxpy_f32", copy_in(x), copy_in(x), copy_inout(x)), kInvalid,
                        "DCR1002",
                        {"argument 1 'a'", "expected a scalar of type f32, got an array of f32"}));
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, 2.f, copy_inout(x)), kInvalid, "DCR1002",
                        {"argument 2 'x'"}));
}

TEST_P(Arguments, Type) {
  std::vector<float> x(4);
  std::vector<float> y(4);
  std::vector<double> d(4);
  std::vector<int32_t> i(4);
  std::vector<uint32_t> u(4);
  EXPECT_TRUE(
      failsWith(launch("saxpy_f32", 1.0, copy_in(x), copy_inout(y)), kInvalid, "DCR1003",
                {"argument 1 'a'", "expected a scalar of type f32, got a scalar of type f64"}));
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, copy_in(d), copy_inout(y)), kInvalid, "DCR1003",
                        {"argument 2 'x'", "expected an array of f32, got an array of f64"}));
  EXPECT_TRUE(failsWith(launch("saxpy_i32", 1, copy_in(i), copy_inout(u)), kInvalid, "DCR1003",
                        {"expected an array of i32, got an array of u32"}));
  Buffer<uint32_t> buffer = device->allocate<uint32_t>(4).value();
  EXPECT_TRUE(failsWith(launch("saxpy_i32", 1, copy_in(i), buffer), kInvalid, "DCR1003"));
}

TEST_P(Arguments, RankAndShape) {
  std::vector<float> x(12);
  std::vector<float> y(12);
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, copy_in(x).shaped(3, 4), copy_inout(y)), kInvalid,
                        "DCR1004", {"expected 1 dimensions, got 2"}));
  Argument wrong = copy_in(x);
  wrong.extents[0] = -1;
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, wrong, copy_inout(y)), kInvalid, "DCR1005"));
  wrong.extents[0] = std::numeric_limits<int64_t>::max();
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, wrong, copy_inout(y)), kInvalid, "DCR1005"));
  // Fits 64 bits, but the compiler relies on no array being so large.
  wrong.extents[0] = (int64_t(1) << 60) + 1;
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, wrong, copy_inout(y)), kInvalid, "DCR1005",
                        {"at most 2^60 elements"}));
  Buffer<float> buffer = device->allocate<float>(12).value();
  wrong = to_argument(buffer);
  wrong.extents[0] = 13;
  EXPECT_TRUE(
      failsWith(launch("saxpy_f32", 1.f, wrong, copy_inout(y)), kInvalid, "DCR1005", {"48 bytes"}));
  wrong.extents[0] = 4;
  wrong.address -= 4;
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, wrong, copy_inout(y)), kInvalid, "DCR1005"));
  if (isHandmade()) {
    EXPECT_TRUE(failsWith(launch("add_rows", copy_in(x), copy_inout(y)), kInvalid, "DCR1004"));
    EXPECT_TRUE(failsWith(launch("add_rows", copy_in(x).shaped(3, 5), copy_inout(y).shaped(3, 4)),
                          kInvalid, "DCR1005"));
    Argument overlappingRows = copy_inout(y).shaped(3, 4);
    overlappingRows.strides[0] = 3;
    EXPECT_TRUE(failsWith(launch("add_rows", copy_in(x).shaped(3, 4), overlappingRows), kInvalid,
                          "DCR1005"));
  }
}

TEST_P(Arguments, Alignment) {
  alignas(16) char bytes[64] = {};
  std::vector<float> y(4);
  Argument x = copy_in(y);
  x.address = reinterpret_cast<uintptr_t>(bytes) + 2;
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, x, copy_inout(y)), kInvalid, "DCR1006",
                        {"argument 2 'x'", "a multiple of 4 bytes"}));
}

TEST_P(Arguments, ReadOnlyAndNull) {
  std::vector<float> x(4);
  const Buffer<float> constant = device->allocate<float>(4).value();
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, copy_in(x), constant), kInvalid, "DCR1008",
                        {"argument 3 'y'"}));
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, copy_in(x), copy_in(x)), kInvalid, "DCR1008"));
  Buffer<float> released = device->allocate<float>(4).value();
  const Buffer<float> moved = std::move(released);
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, copy_in(x), released), kInvalid, "DCR1009"));
  Argument null = copy_in(x);
  null.address = 0;
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, null, copy_inout(x)), kInvalid, "DCR1009"));
}

TEST_P(Arguments, DeviceOfBuffersAndKernels) {
  // A second runtime's devices are others, though they are the same hardware.
  Runtime other = Runtime::create().value();
  Device elsewhere = other.device(GetParam().driver).value();
  Buffer<float> far = elsewhere.allocate<float>(4).value();
  std::vector<float> x(4);
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, copy_in(x), far), kInvalid, "DCR1007"));
  EXPECT_TRUE(failsWith(queue->upload(far, x), kInvalid, "DCR1007"));
  EXPECT_TRUE(failsWith(
      queue->launch(kernelOn("saxpy_f32", elsewhere), 1.f, copy_in(x), copy_inout(x)).status(),
      kInvalid, "DCR1011"));
}

TEST_P(Arguments, Contracts) {
  std::vector<float> x(3);
  std::vector<float> y(5, 7.f);
  EXPECT_TRUE(
      failsWith(launch("saxpy_f32", 1.f, copy_in(x), copy_inout(y)), kInvalid, "DCR3001",
                {"inferred contract 'x.size() >= domain'", "dc.cpp:", "x.size() = 3", "= 5"}));
  EXPECT_EQ(y, std::vector<float>(5, 7.f));
  std::vector<uint32_t> u(5);
  EXPECT_TRUE(failsWith(launch("churn", copy_inout(u), int64_t(1) << 61), kInvalid, "DCR3001",
                        {"written contract", "overflows", "rounds = 2305843009213693952"}));
  EXPECT_TRUE(isOk(launch("churn", copy_inout(u), int64_t(1))));
}

TEST_P(Arguments, ContractsAreCheckedForEmptyDomains) {
  std::vector<float> none;
  std::vector<uint32_t> empty;
  EXPECT_TRUE(isOk(launch("saxpy_f32", 1.f, copy_in(none), copy_inout(none))));
  EXPECT_TRUE(failsWith(launch("churn", copy_inout(empty), int64_t(1) << 62), kInvalid, "DCR3001"));
}

TEST_P(Arguments, Domain) {
  std::vector<float> y(8, 1.f);
  EXPECT_TRUE(failsWith(launch("fill", copy_inout(y), 2.f), kInvalid, "DCR3002",
                        {"expected threads(...)"}));
  EXPECT_TRUE(
      failsWith(launch("fill", threads(-1), copy_inout(y), 2.f), kInvalid, "DCR3004", {"(-1)"}));
  EXPECT_TRUE(failsWith(launch("fill", threads(2, 4), copy_inout(y), 2.f), kInvalid, "DCR3003",
                        {"2 dimensions"}));
  EXPECT_TRUE(
      failsWith(launch("fill", blocks(1), copy_inout(y), 2.f), kInvalid, "DCR3003", {"blocks"}));
  EXPECT_TRUE(failsWith(launch("fill", threads(9), copy_inout(y), 2.f), kInvalid, "DCR3001"));
  EXPECT_TRUE(isOk(launch("fill", threads(0), copy_inout(y), 2.f)));
  EXPECT_EQ(y, std::vector<float>(8, 1.f));
  if (isHandmade()) {
    std::vector<float> a;
    const Argument wide = copy_in(a).shaped(0, int64_t(1) << 40);
    const Argument wideOut = copy_inout(a).shaped(0, int64_t(1) << 40);
    EXPECT_TRUE(
        failsWith(launch("add_rows", threads(int64_t(1) << 40, int64_t(1) << 40), wide, wideOut),
                  kInvalid, "DCR3005"));
    EXPECT_TRUE(isOk(launch("add_rows", wide, wideOut)));
    // Hours of work on any device; and the compiler counts on its being refused.
    EXPECT_TRUE(
        failsWith(launch("add_rows", threads(int64_t(1) << 40, int64_t(1) << 13), wide, wideOut),
                  kInvalid, "DCR3005", {"4503599627370496"}));
  }
}

TEST_P(Arguments, Overlap) {
  std::vector<float> a(10, 1.f);
  const std::vector<float> before = a;
  Argument front = copy_in(a);
  front.extents[0] = 8;
  Argument back = copy_inout(a);
  back.address += 2 * sizeof(float);
  back.extents[0] = 8;
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, front, back), kInvalid, "DCR1010",
                        {"2 'x'", "3 'y'", "'y' is written", "dc.cpp"}));
  EXPECT_EQ(a, before);
  Buffer<float> buffer = upload(a);
  EXPECT_TRUE(failsWith(launch("saxpy_f32", 1.f, *buffer.subview(0, 8), *buffer.subview(2, 8)),
                        kInvalid, "DCR1010"));
  // Neighbours do not overlap.
  EXPECT_TRUE(isOk(launch("saxpy_f32", 1.f, *buffer.subview(0, 5), *buffer.subview(5, 5))));
  // Two arrays that are only read may be the same, in part or whole.
  std::vector<float> c(8);
  Argument shifted = front;
  shifted.address += 2 * sizeof(float);
  EXPECT_TRUE(isOk(launch("vector_add", front, shifted, copy_inout(c))));
}

TEST_P(Arguments, IdenticalRangesOfOwnElements) {
  std::vector<float> a(300, 3.f);
  EXPECT_TRUE(isOk(launch("saxpy_f32", 2.f, copy_in(a), copy_inout(a))));
  EXPECT_EQ(a, std::vector<float>(300, 9.f));
  Buffer<float> buffer = upload(a);
  EXPECT_TRUE(isOk(launch("saxpy_f32", 1.f, buffer, buffer)));
  EXPECT_EQ(download(buffer), std::vector<float>(300, 18.f));
  EXPECT_TRUE(failsWith(launch("reverse", copy_in(a), copy_inout(a)), kInvalid, "DCR1010",
                        {"'x' at other elements than their own"}));
}

TEST_P(Arguments, Names) {
  EXPECT_TRUE(failsWith(artifact->kernel("saxpy", *device).status(), StatusCode::NotFound,
                        "DCR1012", {"'saxpy_f32'", "got 'saxpy'"}));
  EXPECT_TRUE(failsWith(runtime->device("tpu:0").status(), StatusCode::NotFound, "DCR1013",
                        {"cpu", "'tpu:0'"}));
}

TEST_P(Arguments, Allocations) {
  EXPECT_TRUE(failsWith(device->allocate<float>(-1).status(), kInvalid, "DCR1014"));
  EXPECT_TRUE(failsWith(device->allocate<double>(std::numeric_limits<int64_t>::max()).status(),
                        kInvalid, "DCR1014"));
  EXPECT_TRUE(failsWith(device->allocate<double>(int64_t(1) << 45).status(),
                        StatusCode::ResourceExhausted, "DCR4002"));
  EXPECT_TRUE(isOk(device->allocate<double>(0)));
  EXPECT_TRUE(isOk(device->allocate<double>(1000))); // the failure did not stick
}

TEST_P(Arguments, Copies) {
  Buffer<float> buffer = device->allocate<float>(10).value();
  const std::vector<float> eleven(11);
  const std::vector<double> doubles(3);
  EXPECT_TRUE(failsWith(queue->upload(buffer, eleven), kInvalid, "DCR1016", {"at most 10"}));
  EXPECT_TRUE(failsWith(queue->upload(buffer, doubles), kInvalid, "DCR1016", {"f64"}));
  EXPECT_TRUE(failsWith(queue->upload(View<const float>(buffer.view()), std::vector<float>(3)),
                        kInvalid, "DCR1008"));
  EXPECT_TRUE(isOk(queue->upload(buffer, std::vector<float>())));
  std::vector<float> wrong(11);
  EXPECT_TRUE(failsWith(queue->download(wrong, buffer), kInvalid, "DCR1016"));
}

} // namespace
} // namespace conformance
