// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a launch is given: scalars, device arrays and host ranges, all as one plain value.
#ifndef DOTCOMPUTE_RUNTIME_ARGUMENT_H
#define DOTCOMPUTE_RUNTIME_ARGUMENT_H

#include <cstdint>
#include <cstring>
#include <iterator>
#include <type_traits>
#include <utility>

#include <dotcompute/base/types.h>
#include <dotcompute/runtime/DataType.h>

namespace dc::rt {

namespace core {
class Allocation;
}

/// What happens to a host range around a launch.
enum class Transfer : std::uint8_t { In, Out, InOut };

/// One argument of a launch. It borrows: whatever it came from must live until launch() returns
/// (not until the kernel has run). Made by to_argument() and copy_*; the fields are public for
/// generated launchers and bindings.
struct Argument {
  enum class Kind : std::uint8_t { Scalar, DeviceArray, HostArray };

  Kind kind = Kind::Scalar;
  DataType type = DataType::I64;
  Transfer transfer = Transfer::InOut; ///< host arrays only
  bool read_only = false;              ///< arrays: the kernel must not write through it
  std::uint8_t rank = 0;               ///< arrays: 1 to 3
  bool strided = false;                ///< arrays: strides[rank - 1] is not 1, and counts
  std::uint16_t record_bytes = 0;      ///< arrays of structs: bytes of one; else 0
  std::uint64_t bits = 0;              ///< scalars: the value in the low bytes
  std::uint64_t address = 0;           ///< arrays: host pointer, or device address
  std::int64_t extents[3] = {0, 0, 0}; ///< elements; last index fastest
  /// Elements between neighbours in dimensions 0 to rank - 2; in the last one, where they need not
  /// lie side by side, if `strided`.
  std::int64_t strides[3] = {0, 0, 0};
  core::Allocation *allocation = nullptr; ///< device arrays: what `address` lies in

  /// The same elements as `rows x columns` (or with three extents). The product must be the number
  /// of elements; launch() refuses it otherwise.
  Argument shaped(std::int64_t e0, std::int64_t e1) const { return reshaped(2, e0, e1, 1); }
  Argument shaped(std::int64_t e0, std::int64_t e1, std::int64_t e2) const {
    return reshaped(3, e0, e1, e2);
  }

