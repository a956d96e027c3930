// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace talentflow::output {

// One piece of a column as it lies in a saved state. The first bytes of all its numbers come first, then all second
// bytes and so on; what does not fill a number stays at the end. Then zstd, unless that makes it no shorter.

/// Bytes of a piece; only the last one of a column is shorter.
inline constexpr std::size_t kChunkBytes = 1024 * 1024;
/// Widest number, or record, whose bytes can be told apart.
inline constexpr std::size_t kMostWidth = 255;

class ChunkPacker {
  public:
    ChunkPacker();
    /// `bytes` (1 to kChunkBytes) of numbers of `width` as they are stored; valid until the next call. As long as
    /// `bytes` if stored as it is, else shorter.
    [[nodiscard]] std::string_view pack(std::string_view bytes, std::size_t width);

  private:
    struct Free {
        void operator()(ZSTD_CCtx_s* context) const noexcept;
    };
    std::unique_ptr<ZSTD_CCtx_s, Free> context_;
    std::string apart_, packed_;
};

class ChunkUnpacker {
  public:
    ChunkUnpacker();
    /// Undoes pack. False if `stored` does not unpack to exactly `n` bytes, whatever it holds: nothing is written
    /// beyond `n` and no memory taken for what `stored` claims. `n` is at most kChunkBytes.
    [[nodiscard]] bool unpack(std::string_view stored, std::size_t n, std::size_t width, std::string& bytes);

  private:
    struct Free {
        void operator()(ZSTD_DCtx_s* context) const noexcept;
    };
    std::unique_ptr<ZSTD_DCtx_s, Free> context_;
    std::string apart_;
};

}  // namespace talentflow::output
