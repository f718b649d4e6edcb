// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every invariant of the manifest broken, one at a time: the writer refuses, and so does the reader
// of a file that some other writer made.
#include "runtime/artifact/Version.h"
#include "runtime/artifact/Writer.h"
#include "test/unit/runtime/artifact/RawManifest.h"
#include "test/unit/runtime/artifact/Samples.h"

#include <gtest/gtest.h>

#include <functional>

using namespace dc::rt;
using namespace dc::rt::artifact;

namespace {

struct Case {
  const char *expected; ///< part of the message
  std::function<void(ArtifactData &)> breakIt;
};

void PrintTo(const Case &c, std::ostream *out) { *out << c.expected; }

KernelInfo &saxpy(ArtifactData &data) { return data.kernels[0]; }
KernelInfo &transpose(ArtifactData &data) { return data.kernels[1]; }
/// An entry whose blocks are tiles.
EntryPoint &tiles(ArtifactData &data) {
  EntryPoint entry;
  entry.payload = 1;
  entry.symbol = "nothing";
  entry.tileThreads = 256;
  entry.itemsPerThread = 4;
  data.kernels[2].entries = {entry};
  return data.kernels[2].entries[0];
}

const Case kCases[] = {
    // The manifest.
    {"UTF-8, got '\\xff'", [](ArtifactData &d) { d.producer = "\xff"; }},
    {"text without NUL", [](ArtifactData &d) { d.producer = std::string("a\0b", 3); }},
    {"at most 65536 bytes of text",
     [](ArtifactData &d) { d.producer.assign(kMaxTextBytes + 1, 'x'); }},
    {"a policy of at most 2, got 3", [](ArtifactData &d) { d.policy = static_cast<Policy>(3); }},
    {"at most 1024 payloads",
     [](ArtifactData &d) { d.payloads.resize(kMaxPayloads + 1, d.payloads[0]); }},
    {"a name, got an empty one in the target of payload 1",
     [](ArtifactData &d) { d.payloads[1].target = ""; }},
    {"the format of payload 0", [](ArtifactData &d) { d.payloads[0].format = "\xc0\x80"; }},
    {"the architecture of payload 2",
     [](ArtifactData &d) { d.payloads[2].arch.assign(kMaxNameBytes + 1, 'x'); }},
    {"at least one byte, got none in payload 0",
     [](ArtifactData &d) { d.payloads[0].bytes.clear(); }},
    // Kernels.
    {"a name, got an empty one in the name of kernel 1",
     [](ArtifactData &d) { transpose(d).name = ""; }},
    {"kernel names that differ, got a second 'vis::saxpy<float>'",
     [](ArtifactData &d) { transpose(d).name = saxpy(d).name; }},
    {"the source file of kernel", [](ArtifactData &d) { saxpy(d).loc.file = "\xed\xa0\x80"; }},
    {"a rank from 1 to 3, got 0", [](ArtifactData &d) { saxpy(d).rank = 0; }},
    {"a rank from 1 to 3, got 4", [](ArtifactData &d) { saxpy(d).rank = 4; }},
    {"no block sizes or 2, got 1", [](ArtifactData &d) { transpose(d).block = {256}; }},
    {"a block size from 1", [](ArtifactData &d) { transpose(d).block = {0, 16}; }},
    {"threads of a block from 1 to 65536",
     [](ArtifactData &d) { transpose(d).block = {65536, 2}; }},
    {"a block size from 1 to 65536", [](ArtifactData &d) { transpose(d).block = {65537, 1}; }},
    {"no domain extents or 1, got 2", [](ArtifactData &d) { saxpy(d).domain = {0, 0}; }},
    {"an expression below 9, got 9 in domain extent 0",
     [](ArtifactData &d) { saxpy(d).domain = {9}; }},
    {"an integer expression, got a float one in domain extent 0",
     [](ArtifactData &d) { saxpy(d).domain = {4}; }},
    {"an expression without the domain", [](ArtifactData &d) { saxpy(d).domain = {3}; }},
    // Arguments.
    {"at most 1024 arguments", [](ArtifactData &d) { saxpy(d).args.resize(kMaxArgs + 1); }},
    {"argument names that differ, got a second 'x' in argument 2",
     [](ArtifactData &d) { saxpy(d).args[2].name = "x"; }},
    {"UTF-8, got 'a\\x80' in argument 0", [](ArtifactData &d) { saxpy(d).args[0].name = "a\x80"; }},
    {"a kind of at most 1, got 2",
     [](ArtifactData &d) { saxpy(d).args[0].kind = static_cast<ArgKind>(2); }},
    {"an element type of at most 15, got 16",
     [](ArtifactData &d) { saxpy(d).args[0].type = static_cast<ElementType>(16); }},
    {"structs in arrays only, got a scalar",
     [](ArtifactData &d) { saxpy(d).args[0].type = ElementType::Record; }},
    {"bytes of a struct from 1 to 65535, got 0",
     [](ArtifactData &d) { saxpy(d).args[1].type = ElementType::Record; }},
    {"bytes of a struct that is none from 0 to 0, got 8",
     [](ArtifactData &d) { saxpy(d).args[1].recordBytes = 8; }},
    {"at most 0 fields of a struct that is none, got 1",
     [](ArtifactData &d) { saxpy(d).args[1].fields.resize(1); }},
    {"a scalar's type of at most 14, got 15 in field 0 of argument 1",
     [](ArtifactData &d) {
       saxpy(d).args[1].type = ElementType::Record;
       saxpy(d).args[1].recordBytes = 8;
       saxpy(d).args[1].fields = {{"x", ElementType::Record, 0, 1}};
     }},
    {"a scalar's distance between neighbours from 0 to 0, got 1",
     [](ArtifactData &d) { saxpy(d).args[0].strided = true; }},
    {"a field inside its struct of 8 bytes, got 2 at byte 4",
     [](ArtifactData &d) {
       saxpy(d).args[1].type = ElementType::Record;
       saxpy(d).args[1].recordBytes = 8;
       saxpy(d).args[1].fields = {{"x", ElementType::F32, 4, 2}};
     }},
    {"an access of at most 1, got 9",
     [](ArtifactData &d) { saxpy(d).args[1].access = static_cast<Access>(9); }},
    {"a rank from 1 to 3, got 0 in argument 1", [](ArtifactData &d) { saxpy(d).args[1].rank = 0; }},
    {"a rank from 1 to 3, got 4 in argument 1", [](ArtifactData &d) { saxpy(d).args[1].rank = 4; }},
    {"a scalar's rank from 0 to 0, got 1 in argument 0",
     [](ArtifactData &d) { saxpy(d).args[0].rank = 1; }},
    {"a power of two up to 4096, got 0", [](ArtifactData &d) { saxpy(d).args[0].alignment = 0; }},
    {"a power of two up to 4096, got 12", [](ArtifactData &d) { saxpy(d).args[0].alignment = 12; }},
    {"a power of two up to 4096, got 8192",
     [](ArtifactData &d) { saxpy(d).args[0].alignment = 8192; }},
    // Expressions.
    {"at most 4096 expression nodes",
     [](ArtifactData &d) { saxpy(d).exprs.resize(kMaxExprNodes + 1); }},
    {"an operation below",
     [](ArtifactData &d) { saxpy(d).exprs[0].op = static_cast<ExprOp>(250); }},
    {"an operand below 3, got 3 in expression node 3 (ge)",
     [](ArtifactData &d) { saxpy(d).exprs[3].b = 3; }},
    {"an operand below 3, got 8", [](ArtifactData &d) { saxpy(d).exprs[3].a = 8; }},
    {"an operand below 3, got 4294967295",
     [](ArtifactData &d) { saxpy(d).exprs[3].a = 0xffffffff; }},
    {"an argument below 3, got 3", [](ArtifactData &d) { saxpy(d).exprs[0].a = 3; }},
    {"an array argument, got argument 0", [](ArtifactData &d) { saxpy(d).exprs[0].a = 0; }},
    {"a scalar argument, got argument 1", [](ArtifactData &d) { saxpy(d).exprs[4].a = 1; }},
    {"a dimension below 1, got 1", [](ArtifactData &d) { saxpy(d).exprs[0].b = 1; }},
    {"a dimension below 2, got 2 in expression node 8 (stride)",
     [](ArtifactData &d) { transpose(d).exprs[8].b = 2; }},
    {"an array argument, got argument 2 in expression node 10 (byte_size)",
     [](ArtifactData &d) { transpose(d).exprs[10].a = 2; }},
    {"an array argument, got argument 2 in expression node 11 (alignment)",
     [](ArtifactData &d) { transpose(d).exprs[11].a = 2; }},
    {"a dimension below 1, got 1 in expression node 2 (domain)",
     [](ArtifactData &d) { saxpy(d).exprs[2].a = 1; }},
    {"a device fact below 3, got 3", [](ArtifactData &d) { transpose(d).exprs[19].a = 3; }},
    {"a float operand, got node 3", [](ArtifactData &d) { saxpy(d).exprs[6].b = 3; }},
    {"an integer operand, got node 4",
     [](ArtifactData &d) { saxpy(d).exprs[8] = {ExprOp::And, 3, 4, 0, 0}; }},
    {"an integer operand, got node 5",
     [](ArtifactData &d) { saxpy(d).exprs[8] = {ExprOp::Select, 5, 0, 0, 0}; }},
    {"a float operand, got node 0",
     [](ArtifactData &d) { saxpy(d).exprs[8] = {ExprOp::Select, 3, 5, 0, 0}; }},
    {"an operand below 8, got 8",
     [](ArtifactData &d) { saxpy(d).exprs[8] = {ExprOp::Select, 3, 8, 0, 0}; }},
    {"an operand below 8, got 9",
     [](ArtifactData &d) { saxpy(d).exprs[8] = {ExprOp::Select, 3, 0, 9, 0}; }},
    {"an integer operand, got node 4",
     [](ArtifactData &d) { saxpy(d).exprs[8] = {ExprOp::ToFloat, 4, 0, 0, 0}; }},
    {"a float operand, got node 0",
     [](ArtifactData &d) { saxpy(d).exprs[8] = {ExprOp::ToInt, 0, 0, 0, 0}; }},
    {"a float operand, got node 0",
     [](ArtifactData &d) { saxpy(d).exprs[8] = {ExprOp::RoundF32, 0, 0, 0, 0}; }},
    {"an integer operand, got node 4",
     [](ArtifactData &d) { saxpy(d).exprs[8] = {ExprOp::URem, 4, 4, 0, 0}; }},
    {"a width from 1 to 64 or -64 to -1, got 0",
     [](ArtifactData &d) { transpose(d).exprs[18].imm = 0; }},
    {"a width from 1 to 64 or -64 to -1, got -65",
     [](ArtifactData &d) { transpose(d).exprs[18].imm = -65; }},
    {"a width from 1 to 64 or -64 to -1, got 65",
     [](ArtifactData &d) { transpose(d).exprs[18].imm = 65; }},
    // Contracts, fault sites, trusted facts.
    {"at most 4096 contracts",
     [](ArtifactData &d) { saxpy(d).contracts.resize(kMaxContracts + 1, saxpy(d).contracts[0]); }},
    {"an expression below 9, got 4294967295 in contract 1",
     [](ArtifactData &d) { saxpy(d).contracts[1].expr = kNoExpr; }},
    {"an integer expression, got a float one in contract 0",
     [](ArtifactData &d) { saxpy(d).contracts[0].expr = 4; }},
    {"an origin of at most 1, got 2",
     [](ArtifactData &d) { saxpy(d).contracts[0].origin = static_cast<Origin>(2); }},
    {"UTF-8, got '\\xfe' in contract 0",
     [](ArtifactData &d) { saxpy(d).contracts[0].text = "\xfe"; }},
    {"the source file of contract 0",
     [](ArtifactData &d) { saxpy(d).contracts[0].loc.file = "\xfe"; }},
    {"an id above 4, got 4 in fault site 2", [](ArtifactData &d) { saxpy(d).faults[2].id = 4; }},
    {"an id above 4, got 1 in fault site 2", [](ArtifactData &d) { saxpy(d).faults[2].id = 1; }},
    {"an id from 0 to 65535, got 65536",
     [](ArtifactData &d) { saxpy(d).faults[2].id = kMaxFaultSites; }},
    {"a kind of at most 3, got 4",
     [](ArtifactData &d) { saxpy(d).faults[0].kind = static_cast<FaultKind>(4); }},
    {"UTF-8, got '\\xfe' in fault site 1",
     [](ArtifactData &d) { saxpy(d).faults[1].what = "\xfe"; }},
    {"the source file of fault site 0",
     [](ArtifactData &d) { saxpy(d).faults[0].loc.file = "\xfe"; }},
    {"at most 65536 fault sites",
     [](ArtifactData &d) { saxpy(d).faults.resize(kMaxFaultSites + 1); }},
    {"at most 4096 trusted facts",
     [](ArtifactData &d) { saxpy(d).trusted.resize(kMaxTrusted + 1); }},
    {"in trusted fact 1", [](ArtifactData &d) { saxpy(d).trusted[1] = "\xfe"; }},
    // What is printed.
    {"at most 4096 places that print",
     [](ArtifactData &d) { saxpy(d).prints.resize(kMaxPrintSites + 1); }},
    {"an id above 2, got 2 in print site 1",
     [](ArtifactData &d) { saxpy(d).prints = {{2, "a", {}, {}}, {2, "b", {}, {}}}; }},
    {"an id from 0 to 4095, got 4096",
     [](ArtifactData &d) { saxpy(d).prints = {{kMaxPrintSites, "a", {}, {}}}; }},
    {"UTF-8, got '\\xfe' in print site 0",
     [](ArtifactData &d) { saxpy(d).prints = {{0, "\xfe", {}, {}}}; }},
    {"at most 256 values",
     [](ArtifactData &
            d) { saxpy(d).prints = {{0, "a", std::vector<ElementType>(kMaxPrintValues + 1), {}}}; }},
    {"a type of a value of at most 12, got 13",
     [](ArtifactData &d) { saxpy(d).prints = {{0, "{}", {ElementType::F8E4M3}, {}}}; }},
    {"a format for 2 values, got '{}'",
     [](ArtifactData
            &d) { saxpy(d).prints = {{0, "{}", {ElementType::I8, ElementType::I8}, {}}}; }},
    {"a format for 0 values, got '{'",
     [](ArtifactData &d) { saxpy(d).prints = {{0, "{", {}, {}}}; }},
    {"the source file of print site 0",
     [](ArtifactData &d) { saxpy(d).prints = {{0, "a", {}, {"\xfe", 1, 1}}}; }},
    // Entry points.
    {"at most 1024 entry points",
     [](ArtifactData &d) { saxpy(d).entries.resize(kMaxEntries + 1, saxpy(d).entries[0]); }},
    {"a payload below 3, got 3 in entry point 2",
     [](ArtifactData &d) { saxpy(d).entries[2].payload = 3; }},
    {"a name, got an empty one in the symbol of entry point 0",
     [](ArtifactData &d) { saxpy(d).entries[0].symbol = ""; }},
    {"the architecture of entry point 1",
     [](ArtifactData &d) { saxpy(d).entries[1].arch = "\xfe"; }},
    {"block threads from 0 to 65536, got 65537",
     [](ArtifactData &d) { saxpy(d).entries[2].blockThreads = 65537; }},
    {"block threads from 256 to 256, got 128",
     [](ArtifactData &d) { transpose(d).entries[0].blockThreads = 128; }},
    {"a subgroup size of 0 or a power of two up to 128, got 33",
     [](ArtifactData &d) { saxpy(d).entries[2].subgroupSize = 33; }},
    {"a subgroup size of 0 or a power of two up to 128, got 256",
     [](ArtifactData &d) { saxpy(d).entries[2].subgroupSize = 256; }},
    {"lanes from 1 to 1024, got 0", [](ArtifactData &d) { saxpy(d).entries[0].lanes = 0; }},
    {"items of a thread from 1 to 64, got 0",
     [](ArtifactData &d) { saxpy(d).entries[2].itemsPerThread = 0; }},
    {"items of a thread from 1 to 64, got 65",
     [](ArtifactData &d) { saxpy(d).entries[2].itemsPerThread = 65; }},
    {"items of a thread from 1 to 1, got 2",
     [](ArtifactData &d) { transpose(d).entries[0].itemsPerThread = 2; }},
    {"tile threads of 0 or a power of two up to 1024, got 255 in entry point 0 of kernel "
     "'a::nothing'",
     [](ArtifactData &d) { tiles(d).tileThreads = 255; }},
    {"tile threads of 0 or a power of two up to 1024, got 2048",
     [](ArtifactData &d) { tiles(d).tileThreads = 2048; }},
    {"tile threads of 0 or a power of two up to 1024, got 4294967295",
     [](ArtifactData &d) { tiles(d).tileThreads = 0xffffffffu; }},
    {"items of a thread that are a power of two in tiles, got 3",
     [](ArtifactData &d) { tiles(d).itemsPerThread = 3; }},
    {"items of a thread from 1 to 64, got 0", [](ArtifactData &d) { tiles(d).itemsPerThread = 0; }},
    {"tiles only in kernels over two or three dimensions without DC_BLOCK and block threads",
     [](ArtifactData &d) { tiles(d).blockThreads = 256; }},
    {"tiles only in kernels over two or three dimensions without DC_BLOCK and block threads",
     [](ArtifactData &d) {
       tiles(d);
       d.kernels[2].rank = 1;
     }},
    {"tiles only in kernels over two or three dimensions without DC_BLOCK and block threads",
     [](ArtifactData &d) {
       transpose(d).entries[0].blockThreads = 0;
       transpose(d).entries[0].tileThreads = 256;
     }},
    {"shared bytes from 0",
     [](ArtifactData &d) { saxpy(d).entries[2].sharedBytes = kMaxSharedBytes + 1; }},
    {"scratch bytes from 0",
     [](ArtifactData &d) { saxpy(d).entries[0].scratchBytes = kMaxScratchBytes + 1; }},
    {"32 or 64 index bits, got 16", [](ArtifactData &d) { saxpy(d).entries[0].indexBits = 16; }},
    {"an expression below 9, got 9 in the predicate of entry point 1",
     [](ArtifactData &d) { saxpy(d).entries[1].predicate = 9; }},
    {"an integer expression, got a float one in the predicate",
     [](ArtifactData &d) { saxpy(d).entries[1].predicate = 5; }},
};

class Invariant : public ::testing::TestWithParam<Case> {};

TEST_P(Invariant, IsCheckedByWriterAndReader) {
  ArtifactData data = test::rich();
  ASSERT_TRUE(write(data).ok());
  GetParam().breakIt(data);

  Status written = write(data).status();
  EXPECT_EQ(written.code(), StatusCode::InvalidArgument);
  EXPECT_EQ(written.id(), "DCR2011");
  EXPECT_NE(written.message().find(GetParam().expected), std::string::npos) << written.message();

  std::vector<uint8_t> bytes = test::write_unchecked(data);
  Status status = read(bytes.data(), bytes.size()).status();
  EXPECT_EQ(status.code(), StatusCode::DataLoss);
  EXPECT_EQ(status.id(), "DCR2008") << status.to_string();
  EXPECT_NE(status.message().find(GetParam().expected), std::string::npos) << status.message();
}

INSTANTIATE_TEST_SUITE_P(All, Invariant, ::testing::ValuesIn(kCases));

TEST(Unchecked, WritesWhatTheWriterWrites) {
  EXPECT_EQ(test::describe(read(test::write_unchecked(test::rich()).data(),
                                test::write_unchecked(test::rich()).size())
                               .value()),
            test::describe(test::rich()));
}

TEST(Limits, TooManyKernels) {
  ArtifactData data;
  data.kernels.resize(kMaxKernels + 1);
  EXPECT_EQ(write(data).status().id(), "DCR2011");
}

TEST(Limits, TooManyRecords) {
  ArtifactData data;
  for (uint32_t k = 0; k < 17; ++k) {
    KernelInfo kernel;
    kernel.name = "k" + std::to_string(k);
    for (uint32_t i = 0; i < kMaxFaultSites; ++i) {
      kernel.faults.push_back({i, FaultKind::Bounds, "", {}});
    }
    data.kernels.push_back(std::move(kernel));
  }
  Status status = write(data).status();
  EXPECT_EQ(status.id(), "DCR2011") << status.to_string();
  EXPECT_NE(status.message().find("records"), std::string::npos);
}

TEST(Limits, TooLargeManifest) {
  ArtifactData data;
  KernelInfo kernel;
  kernel.name = "k";
  kernel.trusted.assign(kMaxTrusted, std::string(kMaxTextBytes, 'x'));
  data.kernels.push_back(std::move(kernel));
  EXPECT_EQ(write(data).status().id(), "DCR2009");
}

} // namespace
