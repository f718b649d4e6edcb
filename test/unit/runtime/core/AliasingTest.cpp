// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The aliasing rule in two and three dimensions, against a count of the elements that two arrays
// share.
#include "runtime/core/ArgumentChecks.h"

#include <dotcompute/runtime/Runtime.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace {

using namespace dc::rt;
using namespace dc::rt::core;

artifact::ArtifactData twoArrayData(uint8_t rank) {
  artifact::ArtifactData data;
  artifact::KernelInfo kernel;
  kernel.name = "k";
  kernel.rank = rank;
  for (const char *name : {"a", "b"}) {
    artifact::ArgInfo arg;
    arg.name = name;
    arg.kind = artifact::ArgKind::Array;
    arg.rank = rank;
    arg.access = *name == 'b' ? artifact::Access::ReadWrite : artifact::Access::Read;
    kernel.args.push_back(arg);
  }
  data.kernels.push_back(kernel);
  return data;
}

/// A kernel of two arrays, the second one written, resolved for the CPU without code.
std::shared_ptr<KernelState> twoArrays(uint8_t rank) {
  return std::make_shared<KernelState>(std::make_shared<ArtifactState>(twoArrayData(rank)), 0,
                                       Runtime::shared()->device("cpu").value(),
                                       std::vector<KernelVariant>());
}

std::set<uint64_t> elements(const Argument &a) {
  std::set<uint64_t> all;
  for (int64_t i = 0; i < a.extents[0]; ++i) {
    for (int64_t j = 0; j < a.extents[1]; ++j) {
      for (int64_t k = 0; k < (a.rank == 3 ? a.extents[2] : 1); ++k) {
        all.insert(a.address +
                   4 * uint64_t(i * a.strides[0] + j * (a.rank == 3 ? a.strides[1] : 1) + k));
      }
    }
  }
  return all;
}

TEST(Aliasing, RectanglesMeetWhenTheyShareAnElement) {
  std::mt19937 random(7);
  const auto draw = [&](int64_t least, int64_t most) {
    return std::uniform_int_distribution<int64_t>(least, most)(random);
  };
  int meetings = 0;
  for (int round = 0; round < 20000; ++round) {
    const uint8_t rank = round % 2 ? 3 : 2;
    Argument a;
    a.kind = Argument::Kind::HostArray;
    a.type = DataType::F32;
    a.rank = rank;
    a.address = 4096;
    Argument b = a;
    const int64_t inner = draw(1, 6);
    const int64_t middle = rank == 3 ? inner * draw(1, 4) + draw(0, 3) : 0;
    for (Argument *x : {&a, &b}) {
      x->strides[0] = rank == 3 ? middle : inner;
      x->strides[1] = rank == 3 ? inner : 0;
      x->extents[rank - 1] = draw(0, inner);
      x->extents[0] = draw(0, 4);
      if (rank == 3) {
        // As many rows as fit into a plane.
        x->extents[1] = draw(0, std::max<int64_t>(0, (middle - x->extents[2]) / inner + 1));
        if (x->extents[1] > 1 && (x->extents[1] - 1) * inner + x->extents[2] > middle) {
          x->extents[1] = 1;
        }
      }
    }
    b.address += 4 * uint64_t(draw(0, 40));
    ASSERT_TRUE(spannedBytes(a).has_value());
    ASSERT_TRUE(spannedBytes(b).has_value());
    bool share = false;
    const std::set<uint64_t> ofB = elements(b);
    for (const uint64_t element : elements(a)) {
      share = share || ofB.contains(element);
    }
    meetings += share ? 1 : 0;
    const Argument both[] = {a, b};
    const std::shared_ptr<KernelState> kernel = twoArrays(rank);
    ASSERT_EQ(!checkAliasing(*kernel, both).ok(), share)
        << "round " << round << ": rank " << int(rank) << ", strides " << a.strides[0] << " "
        << a.strides[1] << ", a " << a.extents[0] << "x" << a.extents[1] << "x" << a.extents[2]
        << ", b " << b.extents[0] << "x" << b.extents[1] << "x" << b.extents[2] << " from "
        << (b.address - a.address) / 4;
  }
  EXPECT_GT(meetings, 1000);
}

