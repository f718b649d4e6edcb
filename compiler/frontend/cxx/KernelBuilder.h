// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builds the IR of scalar kernel code with the language's semantics. Knows MLIR and nothing of Clang.
#ifndef DOTCOMPUTE_COMPILER_FRONTEND_CXX_KERNELBUILDER_H
#define DOTCOMPUTE_COMPILER_FRONTEND_CXX_KERNELBUILDER_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dc::compiler {

/// A scalar of the language: what MLIR's signless types leave out.
struct ScalarType {
  enum class Kind : uint8_t { Bool, Signed, Unsigned, Float, BFloat };
  Kind kind = Kind::Signed;
  unsigned bits = 0;

  bool isValid() const { return bits != 0; }
  bool isBool() const { return kind == Kind::Bool; }
  bool isFloat() const { return kind == Kind::Float || kind == Kind::BFloat; }
  bool isSigned() const { return kind == Kind::Signed; }
  bool operator==(const ScalarType &) const = default;

  /// As in dc.type: "bool", "i8" to "u64", "f16", "bf16", "f32", "f64".
  std::string name() const;
  /// The type of an SSA value; i1 for bool.
  mlir::Type valueType(mlir::MLIRContext *context) const;
  /// The type of an array element; one byte for bool.
  mlir::Type elementType(mlir::MLIRContext *context) const;

  static ScalarType index() { return {Kind::Signed, 64}; }
  static ScalarType boolean() { return {Kind::Bool, 1}; }
};

enum class Arith : uint8_t { Add, Sub, Mul, Div, Rem, And, Or, Xor, Shl, Shr };
enum class Compare : uint8_t { Eq, Ne, Lt, Le, Gt, Ge };
enum class SubgroupNumber : uint8_t { LaneId, Size, Id, Count };
enum class Shuffle : uint8_t { Idx, Xor, Up, Down };
enum class Atomic : uint8_t { Add, Sub, Min, Max, And, Or, Xor, Exchange };

/// One kernel's worth of IR. `at` is where new operations go; locals are allocated in the entry block, whose end (the
/// prologue) stays open until `finishPrologue`. Memory indices are i64 values. No operation made here is undefined for
/// any operand.
class KernelBuilder {
public:
  explicit KernelBuilder(mlir::MLIRContext *context) : at(context) {}

  mlir::OpBuilder at;

  /// Where `newLocal` puts locals: before everything else in `entry`.
  void setEntry(mlir::Block *entry) { this->entry = entry, lastAlloca = nullptr; }

  // Values.
  mlir::Value integer(mlir::Location loc, ScalarType type, const llvm::APInt &value);
  mlir::Value integer(mlir::Location loc, ScalarType type, int64_t value);
  mlir::Value floating(mlir::Location loc, ScalarType type, const llvm::APFloat &value);
  mlir::Value zero(mlir::Location loc, ScalarType type);
  mlir::Value convert(mlir::Location loc, mlir::Value value, ScalarType from, ScalarType to);
  /// `contract` lets a * b + c become one dc.muladd. `text` is the expression as the user wrote it, for fault sites.
  mlir::Value arith(mlir::Location loc, Arith op, mlir::Value lhs, mlir::Value rhs, ScalarType type,
                    bool contract, llvm::StringRef text);
  mlir::Value compare(mlir::Location loc, Compare op, mlir::Value lhs, mlir::Value rhs, ScalarType type);
  mlir::Value negate(mlir::Location loc, mlir::Value value, ScalarType type);
  mlir::Value complement(mlir::Location loc, mlir::Value value, ScalarType type);
  mlir::Value select(mlir::Location loc, mlir::Value condition, mlir::Value yes, mlir::Value no);
  mlir::Value bitcast(mlir::Location loc, mlir::Value value, ScalarType to);
  mlir::Value minMax(mlir::Location loc, bool isMax, mlir::Value lhs, mlir::Value rhs, ScalarType type);
  /// An operation by its name ("math.sqrt") whose operands all have the type of its result.
  mlir::Value operation(mlir::Location loc, llvm::StringRef name, mlir::ValueRange operands);

