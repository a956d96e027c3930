// SPDX-License-Identifier: Apache-2.0
#include "output/provenance.hpp"

#include <algorithm>

#include "output/file_seal.hpp"
#include "tests/output/sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using Catch::Matchers::Contains;
using output::Seal;

TEST_CASE("provenance: sha256 gives the published test vectors", "[output]") {
    // FIPS 180-4 examples.
    CHECK(output::sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(output::sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(output::sha256(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("provenance: the attributes stand in their documented order", "[output]") {
    const auto data = tests::sample();
    std::vector<std::string> names;
    for (const auto& attribute : data.attributes()) names.push_back(attribute.first);
    CHECK(names == std::vector<std::string>{"Conventions", "title", "title_zh", "source", "comment",
                                            "talentflow_version", "git_commit", "build", "seed", "replicates",
                                            "scenario_sha256", "result_format", "command"});
    CHECK(data.texts().front().first == "scenario_yaml");
}

TEST_CASE("provenance: version, commit and build are known and hold no path", "[output]") {
    CHECK_THAT(output::version(), Catch::Matchers::Matches("[0-9]+\\.[0-9]+\\.[0-9]+"));
    CHECK_THAT(output::git_commit(), Catch::Matchers::Matches("unknown|[0-9a-f]{40}(-dirty)?"));
    CHECK_THAT(output::build_description(), Contains("-ffp-contract=off") && !Contains("/"));
}

TEST_CASE("seal: intact, broken and absent are told apart", "[output]") {
    const std::string content = "some bytes";
    std::string file = content + output::seal_of(content);
    CHECK(output::take_seal(file) == Seal::intact);
    CHECK(file == content);
    CHECK(output::take_seal(file) == Seal::absent);
    file = "Some bytes" + output::seal_of(content);
    CHECK(output::take_seal(file) == Seal::broken);
    std::string empty;
    CHECK(output::take_seal(empty) == Seal::absent);
}
