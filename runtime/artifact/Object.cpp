// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes a relocatable ELF64 object by hand, so that neither LLVM nor an assembler is needed to
// embed an artifact.
#include "runtime/artifact/Writer.h"

#include "runtime/artifact/Layout.h"
#include "runtime/artifact/Version.h"
#include "runtime/base/Errors.h"

#include <algorithm>

namespace dc::rt::artifact {

namespace {

// Values of the ELF specification, named as there. <elf.h> does not exist everywhere that dcc runs.
constexpr uint32_t SHT_PROGBITS = 1, SHT_SYMTAB = 2, SHT_STRTAB = 3, SHT_NOTE = 7;
constexpr uint64_t SHF_ALLOC = 2;
constexpr uint8_t kGlobalObject = 1 << 4 | 1; // STB_GLOBAL, STT_OBJECT

class Bytes {
public:
  template <typename T> void put(T value) {
    for (size_t i = 0; i < sizeof(T); ++i) {
      data.push_back(static_cast<uint8_t>(static_cast<uint64_t>(value) >> (8 * i)));
    }
  }
  void put(std::string_view text) { data.insert(data.end(), text.begin(), text.end()); }
  void put(std::span<const uint8_t> bytes) { data.insert(data.end(), bytes.begin(), bytes.end()); }
  void align(size_t to) { data.resize((data.size() + to - 1) / to * to); }

  std::vector<uint8_t> data;
};

struct Section {
  std::string_view name;
  uint32_t type = 0;
  uint64_t flags = 0;
  uint32_t link = 0;
  uint32_t info = 0;
  uint64_t alignment = 1;
  uint64_t entrySize = 0;
  std::vector<uint8_t> bytes;
};

/// Without this note a linker drops control-flow protection (IBT, SHSTK; BTI, PAC) from the whole
/// program.
std::vector<uint8_t> property_note(Machine machine) {
  bool x86 = machine == Machine::X86_64;
  Bytes note;
  note.put(uint32_t(4));  // size of the name
  note.put(uint32_t(16)); // size of the description
  note.put(uint32_t(5));  // NT_GNU_PROPERTY_TYPE_0
  note.put(std::string_view("GNU\0", 4));
  note.put(x86 ? 0xc0000002u : 0xc0000000u); // GNU_PROPERTY_{X86,AARCH64}_FEATURE_1_AND
  note.put(uint32_t(4));
  note.put(uint32_t(3)); // both features
  note.put(uint32_t(0)); // padding to 8
  return std::move(note.data);
}

bool is_identifier(std::string_view name) {
  auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !name.empty() && name.size() <= kMaxNameBytes && letter(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

std::vector<uint8_t> link_image(std::vector<Section> &sections, Machine machine) {
  std::string names(1, '\0');
  std::vector<uint32_t> nameOffsets;
  for (const Section &section : sections) {
    nameOffsets.push_back(static_cast<uint32_t>(names.size()));
    names += section.name;
    names += '\0';
  }
  sections.back().bytes.assign(names.begin(), names.end());

  Bytes file;
  file.data.resize(64);
  std::vector<uint64_t> offsets;
  for (const Section &section : sections) {
    file.align(section.alignment);
    offsets.push_back(file.data.size());
    file.put(std::span<const uint8_t>(section.bytes));
  }
  file.align(8);
  uint64_t table = file.data.size();
  file.data.resize(table + 64); // section 0 is empty
  for (size_t i = 0; i < sections.size(); ++i) {
    const Section &section = sections[i];
    file.put(nameOffsets[i]);
    file.put(section.type);
    file.put(section.flags);
    file.put(uint64_t(0)); // address
    file.put(offsets[i]);
    file.put(uint64_t(section.bytes.size()));
    file.put(section.link);
    file.put(section.info);
    file.put(section.alignment);
    file.put(section.entrySize);
  }

  Bytes header;
  header.put(std::string_view("\x7f"
                              "ELF\x02\x01\x01",
                              7)); // 64 bits, little endian, version 1
  header.data.resize(16);
  header.put(uint16_t(1)); // ET_REL
  header.put(static_cast<uint16_t>(machine));
  header.put(uint32_t(1));
  header.put(uint64_t(0)); // entry
  header.put(uint64_t(0)); // program headers
  header.put(table);
  header.put(uint32_t(0)); // flags
  header.put(uint16_t(64));
  header.put(uint16_t(0));
  header.put(uint16_t(0));
  header.put(uint16_t(64)); // size of a section header
  header.put(static_cast<uint16_t>(sections.size() + 1));
  header.put(static_cast<uint16_t>(sections.size())); // the names are in the last section
  std::copy(header.data.begin(), header.data.end(), file.data.begin());
  return std::move(file.data);
}

} // namespace

Result<std::vector<uint8_t>> write_object(std::span<const uint8_t> bytes, std::string_view symbol,
                                          Machine machine) {
  if (!is_identifier(symbol)) {
    return fail(Error::ObjectSymbol, symbol.substr(0, 100));
  }
  if (bytes.size() > kMaxFileBytes) {
    return fail(Error::ArtifactTooLarge, kMaxFileBytes, bytes.size(), "the artifact");
  }
  Bytes content;
  content.put(bytes);
  content.align(8);
  uint64_t sizeAt = content.data.size();
  content.put(uint64_t(bytes.size()));

  Bytes strings;
  strings.put(uint8_t(0));
  auto firstName = static_cast<uint32_t>(strings.data.size());
  strings.put(symbol);
  strings.put(uint8_t(0));
  auto secondName = static_cast<uint32_t>(strings.data.size());
  strings.put(symbol);
  strings.put(std::string_view("_size\0", 6));

  Bytes symbols;
  symbols.data.resize(24); // symbol 0 is empty
  auto define = [&](uint32_t name, uint64_t value, uint64_t size) {
    symbols.put(name);
    symbols.put(kGlobalObject);
    symbols.put(uint8_t(0));  // default visibility
    symbols.put(uint16_t(1)); // in section 1
    symbols.put(value);
    symbols.put(size);
  };
  define(firstName, 0, bytes.size());
  define(secondName, sizeAt, 8);

  std::vector<Section> sections;
  sections.push_back({".rodata.dotcompute", SHT_PROGBITS, SHF_ALLOC, 0, 0, kPartAlignment, 0,
                      std::move(content.data)});
  sections.push_back(
      {".note.GNU-stack", SHT_PROGBITS, 0, 0, 0, 1, 0, {}}); // the stack need not be executable
  sections.push_back(
      {".note.gnu.property", SHT_NOTE, SHF_ALLOC, 0, 0, 8, 0, property_note(machine)});
  sections.push_back({".symtab", SHT_SYMTAB, 0, 5, 1, 8, 24,
                      std::move(symbols.data)}); // names in 5, globals from 1
  sections.push_back({".strtab", SHT_STRTAB, 0, 0, 0, 1, 0, std::move(strings.data)});
  sections.push_back({".shstrtab", SHT_STRTAB, 0, 0, 0, 1, 0, {}});
  return link_image(sections, machine);
}

} // namespace dc::rt::artifact
