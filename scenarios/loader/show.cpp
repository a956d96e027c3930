// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/show.hpp"

#include <algorithm>
#include <filesystem>

#include "sim/printable.hpp"

namespace talentflow::scenarios {

namespace {

constexpr std::size_t kFlowWidth = 96;  // longer maps are written one key a line
constexpr std::size_t kIndent = 2;

bool is_scalar(const Node& node) {
    return node.is_scalar();
}

/// Whether the node goes on one line. Origins do not matter: a text that is read back has others,
/// and must look the same.
bool fits_one_line(const Node& node) {
    if (node.is_scalar() || node.is_null()) return true;
    if (node.entries.empty() && node.items.empty()) return true;
    if (node.is_list()) return std::all_of(node.items.begin(), node.items.end(), is_scalar);
    if (node.find("value") != nullptr) return true;
    return flow_text(node).size() <= kFlowWidth;
}

class Writer {
  public:
    explicit Writer(const Origin& main) : main_{main} {}

    void map(const Node& node, std::size_t indent) {
        for (const auto& entry : node.entries) keyed(entry, indent, std::string(indent, ' '));
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    void keyed(const Entry& entry, std::size_t indent, const std::string& lead) {
        const std::string key = lead + scalar_text(entry.key, false) + ":";
        const Node& value = entry.value;
        const bool section = indent == 0 && !value.is_scalar() && !(value.entries.empty() && value.items.empty());
        if (fits_one_line(value) && !(section && value.is_map() && value.find("en") == nullptr)) {
            return flow_line(key + " ", value);
        }
        line(key, value.origin);
        if (value.is_map()) {
            map(value, indent + kIndent);
        } else {
            items(value, indent + kIndent);
        }
    }

    void items(const Node& list, std::size_t indent) {
        const std::string lead = std::string(indent, ' ') + "- ";
        for (const auto& item : list.items) {
            if (fits_one_line(item)) {
                flow_line(lead, item);
            } else if (item.is_map()) {
                // The first key stands behind the dash, the others below it.
                keyed(item.entries.front(), indent + kIndent, lead);
                for (std::size_t i = 1; i < item.entries.size(); ++i) {
                    keyed(item.entries[i], indent + kIndent, std::string(indent + kIndent, ' '));
                }
            } else {
                line(std::string(indent, ' ') + "-", item.origin);
                items(item, indent + kIndent);
            }
        }
    }

    void line(const std::string& content, const Origin& origin) {
        Sources sources;
        add_source(origin, sources);
        line(content, sources);
    }

    /// The line of a node in flow form, with the origins of all that it holds.
    void flow_line(const std::string& lead, const Node& node) {
        Sources sources;
        collect(node, sources);
        line(lead + flow_text(node), sources);
    }

    struct Sources {
        bool main = false;
        std::vector<std::string> others;
    };

    void line(const std::string& content, const Sources& sources) {
        text_ += content;
        for (std::size_t i = 0; i < sources.others.size(); ++i) {
            text_ += i > 0 ? ", " : sources.main ? "  # partly " : "  # ";
            text_ += sources.others[i];
        }
        text_ += '\n';
    }

    void collect(const Node& node, Sources& sources) const {
        if (node.entries.empty() && node.items.empty()) add_source(node.origin, sources);
        for (const auto& entry : node.entries) collect(entry.value, sources);
        for (const auto& item : node.items) collect(item, sources);
    }

    void add_source(const Origin& origin, Sources& sources) const {
        const std::string from = comment(origin);
        if (from.empty()) {
            sources.main = true;
        } else if (std::find(sources.others.begin(), sources.others.end(), from) == sources.others.end()) {
            sources.others.push_back(from);
        }
    }

    [[nodiscard]] std::string comment(const Origin& origin) const {
        if (origin.kind == Origin::Kind::preset) return "default";
        if (origin.kind == Origin::Kind::setting) return "command line";
        if (origin.name() == main_.name()) return {};
        return "from " + shown_file(origin, main_) + ":" + std::to_string(origin.line);
    }

    const Origin& main_;
    std::string text_;
};

}  // namespace

std::string shown_file(const Origin& origin, const Origin& main) {
    namespace fs = std::filesystem;
    const fs::path file{origin.name()};
    const fs::path folder = fs::path{main.name()}.parent_path();
    fs::path shown = folder.empty() ? file : file.lexically_relative(folder);
    if (shown.empty() || shown.is_absolute()) shown = file.filename();
    return sim::printable(shown.generic_string());
}

std::string flow_text(const Node& node) {
    if (node.is_null()) return "~";
    if (node.is_scalar()) return scalar_text(node.text, node.quoted);
    std::string text = node.is_map() ? "{" : "[";
    for (std::size_t i = 0; i < node.entries.size(); ++i) {
        if (i > 0) text += ", ";
        text += scalar_text(node.entries[i].key, false) + ": " + flow_text(node.entries[i].value);
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        if (i > 0) text += ", ";
        text += flow_text(node.items[i]);
    }
    return text + (node.is_map() ? "}" : "]");
}

std::string show(const Node& root) {
    Writer writer{root.origin};
    writer.map(root, 0);
    return writer.take();
}

}  // namespace talentflow::scenarios
