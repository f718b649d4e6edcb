// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Formats measurements, and finds them again in older files.
#include "tools/dcx/BenchReport.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <set>

namespace dc::dcx {

namespace {

std::string format(const char *pattern, double value) {
  char text[64];
  std::snprintf(text, sizeof text, pattern, value);
  return text;
}

/// Three to four digits and a unit of 1000's powers.
std::string scaled(double value, std::initializer_list<const char *> units) {
  const char *const *unit = units.begin();
  while (value >= 999.95 && unit + 1 != units.end()) {
    value /= 1000;
    ++unit;
  }
  return format(value < 9.9995 ? "%.3f" : value < 99.995 ? "%.2f" : "%.1f", value) + " " + *unit;
}

std::string timeText(double nanoseconds) { return scaled(nanoseconds, {"ns", "us", "ms", "s"}); }
std::string byteText(double bytes) {
  return bytes < 1000 ? format("%.0f B", bytes) : scaled(bytes, {"B", "kB", "MB", "GB", "TB"});
}
std::string rateText(double perNanosecond) {
  return format(perNanosecond < 9.995   ? "%.2f"
                : perNanosecond < 99.95 ? "%.1f"
                                        : "%.0f",
                perNanosecond);
}

/// Cells in columns, the first ones to the left, numbers to the right.
class Table {
public:
  explicit Table(size_t leftColumns) : left(leftColumns) {}
  void add(std::vector<std::string> row) { rows.push_back(std::move(row)); }
  std::string text() const {
    std::vector<size_t> widths;
    for (const auto &row : rows) {
      widths.resize(std::max(widths.size(), row.size()));
      for (size_t c = 0; c < row.size(); ++c) {
        widths[c] = std::max(widths[c], row[c].size());
      }
    }
    std::string out;
    for (const auto &row : rows) {
      std::string line;
      for (size_t c = 0; c < row.size(); ++c) {
        const std::string space(widths[c] - row[c].size(), ' ');
        line += (c ? "  " : "") + (c < left ? row[c] + space : space + row[c]);
      }
      out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return out;
  }

private:
  size_t left;
  std::vector<std::vector<std::string>> rows;
};

template <class F> size_t distinct(const std::vector<BenchRow> &rows, F key) {
  std::set<std::string> values;
  for (const BenchRow &row : rows) {
    if (!row.isCopy) {
      values.insert(key(row));
    }
  }
  return values.size();
}

/// The lines below the table: how it was measured, and what bytes are.
std::string footnotes(const BenchOptions &options, const std::vector<BenchRow> &rows) {
  std::string out = std::to_string(options.runs) + (options.runs == 1 ? " run" : " runs") +
                    " of each, interleaved, after " + std::to_string(options.warmUp) +
                    " warm-up launches";
  std::set<std::string> seen;
  for (const BenchRow &row : rows) {
    if (!row.isCopy && seen.insert(row.device).second) {
      out += "; " + row.device + ": " + (row.deviceClock ? "device time" : "wall time");
    }
  }
  out += "\n";
  seen.clear();
  for (const BenchRow &row : rows) {
    const std::string what = row.countsArguments
                                 ? " (" + (row.accesses.empty() ? "no arrays" : row.accesses) + ")"
                                 : " (as given with --bytes)";
    std::string line = row.kernel + " moves " + byteText(row.bytes) + what;
    if (!row.isCopy && seen.insert(line + row.arguments).second) {
      out += line + ", " + std::to_string(row.launches) +
             (row.launches == 1 ? " launch" : " launches") + " a run\n";
    }
  }
  return out;
}

} // namespace

std::string benchTable(const BenchOptions &options, const std::vector<BenchRow> &rows) {
  const bool artifacts = options.files.size() > 1;
  // A kernel that is there more than once is told apart by its arguments.
  const bool arguments = distinct(rows, [](const BenchRow &r) {
                           return r.kernel + "\n" + r.arguments;
                         }) > distinct(rows, [](const BenchRow &r) { return r.kernel; });
  const bool operations = std::any_of(rows.begin(), rows.end(),
                                      [](const BenchRow &r) { return r.operations.has_value(); });
  const bool compares = !options.compare.empty();

  std::string out;
  std::set<std::string> seen;
  for (const BenchRow &row : rows) {
    if (seen.insert(row.device).second) {
      out += row.device + ": " + row.deviceName + "\n";
    }
  }
  Table table(3 + size_t(artifacts) + size_t(arguments));
  std::vector<std::string> head = {"kernel"};
  const auto addIf = [](bool wanted, std::vector<std::string> &cells, std::string text) {
    if (wanted) {
      cells.push_back(std::move(text));
    }
  };
  addIf(arguments, head, "arguments");
  addIf(artifacts, head, "artifact");
  head.insert(head.end(), {"device", "code", "median", "min", "p10", "p90", "wall", "GB/s"});
  addIf(operations, head, "Gop/s");
  addIf(options.copies, head, "of copy");
  addIf(compares, head, "to old");
  table.add(head);
  for (const BenchRow &row : rows) {
    std::vector<std::string> cells = {row.isCopy ? "  copy" : row.kernel};
    addIf(arguments, cells, row.arguments);
    addIf(artifacts, cells, row.artifact);
    cells.insert(cells.end(), {row.device, row.arch, timeText(row.median), timeText(row.least),
                               timeText(row.p10), timeText(row.p90), timeText(row.wall),
                               rateText(row.bytes / row.median)});
    addIf(operations, cells, row.operations ? rateText(*row.operations / row.median) : "");
    addIf(options.copies, cells,
          row.copyMedian != 0 && !row.isCopy ? format("%.2f", row.copyMedian / row.median) : "");
    addIf(compares, cells,
          row.isCopy   ? ""
          : row.before ? format("%+.1f%%", (row.median / *row.before - 1) * 100)
                       : "new");
    table.add(cells);
  }
  return out + "\n" + table.text() + "\n" + footnotes(options, rows);
}

nlohmann::ordered_json benchJson(const BenchOptions &options, const std::vector<BenchRow> &rows) {
  nlohmann::ordered_json out = {
      {"dcx_bench", 1}, {"runs", options.runs}, {"warm_up", options.warmUp}};
  out["results"] = nlohmann::ordered_json::array();
  for (const BenchRow &row : rows) {
    nlohmann::ordered_json entry = {{"kernel", row.isCopy ? "copy" : row.kernel}};
    entry["is_copy"] = row.isCopy;
    if (!row.isCopy) {
      entry["artifact"] = row.artifact;
      entry["arguments"] = row.arguments;
      entry["bytes_from"] = row.countsArguments ? "arguments" : "option";
      entry["accesses"] = row.accesses;
    }
    entry["device"] = row.device;
    entry["device_name"] = row.deviceName;
    entry["arch"] = row.arch;
    entry["clock"] = row.deviceClock ? "device" : "caller";
    entry["launches_per_run"] = row.launches;
    entry["bytes"] = row.bytes;
    if (row.operations) {
      entry["operations"] = *row.operations;
      entry["gigaoperations_per_second"] = *row.operations / row.median;
    }
    entry["ns"] = {{"median", row.median}, {"min", row.least}, {"p10", row.p10}, {"p90", row.p90}};
    entry["wall_ns"] = {{"median", row.wall}};
    entry["gigabytes_per_second"] = row.bytes / row.median;
    if (row.copyMedian != 0 && !row.isCopy) {
      entry["copy_ns"] = row.copyMedian;
      entry["of_copy"] = row.copyMedian / row.median;
    }
    if (row.before) {
      entry["old_ns"] = *row.before;
      entry["to_old"] = row.median / *row.before;
    }
    entry["samples_ns"] = row.samples;
    entry["wall_samples_ns"] = row.wallSamples;
    out["results"].push_back(std::move(entry));
  }
  return out;
}

rt::Result<nlohmann::json> readBenchJson(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return rt::Status(rt::StatusCode::NotFound, "DCX0002",
                      "cannot read '" + path + "' after --compare");
  }
  nlohmann::json json = nlohmann::json::parse(file, nullptr, /*allow_exceptions=*/false);
  const auto isResult = [](const nlohmann::json &entry) {
    const auto text = [&](const char *name) {
      return entry.contains(name) && entry[name].is_string();
    };
    return entry.is_object() && text("kernel") && text("device") && entry.contains("ns") &&
           entry["ns"].is_object() && entry["ns"].contains("median") &&
           entry["ns"]["median"].is_number() && entry["ns"]["median"] > 0;
  };
  if (!json.is_object() || !json.contains("dcx_bench") || !json.contains("results") ||
      !json["results"].is_array() ||
      !std::all_of(json["results"].begin(), json["results"].end(), isResult)) {
    return rt::Status(rt::StatusCode::InvalidArgument, "DCX0003",
                      "expected a file that 'dcx bench --json' wrote after --compare, got '" +
                          path + "'");
  }
  return json;
}

void compareWith(const nlohmann::json &old, std::vector<BenchRow> &rows) {
  const auto text = [](const nlohmann::json &entry, const char *name) {
    return entry.contains(name) && entry[name].is_string() ? entry[name].get<std::string>()
                                                           : std::string();
  };
  for (BenchRow &row : rows) {
    // Of the same kernel with the same arguments on the same device; of the artifact of that name
    // if there is one, for old and new builds may be called anything.
    bool exact = false;
    for (const nlohmann::json &entry : old["results"]) {
      const bool isCopy = entry.contains("is_copy") && entry["is_copy"] == true;
      if (row.isCopy || isCopy || exact || entry["kernel"] != row.kernel ||
          entry["device"] != row.device || text(entry, "arguments") != row.arguments) {
        continue;
      }
      exact = text(entry, "artifact") == row.artifact;
      if (exact || !row.before) {
        row.before = entry["ns"]["median"].get<double>();
      }
    }
  }
}

} // namespace dc::dcx
