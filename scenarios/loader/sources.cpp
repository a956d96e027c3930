// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/sources.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/loader/file_kind.hpp"
#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/overlay.hpp"
#include "scenarios/loader/yaml_reader.hpp"
#include "sim/error.hpp"

namespace talentflow::scenarios {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFiles = 200;
constexpr std::size_t kMaxChain = 32;
constexpr std::size_t kMaxMergedNodes = 800000;

enum class Part { scenario, package };

/// Walks `extends` and `packages` depth first and lays each file on the result once.
class Reader {
  public:
    explicit Reader(Report& report) : report_{report} {}

    void lay(SourceText source, const fs::path& folder, const std::string& identity) {
        const auto root = read_yaml(std::move(source), report_);
        if (!root || !is_scenario(*root, report_)) {
            failed_ = true;
            return;
        }
        std::error_code error;
        home_ = identity.empty() ? fs::weakly_canonical(".", error) : fs::path{identity}.parent_path();
        // A link is as good as the file it stands for: what lies beside either of them is the user's own.
        other_home_ = fs::weakly_canonical(folder.empty() ? fs::path{"."} : folder, error);
        chain_.emplace_back(identity, root->origin.name());
        lay_root(*root, folder, Part::scenario);
        chain_.pop_back();
    }
    /// What was read on the way.
    [[nodiscard]] std::vector<fs::path> files() const { return files_; }
    [[nodiscard]] std::optional<Node> take() {
        if (failed_) return std::nullopt;
        return std::move(merged_);
    }

  private:
    void lay_root(const Node& root, const fs::path& folder, Part part) {
        if (part == Part::scenario) {
            follow(root, "extends", folder, Part::scenario);
            follow(root, "packages", folder, Part::package);
        }
        Node own = root;
        own.erase("extends");
        own.erase("packages");
        if (part == Part::package) {
            note_world(own, folder);
            keep_package_keys(own);
        }
        n_nodes_ += count_nodes(own);
        if (n_nodes_ > kMaxMergedNodes) {
            if (!failed_) report_.add(root.origin, {}, "the files together hold too many values");
            failed_ = true;
            return;
        }
        overlay(merged_, own, report_);
        // The main file comes last: what is missing at the top is missing there.
        merged_.origin = root.origin;
    }

    void follow(const Node& root, const std::string& key, const fs::path& folder, Part part) {
        const Node* named = root.find(key);
        if (named == nullptr) return;
        if (named->is_list()) {
            for (const auto& item : named->items) follow_one(item, key, folder, part);
        } else {
            follow_one(*named, key, folder, part);
        }
    }

    void follow_one(const Node& named, const std::string& key, const fs::path& folder, Part part) {
        if (!named.is_scalar() || named.text.empty()) {
            report_.add(named.origin, key, describe(named) + " is not the path of a file",
                        "write a path relative to this file");
            return;
        }
        if (named.text == kStandardInput) {
            report_.add(named.origin, key, messages::kNotStandardInput(), "write a path relative to this file");
            failed_ = true;
            return;
        }
        const fs::path file = (folder / fs::path{named.text}).lexically_normal();
        std::error_code error;
        const std::string identity = fs::weakly_canonical(file, error).string();
        if (closes_cycle(identity, named, key)) return;
        if (!seen_.insert(identity).second) return;
        if (seen_.size() > kMaxFiles || chain_.size() >= kMaxChain) {
            if (!failed_) report_.add(named.origin, key, "too many files build on one another");
            failed_ = true;
            return;
        }
        read_named(named, key, file, identity, part);
    }

    void read_named(const Node& named, const std::string& key, const fs::path& file, const std::string& identity,
                    Part part) {
        files_.push_back(file);
        std::optional<SourceText> source;
        try {
            source = read_source(file, file.generic_string(), report_);
        } catch (const OutputError& problem) {
            // The file is named by a scenario, so the scenario is what must be corrected.
            report_.add(named.origin, key, std::string{problem.what()} + " (written " + in_marks(named.text) + ")",
                        "paths are relative to the file that names them");
        }
        const auto root = source ? read_parsed(std::move(*source), fs::path{identity}) : std::nullopt;
        if (!root) {
            failed_ = true;
            return;
        }
        chain_.emplace_back(identity, file.generic_string());
        report_.note_folder(file.parent_path().generic_string());
        lay_root(*root, file.parent_path(), part);
        chain_.pop_back();
    }

    /// The tree of a named file. What is no scenario and lies elsewhere (`extends: /etc/passwd`) is refused without a
    /// word of it: whoever reads the message need not be allowed to read the file.
    [[nodiscard]] std::optional<Node> read_parsed(SourceText source, const fs::path& identity) {
        if (is_below(identity, home_) || is_below(identity, other_home_)) return read_yaml(std::move(source), report_);
        const Origin start = source.at(1, 1);
        const bool begins = begins_with_format(source.bytes);
        Report inner;
        auto root = read_yaml(std::move(source), inner);
        if (root ? root->find("format") != nullptr : begins) {
            report_.take(inner);
            return root;
        }
        Origin where = start;
        if (const auto found = inner.sorted(); !found.empty()) {
            where.line = found.front().line;
            where.column = found.front().column;
        }
        report_.add(where, {}, root ? messages::kOutsideNoFormat() : messages::kOutsideUnread(),
                    messages::kBeginsWithFormat());
        return std::nullopt;
    }

