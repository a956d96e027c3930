// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models/policy/lever.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

class Neighbours;

/// What the value of a key looks like.
enum class Form {
    number,  // a value: plain, path over time (if allowed), statement
    whole,   // a value without fraction
    flag,    // true or false
    word,    // one of `choices`
    id,      // a name of something: declared here, or declared elsewhere if `refers` says of what
    text,
    month,  // YYYY-MM
    map,    // fixed keys: `fields`
    free,   // anything: read by a later version
    keyed,  // free keys (ids of what `refers` names), all values like `element`
    list    // all items like `element`
};

/// How an id may be spelled.
enum class Spelling {
    any,    // [A-Za-z0-9][A-Za-z0-9_.-]*
    lower,  // [a-z][a-z0-9_-]*
    region  // [a-z][a-z0-9_]*
};

/// What an id names, so that it can be looked up.
enum class Refers { nothing, region, tier, field, industry, fund, title, lever };

/// The spec of one key of the scenario format. Parsing, checking, hints, defaults, `show` and the
/// JSON schema all come from these tables.
struct Spec {
    static constexpr double kUnbounded = std::numeric_limits<double>::infinity();
    static constexpr std::size_t kAnyCount = static_cast<std::size_t>(-1);

    std::string key;
    Form form = Form::text;
    std::string unit;
    std::string help;
    double low = -kUnbounded, high = kUnbounded;  // hard bounds of numbers, both included
    // What a number hardly is: warned about, not refused. All in the unit of `unit`.
    double range_low = 0, range_high = 0;  // stated for sensitivity; equal: none
    double least_plausible = 0;            // of a sum of money, an assumption; 0: anything
    bool whole_things = false;             // counts what cannot be divided
    bool required = false;
    bool over_time = false;    // a number may be a path over time
    bool one_or_many = false;  // list: one item stands for a list of one; keyed: one number for all
    bool names = false;        // a map {en, zh} that falls back on the id beside it
    Spelling spelling = Spelling::any;
    std::string preset;                // default as YAML flow text; empty: none
    std::vector<std::string> choices;  // of a word; of an id: words allowed besides ids
    Refers refers = Refers::nothing;
    std::vector<Spec> fields;                 // map: its keys, in the order of `show`; number: forms {key: number}
    std::vector<Spec> element;                // keyed and list: exactly one
    std::size_t least = 0, most = kAnyCount;  // number of items
    std::vector<std::pair<std::string, std::string>> presets;   // keyed: defaults by key
    std::vector<std::pair<std::string, models::Range>> ranges;  // keyed: of keys that have one of their own

    // A map whose keys depend on one of them (levers on `kind`): the specs by its value.
    std::string selector;
    std::vector<Spec> variants;
    std::vector<std::pair<std::string, std::string>> refused;  // keys refused with a reason of their own
};

/// A declared thing and what people call it; a name that is not given is empty.
struct Named {
    std::string id, en, zh;
};

/// What the specs must know of the scenario at hand.
struct SpecContext {
    bool relaxed = false;  // overrides or population.agents: a region needs only its id
    bool partial = false;  // a file that others build on: only ids are required
    bool open = false;     // a package on its own: what it refers to may be declared elsewhere
    std::vector<std::string> regions, tiers, fields, industries, funds, titles, levers;
    std::map<Refers, std::vector<Named>> names;  // what these are called, for hints
    std::size_t n_age_bands = 0;
    /// Kinds of levers that are built; tests bring their own.
    const std::vector<models::LeverSpec>* kinds = nullptr;  // nullptr: models::all_lever_specs()

    /// Which package defines what, beside those that are read; looked up only for a message.
    std::shared_ptr<Neighbours> neighbours;

    [[nodiscard]] const std::vector<models::LeverSpec>& lever_kinds() const;
    [[nodiscard]] const std::vector<std::string>& ids(Refers refers) const;
};

/// Ids and circumstances of a merged scenario.
[[nodiscard]] SpecContext context_of(const Node& root);

/// The whole format.
[[nodiscard]] Spec scenario_spec(const SpecContext& context);
/// The part of it that a package may hold.
[[nodiscard]] Spec package_spec(const SpecContext& context);

// The tables, in the order of scenarios/README.md.
[[nodiscard]] Spec regions_spec(const SpecContext& context);
[[nodiscard]] Spec distances_spec();
[[nodiscard]] Spec rest_of_world_spec(const SpecContext& context);
[[nodiscard]] Spec groups_spec();
[[nodiscard]] Spec titles_spec();
[[nodiscard]] Spec funds_spec();
[[nodiscard]] Spec parameters_spec(const SpecContext& context);
[[nodiscard]] Spec modules_spec();
[[nodiscard]] Spec overrides_spec(const SpecContext& context);
[[nodiscard]] Spec levers_spec(const SpecContext& context);

// Short ways to write a row of a table.
[[nodiscard]] Spec number(std::string key, std::string unit, double low, double high, std::string preset,
                          std::string help);
[[nodiscard]] Spec whole(std::string key, double low, double high, std::string preset, std::string help);
[[nodiscard]] Spec flag(std::string key, std::string preset, std::string help);
[[nodiscard]] Spec word(std::string key, std::vector<std::string> choices, std::string preset, std::string help);
[[nodiscard]] Spec own_id(Spelling spelling, std::string help);
[[nodiscard]] Spec reference(std::string key, Refers refers, std::string preset, std::string help);
[[nodiscard]] Spec text(std::string key, std::string preset, std::string help);
[[nodiscard]] Spec month(std::string key, std::string help);
[[nodiscard]] Spec names(std::string key, std::string help);
[[nodiscard]] Spec map(std::string key, std::vector<Spec> fields, std::string preset, std::string help);
[[nodiscard]] Spec keyed(std::string key, Refers refers, Spec element, std::string preset, std::string help);
[[nodiscard]] Spec list(std::string key, Spec element, std::string preset, std::string help);
[[nodiscard]] Spec must(Spec spec);  // required

/// `[0, 1]`, "at least 0", or "" without bounds.
[[nodiscard]] std::string bounds_text(const Spec& spec);

}  // namespace talentflow::scenarios
