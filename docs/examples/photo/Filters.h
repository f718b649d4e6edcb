// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The five filters, on a device or on the host.
#ifndef PHOTO_FILTERS_H
#define PHOTO_FILTERS_H

#include "Image.h"

#include <dotcompute/runtime/Runtime.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace photo {

struct Settings {
  int radius = 8;        // of the blur, in pixels
  float exposure = 0.8f; // of the tone mapping
  double resize = 0.6;   // new width by old width
  int repeats = 9;       // timed runs of each filter
};

/// What a filter made: planes of floats from 0 to 1, and how long it took.
struct Filtered {
  std::string name;
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  std::vector<float> values; // three planes, one for edges
  double seconds = 0;        // median of a run, without copies to and from the device
  double bytes = 0; // that a run reads and writes if each pass over a picture touches memory once
};

/// Gaussian weights, the middle's first.
std::vector<float> blur_weights(int radius);

using Progress = std::function<void(const std::string &filter)>;

/// Runs all five. Throws dc::rt::StatusError.
std::vector<Filtered> run_on_device(const dc::rt::Device &device, const Image &image,
                                    const Settings &settings, const Progress &progress = {});
/// The same with kernels run as plain C++: slow, and what the others are compared with.
std::vector<Filtered> run_on_host(const Image &image, const Settings &settings);

} // namespace photo

#endif // PHOTO_FILTERS_H