    [[nodiscard]] static bool is_below(const fs::path& file, const fs::path& folder) {
        const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
        return end == folder.end();
    }

    /// Whether `format: 1` is the first key, behind comments and '---'.
    [[nodiscard]] static bool begins_with_format(std::string_view text) {
        if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            const auto line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            const auto word = line.find_first_not_of(" \t\r");
            if (word == std::string_view::npos || line[word] == '#' || line.substr(0, 3) == "---") continue;
            return line.substr(0, 9) == "format: 1" && line.find_first_not_of(" \t\r", 9) == std::string_view::npos;
        }
        return false;
    }

    bool closes_cycle(const std::string& identity, const Node& named, const std::string& key) {
        const auto first =
            std::find_if(chain_.begin(), chain_.end(), [&](const auto& link) { return link.first == identity; });
        if (first == chain_.end()) return false;
        std::string text;
        for (auto link = first; link != chain_.end(); ++link) text += link->second + " -> ";
        report_.add(named.origin, key, "the files form a cycle: " + text + first->second,
                    "a file cannot build on itself");
        failed_ = true;
        return true;
    }

    /// Paths are relative to the file that names them, here too.
    void note_world(const Node& root, const fs::path& folder) {
        const Node* world = root.find("world");
        if (world == nullptr) return;
        if (!world->is_scalar() || world->text.empty()) {
            report_.add(world->origin, "world", describe(*world) + " is not the path of a file",
                        "write a path relative to this file");
            return;
        }
        report_.note_world(world->origin, (folder / fs::path{world->text}).lexically_normal().generic_string());
    }

    /// Two packages that each define a lever, or a fund, of one id would be mixed key by key. A package may still
    /// change some keys of another's, without `kind` or `payers`.
    void refuse_twins(const Entry& list) {
        const char* defines = list.key == "levers" ? "kind" : list.key == "funds" ? "payers" : nullptr;
        if (defines == nullptr) return;
        std::set<std::string> here;
        for (const auto& item : list.value.items) {
            const std::string id = id_of(item, ItemKey::id);
            if (id.empty() || item.find(defines) == nullptr || !here.insert(id).second) continue;
            const auto [first, is_new] = defined_.emplace(join_path(list.key, id), item.origin);
            if (is_new) continue;
            report_.add(item.origin, first->first,
                        in_marks(id) + " is there in another package too, " + *first->second.source + ":" +
                            std::to_string(first->second.line),
                        "give one of them another id");
        }
    }

    void keep_package_keys(Node& root) {
        Node kept = make_map(root.origin);
        for (auto& entry : root.entries) {
            if (!is_package_key(entry.key)) {
                report_.add(entry.key_origin, entry.key,
                            "a package cannot hold " + in_marks(entry.key) + " (only funds, titles, groups and levers)",
                            "put it into a scenario and use 'extends'");
            } else if (item_key(entry.key) == ItemKey::id) {
                refuse_twins(entry);
                kept.entries.push_back(std::move(entry));
            } else if (entry.key == "format" && entry.value.text != "1") {
                report_.add(entry.value.origin, "format", describe(entry.value) + " is not a known format",
                            "write format: 1");
            }
        }
        root = std::move(kept);
    }

    Report& report_;
    Node merged_;
    fs::path home_, other_home_;                              // the folder of the main file, and that of the link to it
    std::vector<std::pair<std::string, std::string>> chain_;  // identity, name as shown
    std::set<std::string> seen_;
    std::vector<fs::path> files_;
    std::map<std::string, Origin> defined_;  // by packages: levers.id, funds.id
    std::size_t n_nodes_ = 0;
    bool failed_ = false;
};

}  // namespace

std::optional<Node> read_merged(const fs::path& file, Report& report, std::vector<fs::path>* files) {
    auto source = read_source(file, file.generic_string(), report);
    if (!source) return std::nullopt;
    std::error_code error;
    const bool named = file != kStandardInput;
    const std::string identity = named ? fs::weakly_canonical(file, error).string() : std::string{};
    Reader reader{report};
    reader.lay(std::move(*source), named ? file.parent_path() : fs::path{}, identity);
    if (files != nullptr) {
        *files = reader.files();
        if (named) files->insert(files->begin(), file);
    }
    return reader.take();
}

std::optional<Node> read_merged(SourceText source, Report& report) {
    Reader reader{report};
    reader.lay(std::move(source), {}, {});
    return reader.take();
}

bool is_package_key(const std::string& key) {
    static constexpr std::array<const char*, 9> kKeys{"format", "name",   "title",  "note",  "world",
                                                      "funds",  "titles", "groups", "levers"};
    return std::any_of(kKeys.begin(), kKeys.end(), [&](const char* known) { return key == known; });
}

}  // namespace talentflow::scenarios
