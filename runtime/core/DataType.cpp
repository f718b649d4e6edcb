// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names, sizes and values of element types.
#include "runtime/core/DataType.h"

#include <cstring>

#include <dotcompute/base/float8.h>

#include "runtime/artifact/Names.h"

namespace dc::rt {

// The types are numbered as the artifact's: DataType.h checks it.
const char *name_of(DataType type) { return artifact::to_string(artifact::ElementType(type)); }

size_t size_of(DataType type) { return artifact::element_size(artifact::ElementType(type)); }

namespace core {

template <class T> static T low(uint64_t bits) {
  T value;
  std::memcpy(&value, &bits, sizeof(T));
  return value;
}

artifact::ExprValue scalarValue(DataType type, uint64_t bits) {
  using artifact::ExprValue;
  switch (type) {
  case DataType::Bool:
    return ExprValue::of(int64_t((bits & 0xff) != 0));
  case DataType::I8:
    return ExprValue::of(int64_t(low<int8_t>(bits)));
  case DataType::U8:
    return ExprValue::of(int64_t(low<uint8_t>(bits)));
  case DataType::I16:
    return ExprValue::of(int64_t(low<int16_t>(bits)));
  case DataType::U16:
    return ExprValue::of(int64_t(low<uint16_t>(bits)));
  case DataType::I32:
    return ExprValue::of(int64_t(low<int32_t>(bits)));
  case DataType::U32:
    return ExprValue::of(int64_t(low<uint32_t>(bits)));
  case DataType::I64:
  case DataType::U64:
    return ExprValue::of(int64_t(bits));
  case DataType::F16:
    return ExprValue::of(double(float(low<f16>(bits))));
  case DataType::BF16:
    return ExprValue::of(double(float(low<bf16>(bits))));
  case DataType::F32:
    return ExprValue::of(double(low<float>(bits)));
  case DataType::F64:
    return ExprValue::of(low<double>(bits));
  case DataType::F8E4M3:
    return ExprValue::of(double(float(low<f8e4m3>(bits))));
  case DataType::F8E5M2:
    return ExprValue::of(double(float(low<f8e5m2>(bits))));
  case DataType::Record:
    break; // in arrays only
  }
  return ExprValue::of(int64_t(0));
}

} // namespace core
} // namespace dc::rt
