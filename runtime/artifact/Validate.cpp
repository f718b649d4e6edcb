// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Checks every invariant of a manifest: docs/artifact-format.md lists them in the same order.
#include "runtime/artifact/Validate.h"

#include "runtime/artifact/Names.h"
#include "runtime/artifact/Version.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace dc::rt::artifact {

using Found = std::optional<Problem>;

/// "<what> <index>"
static std::string at(const char *what, size_t index) {
  return std::string(what) + " " + std::to_string(index);
}

static std::string quoted(std::string_view text) { return "'" + printable(text, 100) + "'"; }

static Found check_text(std::string_view text, size_t limit, bool mayBeEmpty,
                        const std::string &where) {
  if (text.size() > limit) {
    return Problem{"at most " + std::to_string(limit) + " bytes of text",
                   std::to_string(text.size()), where};
  }
  if (text.empty() && !mayBeEmpty) {
    return Problem{"a name", "an empty one", where};
  }
  if (!is_utf8(text)) {
    return Problem{"UTF-8", quoted(text), where};
  }
  if (text.find('\0') != std::string_view::npos) {
    return Problem{"text without NUL", quoted(text), where};
  }
  return {};
}

static Found check_name(std::string_view name, const std::string &where) {
  return check_text(name, kMaxNameBytes, /*mayBeEmpty=*/false, where);
}

static Found check_count(size_t count, size_t limit, const char *what, const std::string &where) {
  if (count > limit) {
    return Problem{"at most " + std::to_string(limit) + " " + what, std::to_string(count), where};
  }
  return {};
}

template <typename E>
static Found check_enum(E value, E last, const char *what, const std::string &where) {
  if (value > last) {
    return Problem{std::string(what) + " of at most " + std::to_string(static_cast<unsigned>(last)),
                   std::to_string(static_cast<unsigned>(value)), where};
  }
  return {};
}

static Found check_range(uint64_t value, uint64_t least, uint64_t most, const char *what,
                         const std::string &where) {
  if (value < least || value > most) {
    return Problem{std::string(what) + " from " + std::to_string(least) + " to " +
                       std::to_string(most),
                   std::to_string(value), where};
  }
  return {};
}

static Found check_loc(const SourceLoc &loc, const std::string &where) {
  return check_text(loc.file, kMaxNameBytes, /*mayBeEmpty=*/true, "the source file of " + where);
}

// Passes the first problem on.
#define CHECK(...)                                                                                 \
  if (Found problem = __VA_ARGS__) {                                                               \
    return problem;                                                                                \
  }

/// The fields of a struct are scalars inside it, and only arrays have structs.
static Found check_record(const ArgInfo &arg, const std::string &where) {
  if (arg.type != ElementType::Record) {
    CHECK(check_range(arg.recordBytes, 0, 0, "bytes of a struct that is none", where));
    return check_count(arg.fields.size(), 0, "fields of a struct that is none", where);
  }
  if (arg.kind != ArgKind::Array) {
    return Problem{"structs in arrays only", "a scalar", where};
  }
  CHECK(check_range(arg.recordBytes, 1, kMaxRecordBytes, "bytes of a struct", where));
  CHECK(check_count(arg.fields.size(), kMaxFields, "fields", where));
  for (size_t i = 0; i < arg.fields.size(); ++i) {
    const FieldInfo &field = arg.fields[i];
    std::string here = at("field", i) + " of " + where;
    CHECK(check_text(field.name, kMaxNameBytes, /*mayBeEmpty=*/true, here));
    CHECK(check_enum(field.type, ElementType::F8E5M2, "a scalar's type", here));
    const auto size = uint32_t(element_size(field.type));
    if (field.offset > arg.recordBytes || field.offset % size != 0 ||
        field.count > (arg.recordBytes - field.offset) / size) {
      return Problem{"a field inside its struct of " + std::to_string(arg.recordBytes) + " bytes",
                     std::to_string(field.count) + " at byte " + std::to_string(field.offset),
                     here};
    }
  }
  return {};
}

