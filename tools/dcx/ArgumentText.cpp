// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parses and generates argument values.
#include "tools/dcx/ArgumentText.h"

#include "tools/dcx/Npy.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <random>

namespace dc::dcx {

using rt::DataType;

static std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(end + 1);
  }
}

std::optional<std::pair<std::string, std::string>> splitAssignment(std::string_view text) {
  const size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    return std::nullopt;
  }
  return std::pair(std::string(text.substr(0, equals)), std::string(text.substr(equals + 1)));
}

rt::Result<std::vector<int64_t>> parseExtents(std::string_view text) {
  std::vector<int64_t> extents;
  for (const std::string_view part : split(text, ',')) {
    int64_t extent = 0;
    const auto [stop, error] = std::from_chars(part.data(), part.data() + part.size(), extent);
    if (part.empty() || error != std::errc() || stop != part.data() + part.size()) {
      return bad("expected a number as extent, got '" + std::string(part) + "'");
    }
    extents.push_back(extent);
  }
  if (extents.size() > 3) {
    return bad("expected at most 3 extents, got " + std::to_string(extents.size()));
  }
  return extents;
}

static rt::Result<Array> parseList(std::string_view text, DataType type) {
  if (!text.ends_with(']')) {
    return bad("expected ']' at the end of '" + std::string(text) + "'");
  }
  text = text.substr(1, text.size() - 2);
  const std::vector<std::string_view> parts =
      text.empty() ? std::vector<std::string_view>() : split(text, ',');
  DC_TRY_ASSIGN(Array array, makeArray(type, {int64_t(parts.size())}));
  const size_t width = rt::size_of(type);
  for (size_t i = 0; i < parts.size(); ++i) {
    DC_TRY_ASSIGN(const uint64_t bits, parseScalar(parts[i], type));
    std::memcpy(array.bytes.data() + i * width, &bits, width);
  }
  return array;
}

namespace {

/// "rand:f32[1000]:seed=1" in its parts.
struct Generator {
  std::string_view kind;
  std::vector<int64_t> shape;
  std::vector<std::pair<std::string, std::string>> options;

