// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counts accesses and guards, and writes them with what the manifest and the assembler say.
#include "compiler/driver/Report.h"

#include "dialects/DC/DC.h"
#include "passes/Security/Access.h"
#include "runtime/artifact/Names.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

namespace dc::compiler {

using namespace rt::artifact;

namespace {

struct AccessCounts {
  unsigned accesses = 0; ///< of arrays that threads share
  unsigned guarded = 0;  ///< of these, what a test at run time stands around
};

/// Whether `condition` is a guard, or a conjunction with one.
bool tests(mlir::Value condition) {
  if (condition.getDefiningOp<mlir::dc::GuardOp>()) {
    return true;
  }
  auto both = condition.getDefiningOp<mlir::arith::AndIOp>();
  return both && (tests(both.getLhs()) || tests(both.getRhs()));
}

bool isGuarded(mlir::Operation *access) {
  for (auto branch = access->getParentOfType<mlir::scf::IfOp>(); branch;
       branch = branch->getParentOfType<mlir::scf::IfOp>()) {
    if (tests(branch.getCondition())) {
      return true;
    }
  }
  return false;
}

AccessCounts countAccesses(mlir::dc::KernelOp kernel) {
  AccessCounts counts;
  kernel.walk([&](mlir::Operation *op) {
    auto access = mlir::dc::Access::get(op);
    if (access && !access->isPrivate()) {
      ++counts.accesses;
      counts.guarded += isGuarded(op);
    }
  });
  return counts;
}

llvm::StringRef accessName(const ArgInfo &arg) {
  return arg.access == Access::Read ? "read" : arg.writeOnly ? "written" : "read and written";
}

std::string place(const SourceLoc &loc) {
  return loc.line == 0 ? loc.file
                       : llvm::formatv("{0}:{1}:{2}", loc.file, loc.line, loc.column).str();
}

const mlir::dc::KernelResources *find(llvm::ArrayRef<EntryResources> resources,
                                      const EntryPoint &entry) {
  const auto *found = llvm::find_if(resources, [&](const EntryResources &r) {
    return r.payload == entry.payload && r.symbol == entry.symbol;
  });
  return found == resources.end() ? nullptr : &found->needs;
}

/// One report, in either form.
class Report {
public:
  Report(mlir::ModuleOp validated, const ArtifactData &data,
         llvm::ArrayRef<EntryResources> resources)
      : validated(validated), data(data), resources(resources) {}

  void writeJSON(llvm::raw_ostream &os) const {
    llvm::json::OStream json(os, 2);
    json.object([&] {
      json.attribute("producer", data.producer);
      json.attribute("policy", data.policy == Policy::Audit   ? "audit"
                               : data.policy == Policy::Guard ? "guard"
                                                              : "strict");
      json.attributeArray("kernels", [&] {
        for (const KernelInfo &kernel : data.kernels) {
          json.object([&] { writeJSON(json, kernel); });
        }
      });
    });
    os << "\n";
  }

  void writeText(llvm::raw_ostream &os) const {
    for (const KernelInfo &kernel : data.kernels) {
      writeText(os, kernel);
    }
    if (resources.empty()) {
      os << "Registers, spills and stack are known of machine code: add --cubin.\n";
    }
  }

private:
  AccessCounts counts(const KernelInfo &kernel) const {
    AccessCounts found;
    mlir::ModuleOp module = validated;
    for (auto op : module.getOps<mlir::dc::KernelOp>()) {
      if (op.getSymName() == kernel.name) {
        found = countAccesses(op);
      }
    }
    return found;
  }

  void writeJSON(llvm::json::OStream &json, const KernelInfo &kernel) const {
    json.attribute("name", kernel.name);
    json.attribute("source", place(kernel.loc));
    json.attribute("rank", kernel.rank);
    json.attributeArray("block", [&] {
      for (uint32_t size : kernel.block) {
        json.value(size);
      }
    });
    json.attributeArray("arguments", [&] {
      for (const ArgInfo &arg : kernel.args) {
        json.object([&] {
          json.attribute("name", arg.name);
          json.attribute("type", to_string(arg.type));
          if (arg.kind == ArgKind::Array) {
            json.attribute("rank", arg.rank);
            json.attribute("access", accessName(arg));
            json.attribute("own_element", arg.ownElement);
            json.attribute("strided", arg.strided);
          }
        });
      }
    });
    json.attributeArray("contracts", [&] {
      for (const Contract &contract : kernel.contracts) {
        json.object([&] {
          json.attribute("text", contract.text);
          json.attribute("origin", contract.origin == Origin::Inferred ? "inferred" : "written");
          json.attribute("source", place(contract.loc));
        });
      }
    });
    json.attributeArray("trusted", [&] {
      for (const std::string &fact : kernel.trusted) {
        json.value(fact);
      }
    });
    AccessCounts found = counts(kernel);
    json.attribute("accesses", found.accesses);
    json.attribute("guarded_accesses", found.guarded);
    json.attribute("fault_sites", int64_t(kernel.faults.size()));
    json.attributeArray("variants", [&] {
      for (const EntryPoint &entry : kernel.entries) {
        json.object([&] { writeJSON(json, entry); });
      }
    });
  }

