// SPDX-License-Identifier: Apache-2.0
#include "tests/scenarios/loading.hpp"

#include <unistd.h>

#include <fstream>
#include <memory>

#include "scenarios/loader/sources.hpp"
#include "tests/scenarios/test_levers.hpp"

namespace talentflow::scenarios::test {

namespace {

Loaded finish(std::optional<Node> merged, const LoadOptions& options, Report& report) {
    Loaded loaded;
    if (merged) loaded.resolved = resolve(std::move(*merged), options, report, &test_kinds());
    loaded.problems = report.sorted();
    return loaded;
}

Loaded load(const std::string& text, const LoadOptions& options) {
    Report report;
    SourceText source;
    source.name = std::make_shared<const std::string>("text.yaml");
    source.bytes = text;
    auto merged = read_merged(std::move(source), report);
    return finish(std::move(merged), options, report);
}

}  // namespace

Loaded load_text(const std::string& text, const std::vector<Setting>& settings) {
    return load(text, {.settings = settings});
}

Loaded load_quick_look(const std::string& text, const std::vector<Setting>& settings) {
    return load(text, {.settings = settings, .quick_look = true});
}

Loaded load_file(const std::filesystem::path& file) {
    Report report;
    auto merged = read_merged(file, report);
    return finish(std::move(merged), {}, report);
}

std::string first_problem(const Loaded& loaded) {
    return loaded.problems.empty() ? std::string{} : to_string(loaded.problems.front());
}

Folder::Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "talentflow-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Folder::write(const std::string& name, const std::string& text) const {
    const auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
    return file;
}

std::string small_world(const std::string& more) {
    return "format: 1\nname: small\nregions: [{id: suining}, {id: tongnan}]\n"
           "overrides: {exit_probability: 0}\n" +
           more;
}

}  // namespace talentflow::scenarios::test