  // Memory.
  mlir::Value newLocal(mlir::Location loc, llvm::ArrayRef<int64_t> shape, ScalarType type);
  /// An array that the threads of a block share; not of rank 0. Its first contents are anything.
  mlir::Value newShared(mlir::Location loc, llvm::StringRef name, llvm::ArrayRef<int64_t> shape, ScalarType type);
  mlir::Value load(mlir::Location loc, mlir::Value memory, mlir::ValueRange indices, ScalarType type,
                   llvm::StringRef text = {});
  void store(mlir::Location loc, mlir::Value value, mlir::Value memory, mlir::ValueRange indices,
             ScalarType type, llvm::StringRef text = {});
  /// Stores `value` (of the element type) into every element of an array of static shape.
  void fill(mlir::Location loc, mlir::Value value, mlir::Value memory, ScalarType type);
  mlir::Value extent(mlir::Location loc, mlir::Value memory, unsigned dim);
  /// The array that one field of the structs in `array` makes: `offset` bytes into each, and where it is an array itself of that shape
  /// and with these bytes between neighbours.
  mlir::Value field(mlir::Location loc, mlir::Value array, ScalarType type, int64_t offset, llvm::ArrayRef<int64_t> shape,
                    llvm::ArrayRef<int64_t> strides);
  /// Elements between neighbours in that dimension.
  mlir::Value stride(mlir::Location loc, mlir::Value memory, unsigned dim);

  // Atomic accesses of array elements; relaxed. `text` is the element as the user wrote it.
  mlir::Value atomic(mlir::Location loc, Atomic op, mlir::Value memory, mlir::ValueRange indices, mlir::Value value,
                     ScalarType type, llvm::StringRef text);
  mlir::Value atomicCompareExchange(mlir::Location loc, mlir::Value memory, mlir::ValueRange indices,
                                    mlir::Value expected, mlir::Value desired, llvm::StringRef text);
  mlir::Value atomicLoad(mlir::Location loc, mlir::Value memory, mlir::ValueRange indices, llvm::StringRef text);
  void atomicStore(mlir::Location loc, mlir::Value value, mlir::Value memory, mlir::ValueRange indices,
                   llvm::StringRef text);
  /// Memory that `newLocal` made: no other thread can see it.
  static bool isLocal(mlir::Value memory);

  // Subgroups. Values are integers and floats of 32 and 64 bits.
  mlir::Value subgroupNumber(mlir::Location loc, SubgroupNumber which);
  mlir::Value shuffle(mlir::Location loc, Shuffle mode, mlir::Value value, mlir::Value lane);
  /// Integers count as `type` does, signed or not.
  mlir::Value subgroupReduce(mlir::Location loc, Atomic op, mlir::Value value, ScalarType type);
  mlir::Value subgroupExclusiveSum(mlir::Location loc, mlir::Value value);
  mlir::Value subgroupBallot(mlir::Location loc, mlir::Value condition);

  // Control flow. A branch from a block that has already ended is dropped: nothing reaches it.
  mlir::Block *newBlock();
  bool ended() const;
  void branch(mlir::Location loc, mlir::Block *to, mlir::ValueRange arguments = {});
  void branch(mlir::Location loc, mlir::Value condition, mlir::Block *yes, mlir::Block *no);
  void startAt(mlir::Block *block) { at.setInsertionPointToEnd(block); }

