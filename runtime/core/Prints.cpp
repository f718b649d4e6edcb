// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads lines back from their words.
#include "runtime/core/Prints.h"

#include <algorithm>
#include <tuple>

#include <dotcompute/base/print.h>
#include <dotcompute/base/types.h>

namespace dc::rt::core {

using artifact::ElementType;
using detail::print_value;

std::vector<uint64_t> PrintArea::fresh() {
  std::vector<uint64_t> words(kWords);
  words[Next] = Lines;
  words[End] = kWords;
  return words;
}

/// A word's low bits hold the value; those above are nobody's.
static print_value valueOf(ElementType type, uint64_t word) {
  switch (type) {
  case ElementType::Bool:
    return print_value::of((word & 1) != 0);
  case ElementType::I8:
    return print_value::of(int64_t(int8_t(word)));
  case ElementType::U8:
    return print_value::of(uint64_t(uint8_t(word)));
  case ElementType::I16:
    return print_value::of(int64_t(int16_t(word)));
  case ElementType::U16:
    return print_value::of(uint64_t(uint16_t(word)));
  case ElementType::I32:
    return print_value::of(int64_t(int32_t(word)));
  case ElementType::U32:
    return print_value::of(uint64_t(uint32_t(word)));
  case ElementType::F16:
    return print_value::of(detail::widen_16<5>(uint16_t(word)));
  case ElementType::BF16:
    return print_value::of(detail::widen_16<8>(uint16_t(word)));
  case ElementType::F32:
    return print_value::of(__builtin_bit_cast(float, uint32_t(word)));
  case ElementType::F64:
    return print_value::of(__builtin_bit_cast(double, word));
  case ElementType::U64:
    return print_value::of(word);
  case ElementType::I64:
  case ElementType::F8E4M3:
  case ElementType::F8E5M2:
  case ElementType::Record:
    break;
  }
  return print_value::of(int64_t(word));
}

static const artifact::PrintSite *findSite(const artifact::KernelInfo &kernel, uint64_t number) {
  for (const artifact::PrintSite &site : kernel.prints) {
    if (uint64_t(site.id) + 1 == number) {
      return &site;
    }
  }
  return nullptr;
}

namespace {

/// Where a line's words begin, and what they are.
struct Line {
  const artifact::PrintSite *site;
  const uint64_t *words;

  /// By block and thread, then in order.
  std::tuple<uint64_t, uint64_t, const uint64_t *> place() const {
    return {words[PrintArea::Block], words[PrintArea::Thread], words};
  }
};

} // namespace

/// Words are taken in one piece after the other, so that the first gap is the end: a line that
/// found no room has taken the rest and left it as it was.
static std::vector<Line> linesOf(const artifact::KernelInfo &kernel,
                                 std::span<const uint64_t> area) {
  std::vector<Line> lines;
  const uint64_t end = std::min<uint64_t>(area[PrintArea::Next], area.size());
  for (uint64_t at = PrintArea::Lines; at < end;) {
    const artifact::PrintSite *site = findSite(kernel, area[at]);
    const uint64_t size = site ? PrintArea::Values + site->types.size() : 0;
    if (!site || size > end - at) {
      break;
    }
    lines.push_back({site, area.data() + at});
    at += size;
  }
  return lines;
}

std::string printedText(const artifact::KernelInfo &kernel, std::span<const uint64_t> area) {
  std::string text;
  if (area.size() < PrintArea::Lines) {
    return text;
  }
  std::vector<Line> lines = linesOf(kernel, area);
  std::sort(lines.begin(), lines.end(),
            [](const Line &a, const Line &b) { return a.place() < b.place(); });
  std::vector<print_value> values;
  for (const Line &line : lines) {
    values.clear();
    for (size_t i = 0; i < line.site->types.size(); ++i) {
      values.push_back(valueOf(line.site->types[i], line.words[PrintArea::Values + i]));
    }
    detail::append_line(text, line.site->format, values.data(), values.size());
  }
  if (const uint64_t lost = area[PrintArea::Lost]; lost != 0) {
    text += "dotcompute: kernel '" + kernel.name + "' printed " + std::to_string(lost) +
            (lost == 1 ? " line" : " lines") + " more than a launch keeps\n";
  }
  return text;
}

} // namespace dc::rt::core