static Found check_arg(const ArgInfo &arg, const std::string &where) {
  CHECK(check_text(arg.name, kMaxNameBytes, /*mayBeEmpty=*/true, where));
  CHECK(check_enum(arg.kind, ArgKind::Scalar, "a kind", where));
  CHECK(check_enum(arg.type, ElementType::Record, "an element type", where));
  CHECK(check_enum(arg.access, Access::ReadWrite, "an access", where));
  if (arg.kind == ArgKind::Array) {
    CHECK(check_range(arg.rank, 1, kMaxRank, "a rank", where));
  } else {
    CHECK(check_range(arg.rank, 0, 0, "a scalar's rank", where));
    CHECK(check_range(arg.strided, 0, 0, "a scalar's distance between neighbours", where));
  }
  if (!std::has_single_bit(arg.alignment) || arg.alignment > kMaxAlignment) {
    return Problem{"an alignment that is a power of two up to " + std::to_string(kMaxAlignment),
                   std::to_string(arg.alignment), where};
  }
  return check_record(arg, where);
}

static Found check_args(const KernelInfo &kernel, const std::string &where) {
  CHECK(check_count(kernel.args.size(), kMaxArgs, "arguments", where));
  std::unordered_set<std::string_view> names;
  for (size_t i = 0; i < kernel.args.size(); ++i) {
    std::string here = at("argument", i) + " of " + where;
    CHECK(check_arg(kernel.args[i], here));
    std::string_view name = kernel.args[i].name;
    if (!name.empty() && !names.insert(name).second) {
      return Problem{"argument names that differ", "a second " + quoted(name), here};
    }
  }
  return {};
}

/// Rank, block sizes and domain.
static Found check_shape(const KernelInfo &kernel, const std::string &where) {
  CHECK(check_range(kernel.rank, 1, kMaxRank, "a rank", where));
  if (!kernel.block.empty() && kernel.block.size() != kernel.rank) {
    return Problem{"no block sizes or " + std::to_string(kernel.rank),
                   std::to_string(kernel.block.size()), where};
  }
  uint64_t threads = 1;
  for (uint32_t size : kernel.block) {
    CHECK(check_range(size, 1, kMaxBlockThreads, "a block size", where));
    threads *= size; // at most 2^48
  }
  CHECK(check_range(threads, 1, kMaxBlockThreads, "threads of a block", where));
  if (!kernel.domain.empty() && kernel.domain.size() != kernel.rank) {
    return Problem{"no domain extents or " + std::to_string(kernel.rank),
                   std::to_string(kernel.domain.size()), where};
  }
  return {};
}

/// That `expr` names an integer node.
static Found check_root(uint32_t expr, const std::vector<NodeType> &types,
                        const std::string &where) {
  if (expr >= types.size()) {
    return Problem{"an expression below " + std::to_string(types.size()), std::to_string(expr),
                   where};
  }
  if (types[expr].isFloat) {
    return Problem{"an integer expression", "a float one", where};
  }
  return {};
}

static Found check_launch_rules(const KernelInfo &kernel, const std::vector<NodeType> &types,
                                const std::string &where) {
  for (size_t i = 0; i < kernel.domain.size(); ++i) {
    std::string here = at("domain extent", i) + " of " + where;
    CHECK(check_root(kernel.domain[i], types, here));
    if (types[kernel.domain[i]].usesDomain) {
      return Problem{"an expression without the domain", "one that uses it", here};
    }
  }
  CHECK(check_count(kernel.contracts.size(), kMaxContracts, "contracts", where));
  for (size_t i = 0; i < kernel.contracts.size(); ++i) {
    const Contract &contract = kernel.contracts[i];
    std::string here = at("contract", i) + " of " + where;
    CHECK(check_root(contract.expr, types, here));
    CHECK(check_text(contract.text, kMaxTextBytes, /*mayBeEmpty=*/true, here));
    CHECK(check_enum(contract.origin, Origin::Inferred, "an origin", here));
    CHECK(check_loc(contract.loc, here));
  }
  return {};
}

