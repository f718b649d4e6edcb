// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What `dcx bench` says: a table, JSON, and how measurements lie to older ones.
#ifndef DOTCOMPUTE_TOOLS_DCX_BENCHREPORT_H
#define DOTCOMPUTE_TOOLS_DCX_BENCHREPORT_H

#include "tools/dcx/BenchOptions.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace dc::dcx {

/// One line of the table: one kernel of one artifact on one device, or a copy.
struct BenchRow {
  bool isCopy = false;
  std::string artifact, kernel, arguments, accesses, device, deviceName, arch;
  bool deviceClock = false;
  bool countsArguments = true;
  int64_t launches = 1;
  double bytes = 0;
  std::optional<double> operations;
  std::vector<double> samples; ///< ns of a launch, one for each run
  std::vector<double> wallSamples;
  double median = 0, least = 0, p10 = 0, p90 = 0, wall = 0; ///< ns of a launch
  double copyMedian = 0;                                    ///< of the copy compared with; 0: none
  std::optional<double> before;                             ///< the median in --compare's file
};

/// The measurements that --compare names; InvalidArgument or NotFound when that is no such file.
rt::Result<nlohmann::json> readBenchJson(const std::string &path);
/// Fills `before` of the rows that the file has.
void compareWith(const nlohmann::json &old, std::vector<BenchRow> &rows);

std::string benchTable(const BenchOptions &options, const std::vector<BenchRow> &rows);
nlohmann::ordered_json benchJson(const BenchOptions &options, const std::vector<BenchRow> &rows);

} // namespace dc::dcx

#endif // DOTCOMPUTE_TOOLS_DCX_BENCHREPORT_H
