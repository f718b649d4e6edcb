// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::index, dc::span and dc::view, and the 16-bit and 8-bit floats, the same in kernels, host code and the runtime. Includes nothing that a kernel cannot.
#ifndef DOTCOMPUTE_BASE_TYPES_H
#define DOTCOMPUTE_BASE_TYPES_H

#include <dotcompute/base/float16.h>
#include <dotcompute/base/float8.h>

#if !defined(__DCC__)
#include <cstdio>
#include <cstdlib>
#endif

namespace dc {

/// Sizes, positions and thread ids: signed and 64 bits wide on every device.
using index = decltype(static_cast<char *>(nullptr) - static_cast<char *>(nullptr));
static_assert(sizeof(index) == 8, "DotCompute needs a 64-bit host");

namespace detail {

template <class From, class To>
concept array_convertible = requires(From (*from)[]) { static_cast<To (*)[]>(from); };

#if !defined(__DCC__)
/// An index together with the place where it was written: what an out-of-bounds message names.
struct located_index {
  index value;
  const char *file;
  unsigned line;

  template <class I>
  constexpr located_index(I i, const char *file = __builtin_FILE(), unsigned line = __builtin_LINE())
      : value(static_cast<index>(i)), file(file), line(line) {}
};

[[noreturn]] inline void out_of_bounds(const located_index &at, index size) {
  std::fprintf(stderr, "%s:%u: index %lld is outside an array of %lld elements\n", at.file, at.line,
               static_cast<long long>(at.value), static_cast<long long>(size));
  std::abort();
}

[[noreturn]] inline void out_of_bounds(const located_index &at, int dimension, index extent) {
  std::fprintf(stderr, "%s:%u: index %lld is outside a view's extent %lld in dimension %d\n", at.file, at.line,
               static_cast<long long>(at.value), static_cast<long long>(extent), dimension);
  std::abort();
}
#endif

} // namespace detail

/// A view of `size()` elements that somebody else owns. On the host an index out of bounds ends the program with file and line;
/// on a device it is a contract or a guarded access.
template <class T>
class span {
public:
  using element_type = T;

  constexpr span() = default;
  constexpr span(T *data, index size) : data_(data), size_(size) {}
  template <class U>
    requires detail::array_convertible<U, T>
  constexpr span(span<U> other) : data_(other.data()), size_(other.size()) {}

  constexpr index size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr T *data() const { return data_; }

#if defined(__DCC__)
  T &operator[](index i) const;
  span subspan(index begin, index count) const;
#else
  /// Anything with data() and size(): std::vector, std::array, std::span.
  template <class C>
    requires requires(C &c) {
      c.size();
      static_cast<T *>(c.data());
    }
  constexpr span(C &container) : data_(container.data()), size_(static_cast<index>(container.size())) {}
  template <class C>
    requires requires(const C &c) {
      c.size();
      static_cast<T *>(c.data());
    }
  constexpr span(const C &container)
      : data_(container.data()), size_(static_cast<index>(container.size())) {}

  constexpr T &operator[](detail::located_index i) const {
    if (i.value < 0 || i.value >= size_) {
      detail::out_of_bounds(i, size_);
    }
    return data_[i.value];
  }

  constexpr span subspan(detail::located_index begin, index count) const {
    if (begin.value < 0 || begin.value > size_ || count < 0 || count > size_ - begin.value) {
      detail::out_of_bounds(begin, size_);
    }
    return span(data_ + begin.value, count);
  }
#endif

private:
  T *data_ = nullptr;
  index size_ = 0;
};

template <class T, int R>
class view;

namespace detail {
template <class C>
inline constexpr bool is_view = false;
template <class C>
inline constexpr bool is_view<C &> = is_view<C>;
template <class C>
inline constexpr bool is_view<const C> = is_view<C>;
template <class T, int R>
inline constexpr bool is_view<view<T, R>> = true;
} // namespace detail

/// A view of an array of 1 to 3 dimensions that somebody else owns, last index fastest. Neighbours in the last dimension lie side by
/// side; in the others `stride(d)` elements apart. Checked like a span.
template <class T, int R>
class view {
  static_assert(R >= 1 && R <= 3, "a view has 1 to 3 dimensions");

public:
  using element_type = T;

