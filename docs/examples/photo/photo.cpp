// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Filters a photograph on every device of this machine, compares the results, and writes them as
// pictures.
#include "ContactSheet.h"
#include "Filters.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>

#include <unistd.h>

namespace {

using namespace photo;

/// Devices may contract a * b + c, and the host does not: a few units in the last place of sums up
/// to about 5.
constexpr double allowed = 2e-5;

struct Options {
  std::string file;
  std::string output = ".";
  std::string device; // all
  double megapixels = 0;
  bool chart = false;
  Settings settings;
};

[[noreturn]] void usage(int status) {
  std::fprintf(
      status ? stderr : stdout,
      "photo FILE [--output=DIR] [--device=ID] [--megapixels=M] [--repeats=N] [--radius=R] "
      "[--exposure=E]\n"
      "photo --chart ...     a test chart in place of a photograph\n"
      "\n"
      "FILE is a PNG or JPEG picture. Writes the filtered pictures and contact-sheet.png to DIR.\n"
      "--megapixels=M  time the filters on the picture tiled to about this size, 0 for its own\n");
  std::exit(status);
}

Options parse(int count, char **arguments) {
  Options options;
  for (int i = 1; i < count; ++i) {
    std::string argument = arguments[i];
    auto value = [&](const char *name) -> const char * {
      std::size_t length = std::strlen(name);
      return argument.compare(0, length, name) == 0 ? argument.c_str() + length : nullptr;
    };
    if (argument == "-h" || argument == "--help") {
      usage(0);
    } else if (argument == "--chart") {
      options.chart = true;
    } else if (const char *v = value("--output=")) {
      options.output = v;
    } else if (const char *v = value("--device=")) {
      options.device = v;
    } else if (const char *v = value("--megapixels=")) {
      options.megapixels = std::clamp(std::atof(v), 0.0, 200.0);
    } else if (const char *v = value("--repeats=")) {
      options.settings.repeats = std::clamp(std::atoi(v), 1, 1000);
    } else if (const char *v = value("--radius=")) {
      options.settings.radius = std::clamp(std::atoi(v), 0, 64);
    } else if (const char *v = value("--exposure=")) {
      options.settings.exposure = static_cast<float>(std::atof(v));
    } else if (argument[0] == '-' || !options.file.empty()) {
      std::fprintf(stderr, "photo: unexpected argument '%s'\n", argument.c_str());
      usage(2);
    } else {
      options.file = argument;
    }
  }
  if (options.file.empty() != options.chart) {
    usage(2);
  }
  return options;
}

double difference(const Filtered &a, const Filtered &b) {
  double most = a.values.size() == b.values.size() ? 0 : INFINITY;
  for (std::size_t i = 0; i < std::min(a.values.size(), b.values.size()); ++i) {
    double d = std::abs(double(a.values[i]) - b.values[i]);
    most = d <= most ? most : d; // NaN counts
  }
  return most;
}

/// How far the brightnesses of a picture are from even: the mean gap between the shares up to each
/// and a straight line.
double unevenness(const Image &image) {
  std::vector<double> share(256);
  for (std::int64_t i = 0; i < image.pixels(); ++i) {
    const unsigned char *p = image.bytes.data() + i;
    ++share[(77 * p[0] + 150 * p[image.pixels()] + 29 * p[2 * image.pixels()]) / 256];
  }
  double sum = 0, gaps = 0;
  for (int i = 0; i < 256; ++i) {
    sum += share[i] / image.pixels();
    gaps += std::abs(sum - (i + 1) / 256.0) / 256;
  }
  return gaps;
}

class Checks {
public:
  void expect(bool holds, const std::string &what) {
    if (!holds) {
      std::fprintf(stderr, "photo: FAILED: %s\n", what.c_str());
      ++failed;
    }
  }
  int failed = 0;
};

void run(const Options &options, Checks &checks) {
  Image image = options.chart ? test_chart(240, 320) : read_image(options.file);
  std::printf("picture   %s, %lld x %lld pixels\n",
              options.chart ? "test chart" : options.file.c_str(),
              static_cast<long long>(image.columns), static_cast<long long>(image.rows));
  Image timed = image;
  if (options.megapixels > 0) {
    double scale = std::sqrt(options.megapixels * 1e6 / image.pixels());
    timed = tile(image, std::max<std::int64_t>(1, std::lround(image.rows * scale)),
                 std::max<std::int64_t>(1, std::lround(image.columns * scale)));
    std::printf("timed on  the picture tiled to %lld x %lld pixels\n",
                static_cast<long long>(timed.columns), static_cast<long long>(timed.rows));
  }
  dc::rt::Runtime runtime = dc::rt::Runtime::shared().value();
  std::vector<dc::rt::Device> devices = runtime.devices();
  if (!options.device.empty()) {
    devices = {runtime.device(options.device).value()};
  }
  for (const std::string &problem : runtime.problems()) {
    std::printf("not used  %s\n", problem.c_str());
  }

  // The kernels as plain C++ are slow, so a small part of the picture has to do.
  const Image part = crop(image, 96, 128);
  const std::vector<Filtered> host = run_on_host(part, options.settings);

  const bool terminal = isatty(STDOUT_FILENO);
  std::vector<Filtered> first;
  std::string firstId;
  std::vector<std::string> labels; // how long each filter took
  std::printf("\n%-10s %-12s %10s %10s %16s %16s\n", "device", "filter", "ms", "MB/s",
              "from 1st device", "from host C++");
  for (const dc::rt::Device &device : devices) {
    Progress progress;
    if (terminal) {
      progress = [&](const std::string &filter) {
        std::printf("\r%-10s %-12s ...", device.id().c_str(), filter.c_str());
        std::fflush(stdout);
      };
    }
    Settings once = options.settings;
    once.repeats = 0;
    std::vector<Filtered> results =
        run_on_device(device, image, options.megapixels > 0 ? once : options.settings, progress);
    std::vector<Filtered> times =
        options.megapixels > 0 ? run_on_device(device, timed, options.settings, progress) : results;
    std::vector<Filtered> small = run_on_device(device, part, once);
    if (terminal) {
      std::printf("\r");
    }
    for (std::size_t i = 0; i < results.size(); ++i) {
      double devicesDiffer = first.empty() ? 0 : difference(results[i], first[i]),
             hostDiffers = difference(small[i], host[i]);
      char text[32] = "-";
      if (!first.empty()) {
        std::snprintf(text, sizeof(text), "%.1e", devicesDiffer);
      }
      std::printf("%-10s %-12s %10.3f %10.0f %16s %16.1e\n", device.id().c_str(),
                  results[i].name.c_str(), times[i].seconds * 1e3,
                  times[i].bytes / times[i].seconds / 1e6, text, hostDiffers);
      checks.expect(devicesDiffer <= allowed,
                    results[i].name + ": " + device.id() + " and " + firstId + " differ");
      checks.expect(hostDiffers <= allowed,
                    results[i].name + ": " + device.id() + " and the host differ");
    }
    if (options.chart) { // a photograph may be even already, or mostly of one brightness
      Image even = from_floats(results[2].values, image.rows, image.columns);
      checks.expect(unevenness(even) < 0.25 * unevenness(image),
                    "the equalised picture is no more even");
    }
    const Filtered flat = run_on_device(device, Image(33, 65, 100), once)[0];
    checks.expect(
        difference(flat, {"", 33, 65, std::vector<float>(3 * 33 * 65, 100 / 255.f), 0, 0}) < 1e-6,
        "blur changes a picture of one colour");
    for (std::size_t i = 0; i < results.size(); ++i) {
      const double ms = times[i].seconds * 1e3;
      char text[64]; // a label has little room: three digits
      std::snprintf(text, sizeof(text), ms < 100 ? ", %s %.3g ms" : ", %s %.0f ms",
                    device.id().c_str(), ms);
      labels.resize(results.size());
      labels[i] += text;
    }
    if (first.empty()) {
      first = std::move(results);
      firstId = device.id();
    }
  }

  std::filesystem::create_directories(options.output);
  std::vector<std::pair<std::string, Image>> pictures = {{"original", image}};
  std::printf("\n");
  auto write = [&](const std::string &name, const Image &picture) {
    std::string path = (std::filesystem::path(options.output) / (name + ".png")).string();
    write_png(path, picture);
    checks.expect(read_image(path).bytes == picture.bytes, path + " does not read back");
    std::printf("wrote     %s\n", path.c_str());
  };
  for (std::size_t i = 0; i < first.size(); ++i) {
    const Filtered &f = first[i];
    pictures.emplace_back(f.name + labels[i], from_floats(f.values, f.rows, f.columns));
    write(f.name, pictures.back().second);
  }
  write("contact-sheet", contact_sheet(pictures));
}

} // namespace

int main(int count, char **arguments) {
  Options options = parse(count, arguments);
  Checks checks;
  try {
    run(options, checks);
  } catch (const std::exception &error) {
    std::fprintf(stderr, "photo: %s\n", error.what());
    return 1;
  }
  if (checks.failed == 0) {
    std::printf("ok        all checks passed\n");
  }
  return checks.failed ? 1 : 0;
}
