struct P { float x, y; float dot(const P &o) const { return x * o.x + y * o.y; } P operator+(P o) const { return {x + o.x, y + o.y}; } };
DC_KERNEL void k(float a, dc::span<const P> p, dc::span<float> out) {
  DC_DOMAIN(out.size());
  auto i = dc::global_id();
  P q = p[i] + P{a, 1};
  out[i] = q.dot(p[i]) > 0 ? dc::sqrt(a) : -a;
}
//-----
template <class T, int N> inline T poly(T v) { T r = 0; for (int j = 0; j < N; ++j) { if (v > 9) break; if (j == 2) continue; r = r * v + j; } return r; }
DC_KERNEL void k(dc::span<const int> x, dc::span<long long> y) {
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  if (i >= x.size()) return;
  switch (x[i]) { case 0: y[i] = poly<long long, 4>(x[i]); break; case 1: case 2: y[i] = 3; default: y[i] += x[i] / (x[i] - 1); }
  while (y[i] > 100) { y[i] >>= 1; }
}
//-----
DC_KERNEL void k(dc::span<const float> x, dc::span<float> out) {
  DC_TUNE(B, 64, 128);
  DC_BLOCK(B);
  DC_GRID(out.size());
  DC_SHARED float part[B];
  auto t = dc::thread_id();
  float s = 0;
  for (auto i = dc::global_id(); i < x.size(); i += dc::grid_dim() * dc::block_dim()) s += x[i];
  part[t] = s;
  dc::barrier();
  for (dc::index h = B / 2; h > 0; h /= 2) { if (t < h) part[t] += part[t + h]; dc::barrier(); }
  float w = dc::subgroup_sum(part[t]);
  if (t == 0) out[dc::block_id()] = part[0] + w;
}
//-----
enum class E : unsigned char { A, B = 7 };
DC_KERNEL void k(dc::view<const double, 2> a, dc::view<float, 2> b, dc::span<unsigned> n) {
  DC_DOMAIN(b.extent(0), b.extent(1));
  auto [r, c] = dc::global_id<2>();
  float m[4] = {1, 2};
  auto add = [&](int at, auto v) { m[at & 3] += v; return E::B; };
  E e = add(static_cast<int>(r), a(r, c));
  DC_ASSERT(a(0, 0) == a(0, 0));
  b(r, c) = m[c % 4] + dc::convert<float>(a(c, r));
  dc::atomic_add(n[0], e == E::A ? 1u : 2u);
}