  void writeJSON(llvm::json::OStream &json, const EntryPoint &entry) const {
    const Payload &payload = data.payloads[entry.payload];
    json.attribute("target", payload.target);
    json.attribute("arch", entry.arch);
    json.attribute("format", payload.format);
    json.attribute("payload", entry.payload);
    json.attribute("payload_bytes", int64_t(payload.bytes.size()));
    json.attribute("symbol", entry.symbol);
    json.attribute("disjoint", entry.disjoint);
    json.attribute("block_threads", entry.blockThreads);
    json.attribute("tile_threads", entry.tileThreads);
    json.attribute("items_per_thread", entry.itemsPerThread);
    json.attribute("lanes", entry.lanes);
    json.attribute("shared_bytes", entry.sharedBytes);
    json.attribute("scratch_bytes", int64_t(entry.scratchBytes));
    if (const mlir::dc::KernelResources *needs = find(resources, entry)) {
      json.attribute("registers", needs->registers);
      json.attribute("spill_store_bytes", needs->spillStores);
      json.attribute("spill_load_bytes", needs->spillLoads);
      json.attribute("stack_bytes", needs->stack);
    }
  }

  void writeText(llvm::raw_ostream &os, const KernelInfo &kernel) const {
    os << kernel.name;
    if (std::string where = place(kernel.loc); !where.empty()) {
      os << "  " << where;
    }
    os << "\n";
    for (const ArgInfo &arg : kernel.args) {
      os << "  argument  " << arg.name << "  " << to_string(arg.type);
      if (arg.kind == ArgKind::Array) {
        os << "[" << std::string(std::max(1u, unsigned(arg.rank)) - 1, ',') << "]  "
           << accessName(arg) << (arg.strided ? ", strided" : "");
      }
      os << "\n";
    }
    for (const Contract &contract : kernel.contracts) {
      os << "  contract  " << contract.text << "  "
         << (contract.origin == Origin::Inferred ? "inferred" : "written") << "\n";
    }
    for (const std::string &fact : kernel.trusted) {
      os << "  trusted   " << fact << "\n";
    }
    AccessCounts found = counts(kernel);
    os << "  accesses  " << found.accesses << ", " << found.guarded
       << " guarded; places that can fault: " << kernel.faults.size() << "\n";
    writeVariants(os, kernel);
    os << "\n";
  }

  /// A table; columns in which no variant has anything are left out.
  void writeVariants(llvm::raw_ostream &os, const KernelInfo &kernel) const {
    std::vector<std::vector<std::string>> rows = {{"variant", "form", "block", "items", "lanes",
                                                   "shared", "scratch", "registers", "spills",
                                                   "stack"}};
    const auto number = [](uint64_t value, uint64_t usual) {
      return value == usual ? std::string() : std::to_string(value);
    };
    for (const EntryPoint &entry : kernel.entries) {
      const Payload &payload = data.payloads[entry.payload];
      const mlir::dc::KernelResources *needs = find(resources, entry);
      const auto need = [&](unsigned value) {
        return needs ? std::to_string(value) : std::string();
      };
      rows.push_back({payload.target + " " + entry.arch + " " + payload.format,
                      entry.disjoint ? "disjoint" : "any",
                      number(std::max(entry.blockThreads, entry.tileThreads), 0),
                      number(entry.itemsPerThread, 1), number(entry.lanes, 1),
                      number(entry.sharedBytes, 0), number(entry.scratchBytes, 0),
                      need(needs ? needs->registers : 0),
                      need(needs ? needs->spillStores + needs->spillLoads : 0),
                      need(needs ? needs->stack : 0)});
    }
    std::vector<size_t> widths(rows.front().size());
    for (size_t c = 0; c < widths.size(); ++c) {
      bool isUsed =
          llvm::any_of(llvm::drop_begin(rows), [&](const auto &row) { return !row[c].empty(); });
      for (const auto &row : rows) {
        widths[c] = isUsed ? std::max(widths[c], row[c].size()) : 0;
      }
    }
    for (const auto &row : rows) {
      std::string line = " ";
      for (auto [cell, width] : llvm::zip(row, widths)) {
        if (width != 0) {
          bool isText = &cell == &row[0] || &cell == &row[1];
          std::string space(width - cell.size(), ' ');
          line += " " + (isText ? cell + space : space + cell) + " ";
        }
      }
      os << llvm::StringRef(line).rtrim() << "\n";
    }
  }

  mlir::ModuleOp validated;
  const ArtifactData &data;
  llvm::ArrayRef<EntryResources> resources;
};

} // namespace

std::string writeReport(llvm::StringRef file, mlir::ModuleOp validated, const ArtifactData &data,
                        llvm::ArrayRef<EntryResources> resources) {
  std::string text;
  llvm::raw_string_ostream os(text);
  Report report(validated, data, resources);
  if (file.ends_with(".json")) {
    report.writeJSON(os);
  } else {
    report.writeText(os);
  }
  return text;
}

} // namespace dc::compiler
