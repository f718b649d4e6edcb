// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The .npy header: a magic, a version, and a Python dictionary with three keys.
#include "tools/dcx/Npy.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace dc::dcx {

using rt::DataType;

static rt::Status corrupt(std::string message) {
  return rt::Status(rt::StatusCode::DataLoss, "DCX0002", std::move(message));
}

static rt::Status unusable(const char *what, const std::string &path) {
  return rt::Status(rt::StatusCode::NotFound, "DCX0003",
                    "cannot " + std::string(what) + " '" + path + "': " + std::strerror(errno));
}

static constexpr std::string_view kMagic("\x93NUMPY", 6);

struct NpyType {
  std::string_view name;
  DataType type;
};
static constexpr NpyType kTypes[] = {
    {"|b1", DataType::Bool}, {"|i1", DataType::I8},  {"|u1", DataType::U8},
    {"<i2", DataType::I16},  {"<u2", DataType::U16}, {"<i4", DataType::I32},
    {"<u4", DataType::U32},  {"<i8", DataType::I64}, {"<u8", DataType::U64},
    {"<f2", DataType::F16},  {"<f4", DataType::F32}, {"<f8", DataType::F64}};

namespace {

/// A cursor over the header's dictionary.
class HeaderText {
public:
  explicit HeaderText(std::string_view text) : rest(text) {}

  bool take(char c) {
    skipSpace();
    if (!rest.starts_with(c)) {
      return false;
    }
    rest.remove_prefix(1);
    return true;
  }
  bool takeWord(std::string_view word) {
    skipSpace();
    if (!rest.starts_with(word)) {
      return false;
    }
    rest.remove_prefix(word.size());
    return true;
  }
  std::optional<std::string_view> takeString() {
    skipSpace();
    if (rest.empty() || (rest.front() != '\'' && rest.front() != '"')) {
      return std::nullopt;
    }
    const size_t end = rest.find(rest.front(), 1);
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    const std::string_view text = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
    return text;
  }
  std::optional<int64_t> takeNumber() {
    skipSpace();
    int64_t value = 0;
    size_t digits = 0;
    for (; digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9'; ++digits) {
      if (__builtin_mul_overflow(value, int64_t(10), &value) ||
          __builtin_add_overflow(value, int64_t(rest[digits] - '0'), &value)) {
        return std::nullopt;
      }
    }
    rest.remove_prefix(digits);
    return digits != 0 ? std::optional(value) : std::nullopt;
  }

private:
  void skipSpace() {
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\n')) {
      rest.remove_prefix(1);
    }
  }
  std::string_view rest;
};

struct Header {
  std::string_view descr;
  std::vector<int64_t> shape;
};

rt::Result<std::vector<int64_t>> parseShape(HeaderText &text) {
  std::vector<int64_t> shape;
  if (!text.take('(')) {
    return corrupt("npy: expected a tuple as the shape");
  }
  while (!text.take(')')) {
    const std::optional<int64_t> extent = text.takeNumber();
    if (!extent) {
      return corrupt("npy: expected a number in the shape");
    }
    shape.push_back(*extent);
    if (shape.size() > 3) {
      return corrupt("npy: expected at most 3 dimensions, got more");
    }
    if (!text.take(',')) {
      if (!text.take(')')) {
        return corrupt("npy: expected ',' or ')' in the shape");
      }
      break;
    }
  }
  return shape;
}

rt::Result<Header> parseHeader(std::string_view dictionary) {
  HeaderText text(dictionary);
  Header header;
  bool hasDescr = false;
  bool hasOrder = false;
  bool hasShape = false;
  if (!text.take('{')) {
    return corrupt("npy: expected a dictionary as the header");
  }
  while (!text.take('}')) {
    const std::optional<std::string_view> key = text.takeString();
    if (!key || !text.take(':')) {
      return corrupt("npy: expected a key and ':' in the header");
    }
    if (*key == "descr" && !hasDescr) {
      const std::optional<std::string_view> descr = text.takeString();
      if (!descr) {
        return corrupt("npy: expected a plain element type, got a record");
      }
      header.descr = *descr;
      hasDescr = true;
    } else if (*key == "fortran_order" && !hasOrder) {
      if (text.takeWord("True")) {
        return corrupt("npy: expected an array in C order, got one in Fortran order\n  help: save "
                       "numpy.ascontiguousarray(a)");
      }
      if (!text.takeWord("False")) {
        return corrupt("npy: expected True or False as fortran_order");
      }
      hasOrder = true;
    } else if (*key == "shape" && !hasShape) {
      DC_TRY_ASSIGN(header.shape, parseShape(text));
      hasShape = true;
    } else {
      return corrupt("npy: expected the keys descr, fortran_order and shape once each, got '" +
                     std::string(*key) + "'");
    }
    if (!text.take(',') && !text.take('}')) {
      return corrupt("npy: expected ',' or '}' in the header");
    }
    if (hasDescr && hasOrder && hasShape) {
      break; // what follows is a brace or padding
    }
  }
  if (!hasDescr || !hasOrder || !hasShape) {
    return corrupt("npy: expected the keys descr, fortran_order and shape in the header");
  }
  return header;
}

