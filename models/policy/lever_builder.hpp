// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "models/policy/lever.hpp"
#include "sim/contract.hpp"

/// How a lever's source states its spec: one call per fact.
namespace talentflow::models {

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
    LeverSpecBuilder& named(std::string en, std::string zh) {
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
    /// Its line in docs/methods.md, section 3.11: what it writes or enrols and what the dose multiplies.
    LeverSpecBuilder& methods(std::string text) {
        spec_.methods = std::move(text);
        return *this;
    }
    /// What more of it moves, the main thing first.
    LeverSpecBuilder& target(std::string variable, Effect effect,
                             std::vector<std::pair<std::string, std::string>> at = {}, double least_step = 0) {
        spec_.targets.push_back({std::move(variable), effect, std::move(at), least_step});
        return *this;
    }
    /// The dose at which the effect is whole, where that is not the largest.
    LeverSpecBuilder& full_at(double dose) {
        spec_.full_dose = dose;
        return *this;
    }
    /// Keys with which the effect shows among the people of the base world, as a scenario writes them: "{for: [...],
    /// ...}".
    LeverSpecBuilder& in_base_world(std::string keys) {
        spec_.base_world_keys = std::move(keys);
        return *this;
    }
    LeverSpecBuilder& exempt(LeverLaw law, std::string reason) {
        spec_.exempt.emplace_back(law, std::move(reason));
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
    LeverSpecBuilder& regions(std::string name, std::vector<FileRegion> T::*member, FieldOptions options) {
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

}  // namespace talentflow::models
