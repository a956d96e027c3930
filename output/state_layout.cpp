// SPDX-License-Identifier: Apache-2.0
#include "output/state_layout.hpp"

#include <algorithm>
#include <set>

#include "output/messages.hpp"
#include "output/state_chunk.hpp"
#include "sim/contract.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::output {

namespace {

constexpr std::string_view kEnd = "\nTFSend\n";
constexpr std::size_t kDigestBytes = sizeof(Digest);

class Bytes {
  public:
    template <class T>
    void number(T value) {
        for (std::size_t i = 0; i < sizeof value; ++i)
            bytes_ += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xff);
    }
    void text(std::string_view text) {
        number(static_cast<std::uint32_t>(text.size()));
        bytes_ += text;
    }
    void plain(std::string_view bytes) { bytes_ += bytes; }
    void digest(const Digest& digest) { bytes_.append(digest.begin(), digest.end()); }
    /// The hash of all bytes so far.
    void seal() { digest(digest_of(bytes_)); }
    [[nodiscard]] std::string take() { return std::move(bytes_); }

  private:
    std::string bytes_;
};

/// Takes values from the front; beyond the end everything is 0 or empty and `whole` is no longer true.
class Cursor {
  public:
    explicit Cursor(std::string_view bytes) : left_{bytes} {}

    std::string_view plain(std::size_t n) {
        if (n > left_.size()) {
            whole_ = false;
            left_ = {};
            return {};
        }
        const auto taken = left_.substr(0, n);
        left_.remove_prefix(n);
        return taken;
    }
    template <class T>
    T number() {
        std::uint64_t value = 0;
        std::size_t i = 0;
        for (const char c : plain(sizeof(T))) value |= std::uint64_t{static_cast<unsigned char>(c)} << (8 * i++);
        return static_cast<T>(value);
    }
    std::string text() { return std::string{plain(number<std::uint32_t>())}; }
    Digest digest() {
        Digest digest{};
        const auto bytes = plain(kDigestBytes);
        std::copy(bytes.begin(), bytes.end(), digest.begin());
        return digest;
    }
    [[nodiscard]] bool whole() const noexcept { return whole_; }
    [[nodiscard]] bool at_end() const noexcept { return whole_ && left_.empty(); }

  private:
    std::string_view left_;
    bool whole_ = true;
};

bool is_month(std::string_view text) {
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() != 7 || text[4] != '-') return false;
    if (!(digit(0) && digit(1) && digit(2) && digit(3) && digit(5) && digit(6))) return false;
    return text.substr(5) >= "01" && text.substr(5) <= "12";
}

bool is_hash(std::string_view text) {
    return text.size() == 2 * kDigestBytes && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_good(const StateHeader& header) {
    return is_month(header.month) && is_hash(header.past_hash) && sim::is_utf8(header.command) &&
           sim::is_utf8(header.scenario) && header.members >= 1;
}

// The pieces of a part; those of any file are as a writer cuts them, so that one content has one form.
bool take_chunks(Cursor& in, StateEntry& entry, std::uint64_t& offset) {
    entry.offset = offset;
    for (auto n = in.number<std::uint32_t>(); n > 0; --n) {
        const auto bytes = in.number<std::uint32_t>(), stored = in.number<std::uint32_t>();
        const Digest digest = in.digest();
        // Also ends the loop where the index ends, whatever the count says.
        if (bytes == 0 || bytes > kChunkBytes || stored == 0 || stored > bytes) return false;
        if (n > 1 && bytes != kChunkBytes) return false;
        entry.chunks.push_back({bytes, stored, digest});
        entry.part.bytes += bytes;
        offset += stored;
    }
    return in.whole();
}

}  // namespace

bool is_part_name(std::string_view name) {
    return !name.empty() && name.size() <= 255 &&
           std::all_of(name.begin(), name.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string head_bytes(const StateHeader& header, const std::string& file) {
    TF_EXPECT(is_good(header));
    Bytes out;
    out.plain(kStateSignature);
    out.number(kStateFormat);
    out.text(header.program);
    out.seal();
    Bytes fields;
    for (const auto* text : {&header.month, &header.past_hash, &header.command, &header.scenario}) fields.text(*text);
    fields.number(header.members);
    const std::string bytes = fields.take();
    if (header.program.size() > kMostProgramBytes || bytes.size() > kMostHeaderBytes)
        throw OutputError{messages::kStateTooLarge(file)};
    out.text(bytes);
    out.seal();
    return out.take();
}

std::string tail_bytes(const Digest& head, const std::vector<StateEntry>& entries, const std::string& file) {
    Bytes out;
    out.digest(head);
    out.number(static_cast<std::uint32_t>(entries.size()));
    for (const auto& entry : entries) {
        out.text(entry.part.name);
        out.number(static_cast<std::uint8_t>(entry.part.width));
        out.number(static_cast<std::uint32_t>(entry.chunks.size()));
        for (const auto& chunk : entry.chunks) {
            out.number(chunk.bytes);
            out.number(chunk.stored);
            out.digest(chunk.digest);
        }
    }
    const std::string index = out.take();
    if (index.size() > kMostIndexBytes || entries.size() > kMostParts)
        throw OutputError{messages::kStateTooLarge(file)};
    out = {};
    out.plain(index);
    out.number(std::uint64_t{index.size()});
    out.seal();
    out.plain(kEnd);
    return out.take();
}

PreambleStart parse_preamble_start(std::string_view bytes) {
    Cursor in{bytes};
    (void)in.plain(kStateSignature.size());
    const auto format = in.number<std::uint32_t>();
    return {format, in.number<std::uint32_t>()};
}

std::uint32_t parse_header_start(std::string_view bytes) {
    return Cursor{bytes}.number<std::uint32_t>();
}

std::optional<Trailer> parse_trailer(std::string_view bytes) {
    Cursor in{bytes};
    Trailer trailer;
    trailer.index_bytes = in.number<std::uint64_t>();
    trailer.digest = in.digest();
    if (in.plain(kEnd.size()) != kEnd || !in.at_end()) return std::nullopt;
    return trailer;
}

std::optional<StateHeader> parse_header(std::string_view fields) {
    Cursor in{fields};
    StateHeader header;
    for (auto* text : {&header.month, &header.past_hash, &header.command, &header.scenario}) *text = in.text();
    header.members = in.number<std::uint32_t>();
    if (!in.at_end() || !is_good(header)) return std::nullopt;
    return header;
}

std::optional<std::vector<StateEntry>> parse_index(std::string_view index, const Digest& head, std::uint64_t begin,
                                                   std::uint64_t end) {
    Cursor in{index};
    if (in.digest() != head) return std::nullopt;
    std::vector<StateEntry> entries;
    std::set<std::string, std::less<>> names;
    std::uint64_t offset = begin;
    const auto n_parts = in.number<std::uint32_t>();
    if (n_parts > kMostParts) return std::nullopt;
    for (std::uint32_t i = 0; i < n_parts; ++i) {
        StateEntry entry;
        entry.part.name = in.text();
        entry.part.width = in.number<std::uint8_t>();
        if (!is_part_name(entry.part.name) || entry.part.width == 0) return std::nullopt;
        if (!names.insert(entry.part.name).second || !take_chunks(in, entry, offset)) return std::nullopt;
        entries.push_back(std::move(entry));
    }
    if (!in.at_end() || offset != end) return std::nullopt;
    return entries;
}

}  // namespace talentflow::output
