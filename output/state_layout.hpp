// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "output/sha256.hpp"
#include "output/state_file.hpp"

namespace talentflow::output {

// Everything in a saved state but the pieces of its columns, as bytes (docs/output-format.md#saved-states):
//
//     preamble | header | pieces ... | index | trailer
//
// Numbers are little-endian. Parsing looks only at the bytes it is given and takes memory only for them.

inline constexpr std::string_view kStateSignature = "\211TFS\r\n\032\n";
inline constexpr std::uint32_t kStateFormat = 1;

// Bounds of what is read before its hash can be known.
inline constexpr std::size_t kMostProgramBytes = 1024;
inline constexpr std::size_t kMostHeaderBytes = 16 * 1024 * 1024;
inline constexpr std::size_t kMostIndexBytes = 16 * 1024 * 1024;  // of some 400 GB of columns
inline constexpr std::size_t kMostParts = 65536;

/// Lengths of what has one: signature, format and length of the program's name; length of a header; trailer.
inline constexpr std::size_t kPreambleStart = 16;
inline constexpr std::size_t kHeaderStart = 4;
inline constexpr std::size_t kTrailerBytes = 48;

struct StateChunk {
    std::uint32_t bytes = 0;   // of the column, 1 to kChunkBytes
    std::uint32_t stored = 0;  // at most as many
    Digest digest{};           // of what is stored
};

/// A part and where it lies.
struct StateEntry {
    StatePart part;
    std::uint64_t offset = 0;  // of the first piece in the file; the others follow
    std::vector<StateChunk> chunks;
};

/// 1 to 255 printable ASCII characters.
[[nodiscard]] bool is_part_name(std::string_view name);

/// Preamble and header. Errors: OutputError for `file` if a text of the header is too long to be read again.
[[nodiscard]] std::string head_bytes(const StateHeader& header, const std::string& file);
/// Index and trailer behind `head`. Errors: OutputError if there is more than can be read again.
[[nodiscard]] std::string tail_bytes(const Digest& head, const std::vector<StateEntry>& entries,
                                     const std::string& file);

struct PreambleStart {
    std::uint32_t format = 0, program_bytes = 0;
};
/// Of the first kPreambleStart bytes, which begin with the signature.
[[nodiscard]] PreambleStart parse_preamble_start(std::string_view bytes);
/// Length of the rest of a header that begins with these kHeaderStart bytes.
[[nodiscard]] std::uint32_t parse_header_start(std::string_view bytes);

struct Trailer {
    std::uint64_t index_bytes = 0;
    Digest digest{};  // of index and length
};
/// Of the last kTrailerBytes; nothing if they do not end a state.
[[nodiscard]] std::optional<Trailer> parse_trailer(std::string_view bytes);

/// The fields of a header behind its length and before its hash; nothing if they are not as a writer leaves them.
[[nodiscard]] std::optional<StateHeader> parse_header(std::string_view fields);
/// The entries of an index of a file whose head ends at `begin` with the hash `head` and whose index begins at `end`.
[[nodiscard]] std::optional<std::vector<StateEntry>> parse_index(std::string_view index, const Digest& head,
                                                                 std::uint64_t begin, std::uint64_t end);

}  // namespace talentflow::output
