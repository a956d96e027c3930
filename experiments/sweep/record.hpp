// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/error.hpp"

namespace talentflow::experiments {

/// What one run of a sweep left: its numbers, or why there are none.
struct RunRecord {
    std::string key;  // SweepPlan::key
    std::size_t run = 0;
    std::vector<double> values;    // [output][scenario][member]; NaN: no value. Empty: the run failed
    ExitCode code = ExitCode::ok;  // as the command that repeats it would end
    std::size_t scenario = 0;      // that failed
    std::string message;           // of a failure, or a remark

    [[nodiscard]] bool ok() const noexcept { return code == ExitCode::ok; }
};

/// A record as one line: a checksum and JSON with numbers in the fewest digits that read back the same. Equal records
/// are equal lines.
[[nodiscard]] std::string line_of(const RunRecord& record);
/// The line that a file of records begins with.
[[nodiscard]] std::string heading_of(const std::string& identity);

/// A line read back; neither heading nor record: it is damaged.
struct RecordLine {
    std::optional<RunRecord> record;
    std::optional<std::string> identity;  // of a heading

    [[nodiscard]] bool sound() const noexcept { return record || identity; }
};
[[nodiscard]] RecordLine read_record_line(std::string_view line);

}  // namespace talentflow::experiments
