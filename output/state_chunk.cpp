// SPDX-License-Identifier: Apache-2.0
#include "output/state_chunk.hpp"

#include <zstd.h>

#include <algorithm>
#include <new>

#include "sim/contract.hpp"

namespace talentflow::output {

namespace {

// Measured: docs/adr/0013-saved-states.md.
constexpr int kLevel = 1;

// Rows are taken in runs, so that what is read stays in the cache while every byte of a row is put in its place.
constexpr std::size_t kRun = 256;

template <class Move>
void for_each_byte(std::size_t rows, std::size_t width, const Move& move) {
    for (std::size_t begin = 0; begin < rows; begin += kRun) {
        const std::size_t end = std::min(rows, begin + kRun);
        for (std::size_t byte = 0; byte < width; ++byte) {
            for (std::size_t row = begin; row < end; ++row) move(row * width + byte, byte * rows + row);
        }
    }
}

void put_apart(std::string_view together, std::size_t width, std::string& apart) {
    apart.resize(together.size());
    const std::size_t rows = together.size() / width;
    const char* from = together.data();
    char* to = apart.data();
    for_each_byte(rows, width, [=](std::size_t in_row, std::size_t in_plane) { to[in_plane] = from[in_row]; });
    std::copy(together.begin() + static_cast<std::ptrdiff_t>(rows * width), together.end(),
              apart.begin() + static_cast<std::ptrdiff_t>(rows * width));
}

void put_together(std::string_view apart, std::size_t width, std::string& together) {
    together.resize(apart.size());
    const std::size_t rows = apart.size() / width;
    const char* from = apart.data();
    char* to = together.data();
    for_each_byte(rows, width, [=](std::size_t in_row, std::size_t in_plane) { to[in_row] = from[in_plane]; });
    std::copy(apart.begin() + static_cast<std::ptrdiff_t>(rows * width), apart.end(),
              together.begin() + static_cast<std::ptrdiff_t>(rows * width));
}

// libzstd would also take several frames, frames to skip, and those of versions before 0.8, with decoders of their own
// that hardly anybody tests any more.
bool is_one_frame(std::string_view stored, std::size_t n) {
    return stored.starts_with("\x28\xb5\x2f\xfd") && ZSTD_getFrameContentSize(stored.data(), stored.size()) == n &&
           ZSTD_findFrameCompressedSize(stored.data(), stored.size()) == stored.size();
}

}  // namespace

void ChunkPacker::Free::operator()(ZSTD_CCtx_s* context) const noexcept {
    ZSTD_freeCCtx(context);
}

void ChunkUnpacker::Free::operator()(ZSTD_DCtx_s* context) const noexcept {
    ZSTD_freeDCtx(context);
}

ChunkPacker::ChunkPacker() : context_{ZSTD_createCCtx()}, packed_(ZSTD_compressBound(kChunkBytes), '\0') {
    if (!context_) throw std::bad_alloc{};
}

ChunkUnpacker::ChunkUnpacker() : context_{ZSTD_createDCtx()} {
    if (!context_) throw std::bad_alloc{};
}

std::string_view ChunkPacker::pack(std::string_view bytes, std::size_t width) {
    TF_EXPECT(!bytes.empty() && bytes.size() <= kChunkBytes && width >= 1 && width <= kMostWidth);
    if (width > 1) {
        put_apart(bytes, width, apart_);
        bytes = apart_;
    }
    const std::size_t n =
        ZSTD_compressCCtx(context_.get(), packed_.data(), packed_.size(), bytes.data(), bytes.size(), kLevel);
    if (ZSTD_isError(n) != 0) throw std::bad_alloc{};  // the room suffices, so nothing else can fail
    return n < bytes.size() ? std::string_view{packed_}.substr(0, n) : bytes;
}

bool ChunkUnpacker::unpack(std::string_view stored, std::size_t n, std::size_t width, std::string& bytes) {
    TF_EXPECT(n <= kChunkBytes && width >= 1 && width <= kMostWidth);
    std::string& target = width > 1 ? apart_ : bytes;
    if (stored.size() < n) {
        if (!is_one_frame(stored, n)) return false;
        target.resize(n);
        // Into room of a known size zstd needs no window and no memory beyond its context, of fixed size.
        if (ZSTD_decompressDCtx(context_.get(), target.data(), n, stored.data(), stored.size()) != n) return false;
    } else {
        if (stored.size() != n) return false;
        target = stored;
    }
    if (width > 1) put_together(apart_, width, bytes);
    return true;
}

}  // namespace talentflow::output
