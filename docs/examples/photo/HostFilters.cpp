// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The filters as plain C++: the same source that dcc compiles, called through the generated host
// header.
#include "Filters.h"
#include "photo_kernels_host.h"

#include <cmath>

namespace photo {

std::vector<Filtered> run_on_host(const Image &image, const Settings &settings) {
  const std::int64_t rows = image.rows, columns = image.columns;
  const std::int64_t newRows = std::lround(rows * settings.resize),
                     newColumns = std::lround(columns * settings.resize);
  std::vector<Filtered> all;
  auto add = [&](const char *name, int planes, std::int64_t r, std::int64_t c) -> NewPicture {
    all.push_back({name, r, c, std::vector<float>(planes * r * c), 0, 0});
    return {all.back().values.data(), planes, r, c};
  };
  all.reserve(5);

  std::vector<float> floats(3 * rows * columns), half(3 * rows * columns),
      weights = blur_weights(settings.radius);
  Bytes bytes(image.bytes.data(), 3, rows, columns);
  NewPicture picture(floats.data(), 3, rows, columns), between(half.data(), 3, rows, columns);
  host::to_floats(bytes, picture);

  host::blur_rows(settings.radius, weights, picture, between);
  host::blur_columns(settings.radius, weights, between, add("blur", 3, rows, columns));

  add("edges", 1, rows, columns);
  host::sobel(picture, dc::view<float, 2>(all.back().values.data(), rows, columns));

  std::vector<unsigned> bins(256);
  std::vector<float> share(256);
  host::histogram(bytes, bins);
  host::shares(bins, share);
  host::equalise(bytes, share, add("equalised", 3, rows, columns));

  host::resize(picture, add("resized", 3, newRows, newColumns));
  host::tone_map(settings.exposure, picture, add("tone-mapped", 3, rows, columns));
  return all;
}

} // namespace photo