static Found check_faults(const KernelInfo &kernel, const std::string &where) {
  CHECK(check_count(kernel.faults.size(), kMaxFaultSites, "fault sites", where));
  for (size_t i = 0; i < kernel.faults.size(); ++i) {
    const FaultSite &site = kernel.faults[i];
    std::string here = at("fault site", i) + " of " + where;
    if (i > 0 && site.id <= kernel.faults[i - 1].id) {
      return Problem{"an id above " + std::to_string(kernel.faults[i - 1].id),
                     std::to_string(site.id), here};
    }
    CHECK(check_range(site.id, 0, kMaxFaultSites - 1, "an id", here));
    CHECK(check_enum(site.kind, FaultKind::LoopBound, "a kind", here));
    CHECK(check_text(site.what, kMaxTextBytes, /*mayBeEmpty=*/true, here));
    CHECK(check_loc(site.loc, here));
  }
  CHECK(check_count(kernel.ensured.size(), kMaxTrusted, "claimed facts", where));
  for (size_t i = 0; i < kernel.ensured.size(); ++i) {
    CHECK(check_text(kernel.ensured[i], kMaxTextBytes, /*mayBeEmpty=*/true,
                     at("claimed fact", i) + " of " + where));
  }
  CHECK(check_count(kernel.trusted.size(), kMaxTrusted, "trusted facts", where));
  for (size_t i = 0; i < kernel.trusted.size(); ++i) {
    CHECK(check_text(kernel.trusted[i], kMaxTextBytes, /*mayBeEmpty=*/true,
                     at("trusted fact", i) + " of " + where));
  }
  return {};
}

/// The `{}` of a format; none where a brace stands alone.
static std::optional<size_t> placeholders(std::string_view format) {
  size_t count = 0;
  for (size_t at = format.find_first_of("{}"); at != format.npos;
       at = format.find_first_of("{}", at + 2)) {
    const std::string_view pair = format.substr(at, 2);
    if (pair != "{}" && pair != "{{" && pair != "}}") {
      return std::nullopt;
    }
    count += pair == "{}";
  }
  return count;
}

static Found check_prints(const KernelInfo &kernel, const std::string &where) {
  CHECK(check_count(kernel.prints.size(), kMaxPrintSites, "places that print", where));
  for (size_t i = 0; i < kernel.prints.size(); ++i) {
    const PrintSite &site = kernel.prints[i];
    std::string here = at("print site", i) + " of " + where;
    if (i > 0 && site.id <= kernel.prints[i - 1].id) {
      return Problem{"an id above " + std::to_string(kernel.prints[i - 1].id),
                     std::to_string(site.id), here};
    }
    CHECK(check_range(site.id, 0, kMaxPrintSites - 1, "an id", here));
    CHECK(check_text(site.format, kMaxTextBytes, /*mayBeEmpty=*/true, here));
    CHECK(check_count(site.types.size(), kMaxPrintValues, "values", here));
    for (ElementType type : site.types) {
      CHECK(check_enum(type, ElementType::F64, "a type of a value", here));
    }
    if (placeholders(site.format) != site.types.size()) {
      return Problem{"a format for " + std::to_string(site.types.size()) + " values",
                     quoted(site.format), here};
    }
    CHECK(check_loc(site.loc, here));
  }
  return {};
}

