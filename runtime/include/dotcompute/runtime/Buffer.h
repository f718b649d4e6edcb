// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Buffer<T>: memory on a device. View<T>: a part of one, in one to three dimensions.
#ifndef DOTCOMPUTE_RUNTIME_BUFFER_H
#define DOTCOMPUTE_RUNTIME_BUFFER_H

#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

#include <dotcompute/base/Result.h>
#include <dotcompute/runtime/Argument.h>
#include <dotcompute/runtime/Device.h>

namespace dc::rt {

namespace detail {
/// The bytes of `count` elements of a type, on a device.
DOTCOMPUTE_EXPORT Result<std::shared_ptr<core::Allocation>>
allocate(const Device &device, std::int64_t count, DataType type, std::size_t record_bytes = 0);
DOTCOMPUTE_EXPORT const Device &device_of(const core::Allocation &allocation);
DOTCOMPUTE_EXPORT std::uint64_t address_of(const core::Allocation &allocation);
DOTCOMPUTE_EXPORT Status check_part(std::int64_t size, std::int64_t begin, std::int64_t count);
} // namespace detail

/// Some elements of a buffer, which it keeps alive. View<const T> is read-only. Distinct objects
/// are independent; which elements a kernel may write while another reads them is ordered by
/// queues, not by views.
template <class T> class View {
public:
  View() = default;
  View(std::shared_ptr<core::Allocation> memory, std::int64_t begin, std::int64_t count)
      : memory(std::move(memory)), begin(begin), count(count) {
    if (this->memory) {
      address = detail::address_of(*this->memory) + std::uint64_t(begin) * sizeof(T);
    }
  }
  /// A view of T is a view of const T.
  template <class U, std::enable_if_t<std::is_same_v<const U, T> && !std::is_const_v<U>, int> = 0>
  View(const View<U> &other) : View(other.allocation(), other.offset(), other.size()) {}

  /// Elements.
  std::int64_t size() const { return count; }
  /// Elements before the first one in the buffer.
  std::int64_t offset() const { return begin; }
  /// `elements` of these from `first` on; InvalidArgument when they are not all inside.
  Result<View> subview(std::int64_t first, std::int64_t elements) const {
    DC_TRY(detail::check_part(count, first, elements));
    return View(memory, begin + first, elements);
  }
  const std::shared_ptr<core::Allocation> &allocation() const { return memory; }

  /// As a launch argument with these extents; see Argument::shaped.
  ArrayArgument<T, 2> shaped(std::int64_t e0, std::int64_t e1) const {
    return argument().shaped(e0, e1);
  }
  ArrayArgument<T, 3> shaped(std::int64_t e0, std::int64_t e1, std::int64_t e2) const {
    return argument().shaped(e0, e1, e2);
  }
  /// See Argument::laid_out.
  template <int N>
  StridedArgument<T, N> laid_out(const std::int64_t (&extents)[N],
                                 const std::int64_t (&strides)[N]) const {
    return argument().laid_out(extents, strides);
  }
  ArrayArgument<T> argument() const { return ArrayArgument<T>(as_argument(std::is_const_v<T>)); }
  ArrayArgument<const T> read_only_argument() const {
    return ArrayArgument<const T>(as_argument(true));
  }

private:
  /// Whole at once: what a launch reads as one number is then written as one.
  Argument as_argument(bool read_only) const {
    return {.kind = Argument::Kind::DeviceArray,
            .type = data_type_of<T>,
            .read_only = read_only,
            .rank = 1,
            .record_bytes = record_bytes_of<T>,
            .address = address,
            .extents = {count, 0, 0},
            .allocation = memory.get()};
  }

  std::shared_ptr<core::Allocation> memory;
  std::int64_t begin = 0;
  std::int64_t count = 0;
  std::uint64_t address = 0; // of the first element, so that a launch need not ask for it
};

/// Owns its memory and can only be moved. Destroying it is safe at any time and never waits:
/// launches in flight keep what they use. A moved-from or default-made Buffer has size 0 and is
/// refused by launches.
template <class T> class Buffer {
  static_assert(!std::is_const_v<T> && is_element_type<T>,
                "Buffer holds elements of a kernel type, or trivially copyable structs of them");

public:
  Buffer() = default;
  Buffer(Buffer &&other) noexcept : whole(std::exchange(other.whole, {})) {}
  Buffer &operator=(Buffer &&other) noexcept {
    whole = std::exchange(other.whole, {});
    return *this;
  }

  /// `count` elements on `device`, contents unspecified.
  static Result<Buffer> allocate(const Device &device, std::int64_t count) {
    DC_TRY_ASSIGN(auto memory,
                  detail::allocate(device, count, data_type_of<T>, record_bytes_of<T>));
    Buffer buffer;
    buffer.whole = View<T>(std::move(memory), 0, count);
    return buffer;
  }

  std::int64_t size() const { return whole.size(); }
  std::uint64_t bytes() const { return std::uint64_t(size()) * sizeof(T); }
  bool is_valid() const { return whole.allocation() != nullptr; }
  /// Only of a valid buffer.
  const Device &device() const { return detail::device_of(*whole.allocation()); }

  View<T> view() { return whole; }
  View<const T> view() const { return whole; }
  /// `count` elements from `first` on; InvalidArgument when they are not all inside.
  Result<View<T>> subview(std::int64_t first, std::int64_t count) {
    return whole.subview(first, count);
  }
  Result<View<const T>> subview(std::int64_t first, std::int64_t count) const {
    return View<const T>(whole).subview(first, count);
  }

  /// As view().argument(), without the view.
  ArrayArgument<T> argument() { return whole.argument(); }
  ArrayArgument<const T> argument() const { return whole.read_only_argument(); }

private:
  View<T> whole;
};

template <class T> Argument to_argument(const View<T> &view) { return view.argument(); }
template <class T> Argument to_argument(Buffer<T> &buffer) { return buffer.argument(); }
template <class T> Argument to_argument(const Buffer<T> &buffer) { return buffer.argument(); }
template <class T>
Argument to_argument(Buffer<T> &&) = delete; // it would be gone before the launch

template <class T> Result<Buffer<T>> Device::allocate(std::int64_t count) const {
  return Buffer<T>::allocate(*this, count);
}

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_BUFFER_H
