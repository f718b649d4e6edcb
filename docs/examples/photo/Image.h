// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A picture in memory, and the files it comes from and goes to.
#ifndef PHOTO_IMAGE_H
#define PHOTO_IMAGE_H

#include <cstdint>
#include <string>
#include <vector>

namespace photo {

/// Three planes (red, green, blue) of rows and columns, a byte for each pixel.
struct Image {
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  std::vector<unsigned char> bytes;

  Image() = default;
  Image(std::int64_t rows, std::int64_t columns, unsigned char value = 0)
      : rows(rows), columns(columns), bytes(3 * rows * columns, value) {}

  std::int64_t pixels() const { return rows * columns; }
  unsigned char &at(int plane, std::int64_t row, std::int64_t column) {
    return bytes[(plane * rows + row) * columns + column];
  }
  unsigned char at(int plane, std::int64_t row, std::int64_t column) const {
    return bytes[(plane * rows + row) * columns + column];
  }
};

/// The picture in a PNG or JPEG file; throws std::runtime_error with the file's name.
Image read_image(const std::string &path);
void write_png(const std::string &path, const Image &image);

/// From floats of 0 to 1: three planes, or one that is shown as grey.
Image from_floats(const std::vector<float> &values, std::int64_t rows, std::int64_t columns);

/// A picture with edges, ramps and fine lines, for when there is no photograph.
Image test_chart(std::int64_t rows, std::int64_t columns);
/// The picture as it was seen, by the orientation (1 to 8) that cameras note in JPEG files; any
/// other value changes nothing.
Image turned(const Image &image, int orientation);
/// The middle of a picture, of this size at most.
Image crop(const Image &image, std::int64_t rows, std::int64_t columns);
/// The picture repeated in both directions, every other copy mirrored.
Image tile(const Image &image, std::int64_t rows, std::int64_t columns);
/// The picture no larger than this, each pixel the mean of those it stands for.
Image fit(const Image &image, std::int64_t rows, std::int64_t columns);

} // namespace photo

#endif // PHOTO_IMAGE_H