static Found check_tile(const EntryPoint &entry, const KernelInfo &kernel,
                        const std::string &where) {
  if (entry.tileThreads == 0) {
    return {};
  }
  if (!std::has_single_bit(entry.tileThreads) || entry.tileThreads > kMaxTileThreads) {
    return Problem{"tile threads of 0 or a power of two up to " + std::to_string(kMaxTileThreads),
                   std::to_string(entry.tileThreads), where};
  }
  if (!std::has_single_bit(entry.itemsPerThread)) {
    return Problem{"items of a thread that are a power of two in tiles",
                   std::to_string(entry.itemsPerThread), where};
  }
  if (kernel.rank < 2 || !kernel.block.empty() || entry.blockThreads != 0) {
    return Problem{
        "tiles only in kernels over two or three dimensions without DC_BLOCK and block threads",
        std::to_string(entry.tileThreads) + " tile threads", where};
  }
  return {};
}

static Found check_entry(const EntryPoint &entry, const KernelInfo &kernel, size_t payloads,
                         const std::vector<NodeType> &types, const std::string &where) {
  if (entry.payload >= payloads) {
    return Problem{"a payload below " + std::to_string(payloads), std::to_string(entry.payload),
                   where};
  }
  CHECK(check_name(entry.symbol, "the symbol of " + where));
  CHECK(check_text(entry.arch, kMaxNameBytes, /*mayBeEmpty=*/true, "the architecture of " + where));
  CHECK(check_range(entry.blockThreads, 0, kMaxBlockThreads, "block threads", where));
  if (!kernel.block.empty() && entry.blockThreads != 0) {
    uint64_t threads = 1;
    for (uint32_t size : kernel.block) {
      threads *= size;
    }
    CHECK(check_range(entry.blockThreads, threads, threads, "block threads", where));
  }
  if (entry.subgroupSize != 0 &&
      (!std::has_single_bit(entry.subgroupSize) || entry.subgroupSize > kMaxSubgroupSize)) {
    return Problem{"a subgroup size of 0 or a power of two up to " +
                       std::to_string(kMaxSubgroupSize),
                   std::to_string(entry.subgroupSize), where};
  }
  CHECK(check_range(entry.lanes, 1, kMaxLanes, "lanes", where));
  CHECK(check_range(entry.sharedBytes, 0, kMaxSharedBytes, "shared bytes", where));
  CHECK(check_range(entry.scratchBytes, 0, kMaxScratchBytes, "scratch bytes", where));
  if (entry.indexBits != 32 && entry.indexBits != 64) {
    return Problem{"32 or 64 index bits", std::to_string(entry.indexBits), where};
  }
  if (entry.predicate != kNoExpr) {
    CHECK(check_root(entry.predicate, types, "the predicate of " + where));
  }
  // A block kernel's blocks are the source's: its threads cannot be shared out otherwise.
  CHECK(check_range(entry.itemsPerThread, 1, kernel.block.empty() ? kMaxItemsPerThread : 1,
                    "items of a thread", where));
  return check_tile(entry, kernel, where);
}

static Found check_tuned(const KernelInfo &kernel, const std::string &where) {
  CHECK(check_count(kernel.tuned.size(), kMaxTuned, "tuned constants", where));
  std::unordered_set<std::string_view> names;
  for (size_t i = 0; i < kernel.tuned.size(); ++i) {
    const TunedValue &tuned = kernel.tuned[i];
    std::string here = at("tuned constant", i) + " of " + where;
    CHECK(check_name(tuned.name, here));
    CHECK(check_count(tuned.all.size(), kMaxTunedValues, "values", here));
    if (!names.insert(tuned.name).second) {
      return Problem{"names that differ", "a second " + quoted(tuned.name), here};
    }
    if (std::find(tuned.all.begin(), tuned.all.end(), tuned.value) == tuned.all.end()) {
      return Problem{"one of its values", std::to_string(tuned.value), here};
    }
  }
  return check_text(kernel.variantOf, kMaxNameBytes, /*mayBeEmpty=*/true, where);
}

