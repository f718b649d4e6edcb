// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::span, the same in kernels, host code and the runtime.
#ifndef DOTCOMPUTE_BASE_SPAN_H
#define DOTCOMPUTE_BASE_SPAN_H

#include <dotcompute/base/index.h>

namespace dc {

/// A view of `size()` elements that somebody else owns. On the host an index out of bounds ends the
/// program with file and line; on a device it is a contract or a guarded access. A part that does
/// not lie inside the array is the same mistake, and on a device it is empty.
template <class T> class span {
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
  span first(index count) const;
  span last(index count) const;
  span subspan(index begin) const;
  span subspan(index begin, index count) const;
  strided_view<T, 1> strided(index step) const;
  T *begin() const;
  T *end() const;
#else
  /// Anything with data() and size(): std::vector, std::array, std::span.
  template <class C>
    requires requires(C &c) {
      c.size();
      static_cast<T *>(c.data());
    }
  constexpr span(C &container)
      : data_(container.data()), size_(static_cast<index>(container.size())) {}
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

  /// The first `count` elements.
  constexpr span first(detail::located_index count) const {
    detail::check_part({0, count.file, count.line}, count, size_);
    return span(data_, count);
  }
  /// The last `count` elements.
  constexpr span last(detail::located_index count) const {
    detail::check_part({0, count.file, count.line}, count, size_);
    return span(data_ + (size_ - count), count);
  }
  /// All from `begin` on.
  constexpr span subspan(detail::located_index begin) const {
    detail::check_part(begin, 0, size_);
    return span(data_ + begin, size_ - begin);
  }
  /// `count` elements from `begin` on.
  constexpr span subspan(detail::located_index begin, index count) const {
    detail::check_part(begin, count, size_);
    return span(data_ + begin, count);
  }
  /// Every step-th element: 0, step, 2 * step and so on.
  constexpr strided_view<T, 1> strided(detail::located_index step) const;

  constexpr T *begin() const { return data_; }
  constexpr T *end() const { return data_ + size_; }
#endif

private:
  T *data_ = nullptr;
  index size_ = 0;
};

} // namespace dc

#endif // DOTCOMPUTE_BASE_SPAN_H
