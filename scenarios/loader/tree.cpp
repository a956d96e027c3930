// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/tree.hpp"

#include <algorithm>

#include "sim/printable.hpp"

namespace talentflow::scenarios {

namespace {

constexpr std::size_t kLongestQuote = 48;  // bytes of the user's text in a message

const std::string& no_text() {
    static const std::string empty;
    return empty;
}

}  // namespace

const std::string& Origin::name() const noexcept {
    return source ? *source : no_text();
}

const Node* Node::find(std::string_view key) const noexcept {
    for (const auto& entry : entries) {
        if (entry.key == key) return &entry.value;
    }
    return nullptr;
}

Node* Node::find(std::string_view key) noexcept {
    for (auto& entry : entries) {
        if (entry.key == key) return &entry.value;
    }
    return nullptr;
}

const std::string& Node::text_of(std::string_view key) const noexcept {
    const Node* node = find(key);
    return node != nullptr && node->is_scalar() ? node->text : no_text();
}

void Node::erase(std::string_view key) {
    entries.erase(std::remove_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; }),
                  entries.end());
}

Node make_scalar(std::string text, const Origin& origin) {
    Node node;
    node.kind = Node::Kind::scalar;
    node.text = std::move(text);
    node.origin = origin;
    return node;
}

Node make_map(const Origin& origin) {
    Node node;
    node.kind = Node::Kind::map;
    node.origin = origin;
    return node;
}

Node make_list(const Origin& origin) {
    Node node;
    node.kind = Node::Kind::list;
    node.origin = origin;
    return node;
}

std::size_t count_nodes(const Node& node) {
    std::size_t n = 1;
    for (const auto& entry : node.entries) n += count_nodes(entry.value);
    for (const auto& item : node.items) n += count_nodes(item);
    return n;
}

std::string in_marks(std::string_view text) {
    std::string shown{text.substr(0, kLongestQuote)};
    if (shown.size() < text.size()) {
        // Never cut inside a character: drop its continuation bytes and its first byte.
        while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0x80U) {
            shown.pop_back();
        }
        if (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xC0U) shown.pop_back();
        shown += "...";
    }
    std::string quoted(1, '\'');
    quoted += sim::printable(shown);
    quoted += '\'';
    return quoted;
}

std::string describe(const Node& node) {
    switch (node.kind) {
        case Node::Kind::null:
            return "nothing";
        case Node::Kind::map:
            return "a map";
        case Node::Kind::list:
            return "a list";
        case Node::Kind::scalar:
            break;
    }
    return in_marks(node.text);
}

std::string join_path(const std::string& path, std::string_view key) {
    if (path.empty()) return std::string{key};
    return path + "." + std::string{key};
}

}  // namespace talentflow::scenarios
