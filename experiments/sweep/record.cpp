// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/record.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "output/sha256.hpp"

namespace talentflow::experiments {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kCheckDigits = 16;
constexpr const char* kFormat = "talentflow records 1";

std::string quoted(const std::string& text) {
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string checked(const std::string& json) {
    return output::sha256(json).substr(0, kCheckDigits) + " " + json + "\n";
}

std::optional<RunRecord> record_of(const Json& json) {
    RunRecord record;
    record.key = json.at("key").get<std::string>();
    record.run = json.at("run").get<std::size_t>();
    record.message = json.value("message", "");
    if (json.contains("exit")) {
        record.code = static_cast<ExitCode>(json.at("exit").get<int>());
        record.scenario = json.at("scenario").get<std::size_t>();
        if (record.ok()) return std::nullopt;
        return record;
    }
    for (const auto& value : json.at("values"))
        record.values.push_back(value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>());
    return record;
}

}  // namespace

std::string line_of(const RunRecord& record) {
    std::string json = fmt::format(R"({{"run":{},"key":"{}")", record.run, record.key);
    if (record.ok()) {
        json += ",\"values\":[";
        for (std::size_t i = 0; i < record.values.size(); ++i) {
            if (i > 0) json += ',';
            json += std::isfinite(record.values[i]) ? fmt::format("{}", record.values[i]) : "null";
        }
        json += ']';
    } else {
        json += fmt::format(",\"exit\":{},\"scenario\":{}", static_cast<int>(record.code), record.scenario);
    }
    if (!record.message.empty()) json += ",\"message\":" + quoted(record.message);
    return checked(json + "}");
}

std::string heading_of(const std::string& identity) {
    return checked(fmt::format(R"({{"format":"{}","sweep":"{}"}})", kFormat, identity));
}

RecordLine read_record_line(std::string_view line) {
    RecordLine read;
    if (line.size() < kCheckDigits + 1 || line[kCheckDigits] != ' ') return read;
    const std::string json{line.substr(kCheckDigits + 1)};
    if (output::sha256(json).compare(0, kCheckDigits, line.substr(0, kCheckDigits)) != 0) return read;
    try {
        const auto parsed = Json::parse(json);
        if (parsed.value("format", "") == kFormat)
            read.identity = parsed.at("sweep").get<std::string>();
        else
            read.record = record_of(parsed);
    } catch (const Json::exception&) {  // its checksum is right, but nothing of ours wrote it
        return {};
    }
    return read;
}

}  // namespace talentflow::experiments
