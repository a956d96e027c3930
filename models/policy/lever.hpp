// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "models/world/parameters.hpp"
#include "models/world/time_path.hpp"
#include "sim/calendar.hpp"
#include "sim/contract.hpp"

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

using TierPaths = std::vector<std::pair<std::size_t, TimePath>>;  // tier -> value over time
using LeverFieldValue =
    std::variant<TimePath, TierPaths, std::string, std::vector<std::string>, std::vector<std::size_t>, bool>;

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

/// The spec of one lever kind: parsing, validation, `levers`, schema and attributes come from it.
struct LeverSpec {
    std::string kind;
    std::string register_id;  // "L01"
    std::string name_en, name_zh;
    std::string help;                       // what it does, one or two sentences
    std::string equation;                   // what it adds to which equation
    std::string direction;                  // sign of the effect that the evidence supports, and its source
    std::vector<LeverFigure> figures;       // what the documents print
    std::vector<Geography> geography;       // accepted; the first is the usual one
    bool paid = false;                      // accepts paid_from and admin_share
    std::vector<std::string> needs;         // modules without any of which it could do nothing
    std::vector<std::string> needs_one_of;  // modules one of which must be there; empty: none
    std::vector<Eligible> reads;            // keys of `eligible` that make a difference
    bool claimed = false;                   // people claim it: `exclusive` makes a difference
    std::vector<LeverField> fields;
    std::function<std::unique_ptr<Lever>()> make;
};

/// Options of one field in `LeverSpecBuilder::field`.
struct FieldOptions {
    std::string unit = "1";
    std::string help{};
    bool required = false;
    double low = 0, high = 1e15;
    double default_number = 0;
    double range_low = 0, range_high = 0;
    Evidence evidence = Evidence::assumed;
    std::string source{};
    bool scaled_by_dose = false;
    std::vector<std::string> choices{};
    std::string default_text{};
    double example = 0;
    double least_plausible = 0;
    bool whole = false;
};

/// Builds a LeverSpec from member pointers; the field kind follows from the member's type.
template <class T>
class LeverSpecBuilder {
  public:
    explicit LeverSpecBuilder(std::string kind) {
        spec_.kind = std::move(kind);
        spec_.make = [] { return std::make_unique<T>(); };
    }
    LeverSpecBuilder& named(std::string register_id, std::string en, std::string zh) {
        spec_.register_id = std::move(register_id);
        spec_.name_en = std::move(en);
        spec_.name_zh = std::move(zh);
        return *this;
    }
    LeverSpecBuilder& help(std::string text) {
        spec_.help = std::move(text);
        return *this;
    }
    LeverSpecBuilder& equation(std::string text) {
        spec_.equation = std::move(text);
        return *this;
    }
    /// What the evidence says of the direction of the effect: "+ ...; source", "0 ...", or "assumed: ...".
    LeverSpecBuilder& direction(std::string text) {
        spec_.direction = std::move(text);
        return *this;
    }
    /// A printed figure with its qualifier, the document that prints it, its mechanism and its own words.
    LeverSpecBuilder& figure(std::string text_en, std::string document, std::string mechanism = {},
                             std::string text_zh = {}) {
        spec_.figures.push_back({std::move(text_en), std::move(document), std::move(mechanism), std::move(text_zh)});
        return *this;
    }
    LeverSpecBuilder& geography(std::vector<Geography> keys) {
        spec_.geography = std::move(keys);
        return *this;
    }
    LeverSpecBuilder& paid() {
        spec_.paid = true;
        return *this;
    }
    /// Modules that must not be `none` where the lever is used.
    LeverSpecBuilder& needs(std::vector<std::string> modules) {
        spec_.needs = std::move(modules);
        return *this;
    }
    /// Modules that must not all be `none`: the lever acts through any of them.
    LeverSpecBuilder& needs_one_of(std::vector<std::string> modules) {
        spec_.needs_one_of = std::move(modules);
        return *this;
    }
    /// The keys of `eligible` that the lever reads; the loader refuses the others.
    LeverSpecBuilder& reads(std::vector<Eligible> keys) {
        spec_.reads = std::move(keys);
        return *this;
    }
    /// People claim it (methods 3.10): it needs the module claims and reads every key of `eligible`, and `exclusive`.
    LeverSpecBuilder& claimed() {
        spec_.claimed = true;
        spec_.reads = asked_of_a_person();
        spec_.reads.push_back(Eligible::first_time);
        spec_.needs.insert(spec_.needs.begin(), "claims");
        return *this;
    }
    LeverSpecBuilder& field(std::string name, TimePath T::*member, FieldOptions options) {
        return add(std::move(name), LeverFieldKind::number, member, std::move(options));
    }
    LeverSpecBuilder& field(std::string name, TierPaths T::*member, FieldOptions options) {
        return add(std::move(name), LeverFieldKind::tier_numbers, member, std::move(options));
    }
    LeverSpecBuilder& field(std::string name, std::string T::*member, FieldOptions options) {
        return add(std::move(name), LeverFieldKind::text, member, std::move(options));
    }
    LeverSpecBuilder& field(std::string name, std::vector<std::string> T::*member, FieldOptions options) {
        return add(std::move(name), LeverFieldKind::text_list, member, std::move(options));
    }
    LeverSpecBuilder& field(std::string name, bool T::*member, FieldOptions options) {
        return add(std::move(name), LeverFieldKind::flag, member, std::move(options));
    }
    LeverSpecBuilder& regions(std::string name, std::vector<std::size_t> T::*member, FieldOptions options) {
        return add(std::move(name), LeverFieldKind::region_list, member, std::move(options));
    }
    LeverSpecBuilder& titles(std::string name, std::vector<std::size_t> T::*member, FieldOptions options) {
        return add(std::move(name), LeverFieldKind::title_list, member, std::move(options));
    }
    /*implicit*/ operator LeverSpec() const { return spec_; }

  private:
    template <class Member>
    LeverSpecBuilder& add(std::string name, LeverFieldKind kind, Member T::*member, FieldOptions options) {
        LeverField field;
        field.name = std::move(name);
        field.kind = kind;
        field.unit = std::move(options.unit);
        field.help = std::move(options.help);
        field.required = options.required;
        field.low = options.low;
        field.high = options.high;
        field.default_number = options.default_number;
        field.range_low = options.range_low;
        field.range_high = options.range_high;
        field.evidence = options.evidence;
        field.source = std::move(options.source);
        field.scaled_by_dose = options.scaled_by_dose;
        field.choices = std::move(options.choices);
        field.default_text = std::move(options.default_text);
        field.example = options.example;
        field.least_plausible = options.least_plausible;
        field.whole = options.whole;
        field.set = [member](Lever& lever, const LeverFieldValue& value) {
            auto* typed = dynamic_cast<T*>(&lever);
            TF_EXPECT(typed != nullptr);
            typed->*member = std::get<Member>(value);
        };
        spec_.fields.push_back(std::move(field));
        return *this;
    }

    LeverSpec spec_;
};

template <class T>
[[nodiscard]] LeverSpecBuilder<T> lever_spec(std::string kind) {
    return LeverSpecBuilder<T>{std::move(kind)};
}

/// Every lever kind, in the order of the register (generated at configure time from
/// models/levers/CMakeLists.txt).
[[nodiscard]] const std::vector<LeverSpec>& all_lever_specs();

}  // namespace talentflow::models
