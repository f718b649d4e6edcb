// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C++ frontend as a library: files, options, dependencies, and MLIR's diagnostics shown with Clang's carets.
#include "compiler/frontend/cxx/Frontend.h"
#include "compiler/frontend/cxx/InputFile.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"

#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

using dc::compiler::CxxFrontend;
using dc::compiler::CxxFrontendOptions;

class CxxFrontendTest : public ::testing::Test {
protected:
  void SetUp() override {
    folder = std::filesystem::path(testing::TempDir()) /
             (std::string("dcfe-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::string write(const std::string &name, const std::string &text) {
    std::ofstream(folder / name) << text;
    return (folder / name).string();
  }
  CxxFrontendOptions options() {
    CxxFrontendOptions result;
    result.diagnostics = &stream;
    return result;
  }

  std::filesystem::path folder;
  std::string shown;
  llvm::raw_string_ostream stream{shown};
};

const char *const simple = "#include <dotcompute/kernel.h>\n"
                           "DC_KERNEL void k(dc::span<int> x) { x[0] = VALUE; }\n";

TEST_F(CxxFrontendTest, EmitsAVerifiedModule) {
  mlir::MLIRContext context;
  CxxFrontend frontend;
  CxxFrontendOptions given = options();
  given.defines = {"VALUE=4711"};
  ASSERT_TRUE(succeeded(frontend.parse(write("a.dc.cpp", simple), given)));
  ASSERT_TRUE(succeeded(frontend.check()));
  auto module = frontend.emit(context);
  ASSERT_TRUE(module);
  std::string text;
  llvm::raw_string_ostream(text) << *module;
  EXPECT_NE(text.find("dc.kernel @k"), std::string::npos);
  EXPECT_NE(text.find("4711"), std::string::npos);
  EXPECT_EQ(shown, "");
}

TEST_F(CxxFrontendTest, ListsTheFilesItRead) {
  std::string header = write("value.h", "#define VALUE 3\n");
  std::string source = write("a.dc.cpp", std::string("#include \"value.h\"\n") + simple);
  CxxFrontend frontend;
  ASSERT_TRUE(succeeded(frontend.parse(source, options())));
  EXPECT_EQ(frontend.dependencies(), (std::vector<std::string>{source, header}));
}

TEST_F(CxxFrontendTest, FindsHeadersInIncludeFolders) {
  std::filesystem::create_directories(folder / "include");
  write("include/value.h", "#define VALUE 3\n");
  CxxFrontendOptions given = options();
  given.includeDirs = {(folder / "include").string()};
  CxxFrontend frontend;
  EXPECT_TRUE(succeeded(frontend.parse(write("a.dc.cpp", std::string("#include <value.h>\n") + simple), given)));
}

TEST_F(CxxFrontendTest, ErrorsOfTheLanguageFailTheParse) {
  CxxFrontend frontend;
  EXPECT_TRUE(failed(frontend.parse(write("a.dc.cpp", simple), options())));
  EXPECT_TRUE(frontend.hasErrors());
  EXPECT_NE(shown.find("a.dc.cpp:2:44: error: use of undeclared identifier 'VALUE'"), std::string::npos) << shown;
}

TEST_F(CxxFrontendTest, IncludeCyclesEnd) {
  write("a.h", "#include \"b.h\"\n");
  write("b.h", "#include \"a.h\"\n");
  CxxFrontend frontend;
  EXPECT_TRUE(failed(frontend.parse(write("a.dc.cpp", "#include \"a.h\"\n"), options())));
  EXPECT_NE(shown.find("#include nested too deeply"), std::string::npos) << shown;
}

TEST_F(CxxFrontendTest, TheErrorLimitHolds) {
  std::string text = "#include <dotcompute/kernel.h>\nDC_KERNEL void k(dc::span<int> x) {\n";
  for (int i = 0; i < 50; ++i) {
    text += "  delete new int;\n";
  }
  CxxFrontendOptions given = options();
  given.errorLimit = 5;
  CxxFrontend frontend;
  ASSERT_TRUE(succeeded(frontend.parse(write("a.dc.cpp", text + "}\n"), given)));
  EXPECT_TRUE(failed(frontend.check()));
  size_t count = 0;
  for (size_t at = shown.find("[DCC1002]"); at != std::string::npos; at = shown.find("[DCC1002]", at + 1)) {
    ++count;
  }
  EXPECT_EQ(count, 5u);
}

TEST_F(CxxFrontendTest, ShowsDiagnosticsOfMLIRWithCaretAndCalls) {
  std::string source = write("a.dc.cpp", "int x;\nint y;\n");
  CxxFrontend frontend;
  ASSERT_TRUE(succeeded(frontend.parse(source, options())));
  mlir::MLIRContext context;
  frontend.installDiagnostics(context);
  auto inner = mlir::FileLineColLoc::get(&context, source, 1, 5);
  auto outer = mlir::FileLineColLoc::get(&context, source, 2, 5);
  mlir::emitError(mlir::CallSiteLoc::get(inner, outer), "100% wrong");
  EXPECT_NE(shown.find("a.dc.cpp:1:5: error: 100% wrong\n    1 | int x;\n      |     ^"), std::string::npos) << shown;
  EXPECT_NE(shown.find("a.dc.cpp:2:5: note: inlined from here"), std::string::npos) << shown;
  EXPECT_EQ(frontend.errorCount(), 1u);
}

TEST_F(CxxFrontendTest, LeavesDiagnosticsOfOtherFilesAlone) {
  CxxFrontend frontend;
  ASSERT_TRUE(succeeded(frontend.parse(write("a.dc.cpp", "int x;\n"), options())));
  mlir::MLIRContext context;
  unsigned others = 0;
  context.getDiagEngine().registerHandler([&](mlir::Diagnostic &) {
    ++others;
    return mlir::success();
  });
  frontend.installDiagnostics(context);
  mlir::emitError(mlir::FileLineColLoc::get(&context, "elsewhere.mlir", 1, 1), "wrong");
  EXPECT_EQ(others, 1u);
  EXPECT_EQ(shown, "");
}

TEST_F(CxxFrontendTest, MayDieBeforeItsContext) {
  mlir::MLIRContext context;
  context.getDiagEngine().registerHandler([](mlir::Diagnostic &) { return mlir::success(); });
  {
    CxxFrontend frontend;
    ASSERT_TRUE(succeeded(frontend.parse(write("a.dc.cpp", "int x;\n"), options())));
    frontend.installDiagnostics(context);
  }
  mlir::emitError(mlir::UnknownLoc::get(&context), "later");
  EXPECT_EQ(shown, "");
}

TEST(FindInvalidUTF8, NamesTheOffset) {
  using dc::compiler::findInvalidUTF8;
  EXPECT_EQ(findInvalidUTF8(""), std::nullopt);
  EXPECT_EQ(findInvalidUTF8("a\xc3\xa9z"), std::nullopt);
  EXPECT_EQ(findInvalidUTF8("ab\xff"), 2u);
  EXPECT_EQ(findInvalidUTF8("a\xc3"), 1u);
  EXPECT_EQ(findInvalidUTF8("\xed\xa0\x80"), 0u); // a surrogate
}

} // namespace
