// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "scenarios/loader/report.hpp"
#include "scenarios/loader/spec.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// Checks of scalars that are no numbers: flags, words, ids, texts, months.
class ScalarCheck {
  public:
    ScalarCheck(const SpecContext& context, Report& report) : context_{context}, report_{report} {}

    void check(const Spec& spec, const Node& node, const std::string& path);
    /// Whether `id` names something of the scenario; unknown ones get the nearest as a hint.
    void check_reference(Refers refers, const std::string& id, const Origin& where, const std::string& path);

  private:
    void check_flag(const Node& node, const std::string& path);
    void check_word(const Spec& spec, const Node& node, const std::string& path);
    void check_id(const Spec& spec, const Node& node, const std::string& path);
    void check_text(const Spec& spec, const Node& node, const std::string& path);
    void check_month(const Node& node, const std::string& path);
    [[nodiscard]] std::string unknown_hint(Refers refers, const std::string& id, const Origin& where) const;
    void complain(const Origin& where, const std::string& path, std::string problem, std::string suggestion = {});

    const SpecContext& context_;
    Report& report_;
};

}  // namespace talentflow::scenarios
