// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/yaml_reader.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <istream>
#include <sstream>
#include <unordered_map>
#include <utility>
#include <vector>

#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/wide_text.hpp"
#include "sim/printable.hpp"

namespace talentflow::scenarios {

namespace {

/// Stops the parser; the problem has been reported.
struct Refused {};

/// Turns the parser's marks (lines from 0, columns in bytes) into origins (from 1, in characters).
class Places {
  public:
    explicit Places(const SourceText& source) : source_{source}, starts_{0} {
        for (std::size_t i = 0; i < source.bytes.size(); ++i) {
            if (source.bytes[i] == '\n') starts_.push_back(i + 1);
        }
    }
    [[nodiscard]] Origin at(const YAML::Mark& mark) {
        if (mark.line < 0 || mark.is_null()) return source_.at(1, 1);
        const auto line = std::min(static_cast<std::size_t>(mark.line), starts_.size() - 1);
        const std::size_t begin = starts_[line];
        const std::size_t end =
            std::min(begin + static_cast<std::size_t>(std::max(mark.column, 0)), source_.bytes.size());
        // Marks mostly come in order: counting goes on from the last one, so a long line stays
        // linear.
        if (last_ < begin || last_ > end) {
            last_ = begin;
            column_ = 1;
        }
        for (; last_ < end; ++last_) {
            if ((static_cast<unsigned char>(source_.bytes[last_]) & 0xC0U) != 0x80U) ++column_;
        }
        return source_.at(static_cast<int>(line) + 1, column_);
    }

  private:
    const SourceText& source_;
    std::vector<std::size_t> starts_;
    std::size_t last_ = 0;  // byte up to which column_ counts
    int column_ = 1;
};

class TreeBuilder final : public YAML::EventHandler {
  public:
    /// `key`: of what the whole text is the value, "" if it is a file.
    TreeBuilder(Places& places, std::size_t most_nodes, std::string key, Report& report)
        : places_{places}, most_nodes_{most_nodes}, key_{std::move(key)}, report_{report} {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        open(mark, anchor);
        if (awaits_key()) refuse(mark, "a key is missing before ':'");
        Node node;
        node.origin = places_.at(mark);
        add(std::move(node));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_alias(mark); }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        open(mark, anchor);
        if (tag != "?" && tag != "!" && !tag.empty()) refuse_tag(mark, tag);
        if (tag == "!") last_quoted_ = mark;
        check_characters(mark, value);
        if (awaits_key()) return begin_entry(mark, value);
        Node node = make_scalar(value, places_.at(mark));
        node.quoted = tag == "!";
        add(std::move(node));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        begin(mark, tag, anchor, Node::Kind::list);
    }
    void OnSequenceEnd() override { end(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        begin(mark, tag, anchor, Node::Kind::map);
    }
    void OnMapEnd() override { end(); }

    [[nodiscard]] Node take() { return std::move(root_); }
    [[nodiscard]] const YAML::Mark& last_quoted() const noexcept { return last_quoted_; }

  private:
    struct Frame {
        Node node;
        bool key_pending = false;  // a key has come, its value has not
        bool skip_value = false;   // the key was refused: its value is dropped
        Entry entry;
        std::unordered_map<std::string, int> lines;  // of the keys so far
    };

    [[noreturn]] void refuse(const YAML::Mark& mark, std::string problem, std::string suggestion = {}) {
        report_.add(places_.at(mark), {}, std::move(problem), std::move(suggestion));
        throw Refused{};
    }
    [[noreturn]] void refuse_alias(const YAML::Mark& mark) {
        refuse(mark, "anchors (&) and aliases (*) are not read", "write the value out");
    }
    void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
        report_.add(places_.at(mark), {}, "the tag " + in_marks(tag) + " is not read", "write the value without it");
    }
    [[nodiscard]] bool awaits_key() const {
        return !frames_.empty() && frames_.back().node.is_map() && !frames_.back().key_pending;
    }
    void open(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) refuse_alias(mark);
        if (++n_nodes_ > most_nodes_) {
            refuse(mark, "the file holds more than " + std::to_string(most_nodes_) + " keys and values");
        }
    }
    /// Escapes and C1 bring in what the check of the bytes lets through; a line break in a name would forge a row of a
    /// table.
    void check_characters(const YAML::Mark& mark, const std::string& value) {
        const bool is_key = awaits_key();
        const std::string& key = frames_.empty() ? key_ : frames_.back().entry.key;
        const bool prose = !is_key && (key == "note" || key == "source");
        for (std::size_t at = 0; at < value.size();) {
            const auto c = sim::character_at(value, at);
            const bool breaks = c.code == '\n' || c.code == '\r' || c.code == '\t';
            if (c.bytes == 0 || (sim::is_control(c.code) && !(prose && breaks))) {
                const std::string path = is_key ? std::string{} : path_here();
                if (c.code == '\n')
                    return report_.add(places_.at(mark), path, messages::kLineBreak(), messages::kOneLine());
                return report_.add(places_.at(mark), path, messages::kControl(sim::code_point_name(c.code)),
                                   messages::kRemoveIt());
            }
            at += c.bytes;
        }
    }
    /// Keys on the way to the value that comes next.
    [[nodiscard]] std::string path_here() const {
        std::string path = frames_.empty() ? key_ : std::string{};
        for (const auto& frame : frames_) {
            if (frame.node.is_map()) path = join_path(path, frame.entry.key);
        }
        return path;
    }
    void begin_entry(const YAML::Mark& mark, const std::string& key) {
        Frame& frame = frames_.back();
        frame.key_pending = true;
        frame.entry = Entry{};
        frame.entry.key = key;
        frame.entry.key_origin = places_.at(mark);
        const auto [known, is_new] = frame.lines.emplace(key, frame.entry.key_origin.line);
        frame.skip_value = !is_new || key == "<<" || key.empty();
        if (key == "<<") {
            report_.add(frame.entry.key_origin, {}, "'<<' (merge key) is not read",
                        "use 'extends' to build on another file");
        } else if (key.empty()) {
            report_.add(frame.entry.key_origin, {}, "a key is empty");
        } else if (!is_new) {
            const bool thousands = key.size() == 3 && parse_whole(key);
            report_.add(frame.entry.key_origin, {},
                        "the key " + in_marks(key) + " is there twice, first on line " + std::to_string(known->second),
                        thousands ? messages::kNoThousands() : "remove one of them");
        }
    }
    void begin(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Kind kind) {
        open(mark, anchor);
        if (tag != "?" && tag != "!" && !tag.empty()) refuse_tag(mark, tag);
        if (awaits_key()) refuse(mark, "a key must be a plain word, not a list or a map");
        if (frames_.size() >= static_cast<std::size_t>(kMaxDepth)) {
            refuse(mark, "maps and lists are nested deeper than " + std::to_string(kMaxDepth));
        }
        Frame frame;
        frame.node.kind = kind;
        frame.node.origin = places_.at(mark);
        frames_.push_back(std::move(frame));
    }
    void end() {
        Node node = std::move(frames_.back().node);
        frames_.pop_back();
        add(std::move(node));
    }
    void add(Node node) {
        if (frames_.empty()) {
            root_ = std::move(node);
            return;
        }
        Frame& frame = frames_.back();
        if (frame.node.is_list()) {
            frame.node.items.push_back(std::move(node));
            return;
        }
        frame.key_pending = false;
        if (frame.skip_value) return;
        if (node.is_null()) node.origin = frame.entry.key_origin;  // nothing was written elsewhere
        frame.entry.value = std::move(node);
        frame.node.entries.push_back(std::move(frame.entry));
    }