  /// An array of one dimension as one of `rank`, whose neighbours lie `strides` elements apart. Its
  /// elements must lie inside the array, each in a place of its own; launch() refuses it otherwise.
  DOTCOMPUTE_EXPORT Argument laid_out(int rank, const std::int64_t *extents,
                                      const std::int64_t *strides) const;

private:
  DOTCOMPUTE_EXPORT Argument reshaped(int newRank, std::int64_t e0, std::int64_t e1,
                                      std::int64_t e2) const;
};

/// As ArrayArgument, with any distance between neighbours: what kernels take as dc::strided_view.
template <class T, int R = 1> struct StridedArgument : Argument {
  StridedArgument() = default;
  explicit StridedArgument(const Argument &argument) : Argument(argument) {}
};

/// An Argument that is an array, with what a typed launcher checks when it is compiled: T is const
/// where the kernel must only read.
template <class T, int R = 1> struct ArrayArgument : Argument {
  ArrayArgument() = default;
  explicit ArrayArgument(const Argument &argument) : Argument(argument) {}

  /// As Argument::shaped.
  ArrayArgument<T, 2> shaped(std::int64_t e0, std::int64_t e1) const
    requires(R == 1)
  {
    return ArrayArgument<T, 2>(Argument::shaped(e0, e1));
  }
  ArrayArgument<T, 3> shaped(std::int64_t e0, std::int64_t e1, std::int64_t e2) const
    requires(R == 1)
  {
    return ArrayArgument<T, 3>(Argument::shaped(e0, e1, e2));
  }
  /// As Argument::laid_out: `.laid_out({columns, rows}, {1, columns})` is transposed.
  template <int N>
    requires(R == 1 && N <= 3)
  StridedArgument<T, N> laid_out(const std::int64_t (&extents)[N],
                                 const std::int64_t (&strides)[N]) const {
    return StridedArgument<T, N>(Argument::laid_out(N, extents, strides));
  }
};

/// A scalar argument; its C++ type must be the kernel's, exactly.
template <class T, std::enable_if_t<is_data_type<T>, int> = 0>
Argument to_argument(const T &value) {
  Argument a;
  a.kind = Argument::Kind::Scalar;
  a.type = data_type_of<T>;
  std::memcpy(&a.bits, &value, sizeof(T));
  return a;
}

inline const Argument &to_argument(const Argument &a) { return a; }

namespace detail {
template <class Range>
using element_of = std::remove_pointer_t<decltype(std::data(std::declval<Range &>()))>;
template <class Range>
concept host_range = !dc::detail::is_view<Range> && requires(Range &range) { std::data(range); };
/// One element, as for a parameter `T &`.
template <class T>
concept host_element = is_element_type<T> && !requires(T &value) { std::data(value); };

template <class T> Argument host_argument(T *data, Transfer transfer, std::int64_t size = 0) {
  static_assert(is_element_type<T>,
                "arrays hold scalars of kernels, or trivially copyable structs of them");
  return {.kind = Argument::Kind::HostArray,
          .type = data_type_of<T>,
          .transfer = transfer,
          .read_only = std::is_const_v<T> || transfer == Transfer::In,
          .rank = 1,
          .record_bytes = record_bytes_of<T>,
          .address = reinterpret_cast<std::uintptr_t>(data),
          .extents = {size, 0, 0}};
}

template <class Range> Argument range_argument(Range &range, Transfer transfer) {
  return host_argument(std::data(range), transfer, static_cast<std::int64_t>(std::size(range)));
}

template <class View> Argument view_argument(const View &view, Transfer transfer) {
  constexpr int R = View::rank();
  Argument a = host_argument(view.data(), transfer);
  a.rank = R;
  for (int d = 0; d < R; ++d) {
    a.extents[d] = view.extent(d);
    if (d + 1 < R) {
      a.strides[d] = view.stride(d);
    }
  }
  if (view.stride(R - 1) != 1) {
    a.strided = true;
    a.strides[R - 1] = view.stride(R - 1);
  }
  return a;
}
} // namespace detail

/// Contiguous host data (anything with data() and size(), or a C array) that the kernel reads. The
/// range may change as soon as launch() returns.
template <detail::host_range Range>
ArrayArgument<std::add_const_t<detail::element_of<const Range>>> copy_in(const Range &range) {
  return ArrayArgument<std::add_const_t<detail::element_of<const Range>>>(
      detail::range_argument(range, Transfer::In));
}
/// Host data that the kernel writes: the data is back when launch() returns. Elements that the
/// kernel leaves alone keep their values on every device, so until an artifact can say that a
/// kernel writes every element, GPUs are sent the old contents first.
template <detail::host_range Range>
ArrayArgument<detail::element_of<Range>> copy_out(Range &&range) {
  static_assert(!std::is_const_v<detail::element_of<Range>>,
                "copy_out needs elements that can be written");
  return ArrayArgument<detail::element_of<Range>>(detail::range_argument(range, Transfer::Out));
}
/// Host data that the kernel reads and writes: the data is back when launch() returns.
template <detail::host_range Range>
ArrayArgument<detail::element_of<Range>> copy_inout(Range &&range) {
  static_assert(!std::is_const_v<detail::element_of<Range>>,
                "copy_inout needs elements that can be written");
  return ArrayArgument<detail::element_of<Range>>(detail::range_argument(range, Transfer::InOut));
}

/// The same for one element.
template <detail::host_element T> ArrayArgument<const T> copy_in(const T &value) {
  return ArrayArgument<const T>(detail::host_argument(&value, Transfer::In, 1));
}
template <detail::host_element T>
  requires(!std::is_const_v<T>)
ArrayArgument<T> copy_out(T &value) {
  return ArrayArgument<T>(detail::host_argument(&value, Transfer::Out, 1));
}
template <detail::host_element T>
  requires(!std::is_const_v<T>)
ArrayArgument<T> copy_inout(T &value) {
  return ArrayArgument<T>(detail::host_argument(&value, Transfer::InOut, 1));
}

/// The same with the extents and strides of a view. What lies between its rows is copied too.
template <class T, int R> ArrayArgument<const T, R> copy_in(const dc::view<T, R> &view) {
  return ArrayArgument<const T, R>(detail::view_argument(view, Transfer::In));
}
template <class T, int R>
  requires(!std::is_const_v<T>)
ArrayArgument<T, R> copy_out(const dc::view<T, R> &view) {
  return ArrayArgument<T, R>(detail::view_argument(view, Transfer::Out));
}
template <class T, int R>
  requires(!std::is_const_v<T>)
ArrayArgument<T, R> copy_inout(const dc::view<T, R> &view) {
  return ArrayArgument<T, R>(detail::view_argument(view, Transfer::InOut));
}

template <class T, int R> StridedArgument<const T, R> copy_in(const dc::strided_view<T, R> &view) {
  return StridedArgument<const T, R>(detail::view_argument(view, Transfer::In));
}
template <class T, int R>
  requires(!std::is_const_v<T>)
StridedArgument<T, R> copy_out(const dc::strided_view<T, R> &view) {
  return StridedArgument<T, R>(detail::view_argument(view, Transfer::Out));
}
template <class T, int R>
  requires(!std::is_const_v<T>)
StridedArgument<T, R> copy_inout(const dc::strided_view<T, R> &view) {
  return StridedArgument<T, R>(detail::view_argument(view, Transfer::InOut));
}

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_ARGUMENT_H
