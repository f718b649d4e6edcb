// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Diagnostics.def is well formed, and what is emitted from it carries code, arguments and help.
#include "dialects/Support/Diagnostics.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/MLIRContext.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

#include <gtest/gtest.h>

#include <set>

namespace mlir::dc {
namespace {

/// The numbers in {0}, {1} ...; fails the test for anything else in braces.
std::set<unsigned> placeholders(StringRef text) {
  std::set<unsigned> numbers;
  while (true) {
    text = text.drop_until([](char c) { return c == '{' || c == '}'; });
    if (text.empty()) {
      return numbers;
    }
    if (text.consume_front("{{") || text.consume_front("}'")) { // code in a help
      continue;
    }
    unsigned number = 0;
    bool isPlaceholder =
        text.consume_front("{") && !text.consumeInteger(10, number) && text.consume_front("}");
    EXPECT_TRUE(isPlaceholder) << "not a placeholder, before: " << text.str();
    if (!isPlaceholder) {
      return numbers;
    }
    numbers.insert(number);
  }
}

TEST(Diagnostics, CodesAreUniqueAndOfTheMlirSide) {
  llvm::StringSet<> codes;
  for (const DiagInfo &info : getAllDiagInfos()) {
    SCOPED_TRACE(info.name.str());
    EXPECT_TRUE(codes.insert(info.code).second) << info.code.str() << " is used twice";
    ASSERT_EQ(info.code.size(), 7u);
    EXPECT_TRUE(info.code.starts_with("DCC"));
    EXPECT_TRUE(llvm::all_of(info.code.drop_front(3), [](char c) { return llvm::isDigit(c); }));
    EXPECT_FALSE(info.code.starts_with("DCC10")) << "DCC10xx belongs to compiler/frontend/cxx";
    EXPECT_LE(info.code[3], '5');
  }
}

TEST(Diagnostics, PlaceholdersAreNumberedFromZeroWithoutGaps) {
  for (const DiagInfo &info : getAllDiagInfos()) {
    SCOPED_TRACE(info.name.str());
    std::set<unsigned> numbers = placeholders(info.message);
    numbers.merge(placeholders(info.help));
    EXPECT_TRUE(numbers.empty() || *numbers.rbegin() + 1 == numbers.size());
  }
}

TEST(Diagnostics, MessagesReadAsOneLine) {
  for (const DiagInfo &info : getAllDiagInfos()) {
    SCOPED_TRACE(info.name.str());
    EXPECT_FALSE(info.message.empty());
    EXPECT_FALSE(info.message.ends_with("."));
    EXPECT_FALSE(info.message.contains('\n') || info.help.contains('\n'));
    EXPECT_FALSE(info.help.starts_with("help")) << "\"help: \" is added when it is emitted";
    EXPECT_NE(info.severity, DiagnosticSeverity::Note) << "notes are attached to something";
  }
}

struct Emitted {
  DiagnosticSeverity severity;
  std::string message;
  std::vector<std::string> notes;
  Location loc;
};

std::vector<Emitted> capture(MLIRContext &context, function_ref<void(Location)> emit) {
  std::vector<Emitted> emitted;
  ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
    Emitted one{diagnostic.getSeverity(), diagnostic.str(), {}, diagnostic.getLocation()};
    for (Diagnostic &note : diagnostic.getNotes()) {
      one.notes.push_back(note.str());
    }
    emitted.push_back(std::move(one));
  });
  emit(FileLineColLoc::get(&context, "k.dc.cpp", 3, 7));
  return emitted;
}

TEST(Diagnostics, EmitsMessageCodeHelpAndPlace) {
  MLIRContext context;
  auto emitted = capture(context, [](Location loc) {
    LogicalResult result = emitDiagnostic(loc, Diag::UnstructuredKernel, "a::k", 2);
    EXPECT_TRUE(failed(result));
  });
  ASSERT_EQ(emitted.size(), 1u);
  EXPECT_EQ(emitted[0].severity, DiagnosticSeverity::Error);
  EXPECT_EQ(emitted[0].message,
            "expected kernel 'a::k' to be structured, got a body of 2 blocks [DCC3001]");
  EXPECT_EQ(emitted[0].notes, std::vector<std::string>{
                                  "help: lift its control flow first: the passes of phase input"});
  EXPECT_EQ(emitted[0].loc, Location(FileLineColLoc::get(&context, "k.dc.cpp", 3, 7)));
}

TEST(Diagnostics, HasNoNoteWithoutHelp) {
  MLIRContext context;
  Type type = IntegerType::get(&context, 7);
  auto emitted = capture(
      context, [&](Location loc) { emitDiagnostic(loc, Diag::DeviceIRPrivateSize, str(type)); });
  ASSERT_EQ(emitted.size(), 1u);
  EXPECT_EQ(emitted[0].message, "expected private memory of static size, got i7 [DCC3014]");
  EXPECT_TRUE(emitted[0].notes.empty());
}

TEST(Diagnostics, TakesArgumentsLiterally) {
  MLIRContext context;
  auto emitted = capture(
      context, [](Location loc) { emitDiagnostic(loc, Diag::FaultOutsideThreads, "{1} %s {"); });
  ASSERT_EQ(emitted.size(), 1u);
  EXPECT_EQ(emitted[0].message, "expected {1} %s { inside dc.threads or dc.blocks [DCC3006]");
}

} // namespace
} // namespace mlir::dc
