// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <utility>

#include "output/provenance.hpp"
#include "output/state_chunk.hpp"
#include "output/state_file.hpp"
#include "output/state_layout.hpp"
#include "sim/contract.hpp"

namespace talentflow::output {

std::string this_program() {
    return "talentflow " + version() + " (commit " + git_commit() + ")";
}

FileMark state_mark() {
    return {"a saved state", std::string{kStateSignature}, false};
}

struct StateFileWriter::Work {
    explicit Work(AtomicFile claimed) : file{std::move(claimed)} { buffer.reserve(kChunkBytes); }

    void put(std::string_view bytes) {
        file.write(bytes);
        offset += bytes.size();
    }
    void put_chunk() {
        auto& entry = entries.back();
        const auto stored = packer.pack(buffer, entry.part.width);
        entry.chunks.push_back(
            {static_cast<std::uint32_t>(buffer.size()), static_cast<std::uint32_t>(stored.size()), digest_of(stored)});
        put(stored);
        buffer.clear();
    }

    AtomicFile file;
    std::uint64_t offset = 0;
    Digest head{};
    std::vector<StateEntry> entries;
    std::set<std::string, std::less<>> names;
    bool in_part = false, finished = false;
    ChunkPacker packer;
    std::string buffer;
};

StateFileWriter::StateFileWriter(AtomicFile claimed, const StateHeader& header)
    : work_{std::make_unique<Work>(std::move(claimed))} {
    const std::string head = head_bytes(header, work_->file.target().string());
    std::copy(head.end() - static_cast<std::ptrdiff_t>(work_->head.size()), head.end(), work_->head.begin());
    work_->put(head);
}
StateFileWriter::StateFileWriter(StateFileWriter&&) noexcept = default;
StateFileWriter::~StateFileWriter() = default;

void StateFileWriter::begin_part(std::string_view name, std::size_t width) {
    TF_EXPECT(!work_->in_part && !work_->finished);
    TF_EXPECT(is_part_name(name) && width >= 1 && width <= kMostWidth);
    TF_EXPECT(work_->names.emplace(name).second);
    work_->entries.push_back({{std::string{name}, width, 0}, work_->offset, {}});
    work_->in_part = true;
}

void StateFileWriter::write(const void* bytes, std::size_t n) {
    TF_EXPECT(work_->in_part);
    auto& buffer = work_->buffer;
    const auto* from = static_cast<const char*>(bytes);
    work_->entries.back().part.bytes += n;
    while (n > 0) {
        const std::size_t now = std::min(n, kChunkBytes - buffer.size());
        buffer.append(from, now);
        from += now;
        n -= now;
        if (buffer.size() == kChunkBytes) work_->put_chunk();
    }
}

void StateFileWriter::end_part() {
    TF_EXPECT(work_->in_part);
    if (!work_->buffer.empty()) work_->put_chunk();
    work_->in_part = false;
}

std::string StateFileWriter::finish() {
    TF_EXPECT(!work_->in_part && !work_->finished);
    const std::string tail = tail_bytes(work_->head, work_->entries, work_->file.target().string());
    work_->put(tail);
    work_->file.publish();
    work_->finished = true;
    return hexadecimal(parse_trailer(std::string_view{tail}.substr(tail.size() - kTrailerBytes))->digest);
}

}  // namespace talentflow::output