  std::string option(const char *name, const char *otherwise) const {
    for (const auto &[key, value] : options) {
      if (key == name) {
        return value;
      }
    }
    return otherwise;
  }
};

rt::Result<Generator> parseGenerator(std::string_view text, DataType type,
                                     std::vector<std::string_view> allowed) {
  const std::vector<std::string_view> parts = split(text, ':');
  Generator g;
  g.kind = parts[0];
  const std::string_view shape = parts.size() > 1 ? parts[1] : "";
  const size_t bracket = shape.find('[');
  if (bracket == std::string_view::npos || !shape.ends_with(']')) {
    return bad("expected extents as in '" + std::string(g.kind) + ":" + rt::name_of(type) +
               "[1000]', got '" + std::string(text) + "'");
  }
  if (const std::string_view name = shape.substr(0, bracket);
      !name.empty() && typeNamed(name) != type) {
    return bad("expected elements of type " + std::string(rt::name_of(type)) + ", got '" +
               std::string(name) + "'");
  }
  DC_TRY_ASSIGN(g.shape, parseExtents(shape.substr(bracket + 1, shape.size() - bracket - 2)));
  for (size_t i = 2; i < parts.size(); ++i) {
    const auto option = splitAssignment(parts[i]);
    if (!option || std::find(allowed.begin(), allowed.end(), option->first) == allowed.end()) {
      return bad("unknown option '" + std::string(parts[i]) + "' of '" + std::string(g.kind) + "'");
    }
    g.options.push_back(*option);
  }
  return g;
}

rt::Result<double> number(const std::string &text) {
  DC_TRY_ASSIGN(const uint64_t bits, parseScalar(text, DataType::F64));
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

/// The largest double that is a value of an integer type; converting more would be undefined.
double mostOf(DataType type) {
  switch (type) {
  case DataType::Bool:
    return 1;
  case DataType::I64:
    return 9223372036854774784.0;
  case DataType::U64:
    return 18446744073709549568.0;
  default: {
    const bool isSigned = type == DataType::I8 || type == DataType::I16 || type == DataType::I32;
    return double((uint64_t(1) << (8 * rt::size_of(type) - (isSigned ? 1 : 0))) - 1);
  }
  }
}

double leastOf(DataType type) {
  const bool isSigned = type == DataType::I8 || type == DataType::I16 || type == DataType::I32 ||
                        type == DataType::I64;
  return !isSigned ? 0 : type == DataType::I64 ? -9223372036854775808.0 : -mostOf(type) - 1;
}

rt::Result<Array> random(const Generator &g, DataType type) {
  DC_TRY_ASSIGN(const uint64_t seed, parseScalar(g.option("seed", "1"), DataType::U64));
  const char *most = isFloat(type) ? "1" : type == DataType::Bool ? "2" : "100";
  DC_TRY_ASSIGN(const double low, number(g.option("min", "0")));
  DC_TRY_ASSIGN(const double high, number(g.option("max", most)));
  if (!(low < high) || (!isFloat(type) && (low < leastOf(type) || high > mostOf(type) + 1))) {
    return bad("expected min < max in the range of " + std::string(rt::name_of(type)) + ", got " +
               g.option("min", "0") + " and " + g.option("max", most));
  }
  DC_TRY_ASSIGN(Array array, makeArray(type, g.shape));
  std::mt19937_64 engine(seed);
  const int64_t size = array.size();
  for (int64_t i = 0; i < size; ++i) {
    // 53 bits of the engine: the standard's distributions differ between libraries.
    const double unit = double(engine() >> 11) * 0x1p-53;
    const double value = low + unit * (high - low);
    array.set(i,
              isFloat(type) ? value : std::clamp(std::floor(value), leastOf(type), mostOf(type)));
  }
  return array;
}

rt::Result<Array> generate(std::string_view text, DataType type) {
  const std::string_view kind = text.substr(0, text.find(':'));
  if (kind == "rand") {
    DC_TRY_ASSIGN(const Generator g, parseGenerator(text, type, {"seed", "min", "max"}));
    return random(g, type);
  }
  if (kind == "full") {
    DC_TRY_ASSIGN(const Generator g, parseGenerator(text, type, {"value"}));
    DC_TRY_ASSIGN(const uint64_t bits, parseScalar(g.option("value", ""), type));
    DC_TRY_ASSIGN(Array array, makeArray(type, g.shape));
    for (size_t at = 0; at < array.bytes.size(); at += rt::size_of(type)) {
      std::memcpy(array.bytes.data() + at, &bits, rt::size_of(type));
    }
    return array;
  }
  if (kind == "zeros" || kind == "ones" || kind == "iota") {
    DC_TRY_ASSIGN(const Generator g, parseGenerator(text, type, {}));
    DC_TRY_ASSIGN(Array array, makeArray(type, g.shape));
    const int64_t size = kind == "zeros" ? 0 : array.size();
    for (int64_t i = 0; i < size; ++i) {
      array.set(i, kind == "ones"  ? 1
                   : isFloat(type) ? double(i)
                                   : std::fmod(double(i), mostOf(type) + 1));
    }
    return array;
  }
  return bad("expected [...], @FILE.npy, or rand, zeros, ones, iota or full with a shape, got '" +
             std::string(text) + "'");
}

} // namespace

rt::Result<Array> parseArray(std::string_view text, const rt::Parameter &parameter) {
  if (parameter.type == DataType::Record) {
    return bad("an array of structs has no form of its own here; 'dcx run' takes one array for "
               "each field");
  }
  rt::Result<Array> array = [&]() -> rt::Result<Array> {
    if (text.starts_with('[')) {
      return parseList(text, parameter.type);
    }
    if (!text.starts_with('@')) {
      return generate(text, parameter.type);
    }
    std::string path(text.substr(1));
    std::optional<DataType> as;
    for (const DataType type : {DataType::F16, DataType::BF16}) {
      if (const std::string suffix = std::string(":") + rt::name_of(type); path.ends_with(suffix)) {
        path.resize(path.size() - suffix.size());
        as = type;
      }
    }
    return readNpy(path, as);
  }();
  DC_TRY(array);
  if (array->type != parameter.type) {
    return bad("expected elements of type " + std::string(rt::name_of(parameter.type)) + ", got " +
               rt::name_of(array->type));
  }
  if (array->shape.size() != parameter.rank) {
    return bad("expected " + std::to_string(int(parameter.rank)) + " extents, got " +
               std::to_string(array->shape.size()));
  }
  return array;
}

} // namespace dc::dcx
