// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The element types that kernels and hosts exchange, and which C++ type is which.
#ifndef DOTCOMPUTE_RUNTIME_DATATYPE_H
#define DOTCOMPUTE_RUNTIME_DATATYPE_H

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <dotcompute/base/Export.h>
#include <dotcompute/base/float16.h>
#include <dotcompute/base/float8.h>

namespace dc::rt {

/// Element and scalar types; the values are those of the artifact format and of the C ABI, append
/// only.
enum class DataType : std::uint8_t {
  Bool,
  I8,
  U8,
  I16,
  U16,
  I32,
  U32,
  I64,
  U64,
  F16,
  BF16,
  F32,
  F64,
  F8E4M3,
  F8E5M2,
  Record ///< a struct of scalars, in arrays only
};

/// "f32", "bool"; static storage.
DOTCOMPUTE_EXPORT const char *name_of(DataType type);
/// Bytes of one element; 0 for Record, whose array says.
DOTCOMPUTE_EXPORT std::size_t size_of(DataType type);

/// Maps a C++ type to its DataType; specialise it for another class of 16-bit or 8-bit floats.
/// Enumerations are their underlying type.
template <class T, class = void> struct DataTypeOf;

template <> struct DataTypeOf<bool> {
  static constexpr DataType value = DataType::Bool;
};
template <> struct DataTypeOf<f16> {
  static constexpr DataType value = DataType::F16;
};
template <> struct DataTypeOf<bf16> {
  static constexpr DataType value = DataType::BF16;
};
template <> struct DataTypeOf<f8e4m3> {
  static constexpr DataType value = DataType::F8E4M3;
};
template <> struct DataTypeOf<f8e5m2> {
  static constexpr DataType value = DataType::F8E5M2;
};
template <> struct DataTypeOf<float> {
  static constexpr DataType value = DataType::F32;
};
template <> struct DataTypeOf<double> {
  static constexpr DataType value = DataType::F64;
};

template <class T>
struct DataTypeOf<T, std::enable_if_t<std::is_integral_v<T> && !std::is_same_v<T, bool>>> {
  static_assert(sizeof(T) <= 8, "integers of kernels have at most 64 bits");
  static constexpr int rank = sizeof(T) == 1 ? 0 : sizeof(T) == 2 ? 1 : sizeof(T) == 4 ? 2 : 3;
  static constexpr DataType value =
      DataType(std::uint8_t(DataType::I8) + 2 * rank + (std::is_signed_v<T> ? 0 : 1));
};

template <class T> struct DataTypeOf<T, std::enable_if_t<std::is_enum_v<T>>> {
  static constexpr DataType value = DataTypeOf<std::underlying_type_t<T>>::value;
};

template <class T, class = void> inline constexpr bool is_data_type = false;
template <class T>
inline constexpr bool is_data_type<T, std::void_t<decltype(DataTypeOf<T>::value)>> = true;

/// A struct that stands for itself in arrays: what a kernel's dc::span<S> is given.
template <class T>
inline constexpr bool is_record_type =
    std::is_class_v<T> && std::is_trivially_copyable_v<T> && !is_data_type<T> && sizeof(T) <= 65535;

/// What an array may hold.
template <class T>
inline constexpr bool is_element_type =
    is_data_type<std::remove_cv_t<T>> || is_record_type<std::remove_cv_t<T>>;

namespace detail {
template <class T> constexpr DataType find_data_type() {
  if constexpr (is_record_type<T>) {
    return DataType::Record;
  } else {
    return DataTypeOf<T>::value;
  }
}
} // namespace detail

template <class T>
inline constexpr DataType data_type_of = detail::find_data_type<std::remove_cv_t<T>>();

/// The bytes of a struct, 0 for what is none: Argument::record_bytes.
template <class T>
inline constexpr std::uint16_t record_bytes_of =
    is_record_type<std::remove_cv_t<T>> ? std::uint16_t(sizeof(T)) : std::uint16_t(0);

/// Some struct of that size and alignment: what a generated launcher knows of a kernel's.
template <std::size_t Size, std::size_t Align> struct alignas(Align) record {
  unsigned char bytes[Size];
};

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_DATATYPE_H
