// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pictures from other pictures, on the host alone.
#include "Image.h"

#include <algorithm>
#include <cmath>

namespace photo {

Image from_floats(const std::vector<float> &values, std::int64_t rows, std::int64_t columns) {
  Image image(rows, columns);
  const std::size_t plane = static_cast<std::size_t>(image.pixels());
  for (std::size_t i = 0; i < image.bytes.size(); ++i) {
    float v = values.size() == plane ? values[i % plane] : values[i];
    image.bytes[i] = static_cast<unsigned char>(std::lround(255 * std::clamp(v, 0.f, 1.f)));
  }
  return image;
}

Image test_chart(std::int64_t rows, std::int64_t columns) {
  Image image(rows, columns);
  for (std::int64_t r = 0; r < rows; ++r) {
    for (std::int64_t c = 0; c < columns; ++c) {
      double y = (r + 0.5) / rows, x = (c + 0.5) / columns;
      double from_middle = std::hypot(x - 0.5, y - 0.5);
      double rings = 0.5 + 0.5 * std::cos(300 * from_middle * from_middle);
      double grey = 0.15 + 0.35 * x * y; // most of it dark, so that there is something to equalise
      bool disc = std::hypot(x - 0.25, y - 0.7) < 0.12,
           box = std::abs(x - 0.78) < 0.1 && std::abs(y - 0.25) < 0.15;
      double rgb[3] = {grey + 0.25 * rings, grey + 0.2 * rings * x, grey + 0.2 * rings * y};
      for (int p = 0; p < 3; ++p) {
        double v = disc ? (p == 0 ? 0.95 : 0.2) : box ? (p == 2 ? 0.9 : 0.3) : rgb[p];
        image.at(p, r, c) = static_cast<unsigned char>(std::lround(255 * std::clamp(v, 0.0, 1.0)));
      }
    }
  }
  return image;
}

Image turned(const Image &image, int orientation) {
  if (orientation < 2 || orientation > 8) {
    return image;
  }
  const bool swap = orientation > 4; // the camera stood on its side
  const bool up = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  const bool left = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  Image result(swap ? image.columns : image.rows, swap ? image.rows : image.columns);
  for (int p = 0; p < 3; ++p) {
    for (std::int64_t r = 0; r < result.rows; ++r) {
      for (std::int64_t c = 0; c < result.columns; ++c) {
        std::int64_t row = swap ? c : r, column = swap ? r : c;
        result.at(p, r, c) = image.at(p, up ? image.rows - 1 - row : row,
                                      left ? image.columns - 1 - column : column);
      }
    }
  }
  return result;
}

Image crop(const Image &image, std::int64_t rows, std::int64_t columns) {
  Image part(std::min(rows, image.rows), std::min(columns, image.columns));
  std::int64_t top = (image.rows - part.rows) / 2, left = (image.columns - part.columns) / 2;
  for (int p = 0; p < 3; ++p) {
    for (std::int64_t r = 0; r < part.rows; ++r) {
      for (std::int64_t c = 0; c < part.columns; ++c) {
        part.at(p, r, c) = image.at(p, top + r, left + c);
      }
    }
  }
  return part;
}

Image tile(const Image &image, std::int64_t rows, std::int64_t columns) {
  auto mirrored = [](std::int64_t i, std::int64_t n) {
    return i / n % 2 == 0 ? i % n : n - 1 - i % n;
  };
  Image all(rows, columns);
  for (int p = 0; p < 3; ++p) {
    for (std::int64_t r = 0; r < rows; ++r) {
      for (std::int64_t c = 0; c < columns; ++c) {
        all.at(p, r, c) = image.at(p, mirrored(r, image.rows), mirrored(c, image.columns));
      }
    }
  }
  return all;
}

Image fit(const Image &image, std::int64_t rows, std::int64_t columns) {
  double scale = std::min({1.0, double(rows) / image.rows, double(columns) / image.columns});
  Image small(std::max<std::int64_t>(1, std::lround(image.rows * scale)),
              std::max<std::int64_t>(1, std::lround(image.columns * scale)));
  for (int p = 0; p < 3; ++p) {
    for (std::int64_t r = 0; r < small.rows; ++r) {
      for (std::int64_t c = 0; c < small.columns; ++c) {
        std::int64_t top = r * image.rows / small.rows,
                     bottom = std::max(top + 1, (r + 1) * image.rows / small.rows);
        std::int64_t left = c * image.columns / small.columns;
        std::int64_t right = std::max(left + 1, (c + 1) * image.columns / small.columns);
        std::int64_t sum = 0;
        for (std::int64_t i = top; i < bottom; ++i) {
          for (std::int64_t j = left; j < right; ++j) {
            sum += image.at(p, i, j);
          }
        }
        std::int64_t count = (bottom - top) * (right - left);
        small.at(p, r, c) = static_cast<unsigned char>((sum + count / 2) / count);
      }
    }
  }
  return small;
}

} // namespace photo
