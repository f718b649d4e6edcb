// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a module of kernels becomes in the manifest.
#include "compiler/manifest/ManifestBuilder.h"

#include "runtime/artifact/Version.h"
#include "test/unit/compiler/manifest/ManifestHarness.h"

#include <gtest/gtest.h>

namespace dc::compiler {
namespace {

using namespace rt::artifact;

TEST(ManifestBuilder, DescribesArguments) {
  KernelText text(R"(dc.kernel @"a::k<float>"(%n: i16 {dc.name = "p.n", dc.type = "u16"},
      %x: memref<?xf32> {dc.name = "x", dc.type = "f32", dc.read_only},
      %v: memref<?x?xi8, strided<[?, 1]>> {dc.name = "v", dc.type = "bool"}) attributes {rank = 2 : i64} {
    dc.return
  })");
  auto kernels = describeKernels(text.module());
  ASSERT_TRUE(mlir::succeeded(kernels)) << text.errors();
  ASSERT_EQ(kernels->size(), 1u);
  const KernelInfo &kernel = kernels->front();
  EXPECT_EQ(kernel.name, "a::k<float>");
  EXPECT_EQ(kernel.rank, 2u);
  EXPECT_EQ(kernel.loc.file, "test.mlir");
  EXPECT_TRUE(kernel.block.empty());
  EXPECT_TRUE(kernel.domain.empty());
  ASSERT_EQ(kernel.args.size(), 3u);
  EXPECT_EQ(kernel.args[0].name, "p.n");
  EXPECT_EQ(kernel.args[0].kind, ArgKind::Scalar);
  EXPECT_EQ(kernel.args[0].type, ElementType::U16);
  EXPECT_EQ(kernel.args[1].access, Access::Read);
  EXPECT_EQ(kernel.args[1].rank, 1);
  EXPECT_EQ(kernel.args[1].alignment, 4u);
  EXPECT_EQ(kernel.args[2].type, ElementType::Bool);
  EXPECT_EQ(kernel.args[2].access, Access::ReadWrite);
  EXPECT_EQ(kernel.args[2].rank, 2);
  EXPECT_TRUE(kernel.args[2].ownElement); // never accessed
}

TEST(ManifestBuilder, DescribesWhatIsPrinted) {
  KernelText text(
      R"(dc.kernel @k(%b: i1 {dc.name = "b", dc.type = "bool"}) attributes {rank = 1 : i64} {
    dc.print "last" {site = 2 : i32}
    dc.print "{} {}", %b, %b : i1, i1 as ["bool", "bool"] {site = 0 : i32}
    dc.print "last" {site = 2 : i32}
    dc.return
  })");
  auto kernels = describeKernels(text.module());
  ASSERT_TRUE(mlir::succeeded(kernels)) << text.errors();
  const std::vector<PrintSite> &prints = kernels->front().prints;
  ASSERT_EQ(prints.size(), 2u); // a copy that a pass has made is no further site
  EXPECT_EQ(prints[0].id, 0u);
  EXPECT_EQ(prints[0].format, "{} {}");
  EXPECT_EQ(prints[0].types, (std::vector<ElementType>{ElementType::Bool, ElementType::Bool}));
  EXPECT_EQ(prints[0].loc.line, 3u);
  EXPECT_EQ(prints[1].id, 2u);
}

TEST(ManifestBuilder, FindsArraysThatAreNeverRead) {
  KernelText text(R"(dc.kernel @k(%out: memref<?xf32> {dc.name = "out", dc.type = "f32"},
      %both: memref<?xf32> {dc.name = "both", dc.type = "f32"},
      %in: memref<?xf32> {dc.name = "in", dc.type = "f32", dc.read_only}) attributes {rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %v = memref.load %both[%c0] : memref<?xf32>
    memref.store %v, %both[%c0] : memref<?xf32>
    memref.store %v, %out[%c0] : memref<?xf32>
    %n = memref.dim %out, %c0 : memref<?xf32>
    dc.return
  })");
  auto kernels = describeKernels(text.module());
  ASSERT_TRUE(mlir::succeeded(kernels)) << text.errors();
  const KernelInfo &kernel = kernels->front();
  EXPECT_TRUE(kernel.args[0].writeOnly);
  EXPECT_FALSE(kernel.args[1].writeOnly);
  EXPECT_FALSE(kernel.args[2].writeOnly);
}

TEST(ManifestBuilder, FindsStructsThatAreNeverRead) {
  KernelText text(
      R"(dc.kernel @k(%out: memref<?x!dc.record<8, 4>> {dc.name = "out", dc.type = "record", dc.fields = []},
      %both: memref<?x!dc.record<8, 4>> {dc.name = "both", dc.type = "record", dc.fields = []}) attributes {rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %ox = dc.field %out : memref<?x!dc.record<8, 4>> to memref<?xf32, strided<[2]>>
    %oy = dc.field %out : memref<?x!dc.record<8, 4>> to memref<?xf32, strided<[2], offset: 1>>
    %bx = dc.field %both : memref<?x!dc.record<8, 4>> to memref<?xf32, strided<[2]>>
    %by = dc.field %both : memref<?x!dc.record<8, 4>> to memref<?xf32, strided<[2], offset: 1>>
    %v = memref.load %by[%c0] : memref<?xf32, strided<[2], offset: 1>>
    memref.store %v, %bx[%c0] : memref<?xf32, strided<[2]>>
    memref.store %v, %ox[%c0] : memref<?xf32, strided<[2]>>
    memref.store %v, %oy[%c0] : memref<?xf32, strided<[2], offset: 1>>
    dc.return
  })");
  auto kernels = describeKernels(text.module());
  ASSERT_TRUE(mlir::succeeded(kernels)) << text.errors();
  EXPECT_TRUE(kernels->front().args[0].writeOnly);
  EXPECT_FALSE(kernels->front().args[1].writeOnly);
}

