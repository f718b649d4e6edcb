// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::index, and what host arrays say of an index that is out of bounds.
#ifndef DOTCOMPUTE_BASE_INDEX_H
#define DOTCOMPUTE_BASE_INDEX_H

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
concept array_convertible = requires(From (*from)[]) { static_cast<To(*)[]>(from); };

#if defined(__DCC__)
using located_index = index;
#else
/// An index together with the place where it was written: what an out-of-bounds message names.
struct located_index {
  index value;
  const char *file;
  unsigned line;

  template <class I>
  constexpr located_index(I i, const char *file = __builtin_FILE(),
                          unsigned line = __builtin_LINE())
      : value(static_cast<index>(i)), file(file), line(line) {}
  constexpr operator index() const { return value; }
};

[[noreturn]] inline void out_of_bounds(const located_index &at, index size) {
  std::fprintf(stderr, "%s:%u: index %lld is outside an array of %lld elements\n", at.file, at.line,
               static_cast<long long>(at.value), static_cast<long long>(size));
  std::abort();
}

[[noreturn]] inline void out_of_bounds(const located_index &at, int dimension, index extent) {
  std::fprintf(stderr, "%s:%u: index %lld is outside a view's extent %lld in dimension %d\n",
               at.file, at.line, static_cast<long long>(at.value), static_cast<long long>(extent),
               dimension);
  std::abort();
}

constexpr void check_index(const located_index &i, int dimension, index extent) {
  if (i.value < 0 || i.value >= extent) {
    out_of_bounds(i, dimension, extent);
  }
}

/// `count` elements from `begin` on lie inside an array of `size`.
constexpr void check_part(const located_index &begin, index count, index size) {
  if (begin.value < 0 || begin.value > size || count < 0 || count > size - begin.value) {
    std::fprintf(stderr, "%s:%u: %lld elements from index %lld on are outside an array of %lld\n",
                 begin.file, begin.line, static_cast<long long>(count),
                 static_cast<long long>(begin.value), static_cast<long long>(size));
    std::abort();
  }
}

/// How many of `size` elements a step of `step` meets.
constexpr index count_steps(const located_index &step, index size) {
  if (step.value < 1) {
    std::fprintf(stderr, "%s:%u: expected a step of at least 1, got %lld\n", step.file, step.line,
                 static_cast<long long>(step.value));
    std::abort();
  }
  return size == 0 ? 0 : (size - 1) / step.value + 1;
}

constexpr index check_dimension(const located_index &dimension, int rank) {
  if (dimension.value < 0 || dimension.value >= rank) {
    out_of_bounds(dimension, rank);
  }
  return dimension.value;
}
#endif

} // namespace detail

/// Of one dimension of an array, `count` places from `begin` on: `v.slice({r, 3}, {c, 3})`.
struct part {
  detail::located_index begin;
  index count;
};

template <class T> class span;
template <class T, int R> class view;
template <class T, int R> class strided_view;

namespace detail {
template <class C> inline constexpr bool is_view = false;
template <class C> inline constexpr bool is_view<C &> = is_view<C>;
template <class C> inline constexpr bool is_view<const C> = is_view<C>;
template <class T, int R> inline constexpr bool is_view<view<T, R>> = true;
template <class T, int R> inline constexpr bool is_view<strided_view<T, R>> = true;
} // namespace detail

} // namespace dc

#endif // DOTCOMPUTE_BASE_INDEX_H