  // The language's own operations.
  mlir::Value globalId(mlir::Location loc, unsigned dim);
  mlir::Value domainSize(mlir::Location loc, unsigned dim);
  mlir::Value threadId(mlir::Location loc, unsigned dim);
  mlir::Value blockId(mlir::Location loc, unsigned dim);
  mlir::Value gridSize(mlir::Location loc, unsigned dim);
  void barrier(mlir::Location loc);
  /// True when the index lies inside the extent; where it does not, the thread records a fault and goes on.
  /// The fault shows these, or others that say more to the user.
  mlir::Value inBounds(mlir::Location loc, mlir::Value index, mlir::Value extent, llvm::StringRef text,
                       mlir::Value shownIndex = {}, mlir::Value shownExtent = {});
  /// A fault where `condition` holds; the thread goes on as if nothing had happened.
  void fault(mlir::Location loc, mlir::Value condition, llvm::StringRef text);
  void assertion(mlir::Location loc, mlir::Value condition, llvm::StringRef text, bool isLoopBound = false);
  void print(mlir::Location loc, llvm::StringRef format, mlir::ValueRange values,
             llvm::ArrayRef<ScalarType> types);
  void domain(mlir::Location loc, mlir::ValueRange extents);
  void grid(mlir::Location loc, mlir::ValueRange extents);
  void requires_(mlir::Location loc, mlir::Value condition, llvm::StringRef text, bool isWritten = true);
  void ensures(mlir::Location loc, mlir::Value condition, llvm::StringRef text);
  void trust(mlir::Location loc, mlir::Value condition, llvm::StringRef text);
  void ret(mlir::Location loc);

private:
  /// Keeps the source text of an access for its fault site.
  void describe(mlir::Operation *op, llvm::StringRef text);
  llvm::SmallVector<mlir::Value, 4> addresses(mlir::Location loc, mlir::ValueRange indices);
  mlir::Value arithFloat(mlir::Location loc, Arith op, mlir::Value lhs, mlir::Value rhs, bool contract);
  mlir::Value contracted(mlir::Location loc, Arith op, mlir::Value lhs, mlir::Value rhs);

  void toAllocations();

  mlir::Block *entry = nullptr;
  mlir::Operation *lastAlloca = nullptr;
};

/// How structs lie in an array.
struct RecordLayout {
  struct Field {
    std::string name; ///< from the struct on: "pos.x"
    std::string type; ///< as in dc.type
    int64_t offset = 0;
    int64_t count = 1;
  };
  uint64_t bytes = 0;
  uint64_t align = 1;
  std::vector<Field> fields;
};

/// One argument of a kernel as its signature shows it.
struct KernelArgument {
  std::string name;
  ScalarType type;
  unsigned arrayRank = 0; ///< 0 for a scalar
  bool readOnly = false;
  std::string typeName = {};                      ///< dc.type where it is not the type's own name
  std::optional<RecordLayout> record = std::nullopt; ///< an array of structs
  bool isStrided = false;                          ///< neighbours in the last dimension lie any distance apart
};

/// Adds an empty dc.kernel to `module` and returns its entry block, whose arguments are `arguments` in order. With `block` it is a
/// block kernel of these sizes.
mlir::Block *createKernel(mlir::ModuleOp module, mlir::Location loc, llvm::StringRef name, unsigned rank,
                          llvm::ArrayRef<KernelArgument> arguments, llvm::ArrayRef<int64_t> block = {});
/// The value of a DC_TUNE statement in one variant, and all that it lists.
struct TunedValue {
  std::string name;
  int64_t value = 0;
  std::vector<int64_t> all;
};
/// Says which variant the kernel with that entry block is: of `base`, or the first one where `base` is empty.
void setKernelTuning(mlir::Block *entry, llvm::StringRef base, llvm::ArrayRef<TunedValue> values);
/// Corrects the rank of the kernel with that entry block.
void setKernelRank(mlir::Block *entry, unsigned rank);

/// Erases what no path from the entry reaches. Returns the terminator of a block from which `exit` cannot be reached, or
/// null when every path can end there.
mlir::Operation *pruneUnreachable(mlir::Block *entry, mlir::Block *exit);

/// Registers every dialect that the frontend creates operations of, and loads them.
void loadFrontendDialects(mlir::MLIRContext &context);

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_FRONTEND_CXX_KERNELBUILDER_H