  static constexpr int rank() { return R; }

  constexpr view() = default;
  constexpr view(T *data, index n)
    requires(R == 1)
      : data_(data), extents_{n}, strides_{1} {}
  constexpr view(T *data, index rows, index columns)
    requires(R == 2)
      : view(data, rows, columns, columns) {}
  /// `stride` elements from one row to the next.
  constexpr view(T *data, index rows, index columns, index stride)
    requires(R == 2)
      : data_(data), extents_{rows, columns}, strides_{stride, 1} {}
  constexpr view(T *data, index planes, index rows, index columns)
    requires(R == 3)
      : view(data, planes, rows, columns, rows * columns, columns) {}
  /// `planeStride` elements from one plane to the next, `rowStride` from one row to the next.
  constexpr view(T *data, index planes, index rows, index columns, index planeStride, index rowStride)
    requires(R == 3)
      : data_(data), extents_{planes, rows, columns}, strides_{planeStride, rowStride, 1} {}
  template <class U>
    requires detail::array_convertible<U, T>
  constexpr view(const view<U, R> &other) : data_(other.data()) {
    for (int d = 0; d < R; ++d) {
      extents_[d] = other.extent(d);
      strides_[d] = other.stride(d);
    }
  }
  template <class U>
    requires(R == 1 && detail::array_convertible<U, T>)
  constexpr view(span<U> other) : view(other.data(), other.size()) {}

#if defined(__DCC__)
  index extent(int dimension) const;
  index stride(int dimension) const;
  T &operator()(index i) const
    requires(R == 1);
  T &operator()(index row, index column) const
    requires(R == 2);
  T &operator()(index plane, index row, index column) const
    requires(R == 3);
#else
  /// Anything with data() and extent(d), and stride(d) unless its elements lie without gaps.
  template <class C>
    requires(!detail::is_view<C> && requires(C &c) {
      c.extent(0);
      static_cast<T *>(c.data());
    })
  constexpr view(C &&array) : data_(array.data()) {
    index gapless = 1;
    for (int d = R; d-- > 0;) {
      extents_[d] = static_cast<index>(array.extent(d));
      strides_[d] = gapless;
      if constexpr (requires { array.stride(d); }) {
        strides_[d] = static_cast<index>(array.stride(d));
      }
      gapless *= extents_[d];
    }
    if (strides_[R - 1] != 1) {
      std::fprintf(stderr, "dc::view: expected neighbours in the last dimension side by side, got a stride of %lld\n",
                   static_cast<long long>(strides_[R - 1]));
      std::abort();
    }
  }

  constexpr index extent(detail::located_index dimension) const { return extents_[dimensionOf(dimension)]; }
  constexpr index stride(detail::located_index dimension) const { return strides_[dimensionOf(dimension)]; }
  constexpr T *data() const { return data_; }

  constexpr T &operator()(detail::located_index i) const
    requires(R == 1)
  {
    return data_[step(0, i)];
  }
  constexpr T &operator()(detail::located_index row, detail::located_index column) const
    requires(R == 2)
  {
    return data_[step(0, row) + step(1, column)];
  }
  constexpr T &operator()(detail::located_index plane, detail::located_index row,
                          detail::located_index column) const
    requires(R == 3)
  {
    return data_[step(0, plane) + step(1, row) + step(2, column)];
  }
#endif

private:
#if !defined(__DCC__)
  constexpr index step(int dimension, const detail::located_index &i) const {
    if (i.value < 0 || i.value >= extents_[dimension]) {
      detail::out_of_bounds(i, dimension, extents_[dimension]);
    }
    return i.value * strides_[dimension];
  }
  static constexpr index dimensionOf(const detail::located_index &dimension) {
    if (dimension.value < 0 || dimension.value >= R) {
      detail::out_of_bounds(dimension, R);
    }
    return dimension.value;
  }
#endif

  T *data_ = nullptr;
  index extents_[R] = {};
  index strides_[R] = {};
};

} // namespace dc

#endif // DOTCOMPUTE_BASE_TYPES_H
