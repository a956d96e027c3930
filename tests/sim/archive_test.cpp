// SPDX-License-Identifier: Apache-2.0
#include "sim/archive.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sim/calendar.hpp"
#include "sim/error.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;

struct Item {
    std::uint8_t small = 0;  // three bytes of padding behind it
    std::uint32_t large = 0;

    template <class Archive>
    void visit(Archive& archive) {
        archive("small", small);
        archive("large", large);
    }
};

struct Everything {
    double number = 0;
    bool flag = false;
    sim::Month month;
    std::string text;
    std::vector<std::uint16_t> list;
    std::vector<std::vector<double>> lists;
    std::vector<Item> items;
    std::array<std::int64_t, 3> three{};
    std::unordered_set<std::uint64_t> set;
    std::unordered_map<std::uint64_t, std::int64_t> map;

    template <class Archive>
    void visit(Archive& archive) {
        archive("number", number);
        archive("flag", flag);
        archive("month", month);
        archive("text", text);
        archive("list", list);
        archive("lists", lists);
        archive("items", items);
        archive("three", three);
        archive("set", set);
        archive("map", map);
    }
};

struct Other {
    double number = 0;
    template <class Archive>
    void visit(Archive& archive) {
        archive("nombre", number);
    }
};

struct List {
    std::vector<double> list;
    template <class Archive>
    void visit(Archive& archive) {
        archive("list", list);
    }
};

Everything something() {
    Everything e;
    e.number = -0.1;
    e.flag = true;
    e.month = sim::Month::of(2019, 7);
    e.text = "遂宁";
    e.list = {1, 2, 65535};
    e.lists = {{1.5}, {}, {2.5, 3.5}};
    e.items = {{7, 1'000'000}, {8, 2}};
    e.three = {1, -2, 3};
    for (std::uint64_t i = 0; i < 100; ++i) {
        e.set.insert(i * i);
        e.map[i * i] = -static_cast<std::int64_t>(i);
    }
    return e;
}

TEST_CASE("archive: what is read is what was written", "[sim][archive]") {
    auto before = something();
    Everything after;
    after.list = {9, 9, 9, 9};
    after.set = {12345};
    test::read_back(test::bytes_of(before), after);
    CHECK(after.number == before.number);
    CHECK(after.flag);
    CHECK(after.month == before.month);
    CHECK(after.text == before.text);
    CHECK(after.list == before.list);
    CHECK(after.lists == before.lists);
    REQUIRE(after.items.size() == 2);
    CHECK(after.items[0].large == 1'000'000);
    CHECK(after.items[1].small == 8);
    CHECK(after.three == before.three);
    CHECK(after.set == before.set);
    CHECK(after.map == before.map);
}

TEST_CASE("archive: equal values have equal bytes, whatever lies between them or in which order they came",
          "[sim][archive]") {
    auto a = something(), b = something();
    // The same set in another order of insertion and of buckets.
    b.set.clear();
    b.set.rehash(4096);
    for (std::uint64_t i = 100; i-- > 0;) b.set.insert(i * i);
    // Other bytes in the padding.
    std::memset(static_cast<void*>(b.items.data()), 0xFF, sizeof(Item) * b.items.size());
    b.items[0].small = 7;
    b.items[0].large = 1'000'000;
    b.items[1].small = 8;
    b.items[1].large = 2;
    b.list.reserve(1000);
    CHECK(test::bytes_of(a) == test::bytes_of(b));
}

TEST_CASE("archive: another part than the one expected is refused by its name", "[sim][archive]") {
    Other other;
    auto before = something();
    const auto bytes = test::bytes_of(before);
    CHECK_THROWS_WITH(test::read_back(bytes, other), Catch::Contains("nombre"));
}

TEST_CASE("archive: a list that cannot be in what is left is refused before memory is taken", "[sim][archive]") {
    List list{{1, 2, 3}};
    auto bytes = test::bytes_of(list);
    const std::uint64_t many = std::uint64_t{1} << 39;
    std::memcpy(bytes.data() + sizeof(std::uint32_t), &many, sizeof many);
    CHECK_THROWS_AS(test::read_back(bytes, list), StateError);
}

TEST_CASE("archive: long lists are columns of their own", "[sim][archive]") {
    std::vector<std::uint32_t> numbers(sim::kColumnBytes / 4, 7);
    struct Sink final : sim::StateSink {
        std::string columns;
        void write(const void*, std::size_t) override {}
        void begin_column(const char* name, std::size_t width) override {
            columns += std::string{name} + " " + std::to_string(width) + ";";
        }
    } sink;
    sim::StateWriter archive{sink};
    archive("ids", numbers);
    numbers.pop_back();
    archive("fewer", numbers);
    std::vector<std::uint8_t> records(sim::kColumnBytes);
    archive.records("history", records, 16);
    CHECK(sink.columns == "ids 4;history 16;");
}

}  // namespace
