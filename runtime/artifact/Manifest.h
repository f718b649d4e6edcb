// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a .dcx artifact says, as plain values: the one thing that compiler and runtime share.
#ifndef DOTCOMPUTE_RUNTIME_ARTIFACT_MANIFEST_H
#define DOTCOMPUTE_RUNTIME_ARTIFACT_MANIFEST_H

#include <cstdint>
#include <string>
#include <vector>

namespace dc::rt::artifact {

/// Element and scalar types; the order is the file format's, append only.
/// Record is a struct of scalars, in arrays only: see ArgInfo::fields.
enum class ElementType : uint8_t {
  Bool, I8, U8, I16, U16, I32, U32, I64, U64, F16, BF16, F32, F64, F8E4M3, F8E5M2, Record
};

enum class ArgKind : uint8_t { Array, Scalar };
/// How a kernel uses an array, from its declared constness.
enum class Access : uint8_t { Read, ReadWrite };
enum class Policy : uint8_t { Strict, Guard, Audit };
enum class FaultKind : uint8_t { Bounds, Division, Assertion, LoopBound };
enum class Origin : uint8_t { Written, Inferred };

/// A place in the kernel's source; line 0 means unknown.
struct SourceLoc {
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;
};

/// One scalar of a struct, or several of them that follow each other.
struct FieldInfo {
  std::string name;          ///< from the struct on: "pos.x"
  ElementType type = ElementType::F32;
  uint32_t offset = 0;       ///< bytes from the struct's first
  uint32_t count = 1;
};

struct ArgInfo {
  std::string name;
  ArgKind kind = ArgKind::Scalar;
  ElementType type = ElementType::F32;
  Access access = Access::Read;
  uint8_t rank = 0;          ///< 1 to 3 for arrays, 0 for scalars
  bool ownElement = false;   ///< each thread touches only the element at its own id: identical ranges may overlap
  uint32_t alignment = 1;    ///< bytes; what the code assumes of the pointer
  bool writeOnly = false;    ///< of a written array: no thread reads an element (proved; false says nothing)
  uint32_t recordBytes = 0;  ///< of one struct, where `type` is Record; else 0
  std::vector<FieldInfo> fields; ///< of a struct
  bool strided = false;      ///< of an array: neighbours in the last dimension may lie apart; their distance is passed, too
};

/// One node of a kernel's expression table. Operands a, b, c are earlier nodes, so a table has no cycles. Integers are 64-bit;
/// + - * that overflow, and / % by zero, fail. A node fails when an operand it uses failed; Select uses only the operand it
/// chooses, so `n != 0 && m / n > 2` is fine for n = 0. A contract whose expression fails is a broken contract.
enum class ExprOp : uint8_t {
  ConstInt,    // imm
  ConstFloat,  // imm holds the bits of a double
  Extent,      // of array argument a, dimension b
  Stride,      // of array argument a, dimension b, in elements
  ByteSize,    // of array argument a
  Alignment,   // of array argument a's pointer: the largest power of two that divides it
  Scalar,      // argument a, widened to i64 by its signedness or to double
  Domain,      // domain (or grid) extent a
  DeviceFact,  // a: see DeviceFact
  Add, Sub, Mul, Div, Rem, Min, Max,       // a, b; both int or both float; Rem and Div truncate
  Select,                                   // a ? b : c
  Eq, Ne, Lt, Le, Gt, Ge,                   // int 0 or 1; signed, or float with NaN never satisfying any but Ne
  ULt, ULe,                                 // unsigned compares
  And, Or, Xor, Not, Shl, Shr, UShr,        // bitwise on int; Not is logical: 1 when a is 0
  ToFloat, ToInt,                           // int to double; double to int, truncating, saturating, NaN 0
  Wrap,        // sign-extend the low imm bits of a; imm negative: zero-extend the low -imm
  UDiv, URem,  // unsigned
  RoundF32     // the double a rounded to float, as a double
};
enum class DeviceFact : uint8_t { SubgroupSize, MaxBlockThreads, SharedBytes };

struct ExprNode {
  ExprOp op = ExprOp::ConstInt;
  uint32_t a = 0, b = 0, c = 0;
  int64_t imm = 0;
};

/// Marks "no expression".
inline constexpr uint32_t kNoExpr = 0xffffffffu;

struct Contract {
  uint32_t expr = kNoExpr;   ///< holds when it evaluates to non-zero
  std::string text;          ///< shown when it does not
  Origin origin = Origin::Written;
  SourceLoc loc;
};

struct FaultSite {
  uint32_t id = 0;           ///< what the device writes
  FaultKind kind = FaultKind::Bounds;
  std::string what;          ///< the array or expression, e.g. "x[i]"
  SourceLoc loc;
};

/// A dc::print: what the words that a thread leaves there stand for.
struct PrintSite {
  uint32_t id = 0;
  std::string format;             ///< a value for each `{}`
  std::vector<ElementType> types; ///< of the values; no structs and no 8-bit floats
  SourceLoc loc;
};

/// A kernel's entry point in one payload.
struct EntryPoint {
  uint32_t payload = 0;       ///< index into ArtifactData::payloads
  std::string symbol;
  std::string arch;           ///< "x86-64-v3", "sm_75"; what the device must support
  uint32_t blockThreads = 0;  ///< threads of a block the code was compiled for; 0 on the CPU
  uint32_t subgroupSize = 0;  ///< 0: not used
  uint32_t lanes = 1;         ///< threads a CPU entry runs at once
  uint32_t sharedBytes = 0;   ///< static shared memory of a block
  uint64_t scratchBytes = 0;  ///< CPU: per worker, 64-byte aligned
  uint32_t indexBits = 64;
  uint32_t predicate = kNoExpr;   ///< expression that must hold for this variant
  uint32_t itemsPerThread = 1;    ///< domain threads that each hardware thread runs: a block covers blockThreads * itemsPerThread
  uint32_t tileThreads = 0;       ///< not 0: blocks are tiles of so many threads (docs/kernel-abi.md), blockThreads is 0, items are rows
  bool disjoint = false;          ///< the code assumes that no written array shares memory with another argument
};

/// A constant that DC_TUNE declares.
struct TunedValue {
  std::string name;
  int64_t value = 0;            ///< in this variant of the kernel
  std::vector<int64_t> all;     ///< what DC_TUNE lists; the first is the default
};

struct KernelInfo {
  std::string name;           ///< qualified, Clang's canonical spelling
  SourceLoc loc;
  uint32_t rank = 1;
  std::vector<uint32_t> block;    ///< empty, or `rank` sizes: a block kernel
  std::vector<ArgInfo> args;
  std::vector<ExprNode> exprs;
  std::vector<uint32_t> domain;   ///< empty, or `rank` expressions: DC_DOMAIN, or DC_GRID for a block kernel
  std::vector<Contract> contracts;
  std::vector<FaultSite> faults;
  std::vector<std::string> trusted;      ///< texts of DC_TRUST
  std::vector<EntryPoint> entries;
  std::vector<std::string> ensured;      ///< texts of DC_ENSURES: claimed, not proved
  std::vector<TunedValue> tuned;
  std::vector<PrintSite> prints; ///< with dcc --debug-print
  std::string variantOf;      ///< the kernel whose default values these are not; empty for that one and without DC_TUNE
  uint64_t abiHash = 0;       ///< of name-independent calling facts; filled by the writer
};

struct Payload {
  std::string target;         ///< "cpu", "cuda"
  std::string format;         ///< "elf", "ptx", "cubin"
  std::string arch;           ///< least architecture, for people
  std::vector<uint8_t> bytes;
};

struct ArtifactData {
  std::string producer;       ///< "dcc 0.1.0 (LLVM 22.1.8)"
  Policy policy = Policy::Guard;
  std::vector<KernelInfo> kernels;
  std::vector<Payload> payloads;
  std::vector<uint8_t> bytecode;  ///< DC bytecode for later re-targeting; may be empty
};

} // namespace dc::rt::artifact

#endif // DOTCOMPUTE_RUNTIME_ARTIFACT_MANIFEST_H