    Places& places_;
    std::size_t most_nodes_;
    std::string key_;
    Report& report_;
    std::vector<Frame> frames_;
    Node root_;
    YAML::Mark last_quoted_ = YAML::Mark::null_mark();
    std::size_t n_nodes_ = 0;
};

/// Refuses whatever follows the first document.
class SecondDocument final : public YAML::EventHandler {
  public:
    SecondDocument(Places& places, Report& report) : places_{places}, report_{report} {}
    void OnDocumentStart(const YAML::Mark& mark) override {
        report_.add(places_.at(mark), {}, "a second document begins here",
                    "a scenario file holds one document: remove '---' and what follows");
        throw Refused{};
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}

  private:
    Places& places_;
    Report& report_;
};

/// The library's message in our form: lower case, no full stop; "bad file" says nothing.
std::string problem_of(const YAML::Exception& error) {
    std::string text = error.msg;
    if (text.find("anchor") != std::string::npos) return "anchors (&) and aliases (*) are not read";
    if (text.empty() || text == "bad file") text = "the structure cannot be read";
    if (text.front() >= 'A' && text.front() <= 'Z') {
        text.front() = static_cast<char>(text.front() - 'A' + 'a');
    }
    return "not valid YAML: " + text;
}

/// Whether the quotation mark at `open` has its counterpart. The parser lets the end of the file
/// stand for it after a line break; only the last quoted text can have swallowed the rest.
bool is_closed(const std::string& bytes, const YAML::Mark& open) {
    if (open.is_null() || open.pos < 0 || static_cast<std::size_t>(open.pos) >= bytes.size()) return true;
    const char quote = bytes[static_cast<std::size_t>(open.pos)];
    if (quote != '"' && quote != '\'') return true;  // a block text
    for (std::size_t i = static_cast<std::size_t>(open.pos) + 1; i < bytes.size(); ++i) {
        if (quote == '"' && bytes[i] == '\\') {
            ++i;
        } else if (bytes[i] == quote) {
            if (quote == '"' || i + 1 >= bytes.size() || bytes[i + 1] != quote) return true;
            ++i;  // '' stands for one
        }
    }
    return false;
}

/// A tab before the first word is the likely reason when a line cannot be read.
std::string tab_hint(const SourceText& source, int line) {
    std::size_t begin = 0;
    for (int n = 1; n < line && begin != std::string::npos; ++n) {
        begin = source.bytes.find('\n', begin);
        if (begin != std::string::npos) ++begin;
    }
    if (begin == std::string::npos) return {};
    const auto word = source.bytes.find_first_not_of(" \t", begin);
    const auto tab = source.bytes.find('\t', begin);
    return tab != std::string::npos && tab < word ? "indent with spaces, not tabs" : "";
}

