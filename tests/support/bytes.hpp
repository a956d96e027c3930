// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "sim/archive.hpp"
#include "sim/error.hpp"

/// States in memory.
namespace talentflow::test {

class BytesSink final : public sim::StateSink {
  public:
    std::string bytes;
    void write(const void* from, std::size_t n) override { bytes.append(static_cast<const char*>(from), n); }
};

class BytesSource final : public sim::StateSource {
  public:
    explicit BytesSource(const std::string& bytes) : bytes_(bytes.begin(), bytes.end()) {}
    void read(void* into, std::size_t n) override {
        if (n > bytes_.size() - at_) throw StateError{"the state ends too early"};
        std::memcpy(into, bytes_.data() + at_, n);
        at_ += n;
    }
    [[nodiscard]] std::uint64_t remaining() const override { return bytes_.size() - at_; }

  private:
    std::vector<char> bytes_;
    std::size_t at_ = 0;
};

/// What a visit writes of a value.
template <class State>
[[nodiscard]] std::string bytes_of(State& state) {
    BytesSink sink;
    sim::StateWriter archive{sink};
    state.visit(archive);
    return sink.bytes;
}

/// Reads it over `state`.
template <class State>
void read_back(const std::string& bytes, State& state) {
    BytesSource source{bytes};
    sim::StateReader archive{source};
    state.visit(archive);
}

}  // namespace talentflow::test
