// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "models/world/index.hpp"
#include "models/world/parameters.hpp"
#include "models/world/time_path.hpp"
#include "sim/calendar.hpp"

namespace talentflow::models {

class PolicyField;
struct ProgrammeList;
struct LeverInstance;
struct World;

/// A policy instrument (政策措施): data that writes into the month's policy field or enrols a
/// programme. It never draws a random number and never touches an agent.
class Lever {
  public:
    Lever() = default;
    Lever(const Lever&) = default;
    Lever& operator=(const Lever&) = default;
    virtual ~Lever() = default;

    /// Writes what the lever changes in month `now` into `policy`. `instance.dose` scales the fields
    /// that the spec marks; at dose 0 the lever is never called.
    virtual void apply(const World& world, const LeverInstance& instance, sim::Month now,
                       PolicyField& policy) const = 0;
    /// Enrols the programmes (claims) the lever runs; called once per run. Most levers have none.
    virtual void enrol(const World& /*world*/, const LeverInstance& /*instance*/, ProgrammeList& /*programmes*/) const {
    }
    /// Problems that only the whole world shows ("title level without a tier"); one text each.
    [[nodiscard]] virtual std::vector<std::string> problems(const World& /*world*/,
                                                            const LeverInstance& /*instance*/) const {
        return {};
    }
};

/// What a lever's own field can hold in a scenario file.
enum class LeverFieldKind {
    number,        // a value, path over time or statement
    tier_numbers,  // {A: 2000000, D: 60000}, tiers not named are absent (NaN)
    text,          // one of `choices` if given
    text_list,     // list of words, each one of `choices` if given
    region_list,   // list of region ids
    title_list,    // list of title ids
    flag           // true or false
};

using TierPaths = std::vector<std::pair<TierIndex, TimePath>>;  // tier -> value over time
using LeverFieldValue = std::variant<TimePath, TierPaths, std::string, std::vector<std::string>,
                                     std::vector<FileRegion>, std::vector<std::size_t>, bool>;

/// Which geography keys a lever kind understands (scenarios/README.md).
enum class Geography { for_regions, at_regions, between, from_to };

/// Keys of `eligible` (scenarios/README.md).
enum class Eligible { tiers, fields, titles, age_max_years, education_min, newcomers, first_time };
/// The key as a scenario writes it.
[[nodiscard]] std::string word(Eligible key);
/// What can be asked of a person who is picked or offered something; `first_time` is for claims.
[[nodiscard]] const std::vector<Eligible>& asked_of_a_person();

struct LeverField {
    std::string name;
    LeverFieldKind kind = LeverFieldKind::number;
    std::string unit;  // "CNY", "month", "1", "day", ...
    std::string help;
    bool required = false;
    double low = 0, high = 0;               // hard bounds of numbers, both included
    double default_number = 0;              // used when not required
    double range_low = 0, range_high = 0;   // for sensitivity; equal: none
    Evidence evidence = Evidence::assumed;  // of the default effect size
    std::string source;
    bool scaled_by_dose = false;
    std::vector<std::string> choices;
    std::string default_text;
    double example = 0;          // of a number that has no default to show in the example; 0: none
    double least_plausible = 0;  // of money: less is hardly meant, an assumption; 0: anything
    bool whole = false;          // counts things that cannot be divided: a fraction is hardly meant
    std::function<void(Lever&, const LeverFieldValue&)> set;
};

/// A figure that one of the five policy documents prints for a kind, with its qualifier ("up to", "over").
struct LeverFigure {
    std::string text_en;
    std::string document;   // "000" to "004"
    std::string mechanism;  // id of the mechanism as in scenarios/policies, may be empty
    std::string text_zh;    // the words of the document, may be empty
};

enum class Effect { less, more };

/// A variable of the result (docs/output-format.md) that more of a kind moves, summed over time and over what `at`
/// names: axis and label. A label is one of the axis, or says whose: "for", "at", "between", "from_region", "to_region"
/// are the regions that the lever names by that key, "eligible" the tiers or fields that it is for.
struct LeverTarget {
    std::string variable;
    Effect effect = Effect::more;
    std::vector<std::pair<std::string, std::string>> at;
    double least_step = 0;  // part by which either half of the full dose moves it at least, on the lesson
};

/// What holds of every kind and is tested of each without a further line (tests/scenarios/lever_laws_test.cpp, and in
/// tests/verification V27 and L). A kind for which one cannot hold says so with the reason.
enum class LeverLaw {
    zero_dose,      // at dose 0 the lesson is that without the lever, bit for bit
    order,          // of two levers of the kind the order in the file does not matter
    geography,      // without its regions it is refused, and told which key to write
    target,         // more dose moves each target the stated way
    cost,           // dose 0 costs nothing, more dose costs more
    least_payment,  // a fund that could never pay is refused
    far_places,     // places that nobody near knows are as without it
    base_world      // alone over the base world it moves its first target the stated way
};
[[nodiscard]] std::string word(LeverLaw law);

/// The spec of one lever kind: parsing, validation, `levers`, schema, attributes and laws come from it.
struct LeverSpec {
    std::string kind;
    std::string register_id;  // "L01": the place in the register
    std::string name_en, name_zh;
    std::string help;                  // what it does, one or two sentences
    std::string equation;              // what it adds to which equation
    std::string direction;             // sign of the effect that the evidence supports, and its source
    std::string methods;               // its line in docs/methods.md, section 3.11
    std::vector<LeverTarget> targets;  // what more of it moves
    double full_dose = 2;              // more than this adds nothing to the targets
    std::string base_world_keys;       // its keys where the lesson's show too little there (LeverLaw::base_world)
    std::vector<std::pair<LeverLaw, std::string>> exempt;  // laws that cannot hold, and why
    std::vector<LeverFigure> figures;                      // what the documents print
    std::vector<Geography> geography;                      // accepted; the first is the usual one
    bool paid = false;                                     // accepts paid_from and admin_share
    std::vector<std::string> needs;                        // modules without any of which it could do nothing
    std::vector<std::string> needs_one_of;                 // modules one of which must be there; empty: none
    std::vector<Eligible> reads;                           // keys of `eligible` that make a difference
    bool claimed = false;                                  // people claim it: `exclusive` makes a difference
    std::vector<LeverField> fields;
    std::function<std::unique_ptr<Lever>()> make;
};

/// Every lever kind, in the order of the register (generated at configure time from
/// models/levers/CMakeLists.txt).
[[nodiscard]] const std::vector<LeverSpec>& all_lever_specs();
/// Kinds in the order of the register, numbered: L01, L02, ... Only the end of the register grows, so a number stays.
[[nodiscard]] std::vector<LeverSpec> registered(std::vector<LeverSpec> kinds);

}  // namespace talentflow::models
