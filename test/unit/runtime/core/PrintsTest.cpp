// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lines read back from the words of a print area, those of a broken kernel too.
#include "runtime/core/Prints.h"

#include <gtest/gtest.h>

namespace dc::rt::core {
namespace {

using artifact::ElementType;

class Prints : public ::testing::Test {
protected:
  Prints() : area(PrintArea::fresh()) {
    kernel.name = "k";
    kernel.prints = {{0, "here", {}, {}}, {7, "{} {}", {ElementType::I8, ElementType::BF16}, {}}};
  }

  void add(std::vector<uint64_t> words) {
    const uint64_t at = area[PrintArea::Next];
    area[PrintArea::Next] += words.size();
    for (size_t i = 0; i < words.size() && at + i < area.size(); ++i) {
      area[at + i] = words[i];
    }
  }

  artifact::KernelInfo kernel;
  std::vector<uint64_t> area;
};

TEST_F(Prints, NothingIsNothing) { EXPECT_EQ(printedText(kernel, area), ""); }

TEST_F(Prints, ComeByBlockAndThreadAndThenInOrder) {
  add({8, 5, 1, 1, 0x3f80});
  add({8, 9, 0, 2, 0x3f80});
  add({1, 5, 0});
  add({8, 5, 0, 3, 0x3f80});
  EXPECT_EQ(printedText(kernel, area), "here\n3 1\n2 1\n1 1\n");
}

TEST_F(Prints, TakeTheLowBitsOfAWord) {
  add({8, 0, 0, 0xffffffffffffff80u, 0xabcdef0000c040u});
  EXPECT_EQ(printedText(kernel, area), "-128 -3\n");
}

TEST_F(Prints, SayHowManyWereLost) {
  add({1, 0, 0});
  area[PrintArea::Lost] = 1;
  EXPECT_EQ(printedText(kernel, area),
            "here\ndotcompute: kernel 'k' printed 1 line more than a launch keeps\n");
  area[PrintArea::Lost] = 20;
  EXPECT_NE(printedText(kernel, area).find("printed 20 lines more"), std::string::npos);
}

TEST_F(Prints, EndAtTheFirstGap) {
  add({1, 0, 0});
  add({0, 0, 0}); // no line is site 0
  add({1, 0, 0});
  EXPECT_EQ(printedText(kernel, area), "here\n");
}

TEST_F(Prints, EndAtASiteThatIsUnknown) {
  add({3, 0, 0});
  add({1, 0, 0});
  EXPECT_EQ(printedText(kernel, area), "");
}

TEST_F(Prints, NeverReadBeyondTheArea) {
  area[PrintArea::Next] = UINT64_MAX;
  area[PrintArea::Lines] = 1;
  EXPECT_EQ(printedText(kernel, area), "here\n");
  // The last words begin a line that has more of them.
  for (size_t at = PrintArea::Lines; at < area.size(); at += 3) {
    area[at] = 1;
  }
  area[area.size() - 3] = 8;
  EXPECT_FALSE(printedText(kernel, area).empty());
  EXPECT_EQ(printedText(kernel, std::span(area).first(3)), "");
}

} // namespace
} // namespace dc::rt::core
