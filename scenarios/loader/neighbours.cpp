// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/neighbours.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "scenarios/loader/source_text.hpp"
#include "scenarios/loader/yaml_reader.hpp"
#include "sim/error.hpp"

namespace talentflow::scenarios {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 64;
constexpr std::uintmax_t kMostBytes = 4U << 20U;  // together
constexpr std::size_t kMostFolders = 12;

/// A key that only the definition of a thing has; another package may change the others.
struct Defined {
    const char* list;
    const char* by;
};
constexpr Defined kDefined[]{{"titles", "issuer"}, {"funds", "payers"}, {"levers", "kind"}, {"groups", "members"}};

std::vector<fs::path> scenario_files(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator at{folder.empty() ? fs::path{"."} : folder, error}, end; !error && at != end;
         at.increment(error)) {
        if (at->path().extension() == ".yaml" && at->is_regular_file(error)) files.push_back(at->path());
    }
    std::sort(files.begin(), files.end());
    if (files.size() > kMostFiles) files.resize(kMostFiles);
    return files;
}

}  // namespace

std::string Neighbours::defining(const std::string& list, const std::string& id, const Origin& where,
                                 const Report& report) {
    std::set<std::string> folders = report.folders();
    if (where.kind == Origin::Kind::file && where.line > 0) {
        folders.insert(fs::path{where.name()}.parent_path().generic_string());
    }
    for (const auto& name : folders) {
        const fs::path folder{name};
        for (const auto& near : {folder, folder / "policies", folder / ".." / "policies"})
            search(near.lexically_normal());
    }
    const auto known = definitions_.find(join_path(list, id));
    return known == definitions_.end() || known->second == where.name() ? std::string{} : known->second;
}

void Neighbours::search(const fs::path& folder) {
    if (searched_.size() >= kMostFolders || !searched_.insert(folder.generic_string()).second) return;
    std::uintmax_t bytes = 0;
    for (const auto& file : scenario_files(folder)) {
        std::error_code error;
        bytes += fs::file_size(file, error);
        if (error || bytes > kMostBytes) return;
        Report unheard;
        try {
            auto source = read_source(file, file.generic_string(), unheard);
            const auto root = source ? read_yaml(std::move(*source), unheard) : std::nullopt;
            if (!root) continue;
            for (const auto& [list, by] : kDefined) {
                const Node* things = root->find(list);
                if (things == nullptr) continue;
                for (const auto& item : things->items) {
                    if (item.find(by) == nullptr || item.text_of("id").empty()) continue;
                    definitions_.emplace(join_path(list, item.text_of("id")), file.lexically_normal().generic_string());
                }
            }
        } catch (const OutputError&) {  // gone or not to be read
        }
    }
}

}  // namespace talentflow::scenarios
