// SPDX-License-Identifier: Apache-2.0
// Reads whatever is given as a saved state. Nothing is mapped into memory, as a file that shrinks meanwhile would then
// end the process.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "output/descriptor.hpp"
#include "output/messages.hpp"
#include "output/partial_file.hpp"
#include "output/state_chunk.hpp"
#include "output/state_file.hpp"
#include "output/state_layout.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::output {

namespace fs = std::filesystem;

namespace {

constexpr const char* kPreamble = "beginning";
constexpr const char* kHeader = "header";
constexpr const char* kIndex = "index";

/// An ordinary file of a known length.
class Source {
  public:
    explicit Source(const fs::path& file) : name_{sim::printable(file.string())} {
        // O_NONBLOCK: a pipe without a writer must not make us wait.
        descriptor_ = Descriptor{::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)};
        struct stat status {};
        if (descriptor_.get() < 0 && errno == ENOENT) throw ScenarioError{messages::kStateAbsent(name_)};
        if (descriptor_.get() < 0 || ::fstat(descriptor_.get(), &status) != 0) cannot_read(errno);
        if (S_ISDIR(status.st_mode)) throw ScenarioError{messages::kStateIsFolder(name_)};
        if (!S_ISREG(status.st_mode)) throw ScenarioError{messages::kStateIsDevice(name_)};
        size_ = static_cast<std::uint64_t>(status.st_size);
    }

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

    /// The `n` bytes at `offset`; refuses a file that ends before them, without taking memory.
    void read(std::uint64_t offset, std::size_t n, std::string& bytes) const {
        if (offset > size_ || n > size_ - offset) throw ScenarioError{messages::kStateCut(name_)};
        bytes.resize(n);
        for (std::size_t done = 0; done < n;) {
            const ::ssize_t got =
                ::pread(descriptor_.get(), bytes.data() + done, n - done, static_cast<off_t>(offset + done));
            if (got < 0 && errno != EINTR) cannot_read(errno);
            if (got == 0) throw ScenarioError{messages::kStateCut(name_)};  // it was longer when it was opened
            if (got > 0) done += static_cast<std::size_t>(got);
        }
    }
    [[nodiscard]] std::string at(std::uint64_t offset, std::size_t n) const {
        std::string bytes;
        read(offset, n, bytes);
        return bytes;
    }
    [[noreturn]] void damaged(const std::string& where) const {
        throw ScenarioError{messages::kStateDamaged(name_, where)};
    }
    [[noreturn]] void broken(const std::string& where) const {
        throw ScenarioError{messages::kStateBroken(name_, where)};
    }

  private:
    [[noreturn]] void cannot_read(int error) const {
        throw OutputError{messages::kStateUnreadable(name_, std::generic_category().message(error))};
    }

    std::string name_;
    Descriptor descriptor_;
    std::uint64_t size_ = 0;
};

std::string_view last(std::string_view bytes, std::size_t n) {
    return bytes.substr(bytes.size() - n);
}

/// `bytes` end with the hash of those before.
bool is_sealed(std::string_view bytes) {
    const Digest digest = digest_of(bytes.substr(0, bytes.size() - sizeof(Digest)));
    return std::memcmp(last(bytes, sizeof digest).data(), digest.data(), sizeof digest) == 0;
}

void check_signature(const Source& source) {
    const auto n = std::min<std::uint64_t>(source.size(), kUnfinished.size());
    const std::string begin = source.at(0, static_cast<std::size_t>(n));
    if (begin.starts_with(kStateSignature)) return;
    if (begin == kUnfinished) throw ScenarioError{messages::kStateUnfinished(source.name())};
    if (begin.starts_with(result_mark().begin)) throw ScenarioError{messages::kStateIsResult(source.name())};
    throw ScenarioError{messages::kNoState(source.name())};
}

// The preamble has this form in every format, so that an older program can name a newer one.
std::string read_program(const Source& source) {
    const auto start = parse_preamble_start(source.at(0, kPreambleStart));
    if (start.program_bytes > kMostProgramBytes) source.damaged(kPreamble);
    const std::string preamble = source.at(0, kPreambleStart + start.program_bytes + sizeof(Digest));
    if (!is_sealed(preamble)) source.damaged(kPreamble);
    std::string program = preamble.substr(kPreambleStart, start.program_bytes);
    if (start.format != kStateFormat)
        throw ScenarioError{messages::kStateOtherFormat(source.name(), fmt::format("{}", start.format),
                                                        sim::printable(program), fmt::format("{}", kStateFormat))};
    return program;
}

}  // namespace

struct StateFile::Content {
    explicit Content(const fs::path& file) : source{file} {
        check_signature(source);
        read_header();
        read_index();
    }

    void read_header() {
        const std::string program = read_program(source);
        const std::uint64_t begin = kPreambleStart + program.size() + sizeof(Digest);
        const std::size_t n = parse_header_start(source.at(begin, kHeaderStart));
        if (n > kMostHeaderBytes) source.damaged(kHeader);
        head_end = begin + kHeaderStart + n + sizeof(Digest);
        const std::string head = source.at(0, static_cast<std::size_t>(head_end));
        if (!is_sealed(head)) source.damaged(kHeader);
        std::copy_n(last(head, sizeof head_digest).begin(), sizeof head_digest, head_digest.begin());
        auto parsed = parse_header(std::string_view{head}.substr(static_cast<std::size_t>(begin) + kHeaderStart, n));
        if (!parsed) source.broken(kHeader);
        header = *std::move(parsed);
        header.program = program;
    }