TEST(Aliasing, StridedArraysMeetWhenTheyShareAnElement) {
  std::mt19937 random(8);
  const auto draw = [&](int64_t least, int64_t most) {
    return std::uniform_int_distribution<int64_t>(least, most)(random);
  };
  int meetings = 0, apart = 0;
  for (int round = 0; round < 20000; ++round) {
    const uint8_t rank = uint8_t(1 + round % 3);
    const int64_t wide[3] = {60, 12, 3}; // room for up to 5 x 4 x 3 places
    Argument a;
    a.kind = Argument::Kind::HostArray;
    a.type = DataType::F32;
    a.rank = rank;
    a.strided = true;
    a.address = 4096;
    Argument b = a;
    for (Argument *x : {&a, &b}) {
      // Some of the strides, in any order.
      int order[3] = {0, 1, 2};
      std::shuffle(order, order + 3, random);
      for (int d = 0; d < rank; ++d) {
        x->strides[d] = wide[order[d]];
        x->extents[d] = draw(0, order[d] == 0 ? 3 : 60 / wide[order[d]] == 5 ? 5 : 4);
      }
    }
    b.address += 4 * uint64_t(draw(0, 80));
    std::set<uint64_t> places[2];
    for (const Argument *x : {&a, &b}) {
      ASSERT_TRUE(spannedBytes(*x).has_value());
      int64_t i[3] = {};
      for (i[0] = 0; i[0] < x->extents[0]; ++i[0]) {
        for (i[1] = 0; i[1] < (rank > 1 ? x->extents[1] : 1); ++i[1]) {
          for (i[2] = 0; i[2] < (rank > 2 ? x->extents[2] : 1); ++i[2]) {
            uint64_t place = x->address;
            for (int d = 0; d < rank; ++d) {
              place += 4 * uint64_t(i[d] * x->strides[d]);
            }
            places[x == &b].insert(place);
          }
        }
      }
    }
    bool share = false;
    for (const uint64_t place : places[0]) {
      share = share || places[1].contains(place);
    }
    const Argument both[] = {a, b};
    const bool refused = !checkAliasing(*twoArrays(rank), both).ok();
    // Never let through; refused without need only where the strides differ.
    ASSERT_TRUE(refused || !share) << "round " << round;
    std::multiset<int64_t> ofA(a.strides, a.strides + rank), ofB(b.strides, b.strides + rank);
    ASSERT_TRUE(ofA != ofB || refused == share) << "round " << round;
    meetings += share ? 1 : 0;
    apart += !share && ofA == ofB ? 1 : 0;
  }
  EXPECT_GT(meetings, 500);
  EXPECT_GT(apart, 500);
}

TEST(Aliasing, StridesKeepElementsApart) {
  Argument a;
  a.kind = Argument::Kind::HostArray;
  a.type = DataType::F32;
  a.rank = 2;
  a.strided = true;
  const auto bytes = [&](int64_t rows, int64_t columns, int64_t outer, int64_t inner) {
    a.extents[0] = rows, a.extents[1] = columns, a.strides[0] = outer, a.strides[1] = inner;
    return spannedBytes(a);
  };
  EXPECT_EQ(bytes(3, 5, 1, 3), 60u);
  EXPECT_EQ(bytes(3, 5, 2, 6), 4u * (2 * 2 + 4 * 6 + 1));
  EXPECT_EQ(bytes(0, 5, 0, 0), 0u);
  EXPECT_EQ(bytes(1, 1, 0, 0), 4u);
  EXPECT_EQ(bytes(3, 5, 1, 2), std::nullopt);
  EXPECT_EQ(bytes(3, 5, 0, 1), std::nullopt);
  EXPECT_EQ(bytes(3, 5, -5, 1), std::nullopt);
  EXPECT_EQ(bytes(3, -5, 5, 1), std::nullopt);
  EXPECT_EQ(bytes(2, 2, int64_t(1) << 62, 1), std::nullopt);
  EXPECT_EQ(bytes(int64_t(1) << 62, 4, 4, 1), std::nullopt);
}

TEST(Aliasing, OtherStridesGoByBytes) {
  Argument a;
  a.kind = Argument::Kind::HostArray;
  a.type = DataType::F32;
  a.rank = 2;
  a.address = 4096;
  a.extents[0] = 4;
  a.extents[1] = 2;
  a.strides[0] = 8;
  Argument b = a;
  b.address += 16; // the other half of each row
  const Argument halves[] = {a, b};
  EXPECT_TRUE(checkAliasing(*twoArrays(2), halves).ok());
  b.strides[0] = 9;
  const Argument skewed[] = {a, b};
  EXPECT_EQ(checkAliasing(*twoArrays(2), skewed).status().id(), "DCR1010");
}

TEST(Aliasing, IdenticalRangesRunCodeThatAssumesNothing) {
  artifact::ArtifactData data = twoArrayData(1);
  for (artifact::ArgInfo &arg : data.kernels[0].args) {
    arg.ownElement = true;
  }
  artifact::EntryPoint disjoint;
  disjoint.disjoint = true;
  const artifact::EntryPoint shared;
  const KernelState kernel(std::make_shared<ArtifactState>(std::move(data)), 0,
                           Runtime::shared()->device("cpu").value(),
                           {{&disjoint, nullptr}, {&shared, nullptr}});
  Argument a;
  a.kind = Argument::Kind::HostArray;
  a.type = DataType::F32;
  a.rank = 1;
  a.address = 4096;
  a.extents[0] = 4;
  Argument b = a;
  for (const bool same : {true, false}) {
    b.address = same ? a.address : a.address + 16;
    const Argument both[] = {a, b};
    const Result<bool> sharesMemory = checkAliasing(kernel, both);
    ASSERT_TRUE(sharesMemory.ok());
    EXPECT_EQ(*sharesMemory, same);
    EXPECT_EQ(chooseVariant(kernel, {}, {}, *sharesMemory).value()->entry,
              same ? &shared : &disjoint);
  }
  const KernelState alone(std::make_shared<ArtifactState>(twoArrayData(1)), 0,
                          Runtime::shared()->device("cpu").value(), {{&disjoint, nullptr}});
  EXPECT_EQ(chooseVariant(alone, {}, {}, true).status().id(), "DCR3007");
}

} // namespace
