// SPDX-License-Identifier: Apache-2.0
#include "output/run_file.hpp"

#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "output/atomic_file.hpp"
#include "output/layout.hpp"
#include "output/messages.hpp"
#include "output/quick_look.hpp"
#include "output/table_folder.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::output {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBuffer = 1024 * 1024;
constexpr std::string_view kMark = "\xEF\xBB\xBF";  // tells a spreadsheet that the file is UTF-8

// Spreadsheets take a text for a formula by its first letter, also one of full width, and a formula
// of a stranger may send data away. An apostrophe in front keeps it a text.
std::string guarded(const std::string& text) {
    for (const std::string_view mark : {"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) {
        if (text.compare(0, mark.size(), mark) == 0) return "'" + text;
    }
    return text;
}

// RFC 4180; also quoted: outer blanks, which some readers strip. What a stranger's result holds of controls and line
// breaks is made visible: a table may be shown on a terminal.
std::string quoted(const std::string& raw) {
    const std::string text = guarded(sim::printable(raw));
    const bool plain = text.find_first_of(",\"\r\n") == std::string::npos &&
                       (text.empty() || (text.front() != ' ' && text.back() != ' '));
    if (plain) return text;
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"') result += '"';
        result += c;
    }
    return result + '"';
}

/// The columns of one axis: their header and, per position, their cells, each with its comma.
struct AxisColumns {
    std::string header;
    std::vector<std::string> cells;
};

// The shortest text that reads back as the same number; no value (NaN, or the count that stands
// for none) is an empty cell.
template <class T>
void append_number(std::string& line, T value, const std::optional<std::int64_t>& missing) {
    if constexpr (std::is_same_v<T, double>) {
        if (std::isnan(value)) return;
    } else if (missing && value == *missing) {
        return;
    }
    fmt::format_to(std::back_inserter(line), "{}", value);
}

void add_coordinate(AxisColumns& columns, const sim::Coordinate& coordinate) {
    columns.header += coordinate.name + ',';
    std::visit(
        [&]<class T>(const std::vector<T>& values) {
            for (std::size_t i = 0; i < values.size(); ++i) {
                if constexpr (std::is_same_v<T, std::string>) {
                    columns.cells[i] += quoted(values[i]);
                } else {
                    append_number(columns.cells[i], values[i], std::nullopt);
                }
                columns.cells[i] += ',';
            }
        },
        coordinate.values);
}

AxisColumns columns_of(const sim::Dataset& data, const sim::Dimension& dim) {
    AxisColumns columns{dim.name + ",", {}};
    if (!dim.labels.empty()) columns.header += name_en_variable(dim.name) + ',' + name_zh_variable(dim.name) + ',';
    for (const auto& label : dim.labels) {
        columns.cells.push_back(quoted(label.id) + ',' + quoted(label.name_en) + ',' + quoted(label.name_zh) + ',');
    }
    for (std::size_t i = 0; i < dim.values.size(); ++i) {
        columns.cells.push_back(dim.name == "time" ? sim::to_string(data.first_month() + static_cast<int>(i)) + "-01,"
                                                   : fmt::format("{},", dim.values[i]));
    }
    for (const auto& coordinate : data.coordinates())
        if (coordinate.dim == dim.name) add_coordinate(columns, coordinate);
    return columns;
}

/// Columns at the end of every table of a quick look, in every row: rows get copied without their
/// heading. Empty for other results.
struct Notice {
    std::string header, cells;
};

Notice notice_of(const sim::Dataset& data) {
    if (!is_quick_look(data)) return {};
    return {fmt::format(",{},{}", kQuickLook, kQuickLookZh),
            ',' + quoted(kQuickLookWords) + ',' + quoted(kQuickLookWordsZh)};
}

template <class T>
void write_rows(AtomicFile& file, const std::vector<AxisColumns>& axes, const std::vector<T>& values,
                const std::optional<std::int64_t>& missing, const std::string& end) {
    std::vector<std::size_t> at(axes.size(), 0);
    std::string buffer;
    for (const T value : values) {
        for (std::size_t d = 0; d < axes.size(); ++d) buffer += axes[d].cells[at[d]];
        append_number(buffer, value, missing);
        buffer += end;
        buffer += '\n';
        if (buffer.size() > kBuffer) {
            file.write(buffer);
            buffer.clear();
        }
        for (std::size_t d = axes.size(); d-- > 0;) {  // the last axis runs fastest
            if (++at[d] < axes[d].cells.size()) break;
            at[d] = 0;
        }
    }
    file.write(buffer);
}

void write_table(AtomicFile& file, const sim::Dataset& data, const sim::Variable& variable) {
    std::vector<AxisColumns> axes;
    std::string header;
    for (const auto& name : variable.dims) {
        axes.push_back(columns_of(data, data.dimension(name)));
        header += axes.back().header;
    }
    const Notice notice = notice_of(data);
    file.write(header + variable.name + notice.header + "\n");
    std::visit([&](const auto& values) { write_rows(file, axes, values, variable.missing, notice.cells); },
               variable.data);
}

// What the tables cannot say in a cell: units and definitions.
void write_codebook(AtomicFile& file, const sim::Dataset& data) {
    const Notice notice = notice_of(data);
    std::string text =
        "variable,dimensions,units,long_name,long_name_zh,definition,cell_methods" + notice.header + "\n";
    for (const auto& variable : data.variables()) {
        text += fmt::format("{},{},{},{},{},{},{}{}\n", variable.name, fmt::join(variable.dims, " "),
                            quoted(variable.units), quoted(variable.long_name), quoted(variable.long_name_zh),
                            quoted(variable.definition), quoted(variable.cell_methods), notice.cells);
    }
    file.write(text);
}

std::vector<TableName> names_of(const sim::Dataset& data) {
    std::vector<TableName> names;
    for (const auto& variable : data.variables())
        names.push_back({variable.name, variable.dims.empty() ? variable.name : variable.dims.front()});
    return names;
}

}  // namespace

std::vector<fs::path> export_csv(const sim::Dataset& data, const fs::path& folder, ByteOrderMark bom, Replace replace,
                                 const std::vector<fs::path>& inputs, const std::function<bool()>& keep_going) {
    check_layout(data);
    // Every name is looked at before the first byte is written, and every table is on the disk
    // before the first one gets its name.
    TableFolder tables{folder, names_of(data), replace, inputs};
    for (std::size_t i = 0; i < data.variables().size(); ++i) {
        if (keep_going && !keep_going()) throw Interrupted{messages::kExportInterrupted()};
        AtomicFile file = tables.open(i);
        if (bom == ByteOrderMark::yes) file.write(kMark);
        write_table(file, data, data.variables()[i]);
        tables.keep(std::move(file));
    }
    if (bom == ByteOrderMark::yes) tables.codebook().write(kMark);
    write_codebook(tables.codebook(), data);
    return tables.publish();
}

}  // namespace talentflow::output
