// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The k nearest neighbours of each query, one query per thread: a heap in private memory that a
// class keeps.
#include <dotcompute/kernel.h>

template <int K> class NearestHeap {
public:
  bool wants(float distance) const { return count < K || distance < distances[0]; }

  void add(float distance, int point) {
    if (count < K) {
      int at = count++;
      while (at > 0 && distances[(at - 1) / 2] < distance) {
        move((at - 1) / 2, at);
        at = (at - 1) / 2;
      }
      put(at, distance, point);
      return;
    }
    sink(distance, point);
  }

  /// The farthest, which goes.
  int pop(float &distance) {
    const int point = points[0];
    distance = distances[0];
    --count;
    if (count > 0) {
      const float last = distances[count];
      const int lastPoint = points[count];
      sink(last, lastPoint);
    }
    return point;
  }
  int size() const { return count; }

private:
  void sink(float distance, int point) {
    int at = 0;
    for (;;) {
      int child = 2 * at + 1;
      if (child >= count) {
        break;
      }
      if (child + 1 < count && distances[child + 1] > distances[child]) {
        ++child;
      }
      if (distances[child] <= distance) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, distance, point);
  }
  void move(int from, int to) { put(to, distances[from], points[from]); }
  void put(int at, float distance, int point) {
    distances[at] = distance;
    points[at] = point;
  }

  float distances[K];
  int points[K];
  int count = 0;
};

constexpr int neighbours = 6;

DC_KERNEL void knn(dc::view<const float, 2> points, dc::view<const float, 2> queries,
                   dc::view<int, 2> nearest, dc::view<float, 2> squares) {
  DC_DOMAIN(queries.extent(0));
  DC_REQUIRES(points.extent(1) == 2 && queries.extent(1) == 2);
  DC_REQUIRES(nearest.extent(1) == neighbours && squares.extent(1) == neighbours);
  const auto q = dc::global_id();
  NearestHeap<neighbours> heap;
  for (int p = 0; p < points.extent(0); ++p) {
    const float dx = points(p, 0) - queries(q, 0), dy = points(p, 1) - queries(q, 1);
    const float square = dx * dx + dy * dy;
    if (heap.wants(square)) {
      heap.add(square, p);
    }
  }
  for (int k = heap.size(); k < neighbours; ++k) {
    nearest(q, k) = -1;
    squares(q, k) = __builtin_huge_valf();
  }
  while (heap.size() > 0) {
    float square;
    const int point = heap.pop(square);
    nearest(q, heap.size()) = point;
    squares(q, heap.size()) = square;
  }
}