rt::Result<DataType> elementType(std::string_view descr, std::optional<DataType> as) {
  if (as && rt::size_of(*as) == 2 && descr.size() == 3 && descr[2] == '2' && descr[0] != '>') {
    return *as;
  }
  for (const NpyType &known : kTypes) {
    if (descr == known.name ||
        (descr.size() == 3 && descr.substr(1) == known.name.substr(1) && descr[0] == '=')) {
      if (as && *as != known.type) {
        return corrupt("npy: expected elements that can be taken as " +
                       std::string(rt::name_of(*as)) + ", got '" + std::string(descr) + "'");
      }
      return known.type;
    }
  }
  return corrupt("npy: expected a little-endian number or bool as the element type, got '" +
                 std::string(descr) + "'");
}

} // namespace

rt::Result<Array> parseNpy(std::span<const uint8_t> bytes, std::optional<DataType> as) {
  if (bytes.size() < 10 || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0) {
    return corrupt("npy: expected a file that begins with \\x93NUMPY");
  }
  const uint8_t major = bytes[6];
  if (major < 1 || major > 3) {
    return corrupt("npy: expected format 1, 2 or 3, got " + std::to_string(major));
  }
  const size_t lengthBytes = major == 1 ? 2 : 4;
  if (bytes.size() < 8 + lengthBytes) {
    return corrupt("npy: the header is cut short");
  }
  size_t length = 0;
  for (size_t i = lengthBytes; i-- > 0;) {
    length = length << 8 | bytes[8 + i];
  }
  const size_t start = 8 + lengthBytes;
  if (length > bytes.size() - start) {
    return corrupt("npy: the header is cut short");
  }
  DC_TRY_ASSIGN(Header header,
                parseHeader({reinterpret_cast<const char *>(bytes.data() + start), length}));
  DC_TRY_ASSIGN(const DataType type, elementType(header.descr, as));
  const std::span<const uint8_t> data = bytes.subspan(start + length);
  if (header.shape.empty()) {
    header.shape.push_back(1);
  }
  // Compared with what is there before memory is asked for.
  uint64_t wanted = rt::size_of(type);
  for (const int64_t extent : header.shape) {
    if (__builtin_mul_overflow(wanted, uint64_t(extent), &wanted)) {
      return corrupt("npy: the shape is too large");
    }
  }
  if (wanted != data.size()) {
    return corrupt("npy: expected " + std::to_string(wanted) + " bytes of elements, got " +
                   std::to_string(data.size()));
  }
  DC_TRY_ASSIGN(Array array, makeArray(type, std::move(header.shape)));
  if (!data.empty()) {
    std::memcpy(array.bytes.data(), data.data(), data.size());
  }
  return array;
}

namespace {
struct CloseFile {
  void operator()(std::FILE *file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;
} // namespace

rt::Result<Array> readNpy(const std::string &path, std::optional<DataType> as) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) {
    return unusable("read", path);
  }
  std::vector<uint8_t> bytes;
  uint8_t chunk[65536];
  while (const size_t got = std::fread(chunk, 1, sizeof chunk, file.get())) {
    bytes.insert(bytes.end(), chunk, chunk + got);
  }
  if (std::ferror(file.get())) {
    return unusable("read", path);
  }
  return parseNpy(bytes, as).with_context("in '" + path + "'");
}

std::vector<uint8_t> formatNpy(const Array &array) {
  std::string_view descr = "<u2"; // bf16
  for (const NpyType &known : kTypes) {
    if (known.type == array.type) {
      descr = known.name;
    }
  }
  std::string header = "{'descr': '" + std::string(descr) + "', 'fortran_order': False, 'shape': (";
  for (const int64_t extent : array.shape) {
    header += std::to_string(extent) + ", ";
  }
  header += "), }";
  header.append(63 - (kMagic.size() + 4 + header.size()) % 64, ' ');
  header += '\n';

  std::vector<uint8_t> bytes(kMagic.begin(), kMagic.end());
  bytes.insert(bytes.end(), {1, 0, uint8_t(header.size() & 0xff), uint8_t(header.size() >> 8)});
  bytes.insert(bytes.end(), header.begin(), header.end());
  bytes.insert(bytes.end(), array.bytes.begin(), array.bytes.end());
  return bytes;
}

rt::Status writeNpy(const std::string &path, const Array &array) {
  const std::vector<uint8_t> bytes = formatNpy(array);
  std::FILE *file = std::fopen(path.c_str(), "wb");
  const bool written = file && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool closed = file && std::fclose(file) == 0;
  return written && closed ? rt::Status() : unusable("write", path);
}

} // namespace dc::dcx
