// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace talentflow::sim {

/// Allocator of the columns of millions of people: asks for 2 MB pages, so that reading a person here and there seldom
/// has to look up a page as well. Where the system has none to give, ordinary pages serve.
template <class T>
struct LargePages {
    using value_type = T;

    LargePages() noexcept = default;
    template <class U>
    LargePages(const LargePages<U>&) noexcept {}  // NOLINT: allocators convert

    [[nodiscard]] T* allocate(std::size_t n) {
        const std::size_t bytes = n * sizeof(T);
        if (bytes < 4 * kPage) return static_cast<T*>(::operator new(bytes));
        void* memory = std::aligned_alloc(kPage, (bytes + kPage - 1) / kPage * kPage);
        if (memory == nullptr) throw std::bad_alloc{};
#ifdef __linux__
        // Only a hint: what it returns changes nothing but speed.
        static_cast<void>(madvise(memory, bytes, MADV_HUGEPAGE));
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t n) noexcept {
        if (n * sizeof(T) < 4 * kPage) {
            ::operator delete(memory);
        } else {
            std::free(memory);
        }
    }
    friend bool operator==(LargePages, LargePages) noexcept {
        return true;
    }

  private:
    static constexpr std::size_t kPage = std::size_t{1} << 21;
};

/// A column of a population.
template <class T>
using Column = std::vector<T, LargePages<T>>;

}  // namespace talentflow::sim
