// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The filters on a device: buffers stay there, launches are timed, results come back.
#include "Filters.h"
#include "photo_kernels.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace photo {
namespace {

/// The median time of `filter`, which launches on `queue`, after one run that does not count.
template <class Filter> double median_seconds(dc::rt::Queue &queue, int repeats, Filter filter) {
  std::vector<double> times;
  for (int i = 0; i <= repeats; ++i) {
    auto start = std::chrono::steady_clock::now();
    filter();
    dc::rt::Status status = queue.sync();
    if (!status.ok()) {
      throw dc::rt::StatusError(status);
    }
    times.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  if (times.size() > 1) {
    times.erase(times.begin());
  }
  std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
  return times[times.size() / 2];
}

void expect(const dc::rt::Status &status) {
  if (!status.ok()) {
    throw dc::rt::StatusError(status);
  }
}

} // namespace

std::vector<float> blur_weights(int radius) {
  std::vector<float> weights(radius + 1);
  double sigma = std::max(radius / 2.5, 0.5), sum = 0;
  for (int k = 0; k <= radius; ++k) {
    weights[k] = static_cast<float>(std::exp(-k * k / (2 * sigma * sigma)));
    sum += k == 0 ? weights[k] : 2 * weights[k];
  }
  for (float &w : weights) {
    w = static_cast<float>(w / sum);
  }
  return weights;
}

std::vector<Filtered> run_on_device(const dc::rt::Device &device, const Image &image,
                                    const Settings &settings, const Progress &progress) {
  const std::int64_t rows = image.rows, columns = image.columns, n = image.pixels();
  const std::int64_t newRows = std::lround(rows * settings.resize),
                     newColumns = std::lround(columns * settings.resize);
  const double floats = 3.0 * sizeof(float) * n, bytes = 3.0 * n,
               newFloats = 3.0 * sizeof(float) * newRows * newColumns;
  dc::rt::Queue queue = device.queue();
  auto file = device.allocate<unsigned char>(3 * n).value();
  auto picture = device.allocate<float>(3 * n).value(),
       between = device.allocate<float>(3 * n).value();
  auto result = device.allocate<float>(3 * std::max(n, newRows * newColumns)).value();
  auto weights = device.allocate<float>(settings.radius + 1).value(),
       share = device.allocate<float>(256).value();
  auto bins = device.allocate<unsigned>(256).value();
  expect(queue.upload(file, image.bytes));
  expect(queue.upload(weights, blur_weights(settings.radius)));
  auto in8 = file.view().shaped(3, rows, columns);
  auto in = picture.view().shaped(3, rows, columns),
       middle = between.view().shaped(3, rows, columns);
  launch::to_floats(queue, in8, in).value();

  std::vector<Filtered> all;
  auto add = [&](const char *name, int planes, std::int64_t r, std::int64_t c, double traffic,
                 auto filter) {
    if (progress) {
      progress(name);
    }
    auto part = result.subview(0, planes * r * c).value();
    Filtered f{name, r, c, std::vector<float>(planes * r * c), 0, traffic};
    f.seconds = median_seconds(queue, settings.repeats, [&] { filter(part); });
    expect(queue.download(f.values, part));
    all.push_back(std::move(f));
  };
  add("blur", 3, rows, columns, 4 * floats, [&](const auto &out) {
    launch::blur_rows(queue, settings.radius, weights, in, middle).value();
    launch::blur_columns(queue, settings.radius, weights, middle, out.shaped(3, rows, columns))
        .value();
  });
  add("edges", 1, rows, columns, floats * 4 / 3,
      [&](const auto &out) { launch::sobel(queue, in, out.shaped(rows, columns)).value(); });
  add("equalised", 3, rows, columns, 2 * bytes + floats, [&](const auto &out) {
    launch::clear(queue, bins).value();
    launch::histogram(queue, in8, bins).value();
    launch::shares(queue, bins, share).value();
    launch::equalise(queue, in8, share, out.shaped(3, rows, columns)).value();
  });
  add("resized", 3, newRows, newColumns, floats + newFloats, [&](const auto &out) {
    launch::resize(queue, in, out.shaped(3, newRows, newColumns)).value();
  });
  add("tone-mapped", 3, rows, columns, 2 * floats, [&](const auto &out) {
    launch::tone_map(queue, settings.exposure, in, out.shaped(3, rows, columns)).value();
  });
  return all;
}

} // namespace photo
