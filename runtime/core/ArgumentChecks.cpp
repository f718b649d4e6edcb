// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Count, kind, type, rank, shape, alignment, device and constness of launch arguments.
#include "runtime/core/ArgumentChecks.h"

#include "runtime/base/Errors.h"
#include "runtime/core/DataType.h"

#include <algorithm>

namespace dc::rt {
namespace core {

using artifact::Access;
using artifact::ArgInfo;
using artifact::ArgKind;

std::string titleOf(const KernelState &kernel, size_t argument) {
  return kernel.title() + ", argument " + std::to_string(argument + 1) + " '" +
         kernel.info().args[argument].name + "'";
}

/// "f32", "structs of 12 bytes".
static std::string describeElement(DataType type, uint32_t recordBytes) {
  return type == DataType::Record ? "structs of " + std::to_string(recordBytes) + " bytes"
                                  : name_of(type);
}

static std::string describeParameter(const ArgInfo &info) {
  const std::string type = describeElement(dataType(info.type), info.recordBytes);
  return info.kind == ArgKind::Scalar ? "a scalar of type " + type : "an array of " + type;
}

static std::string describeArgument(const Argument &argument) {
  const std::string type = describeElement(argument.type, argument.record_bytes);
  return argument.kind == Argument::Kind::Scalar ? "a scalar of type " + type
                                                 : "an array of " + type;
}

/// Elements from the first to the last of a strided array, whose dimensions may have any order:
/// nothing where two elements share memory, or for nonsense.
static std::optional<int64_t> stridedSpan(const Argument &array) {
  int order[3] = {0, 1, 2};
  std::sort(order, order + array.rank,
            [&](int a, int b) { return array.strides[a] < array.strides[b]; });
  int64_t span = 1;
  bool empty = false;
  for (int i = 0; i < array.rank; ++i) {
    if (array.extents[i] < 0 || array.extents[i] > kMostElements || array.strides[i] < 0) {
      return std::nullopt;
    }
    empty = empty || array.extents[i] == 0;
  }
  for (int i = 0; !empty && i < array.rank; ++i) {
    const int64_t extent = array.extents[order[i]];
    const int64_t stride = array.strides[order[i]];
    int64_t outer = 0;
    if (extent > 1 && (stride < span || __builtin_mul_overflow(extent - 1, stride, &outer) ||
                       __builtin_add_overflow(outer, span, &span))) {
      return std::nullopt;
    }
  }
  return empty ? 0 : span;
}

/// The bytes of `span` elements.
static std::optional<uint64_t> bytesOf(const Argument &array, int64_t span) {
  uint64_t bytes = 0;
  if (span > kMostElements ||
      __builtin_mul_overflow(uint64_t(span), uint64_t(elementBytes(array.type, array.record_bytes)),
                             &bytes) ||
      bytes > uint64_t(INT64_MAX)) {
    return std::nullopt;
  }
  return bytes;
}

std::optional<uint64_t> spannedBytes(const Argument &array) {
  if (array.strided) {
    const std::optional<int64_t> span = stridedSpan(array);
    return span ? bytesOf(array, *span) : std::nullopt;
  }
  // Outer strides reach over the inner span, so no two elements share memory: by induction from the
  // innermost dimension.
  int64_t span = array.extents[array.rank - 1];
  bool empty = span == 0;
  if (span < 0) {
    return std::nullopt;
  }
  for (int d = array.rank - 2; d >= 0; --d) {
    const int64_t extent = array.extents[d];
    const int64_t stride = array.strides[d];
    if (extent < 0 || extent > kMostElements || stride < 0) {
      return std::nullopt;
    }
    empty = empty || extent == 0;
    if (extent <= 1 || empty) {
      continue;
    }
    int64_t outer = 0;
    if (stride < span || __builtin_mul_overflow(extent - 1, stride, &outer) ||
        __builtin_add_overflow(outer, span, &span)) {
      return std::nullopt;
    }
  }
  // Also where it is empty, the rows are not longer than an array may be.
  return span > kMostElements ? std::nullopt : bytesOf(array, empty ? 0 : span);
}

static std::string listExtents(const Argument &array) {
  std::string text = "extents (";
  for (int d = 0; d < array.rank; ++d) {
    text += (d ? ", " : "") + std::to_string(array.extents[d]);
  }
  text += ")";
  const int strides = array.strided ? array.rank : array.rank - 1;
  for (int d = 0; d < strides; ++d) {
    text += (d ? ", " : " and strides (") + std::to_string(array.strides[d]);
  }
  return strides > 0 ? text + ")" : text;
}

static Status checkArray(const KernelState &kernel, size_t index, const Argument &argument) {
  const ArgInfo &info = kernel.info().args[index];
  if (argument.rank != info.rank) {
    return fail(Error::ArgumentRank, titleOf(kernel, index), int(info.rank), int(argument.rank));
  }
  if (argument.strided && !info.strided) {
    return fail(
        Error::ArgumentShape, titleOf(kernel, index),
        "neighbours in the last dimension side by side, as dc::strided_view parameters do not",
        "neighbours " + std::to_string(argument.strides[argument.rank - 1]) + " elements apart");
  }
  const std::optional<uint64_t> bytes = spannedBytes(argument);
  if (!bytes) {
    return fail(Error::ArgumentShape, titleOf(kernel, index),
                "extents of at least 0, strides that keep elements apart and at most 2^60 elements",
                listExtents(argument));
  }
  if (info.access == Access::ReadWrite && argument.read_only) {
    return fail(Error::ArgumentReadOnly, titleOf(kernel, index));
  }
  if (argument.kind == Argument::Kind::DeviceArray) {
    const Allocation *memory = argument.allocation;
    if (!memory) {
      return fail(Error::ArgumentNull, titleOf(kernel, index), argument.extents[0]);
    }
    if (memory->device() != kernel.device()) {
      return fail(Error::ArgumentDevice, titleOf(kernel, index), kernel.device().id(),
                  memory->device().id());
    }
    const uint64_t offset = argument.address - memory->address();
    if (argument.address < memory->address() || offset > memory->bytes() ||
        *bytes > memory->bytes() - offset) {
      return fail(Error::ArgumentShape, titleOf(kernel, index),
                  "elements inside a buffer of " + std::to_string(memory->bytes()) + " bytes",
                  listExtents(argument) + " from byte " + std::to_string(int64_t(offset)) + " on");
    }
  } else if (argument.address == 0 && *bytes != 0) {
    return fail(Error::ArgumentNull, titleOf(kernel, index), argument.extents[0]);
  }
  const uint64_t natural = size_of(argument.type); // of structs the manifest says it
  const uint64_t alignment = info.alignment > natural ? info.alignment : natural;
  if (*bytes != 0 && argument.address % alignment != 0) {
    return fail(Error::ArgumentAlignment, titleOf(kernel, index), alignment, argument.address);
  }
  return {};
}

static std::string listNames(const artifact::KernelInfo &kernel) {
  std::string text;
  for (const ArgInfo &arg : kernel.args) {
    text += (text.empty() ? "" : ", ") + arg.name;
  }
  return text.empty() ? "none" : text;
}

Status checkArguments(const KernelState &kernel, std::span<const Argument> arguments,
                      std::vector<artifact::ArgOperand> &operands) {
  const std::vector<ArgInfo> &infos = kernel.info().args;
  if (arguments.size() != infos.size()) {
    return fail(Error::ArgumentCount, kernel.title(), infos.size(), listNames(kernel.info()),
                arguments.size());
  }
  operands.assign(infos.size(), {});
  for (size_t i = 0; i < infos.size(); ++i) {
    const Argument &argument = arguments[i];
    const bool isArray = infos[i].kind == ArgKind::Array;
    if (isArray != (argument.kind != Argument::Kind::Scalar)) {
      return fail(Error::ArgumentKind, titleOf(kernel, i), describeParameter(infos[i]),
                  describeArgument(argument));
    }
    if (argument.type != dataType(infos[i].type) ||
        (isArray && argument.record_bytes != infos[i].recordBytes)) {
      return fail(Error::ArgumentType, titleOf(kernel, i), describeParameter(infos[i]),
                  describeArgument(argument));
    }
    artifact::ArgOperand &operand = operands[i];
    if (!isArray) {
      operand.scalar = scalarValue(argument.type, argument.bits);
      continue;
    }
    DC_TRY(checkArray(kernel, i, argument));
    operand.address = argument.address;
    operand.byteSize = int64_t(*spannedBytes(argument));
    for (int d = 0; d < argument.rank; ++d) {
      operand.extents[d] = argument.extents[d];
      operand.strides[d] = strideOf(argument, d);
    }
  }
  return {};
}

} // namespace core

Argument Argument::laid_out(int newRank, const int64_t *newExtents,
                            const int64_t *newStrides) const {
  Argument a = *this;
  const bool isLine = kind != Kind::Scalar && rank == 1 && !strided;
  a.rank = uint8_t(newRank);
  a.strided = true;
  for (int d = 0; d < newRank; ++d) {
    a.extents[d] = newExtents[d];
    a.strides[d] = newStrides[d];
  }
  const std::optional<uint64_t> bytes = core::spannedBytes(a);
  if (!isLine || !bytes || *bytes > core::spannedBytes(*this).value_or(0)) {
    a.extents[0] = -1; // launch() reports the shape
  } else if (a.strides[newRank - 1] ==
             1) { // perhaps also for parameters that are no dc::strided_view
    a.strided = false;
    a.strided = !core::spannedBytes(a);
  }
  return a;
}

Argument Argument::reshaped(int newRank, int64_t e0, int64_t e1, int64_t e2) const {
  Argument a = *this;
  a.rank = uint8_t(newRank);
  const int64_t wanted[3] = {e0, e1, e2};
  int64_t product = 1;
  bool fits = kind != Kind::Scalar && rank == 1;
  for (int d = 0; d < newRank; ++d) {
    a.extents[d] = wanted[d];
    fits = fits && wanted[d] >= 0 && !__builtin_mul_overflow(product, wanted[d], &product);
  }
  if (!fits || product != extents[0]) {
    a.extents[0] = -1; // launch() reports the shape
  } else {
    a.strides[0] = newRank == 3 ? e1 * e2 : e1;
    a.strides[1] = newRank == 3 ? e2 : 0;
  }
  return a;
}

} // namespace dc::rt