    void read_index() {
        if (source.size() < head_end + kTrailerBytes) throw ScenarioError{messages::kStateCut(source.name())};
        const std::uint64_t end = source.size() - kTrailerBytes;
        const auto trailer = parse_trailer(source.at(end, kTrailerBytes));
        if (!trailer) throw ScenarioError{messages::kStateCut(source.name())};
        if (trailer->index_bytes > kMostIndexBytes || trailer->index_bytes > end - head_end) source.damaged(kIndex);
        const auto n = static_cast<std::size_t>(trailer->index_bytes);
        const std::string bytes = source.at(end - n, n + sizeof(std::uint64_t) + sizeof(Digest));
        if (!is_sealed(bytes)) source.damaged(kIndex);
        auto parsed = parse_index(std::string_view{bytes}.substr(0, n), head_digest, head_end, end - n);
        if (!parsed) source.broken(kIndex);
        entries = *std::move(parsed);
        digest = trailer->digest;
    }

    /// What is stored of a piece, checked.
    void load(const StateEntry& entry, const StateChunk& chunk, std::uint64_t offset, std::string& stored) const {
        source.read(offset, chunk.stored, stored);
        if (digest_of(stored) != chunk.digest) source.damaged("part '" + entry.part.name + "'");
    }

    [[noreturn]] void refuse(std::string_view part, std::string_view problem) const {
        throw ScenarioError{messages::kStatePart(source.name(), sim::printable(part), problem)};
    }

    Source source;
    StateHeader header;
    std::uint64_t head_end = 0;
    Digest head_digest{}, digest{};
    std::vector<StateEntry> entries;
};

StateFile::StateFile(const fs::path& file) : content_{std::make_unique<Content>(file)} {}
StateFile::StateFile(StateFile&&) noexcept = default;
StateFile::~StateFile() = default;

const StateHeader& StateFile::header() const noexcept {
    return content_->header;
}

std::vector<StatePart> StateFile::parts() const {
    std::vector<StatePart> parts;
    for (const auto& entry : content_->entries) parts.push_back(entry.part);
    return parts;
}

std::string StateFile::sha256() const {
    return hexadecimal(content_->digest);
}

void StateFile::require_this_program() const {
    if (header().program == this_program()) return;
    throw ScenarioError{
        messages::kStateOtherProgram(content_->source.name(), sim::printable(header().program), this_program())};
}

void StateFile::verify() const {
    std::string stored;
    for (const auto& entry : content_->entries) {
        std::uint64_t offset = entry.offset;
        for (const auto& chunk : entry.chunks) {
            content_->load(entry, chunk, offset, stored);
            offset += chunk.stored;
        }
    }
}

void StateFile::refuse(std::string_view part, std::string_view problem) const {
    content_->refuse(part, problem);
}

struct StatePartReader::Work {
    Work(const StateFile::Content& of, const StateEntry& what)
        : content{&of}, entry{&what}, offset{what.offset}, left{what.part.bytes} {}

    void next() {
        const auto& chunk = entry->chunks[n_read++];
        content->load(*entry, chunk, offset, stored);
        offset += chunk.stored;
        if (!unpacker.unpack(stored, chunk.bytes, entry->part.width, bytes))
            content->source.broken("part '" + entry->part.name + "'");
        used = 0;
    }

    const StateFile::Content* content;  // not the StateFile, which may be moved
    const StateEntry* entry;
    std::uint64_t offset;
    std::uint64_t left;
    std::size_t n_read = 0;  // pieces
    std::size_t used = 0;    // of `bytes`
    std::string stored, bytes;
    ChunkUnpacker unpacker;
};

StatePartReader StateFile::open(std::string_view part) const {
    const auto& entries = content_->entries;
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.part.name == part; });
    if (found == entries.end())
        throw ScenarioError{
            messages::kStateWithout(content_->source.name(), sim::printable(part), sim::printable(header().program))};
    return StatePartReader{std::make_unique<StatePartReader::Work>(*content_, *found)};
}

StatePartReader::StatePartReader(std::unique_ptr<Work> work) : work_{std::move(work)} {}
StatePartReader::StatePartReader(StatePartReader&&) noexcept = default;
StatePartReader::~StatePartReader() = default;

const StatePart& StatePartReader::part() const noexcept {
    return work_->entry->part;
}

std::uint64_t StatePartReader::left() const noexcept {
    return work_->left;
}

void StatePartReader::read(void* into, std::size_t n) {
    if (n > work_->left)
        work_->content->refuse(part().name, messages::kPartTooShort(fmt::format("{}", n), fmt::format("{}", left())));
    auto* to = static_cast<char*>(into);
    while (n > 0) {
        if (work_->used == work_->bytes.size()) work_->next();
        const std::size_t now = std::min(n, work_->bytes.size() - work_->used);
        std::memcpy(to, work_->bytes.data() + work_->used, now);
        work_->used += now;
        work_->left -= now;
        to += now;
        n -= now;
    }
}

void StatePartReader::finish() const {
    if (work_->left != 0) work_->content->refuse(part().name, messages::kPartTooLong(fmt::format("{}", left())));
}

}  // namespace talentflow::output
