// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads PNG with libpng and JPEG with libjpeg-turbo, writes PNG.
#include "Image.h"

#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>

#include <jpeglib.h>
#include <png.h>

namespace photo {
namespace {

Image from_interleaved(const std::vector<unsigned char> &rgb, std::int64_t rows,
                       std::int64_t columns) {
  Image image(rows, columns);
  for (std::int64_t i = 0; i < rows * columns; ++i) {
    for (int p = 0; p < 3; ++p) {
      image.bytes[p * rows * columns + i] = rgb[3 * i + p];
    }
  }
  return image;
}

struct JpegErrors {
  jpeg_error_mgr manager;
  std::jmp_buf failed;
  char message[JMSG_LENGTH_MAX] = "";
};

/// The orientation in an Exif segment: entry 0x0112 of the first directory of the TIFF file in it.
/// 1 where there is none.
int orientation_in(const unsigned char *data, std::size_t size) {
  if (size < 14 || std::memcmp(data, "Exif\0\0", 6) != 0) {
    return 1;
  }
  const unsigned char *tiff = data + 6;
  const std::size_t length = size - 6;
  const bool little = tiff[0] == 'I';
  auto number = [&](std::size_t at, std::size_t bytes) {
    std::size_t value = 0;
    for (std::size_t i = 0; at + bytes <= length && i < bytes; ++i) {
      value = value << 8 | tiff[at + (little ? bytes - 1 - i : i)];
    }
    return value;
  };
  const std::size_t directory = number(4, 4), entries = number(directory, 2);
  for (std::size_t i = 0; i < entries && directory + 2 + 12 * (i + 1) <= length; ++i) {
    std::size_t entry = directory + 2 + 12 * i;
    if (number(entry, 2) == 0x0112) {
      return static_cast<int>(number(entry + 8, 2));
    }
  }
  return 1;
}

/// Fills `rgb` and what goes with it, or leaves a message in `errors`. No object with a destructor
/// lives here: libjpeg leaves by longjmp.
bool decode_jpeg(std::FILE *file, std::vector<unsigned char> &rgb, JDIMENSION &rows,
                 JDIMENSION &columns, int &orientation, JpegErrors &errors) {
  jpeg_decompress_struct jpeg;
  jpeg.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = [](j_common_ptr info) {
    auto *mine = reinterpret_cast<JpegErrors *>(info->err);
    info->err->format_message(info, mine->message);
    std::longjmp(mine->failed, 1);
  };
  jpeg_create_decompress(&jpeg);
  if (setjmp(errors.failed)) {
    jpeg_destroy_decompress(&jpeg);
    return false;
  }
  jpeg_stdio_src(&jpeg, file);
  jpeg_save_markers(&jpeg, JPEG_APP0 + 1, 0xffff);
  jpeg_read_header(&jpeg, TRUE);
  for (auto *marker = jpeg.marker_list; marker; marker = marker->next) {
    if (orientation == 1) {
      orientation = orientation_in(marker->data, marker->data_length);
    }
  }
  jpeg.out_color_space = JCS_RGB;
  jpeg_start_decompress(&jpeg);
  rows = jpeg.output_height;
  columns = jpeg.output_width;
  rgb.resize(std::size_t(3) * rows * columns);
  while (jpeg.output_scanline < rows) {
    JSAMPROW row = rgb.data() + std::size_t(3) * columns * jpeg.output_scanline;
    jpeg_read_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
  return true;
}

Image read_jpeg(const std::string &path, std::FILE *file) {
  JpegErrors errors;
  std::vector<unsigned char> rgb;
  JDIMENSION rows = 0, columns = 0;
  int orientation = 1;
  if (!decode_jpeg(file, rgb, rows, columns, orientation, errors)) {
    throw std::runtime_error(path + ": " + errors.message);
  }
  return turned(from_interleaved(rgb, rows, columns), orientation);
}

Image read_png(const std::string &path) {
  png_image png;
  std::memset(&png, 0, sizeof(png));
  png.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_file(&png, path.c_str())) {
    throw std::runtime_error(path + ": " + png.message);
  }
  png.format = PNG_FORMAT_RGB;
  std::vector<unsigned char> rgb(PNG_IMAGE_SIZE(png));
  const png_color white = {255, 255, 255}; // behind what is transparent
  if (!png_image_finish_read(&png, &white, rgb.data(), 0, nullptr)) {
    throw std::runtime_error(path + ": " + png.message);
  }
  return from_interleaved(rgb, png.height, png.width);
}

} // namespace

Image read_image(const std::string &path) {
  std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path.c_str(), "rb"),
                                                        std::fclose);
  if (!file) {
    throw std::runtime_error(path + ": " + std::strerror(errno));
  }
  unsigned char first[8] = {};
  std::size_t count = std::fread(first, 1, sizeof(first), file.get());
  std::rewind(file.get());
  if (count == 8 && png_sig_cmp(first, 0, 8) == 0) {
    return read_png(path);
  }
  if (count >= 3 && first[0] == 0xff && first[1] == 0xd8 && first[2] == 0xff) {
    return read_jpeg(path, file.get());
  }
  throw std::runtime_error(path + ": expected a PNG or JPEG file");
}

void write_png(const std::string &path, const Image &image) {
  std::vector<unsigned char> rgb(image.bytes.size());
  for (std::int64_t i = 0; i < image.pixels(); ++i) {
    for (int p = 0; p < 3; ++p) {
      rgb[3 * i + p] = image.bytes[p * image.pixels() + i];
    }
  }
  png_image png;
  std::memset(&png, 0, sizeof(png));
  png.version = PNG_IMAGE_VERSION;
  png.format = PNG_FORMAT_RGB;
  png.height = static_cast<png_uint_32>(image.rows);
  png.width = static_cast<png_uint_32>(image.columns);
  if (!png_image_write_to_file(&png, path.c_str(), 0, rgb.data(), 0, nullptr)) {
    throw std::runtime_error(path + ": " + png.message);
  }
}

} // namespace photo
