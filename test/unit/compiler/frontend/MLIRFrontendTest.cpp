// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// MLIR text and bytecode as input.
#include "compiler/frontend/mlir/Reader.h"

#include "compiler/frontend/cxx/KernelBuilder.h"

#include "mlir/Bytecode/BytecodeWriter.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"

#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

class MLIRFrontendTest : public ::testing::Test {
protected:
  MLIRFrontendTest() : handler(sources, &context, stream) { dc::compiler::loadFrontendDialects(context); }

  std::string write(const std::string &name, const std::string &text) {
    std::string path = (std::filesystem::path(testing::TempDir()) / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  auto read(const std::string &path) { return dc::compiler::readMLIR(path, sources, context); }

  std::string shown;
  llvm::raw_string_ostream stream{shown};
  mlir::MLIRContext context;
  llvm::SourceMgr sources;
  mlir::SourceMgrDiagnosticHandler handler;
};

const char *const kernel = "dc.kernel @k(%n: i64 {dc.name = \"n\", dc.type = \"i64\"}) attributes {rank = 1 : i64} {\n"
                           "  dc.domain %n\n  dc.return\n}\n";

TEST_F(MLIRFrontendTest, ReadsTextAndBytecodeAlike) {
  auto text = read(write("k.mlir", kernel));
  ASSERT_TRUE(text) << shown;
  std::string bytes;
  llvm::raw_string_ostream out(bytes);
  ASSERT_TRUE(succeeded(mlir::writeBytecodeToFile(*text, out)));
  auto again = read(write("k.mlirbc", bytes));
  ASSERT_TRUE(again) << shown;
  std::string first, second;
  llvm::raw_string_ostream(first) << *text;
  llvm::raw_string_ostream(second) << *again;
  EXPECT_EQ(first, second);
}

TEST_F(MLIRFrontendTest, ShowsTheLineOfTheSecondFileToo) {
  ASSERT_TRUE(read(write("one.mlir", kernel)));
  EXPECT_FALSE(read(write("two.mlir", "dc.kernel @k(\n")));
  EXPECT_NE(shown.find("two.mlir:"), std::string::npos) << shown;
  EXPECT_EQ(shown.find("one.mlir:"), std::string::npos) << shown;
}

TEST_F(MLIRFrontendTest, RefusesDialectsThatAreNotRegistered) {
  EXPECT_FALSE(read(write("foo.mlir", "\"foo.bar\"() : () -> ()\n")));
  EXPECT_NE(shown.find("foo.mlir:1:1: error: 'foo.bar' belongs to a dialect that is not registered"), std::string::npos)
      << shown;
  EXPECT_FALSE(context.allowsUnregisteredDialects());
}

TEST_F(MLIRFrontendTest, VerifiesWhatItReads) {
  EXPECT_FALSE(read(write("bad.mlir", "dc.kernel @k(%n: i64) attributes {rank = 1 : i64} {\n  dc.return\n}\n")));
  EXPECT_NE(shown.find("bad.mlir:1:1: error:"), std::string::npos) << shown;
}

TEST_F(MLIRFrontendTest, NamesFilesThatCannotBeRead) {
  EXPECT_FALSE(read("/nonexistent/k.mlir"));
  EXPECT_NE(shown.find("cannot open '/nonexistent/k.mlir'"), std::string::npos) << shown;
  EXPECT_FALSE(read(testing::TempDir()));
  EXPECT_NE(shown.find("expected a file, got the directory"), std::string::npos) << shown;
}

} // namespace
