// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace talentflow::scenarios {

/// Where a value comes from: a place in a file, the command line, or a spec's default.
struct Origin {
    enum class Kind { file, setting, preset };
    Kind kind = Kind::file;
    std::shared_ptr<const std::string> source;  // file name, or "--set path=value"; shared by all nodes
    int line = 0;                               // from 1; 0: the source as a whole
    int column = 0;                             // from 1, in characters

    [[nodiscard]] const std::string& name() const noexcept;
};

struct Entry;

/// The range that a statement gave to a value which has since been replaced by one without a range.
struct StatedRange {
    double low = 0, high = 0;
    Origin origin;
};

/// A node of a scenario text: untyped, in the order of the file, every value with its origin.
///
/// The tree is the loader's own so that nothing of the YAML library leaves yaml_reader.cpp and so
/// that scalars keep what the user wrote (`010`, `"0.5"`).
struct Node {
    enum class Kind { null, scalar, map, list };
    Kind kind = Kind::null;
    bool quoted = false;  // of a scalar: "0.5" is a text
    bool broken = false;  // something inside has been reported; rules across fields leave it alone
    Origin origin;
    std::string text;  // of a scalar
    std::vector<Entry> entries;
    std::vector<Node> items;
    std::shared_ptr<const StatedRange> replaced;  // null: replaces nothing that had a range

    [[nodiscard]] bool is_null() const noexcept { return kind == Kind::null; }
    [[nodiscard]] bool is_scalar() const noexcept { return kind == Kind::scalar; }
    [[nodiscard]] bool is_map() const noexcept { return kind == Kind::map; }
    [[nodiscard]] bool is_list() const noexcept { return kind == Kind::list; }
    /// The value under `key`, or nullptr (also if this is no map).
    [[nodiscard]] const Node* find(std::string_view key) const noexcept;
    [[nodiscard]] Node* find(std::string_view key) noexcept;
    /// Text of the scalar under `key`, or "".
    [[nodiscard]] const std::string& text_of(std::string_view key) const noexcept;
    void erase(std::string_view key);
};

struct Entry {
    std::string key;
    Origin key_origin;
    Node value;
};

/// How deep maps and lists may nest.
inline constexpr int kMaxDepth = 32;

[[nodiscard]] Node make_scalar(std::string text, const Origin& origin);
[[nodiscard]] Node make_map(const Origin& origin);
[[nodiscard]] Node make_list(const Origin& origin);

/// Number of nodes of the tree, itself included.
[[nodiscard]] std::size_t count_nodes(const Node& node);

/// What the user wrote, fit for a one-line message: 'text', shortened, or "a list", "a map",
/// "nothing".
[[nodiscard]] std::string describe(const Node& node);
[[nodiscard]] std::string in_marks(std::string_view text);

/// `a.b`, or `b` if `a` is empty.
[[nodiscard]] std::string join_path(const std::string& path, std::string_view key);

}  // namespace talentflow::scenarios
