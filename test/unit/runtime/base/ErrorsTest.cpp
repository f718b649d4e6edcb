// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The error catalogue is consistent, and messages fill their patterns.
#include "runtime/base/Errors.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

using namespace dc::rt;

namespace {

TEST(Errors, CatalogueIsConsistent) {
  std::set<std::string> ids;
  for (size_t i = 0; i < error_count(); ++i) {
    const ErrorInfo &info = error_info(static_cast<Error>(i));
    EXPECT_TRUE(std::regex_match(info.id, std::regex("DCR[1-9][0-9]{3}"))) << info.name;
    EXPECT_TRUE(ids.insert(info.id).second) << info.id << " is used twice";
    EXPECT_NE(info.code, StatusCode::Ok) << info.name;
    EXPECT_STRNE(info.message, "") << info.name;
    EXPECT_STRNE(info.action, "") << info.name;
  }
}

TEST(Errors, FillsThePattern) {
  Status status = fail(Error::ArtifactTruncated, 64, std::string("the header"), size_t(3));
  EXPECT_EQ(status.message(), "expected 64 bytes of the header, got 3");
  EXPECT_EQ(status.id(), "DCR2004");
  EXPECT_EQ(status.code(), StatusCode::DataLoss);
}

TEST(Errors, ArgumentsAreNotPatterns) {
  EXPECT_EQ(fail(Error::ArtifactUnreadable, "{}", "{}").message(), "cannot read '{}': {}");
}

} // namespace
