// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::index and dc::span, the same in kernels, host code and the runtime. Includes nothing that a kernel cannot.
#ifndef DOTCOMPUTE_BASE_TYPES_H
#define DOTCOMPUTE_BASE_TYPES_H

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

} // namespace dc

#endif // DOTCOMPUTE_BASE_TYPES_H
