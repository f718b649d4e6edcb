// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dc::strided_view: what columns, transposed views and every other element are.
#ifndef DOTCOMPUTE_BASE_STRIDED_VIEW_H
#define DOTCOMPUTE_BASE_STRIDED_VIEW_H

#include <dotcompute/base/view.h>

namespace dc {

/// A view whose neighbours lie `stride(d)` elements apart in every dimension, the last one too.
/// Checked like a span. As a launch argument its strides are not negative and keep all elements
/// apart, in any order of the dimensions.
template <class T, int R> class strided_view {
  static_assert(R >= 1 && R <= 3, "a view has 1 to 3 dimensions");

public:
  using element_type = T;

  static constexpr int rank() { return R; }

  constexpr strided_view() = default;
  constexpr strided_view(T *data, index n, index stride)
    requires(R == 1)
      : data_(data), extents_{n}, strides_{stride} {}
  constexpr strided_view(T *data, index rows, index columns, index rowStride, index columnStride)
    requires(R == 2)
      : data_(data), extents_{rows, columns}, strides_{rowStride, columnStride} {}
  constexpr strided_view(T *data, index planes, index rows, index columns, index planeStride,
                         index rowStride, index columnStride)
    requires(R == 3)
      : data_(data), extents_{planes, rows, columns},
        strides_{planeStride, rowStride, columnStride} {}
  template <class U>
    requires detail::array_convertible<U, T>
  constexpr strided_view(const strided_view<U, R> &other) : data_(other.data()) {
    for (int d = 0; d < R; ++d) {
      extents_[d] = other.extent(d);
      strides_[d] = other.stride(d);
    }
  }
  template <class U>
    requires detail::array_convertible<U, T>
  constexpr strided_view(const view<U, R> &other) : data_(other.data()) {
    for (int d = 0; d < R; ++d) {
      extents_[d] = other.extent(d);
      strides_[d] = other.stride(d);
    }
  }
  template <class U>
    requires(R == 1 && detail::array_convertible<U, T>)
  constexpr strided_view(span<U> other) : strided_view(other.data(), other.size(), 1) {}

  constexpr T *data() const { return data_; }

#if defined(__DCC__)
  index extent(int dimension) const;
  index stride(int dimension) const;
  index size() const
    requires(R == 1);
  bool empty() const
    requires(R == 1);
  T &operator[](index i) const
    requires(R == 1);
  T &operator()(index i) const
    requires(R == 1);
  T &operator()(index row, index column) const
    requires(R == 2);
  T &operator()(index plane, index row, index column) const
    requires(R == 3);
  strided_view<T, 1> row(index r) const
    requires(R == 2);
  strided_view<T, 1> row(index plane, index r) const
    requires(R == 3);
  strided_view<T, 2> row(index plane) const
    requires(R == 3);
  strided_view<T, 1> column(index c) const
    requires(R == 2);
  strided_view transposed() const
    requires(R == 2);
  strided_view first(index count) const
    requires(R == 1);
  strided_view last(index count) const
    requires(R == 1);
  strided_view subspan(index begin) const
    requires(R == 1);
  strided_view subspan(index begin, index count) const
    requires(R == 1);
  strided_view slice(part places) const
    requires(R == 1);
  strided_view slice(part rows, part columns) const
    requires(R == 2);
  strided_view slice(part planes, part rows, part columns) const
    requires(R == 3);
  strided_view strided(index step) const
    requires(R == 1);
  strided_view strided(index rowStep, index columnStep) const
    requires(R == 2);
  strided_view strided(index planeStep, index rowStep, index columnStep) const
    requires(R == 3);
  T *begin() const
    requires(R == 1);
  T *end() const
    requires(R == 1);
#else
  /// Anything with data() and size(): std::vector, std::array, std::span.
  template <class C>
    requires(R == 1 && !detail::is_view<C> &&
             requires(C &c) {
               c.size();
               static_cast<T *>(c.data());
             })
  constexpr strided_view(C &&container)
      : strided_view(container.data(), static_cast<index>(container.size()), 1) {}

  constexpr index extent(detail::located_index dimension) const {
    return extents_[detail::check_dimension(dimension, R)];
  }
  constexpr index stride(detail::located_index dimension) const {
    return strides_[detail::check_dimension(dimension, R)];
  }
  constexpr index size() const
    requires(R == 1)
  {
    return extents_[0];
  }
  constexpr bool empty() const
    requires(R == 1)
  {
    return extents_[0] == 0;
  }
  constexpr T &operator[](detail::located_index i) const
    requires(R == 1)
  {
    return data_[step(0, i)];
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

  constexpr strided_view<T, 1> row(detail::located_index r) const
    requires(R == 2)
  {
    return {data_ + step(0, r), extents_[1], strides_[1]};
  }
  constexpr strided_view<T, 1> row(detail::located_index plane, detail::located_index r) const
    requires(R == 3)
  {
    return {data_ + step(0, plane) + step(1, r), extents_[2], strides_[2]};
  }
  constexpr strided_view<T, 2> row(detail::located_index plane) const
    requires(R == 3)
  {
    return {data_ + step(0, plane), extents_[1], extents_[2], strides_[1], strides_[2]};
  }
  constexpr strided_view<T, 1> column(detail::located_index c) const
    requires(R == 2)
  {
    return {data_ + step(1, c), extents_[0], strides_[0]};
  }
  constexpr strided_view transposed() const
    requires(R == 2)
  {
    return {data_, extents_[1], extents_[0], strides_[1], strides_[0]};
  }

  constexpr strided_view first(detail::located_index count) const
    requires(R == 1)
  {
    return slice({{0, count.file, count.line}, count});
  }
  constexpr strided_view last(detail::located_index count) const
    requires(R == 1)
  {
    detail::check_part({0, count.file, count.line}, count, extents_[0]);
    return slice({extents_[0] - count, count});
  }
  constexpr strided_view subspan(detail::located_index begin) const
    requires(R == 1)
  {
    detail::check_part(begin, 0, extents_[0]);
    return slice({begin, extents_[0] - begin});
  }
  constexpr strided_view subspan(detail::located_index begin, index count) const
    requires(R == 1)
  {
    return slice({begin, count});
  }
  constexpr strided_view slice(part places) const
    requires(R == 1)
  {
    strided_view result = *this;
    result.cut(0, places);
    return result;
  }
  constexpr strided_view slice(part rows, part columns) const
    requires(R == 2)
  {
    strided_view result = *this;
    result.cut(0, rows);
    result.cut(1, columns);
    return result;
  }
  constexpr strided_view slice(part planes, part rows, part columns) const
    requires(R == 3)
  {
    strided_view result = *this;
    result.cut(0, planes);
    result.cut(1, rows);
    result.cut(2, columns);
    return result;
  }
  constexpr strided_view strided(detail::located_index step) const
    requires(R == 1)
  {
    strided_view result = *this;
    result.widen(0, step);
    return result;
  }
  constexpr strided_view strided(detail::located_index rowStep,
                                 detail::located_index columnStep) const
    requires(R == 2)
  {
    strided_view result = *this;
    result.widen(0, rowStep);
    result.widen(1, columnStep);
    return result;
  }
  constexpr strided_view strided(detail::located_index planeStep, detail::located_index rowStep,
                                 detail::located_index columnStep) const
    requires(R == 3)
  {
    strided_view result = *this;
    result.widen(0, planeStep);
    result.widen(1, rowStep);
    result.widen(2, columnStep);
    return result;
  }

  /// What a range-based for loop needs.
  class iterator {
  public:
    constexpr iterator(T *element, index stride) : element(element), stride(stride) {}
    constexpr T &operator*() const { return *element; }
    constexpr iterator &operator++() {
      ++steps;
      element += stride;
      return *this;
    }
    constexpr bool operator!=(const iterator &other) const { return steps != other.steps; }
    index steps = 0; ///< from the first element on

  private:
    T *element;
    index stride;
  };
  constexpr iterator begin() const
    requires(R == 1)
  {
    return iterator(data_, strides_[0]);
  }
  constexpr iterator end() const
    requires(R == 1)
  {
    iterator last(data_, strides_[0]);
    last.steps = extents_[0];
    return last;
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
  constexpr void widen(int dimension, const detail::located_index &step) {
    extents_[dimension] = detail::count_steps(step, extents_[dimension]);
    strides_[dimension] *= step;
  }
#endif

  T *data_ = nullptr;
  index extents_[R] = {};
  index strides_[R] = {};
};

#if !defined(__DCC__)
template <class T> constexpr strided_view<T, 1> span<T>::strided(detail::located_index step) const {
  return strided_view<T, 1>(*this).strided(step);
}
#endif

} // namespace dc

#endif // DOTCOMPUTE_BASE_STRIDED_VIEW_H
