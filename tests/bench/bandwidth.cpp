// SPDX-License-Identifier: Apache-2.0
// What the memory gives: streams over arrays far larger than the caches, medians of several rounds.
//
// Usage: bandwidth [MIB_PER_ARRAY [ROUNDS]]; threads by OMP_NUM_THREADS. Prints one line of JSON.
// Bytes are those the program asks for: a copy counts one read and one write, though a processor
// may read the target first.
#include <omp.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/options.hpp"

namespace {

constexpr std::size_t kMib = std::size_t{1} << 20;
constexpr std::size_t kHugePage = 2 * kMib;

/// Doubles on huge pages where the system grants them, first touched by the threads that will use
/// them.
class Array {
  public:
    Array(std::size_t n, double value)
        : data_{static_cast<double*>(std::aligned_alloc(kHugePage, n * sizeof(double)))} {
        if (data_ == nullptr) {
            std::fprintf(stderr, "bandwidth: no memory for %zu MiB; ask for fewer\n", n * sizeof(double) / kMib);
            std::exit(2);
        }
        madvise(data_, n * sizeof(double), MADV_HUGEPAGE);
        const auto count = static_cast<std::int64_t>(n);
#pragma omp parallel for schedule(static)
        for (std::int64_t i = 0; i < count; ++i) data_[i] = value;
    }
    Array(const Array&) = delete;
    Array& operator=(const Array&) = delete;
    ~Array() {
        std::free(data_);
    }
    [[nodiscard]] double* data() const {
        return data_;
    }

  private:
    double* data_;
};

double read(const double* a, std::int64_t n) {
    double sum = 0.0;
#pragma omp parallel for simd schedule(static) reduction(+ : sum)
    for (std::int64_t i = 0; i < n; ++i) sum += a[i];
    return sum;
}

void copy(const double* a, double* out, std::int64_t n) {
#pragma omp parallel for simd schedule(static)
    for (std::int64_t i = 0; i < n; ++i) out[i] = a[i];
}

void in_place(double* a, std::int64_t n) {
#pragma omp parallel for simd schedule(static)
    for (std::int64_t i = 0; i < n; ++i) a[i] += 1.0;
}

void triad(const double* a, const double* b, double* out, std::int64_t n) {
#pragma omp parallel for simd schedule(static)
    for (std::int64_t i = 0; i < n; ++i) out[i] = a[i] + 3.0 * b[i];
}

}  // namespace

int main(int argc, char** argv) {
    using talentflow::bench::seconds;
    using talentflow::bench::whole;
    const auto mib = whole(argc, argv, 1, "MiB per array", 1024, 2, 65536) / 2 * 2;
    const auto rounds = whole(argc, argv, 2, "rounds", std::max<std::int64_t>(7, 4096 / mib), 1, 10000);
    const auto size = static_cast<std::size_t>(mib) * kMib / sizeof(double);
    const auto n = static_cast<std::int64_t>(size);
    const double bytes = static_cast<double>(size) * sizeof(double);
    const Array a{size, 1.0}, b{size, 2.0}, c{size, 0.0};

    volatile double sink = 0.0;  // so that nothing is left out
    struct Stream {
        const char* name;
        double bytes;
        std::function<void()> work;
        std::vector<double> rates;
    };
    std::vector<Stream> streams{
        {"read", bytes, [&] { sink = read(a.data(), n); }, {}},
        {"copy", 2 * bytes, [&] { copy(a.data(), c.data(), n); }, {}},
        {"in_place", 2 * bytes, [&] { in_place(a.data(), n); }, {}},
        {"triad", 3 * bytes, [&] { triad(a.data(), b.data(), c.data(), n); }, {}},
    };
    for (std::int64_t round = 0; round < rounds; ++round) {
        for (auto& stream : streams) {
            const double started = seconds();
            stream.work();
            stream.rates.push_back(stream.bytes / (seconds() - started));
        }
    }
    std::printf("{\"program\": \"bandwidth\", \"threads\": %d, \"mib_per_array\": %lld, \"rounds\": %lld",
                omp_get_max_threads(), static_cast<long long>(mib), static_cast<long long>(rounds));
    for (auto& stream : streams) {
        std::sort(stream.rates.begin(), stream.rates.end());
        std::printf(", \"%s\": {\"bytes_per_second\": %.4g, \"min\": %.4g, \"max\": %.4g}", stream.name,
                    stream.rates[stream.rates.size() / 2], stream.rates.front(), stream.rates.back());
    }
    std::printf("}\n");
}