TEST(ManifestBuilder, FindsStridedArrays) {
  KernelText text(R"(dc.kernel @k(%x: memref<?xf32, strided<[?]>> {dc.name = "x", dc.type = "f32"},
      %v: memref<?x?xf32, strided<[?, 1]>> {dc.name = "v", dc.type = "f32"},
      %w: memref<?x?xf32, strided<[?, ?]>> {dc.name = "w", dc.type = "f32"}) attributes {rank = 1 : i64} {
    dc.return
  })");
  auto kernels = describeKernels(text.module());
  ASSERT_TRUE(mlir::succeeded(kernels)) << text.errors();
  EXPECT_TRUE(kernels->front().args[0].strided);
  EXPECT_FALSE(kernels->front().args[1].strided);
  EXPECT_TRUE(kernels->front().args[2].strided);
}

TEST(ManifestBuilder, DescribesLaunchRules) {
  KernelText text(
      R"(dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}, %x: memref<?xf32> {dc.name = "x", dc.type = "f32"})
      attributes {rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %zero = arith.constant 0 : i64
    %d = memref.dim %x, %c0 : memref<?xf32>
    %s = arith.index_cast %d : index to i64
    dc.domain %s
    %p = arith.cmpi sgt, %n, %zero : i64
    dc.requires %p, "n > 0" written
    %e = dc.domain_size 0
    %q = arith.cmpi sge, %s, %e : i64
    dc.requires %q, "x.size() >= domain" inferred
    dc.trust %p, "n is positive"
    dc.ensures %p, "kept for validation, not in the manifest"
    dc.return
  })");
  auto kernels = describeKernels(text.module());
  ASSERT_TRUE(mlir::succeeded(kernels)) << text.errors();
  const KernelInfo &kernel = kernels->front();
  ASSERT_EQ(kernel.domain.size(), 1u);
  EXPECT_EQ(kernel.exprs[kernel.domain[0]].op, ExprOp::Extent);
  EXPECT_EQ(kernel.exprs[kernel.domain[0]].a, 1u);
  ASSERT_EQ(kernel.contracts.size(), 2u);
  EXPECT_EQ(kernel.contracts[0].text, "n > 0");
  EXPECT_EQ(kernel.contracts[0].origin, Origin::Written);
  EXPECT_EQ(kernel.contracts[0].loc.line, 9u);
  EXPECT_EQ(kernel.contracts[1].origin, Origin::Inferred);
  EXPECT_EQ(kernel.exprs[kernel.contracts[1].expr].op, ExprOp::Ge);
  EXPECT_EQ(kernel.trusted, std::vector<std::string>{"n is positive"});
}

TEST(ManifestBuilder, NamesEachFaultSiteOnce) {
  KernelText text(
      R"(dc.kernel @k(%n: i64 {dc.name = "n", dc.type = "i64"}) attributes {rank = 1 : i64} {
    %zero = arith.constant 0 : i64
    %bad = arith.cmpi eq, %n, %zero : i64
    dc.fault %bad, division 1 "a / n"
    dc.fault %bad, bounds 0 "x[n]" [%n of %n]
    scf.if %bad {
      dc.fault %bad, division 1 "a / n"
    }
    dc.return
  })");
  auto kernels = describeKernels(text.module());
  ASSERT_TRUE(mlir::succeeded(kernels)) << text.errors();
  const std::vector<FaultSite> &faults = kernels->front().faults;
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0].id, 0u);
  EXPECT_EQ(faults[0].kind, FaultKind::Bounds);
  EXPECT_EQ(faults[1].what, "a / n");
  EXPECT_EQ(faults[1].kind, FaultKind::Division);
  EXPECT_EQ(faults[1].loc.line, 4u);
}

TEST(ManifestBuilder, ReportsRulesThatNeedTheDevice) {
  KernelText text(
      R"(dc.kernel @k(%x: memref<?xi64> {dc.name = "x", dc.type = "i64"}) attributes {rank = 1 : i64} {
    %c0 = arith.constant 0 : index
    %n = memref.load %x[%c0] : memref<?xi64>
    dc.domain %n
    dc.return
  })");
  EXPECT_TRUE(mlir::failed(describeKernels(text.module())));
  EXPECT_NE(text.errors().find("memref.load"), std::string::npos) << text.errors();
}

TEST(ManifestBuilder, ReportsWhatAnArtifactCannotHold) {
  std::string body =
      "dc.kernel @k(%b: i1 {dc.name = \"b\", dc.type = \"bool\"}) attributes {rank = 1 : i64} {\n";
  for (size_t i = 0; i <= kMaxTrusted; ++i) {
    body += "dc.trust %b, \"b\"\n";
  }
  KernelText text(body + "dc.return }");
  EXPECT_TRUE(mlir::failed(describeKernels(text.module())));
  EXPECT_NE(text.errors().find("DCC5004"), std::string::npos) << text.errors();
}

} // namespace
} // namespace dc::compiler
