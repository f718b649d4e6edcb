// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builds the JSON of `dcx inspect --json`; docs/artifact-format.md describes the keys.
#include "tools/dcx/InspectJson.h"

#include "runtime/artifact/Expr.h"
#include "runtime/artifact/Names.h"

#include <cinttypes>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace dc::dcx {

using Json = nlohmann::ordered_json;
using namespace rt::artifact;

static Json json(const SourceLoc &loc) {
  if (loc.file.empty() && loc.line == 0) {
    return nullptr;
  }
  return {{"file", loc.file}, {"line", loc.line}, {"column", loc.column}};
}

static Json json(const ArgInfo &arg) {
  Json out = {{"name", arg.name}, {"kind", to_string(arg.kind)}, {"type", to_string(arg.type)}};
  if (arg.kind == ArgKind::Array) {
    out["rank"] = arg.rank;
    out["access"] = to_string(arg.access);
    out["own_element"] = arg.ownElement;
    out["write_only"] = arg.writeOnly;
    out["strided"] = arg.strided;
    out["alignment"] = arg.alignment;
  }
  if (arg.type == ElementType::Record) {
    out["record_bytes"] = arg.recordBytes;
    out["fields"] = Json::array();
    for (const FieldInfo &field : arg.fields) {
      out["fields"].push_back({{"name", field.name},
                               {"type", to_string(field.type)},
                               {"offset", field.offset},
                               {"count", field.count}});
    }
  }
  return out;
}

static Json json(const KernelInfo &kernel, const EntryPoint &entry) {
  Json out = {{"payload", entry.payload},
              {"symbol", entry.symbol},
              {"arch", entry.arch},
              {"block_threads", entry.blockThreads},
              {"tile_threads", entry.tileThreads},
              {"items_per_thread", entry.itemsPerThread},
              {"subgroup_size", entry.subgroupSize},
              {"lanes", entry.lanes},
              {"shared_bytes", entry.sharedBytes},
              {"scratch_bytes", entry.scratchBytes},
              {"index_bits", entry.indexBits},
              {"disjoint", entry.disjoint},
              {"predicate", nullptr}};
  if (entry.predicate != kNoExpr) {
    out["predicate"] = to_text(kernel.exprs, entry.predicate, kernel.args);
  }
  return out;
}

static Json json(const KernelInfo &kernel) {
  char abi[20];
  std::snprintf(abi, sizeof(abi), "%016" PRIx64, kernel.abiHash);
  Json out = {
      {"name", kernel.name},       {"location", json(kernel.loc)}, {"abi_hash", abi},
      {"rank", kernel.rank},       {"block", kernel.block},        {"domain", Json::array()},
      {"args", Json::array()},     {"contracts", Json::array()},   {"fault_sites", Json::array()},
      {"trusted", kernel.trusted}, {"entries", Json::array()}};
  if (!kernel.ensured.empty()) {
    out["claimed"] = kernel.ensured;
  }
  if (!kernel.tuned.empty()) {
    out["variant_of"] = kernel.variantOf.empty() ? Json() : Json(kernel.variantOf);
    for (const TunedValue &tuned : kernel.tuned) {
      out["tuned"].push_back({{"name", tuned.name}, {"value", tuned.value}, {"values", tuned.all}});
    }
  }
  for (uint32_t expr : kernel.domain) {
    out["domain"].push_back(to_text(kernel.exprs, expr, kernel.args));
  }
  for (const ArgInfo &arg : kernel.args) {
    out["args"].push_back(json(arg));
  }
  for (const Contract &contract : kernel.contracts) {
    out["contracts"].push_back({{"expression", to_text(kernel.exprs, contract.expr, kernel.args)},
                                {"text", contract.text},
                                {"origin", to_string(contract.origin)},
                                {"location", json(contract.loc)}});
  }
  for (const FaultSite &site : kernel.faults) {
    out["fault_sites"].push_back({{"id", site.id},
                                  {"kind", to_string(site.kind)},
                                  {"what", site.what},
                                  {"location", json(site.loc)}});
  }
  for (const PrintSite &site : kernel.prints) {
    Json types = Json::array();
    for (ElementType type : site.types) {
      types.push_back(to_string(type));
    }
    out["prints"].push_back(
        {{"id", site.id}, {"format", site.format}, {"types", types}, {"location", json(site.loc)}});
  }
  for (const EntryPoint &entry : kernel.entries) {
    out["entries"].push_back(json(kernel, entry));
  }
  return out;
}

std::string to_json(const ArtifactData &data, const FileLayout &layout) {
  Json out = {{"format_version", {layout.majorVersion, layout.minorVersion}},
              {"sha256", rt::to_hex(layout.identity)},
              {"producer", data.producer},
              {"policy", to_string(data.policy)},
              {"kernels", Json::array()},
              {"payloads", Json::array()},
              {"parts", Json::array()}};
  for (const KernelInfo &kernel : data.kernels) {
    out["kernels"].push_back(json(kernel));
  }
  for (const Payload &payload : data.payloads) {
    out["payloads"].push_back(
        {{"target", payload.target},
         {"format", payload.format},
         {"arch", payload.arch},
         {"bytes", payload.bytes.size()},
         {"sha256", rt::to_hex(rt::sha256(payload.bytes.data(), payload.bytes.size()))}});
  }
  for (const PartInfo &part : layout.parts) {
    out["parts"].push_back({{"kind", to_string(part.kind)},
                            {"offset", part.offset},
                            {"bytes", part.size},
                            {"sha256", rt::to_hex(part.sha256)}});
  }
  return out.dump(2, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace) + "\n";
}

} // namespace dc::dcx