/// Half a character, written as JSON does: `\ud83d\ude00`. True if that is what the parser stopped at, and was
/// reported.
bool report_surrogate(const SourceText& source, const YAML::Exception& error, Places& places, Report& report) {
    constexpr std::size_t kEscape = 6;  // bytes of \ud83d
    const auto hex = [&](std::size_t at) -> std::uint32_t {
        std::uint32_t value = 0;
        if (source.bytes.compare(at, 2, "\\u") != 0 || at + kEscape > source.bytes.size()) return 0;
        const char* digits = source.bytes.data() + at + 2;
        return std::from_chars(digits, digits + 4, value, 16).ptr == digits + 4 ? value : 0;
    };
    if (error.msg.find("unicode") == std::string::npos || error.mark.pos < static_cast<int>(kEscape)) return false;
    const std::size_t at = static_cast<std::size_t>(error.mark.pos) - kEscape;
    if (at + kEscape > source.bytes.size()) return false;
    const std::uint32_t high = hex(at), low = at + 2 * kEscape <= source.bytes.size() ? hex(at + kEscape) : 0;
    if (high < 0xD800U || high > 0xDFFFU) return false;
    YAML::Mark mark = error.mark;
    mark.column -= static_cast<int>(kEscape);
    std::string hint;
    if (high < 0xDC00U && low >= 0xDC00U && low <= 0xDFFFU) {
        const std::uint32_t code = 0x10000U + ((high - 0xD800U) << 10U) + (low - 0xDC00U);
        char text[16];
        std::snprintf(text, sizeof text, "\\U%08X", static_cast<unsigned>(code));
        hint = messages::kWriteCharacter(text, sim::code_point_name(code));
    }
    report.add(places.at(mark), {}, messages::kSurrogate(source.bytes.substr(at, kEscape)), hint);
    return true;
}

std::optional<Node> parse(const SourceText& source, const std::string& key, Report& report) {
    Places places{source};
    const std::size_t before = report.size();
    try {
        std::istringstream in{source.bytes};
        YAML::Parser parser{in};
        // The larger texts are resolved scenarios, in the same proportion of values to bytes.
        const std::size_t most_nodes = kMaxNodes * (source.most_bytes / kMaxFileBytes);
        TreeBuilder builder{places, most_nodes, key, report};
        if (!parser.HandleNextDocument(builder)) return Node{};
        if (!is_closed(source.bytes, builder.last_quoted())) {
            const Origin open = places.at(builder.last_quoted());
            report.add(open, {}, "a quotation mark is not closed", wide_hint_near(source, open.line));
        }
        Node root = builder.take();
        // A root that is no map ends here: on `,` the parser would give documents for ever.
        if (root.is_null()) return root;
        SecondDocument second{places, report};
        parser.HandleNextDocument(second);
        if (report.size() == before) return root;
    } catch (const Refused&) {
    } catch (const YAML::Exception& error) {
        if (report_surrogate(source, error, places, report)) return std::nullopt;
        const Origin where = places.at(error.mark);
        const std::string hint = tab_hint(source, where.line);
        report.add(where, {}, problem_of(error), hint.empty() ? wide_hint_near(source, where.line) : hint);
    }
    return std::nullopt;
}

void set_origin(Node& node, const Origin& origin) {
    node.origin = origin;
    for (auto& entry : node.entries) {
        entry.key_origin = origin;
        set_origin(entry.value, origin);
    }
    for (auto& item : node.items) set_origin(item, origin);
}

}  // namespace

std::optional<Node> read_yaml(SourceText source, Report& report) {
    if (!check_bytes(source, report)) return std::nullopt;
    auto root = parse(source, {}, report);
    if (!root) return std::nullopt;
    if (root->is_map() && !root->entries.empty()) return root;
    report.add(source.at(1, 1), {},
               root->is_null() || root->is_map() ? "the file holds nothing to read"
                                                 : "the file holds " + describe(*root) + ", not a map of keys",
               wide_hint_near(source, root->origin.line).empty() ? "a scenario begins with 'format: 1'"
                                                                 : wide_hint_near(source, root->origin.line));
    return std::nullopt;
}

std::optional<Node> read_yaml_value(const std::string& text, const Origin& origin, const std::string& path,
                                    Report& report) {
    Report inner;
    SourceText source;
    source.name = origin.source;
    source.bytes = text;
    std::optional<Node> node;
    if (check_bytes(source, inner)) node = parse(source, path.substr(path.rfind('.') + 1), inner);
    for (const auto& found : inner.sorted()) report.add(origin, path, found.problem, found.suggestion);
    if (node && node->is_null()) {
        report.add(origin, path, "the value is empty", "write path=value");
        return std::nullopt;
    }
    if (node) set_origin(*node, origin);
    return node;
}

}  // namespace talentflow::scenarios
