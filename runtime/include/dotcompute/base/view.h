// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::view, the same in kernels, host code and the runtime.
#ifndef DOTCOMPUTE_BASE_VIEW_H
#define DOTCOMPUTE_BASE_VIEW_H

#include <dotcompute/base/span.h>

namespace dc {

/// A view of an array of 1 to 3 dimensions that somebody else owns, last index fastest. Neighbours
/// in the last dimension lie side by side; in the others `stride(d)` elements apart. Checked like a
/// span.
template <class T, int R> class view {
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
  constexpr view(T *data, index planes, index rows, index columns, index planeStride,
                 index rowStride)
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

  constexpr T *data() const { return data_; }

#if defined(__DCC__)
  index extent(int dimension) const;
  index stride(int dimension) const;
  T &operator()(index i) const
    requires(R == 1);
  T &operator()(index row, index column) const
    requires(R == 2);
  T &operator()(index plane, index row, index column) const
    requires(R == 3);
  span<T> row(index r) const
    requires(R == 2);
  span<T> row(index plane, index r) const
    requires(R == 3);
  view<T, 2> row(index plane) const
    requires(R == 3);
  strided_view<T, 1> column(index c) const
    requires(R == 2);
  strided_view<T, 2> transposed() const
    requires(R == 2);
  view slice(part places) const
    requires(R == 1);
  view slice(part rows, part columns) const
    requires(R == 2);
  view slice(part planes, part rows, part columns) const
    requires(R == 3);
  strided_view<T, R> strided(index step) const
    requires(R == 1);
  strided_view<T, R> strided(index rowStep, index columnStep) const
    requires(R == 2);
  strided_view<T, R> strided(index planeStep, index rowStep, index columnStep) const
    requires(R == 3);
  T *begin() const
    requires(R == 1);
  T *end() const
    requires(R == 1);
#else
  /// Anything with data() and extent(d), and stride(d) unless its elements lie without gaps.
  template <class C>
    requires(!detail::is_view<C> &&
             requires(C &c) {
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
      std::fprintf(
          stderr,
          "dc::view: expected neighbours in the last dimension side by side, got a stride of "
          "%lld\n",
          static_cast<long long>(strides_[R - 1]));
      std::abort();
    }
  }

  constexpr index extent(detail::located_index dimension) const {
    return extents_[detail::check_dimension(dimension, R)];
  }
  constexpr index stride(detail::located_index dimension) const {
    return strides_[detail::check_dimension(dimension, R)];
  }
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

  /// One row.
  constexpr span<T> row(detail::located_index r) const
    requires(R == 2)
  {
    return span<T>(data_ + step(0, r), extents_[1]);
  }
  constexpr span<T> row(detail::located_index plane, detail::located_index r) const
    requires(R == 3)
  {
    return span<T>(data_ + step(0, plane) + step(1, r), extents_[2]);
  }
  /// One plane.
  constexpr view<T, 2> row(detail::located_index plane) const
    requires(R == 3)
  {
    return view<T, 2>(data_ + step(0, plane), extents_[1], extents_[2], strides_[1]);
  }
  constexpr strided_view<T, 1> column(detail::located_index c) const
    requires(R == 2)
  {
    return strided_view<T, R>(*this).column(c);
  }
  /// Rows and columns exchanged.
  constexpr strided_view<T, 2> transposed() const
    requires(R == 2)
  {
    return strided_view<T, R>(*this).transposed();
  }
  /// A part in every dimension.
  constexpr view slice(part places) const
    requires(R == 1)
  {
    view result = *this;
    result.cut(0, places);
    return result;
  }
  constexpr view slice(part rows, part columns) const
    requires(R == 2)
  {
    view result = *this;
    result.cut(0, rows);
    result.cut(1, columns);
    return result;
  }
  constexpr view slice(part planes, part rows, part columns) const
    requires(R == 3)
  {
    view result = *this;
    result.cut(0, planes);
    result.cut(1, rows);
    result.cut(2, columns);
    return result;
  }
  /// Every step-th place of every dimension.
  constexpr strided_view<T, R> strided(detail::located_index step) const
    requires(R == 1)
  {
    return strided_view<T, R>(*this).strided(step);
  }
  constexpr strided_view<T, R> strided(detail::located_index rowStep,
                                       detail::located_index columnStep) const
    requires(R == 2)
  {
    return strided_view<T, R>(*this).strided(rowStep, columnStep);
  }
  constexpr strided_view<T, R> strided(detail::located_index planeStep,
                                       detail::located_index rowStep,
                                       detail::located_index columnStep) const
    requires(R == 3)
  {
    return strided_view<T, R>(*this).strided(planeStep, rowStep, columnStep);
  }

  constexpr T *begin() const
    requires(R == 1)
  {
    return data_;
  }
  constexpr T *end() const
    requires(R == 1)
  {
    return data_ + extents_[0];
  }
#endif

private:
#if !defined(__DCC__)
  constexpr index step(int dimension, const detail::located_index &i) const {
    detail::check_index(i, dimension, extents_[dimension]);
    return i.value * strides_[dimension];
  }
  constexpr void cut(int dimension, const part &places) {
    detail::check_part(places.begin, places.count, extents_[dimension]);
    data_ += places.begin * strides_[dimension];
    extents_[dimension] = places.count;
  }
#endif

  T *data_ = nullptr;
  index extents_[R] = {};
  index strides_[R] = {};
};

} // namespace dc

#endif // DOTCOMPUTE_BASE_VIEW_H