/// A variant is called as its kernel is.
static Found check_variant(const KernelInfo &variant, const KernelInfo *kernel,
                           const std::string &where) {
  if (!kernel || !kernel->variantOf.empty()) {
    return Problem{"the name of a kernel that is no variant", quoted(variant.variantOf),
                   "what " + where + " is a variant of"};
  }
  bool same = kernel->rank == variant.rank && kernel->args.size() == variant.args.size() &&
              kernel->tuned.size() == variant.tuned.size() &&
              kernel->block.size() == variant.block.size();
  for (size_t i = 0; same && i < kernel->args.size(); ++i) {
    const ArgInfo &a = kernel->args[i], &b = variant.args[i];
    same = a.kind == b.kind && a.type == b.type && a.access == b.access && a.rank == b.rank &&
           a.name == b.name && a.strided == b.strided;
  }
  for (size_t i = 0; same && i < kernel->tuned.size(); ++i) {
    same = kernel->tuned[i].name == variant.tuned[i].name &&
           kernel->tuned[i].all == variant.tuned[i].all;
  }
  if (!same) {
    return Problem{"the arguments and tuned constants of " + quoted(kernel->name), "others", where};
  }
  return {};
}

static Found check_kernel(const KernelInfo &kernel, size_t payloads, const std::string &where) {
  CHECK(check_tuned(kernel, where));
  CHECK(check_loc(kernel.loc, where));
  CHECK(check_shape(kernel, where));
  CHECK(check_args(kernel, where));
  std::vector<NodeType> types;
  CHECK(check_count(kernel.exprs.size(), kMaxExprNodes, "expression nodes", where));
  if (Found problem = validate_exprs(kernel, types)) {
    problem->where += " of " + where;
    return problem;
  }
  CHECK(check_launch_rules(kernel, types, where));
  CHECK(check_faults(kernel, where));
  CHECK(check_prints(kernel, where));
  CHECK(check_count(kernel.entries.size(), kMaxEntries, "entry points", where));
  for (size_t i = 0; i < kernel.entries.size(); ++i) {
    CHECK(check_entry(kernel.entries[i], kernel, payloads, types,
                      at("entry point", i) + " of " + where));
  }
  return {};
}

Found validate(const ArtifactData &data) {
  CHECK(check_text(data.producer, kMaxTextBytes, /*mayBeEmpty=*/true, "the producer"));
  CHECK(check_enum(data.policy, Policy::Audit, "a policy", "the manifest"));
  CHECK(check_count(data.payloads.size(), kMaxPayloads, "payloads", "the manifest"));
  for (size_t i = 0; i < data.payloads.size(); ++i) {
    const Payload &payload = data.payloads[i];
    CHECK(check_name(payload.target, "the target of " + at("payload", i)));
    CHECK(check_name(payload.format, "the format of " + at("payload", i)));
    CHECK(check_text(payload.arch, kMaxNameBytes, /*mayBeEmpty=*/true,
                     "the architecture of " + at("payload", i)));
    if (payload.bytes.empty()) {
      return Problem{"at least one byte", "none", at("payload", i)};
    }
  }
  CHECK(check_count(data.kernels.size(), kMaxKernels, "kernels", "the manifest"));
  std::unordered_map<std::string_view, const KernelInfo *> names;
  for (size_t i = 0; i < data.kernels.size(); ++i) {
    const KernelInfo &kernel = data.kernels[i];
    CHECK(check_name(kernel.name, "the name of " + at("kernel", i)));
    std::string where = "kernel " + quoted(kernel.name);
    if (!names.emplace(kernel.name, &kernel).second) {
      return Problem{"kernel names that differ", "a second " + quoted(kernel.name),
                     at("kernel", i)};
    }
    CHECK(check_kernel(kernel, data.payloads.size(), where));
  }
  for (const KernelInfo &kernel : data.kernels) {
    if (!kernel.variantOf.empty()) {
      auto found = names.find(kernel.variantOf);
      CHECK(check_variant(kernel, found == names.end() ? nullptr : found->second,
                          "kernel " + quoted(kernel.name)));
    }
  }
  return {};
}

} // namespace dc::rt::artifact
