// SPDX-License-Identifier: Apache-2.0
#include "models/world/parameters.hpp"
#include "scenarios/loader/bind.hpp"

namespace talentflow::scenarios {

namespace {

/// The node under a dotted path, or nullptr.
const Node* descend(const Node& root, const std::string& path) {
    const Node* node = &root;
    for (std::size_t from = 0; node != nullptr && from <= path.size();) {
        const auto dot = path.find('.', from);
        const auto end = dot == std::string::npos ? path.size() : dot;
        node = node->find(path.substr(from, end - from));
        from = end + 1;
    }
    return node;
}

void bind_modules(Binding& b) {
    const Node* modules = b.root.find("modules");
    if (modules == nullptr) return;
    for (const auto& spec : models::module_specs()) {
        const Node* state = modules->find(spec.name);
        if (state == nullptr || state->broken) continue;
        b.world.modules.*(spec.member) = state->text == "active"  ? models::ModuleState::active
                                         : state->text == "fixed" ? models::ModuleState::fixed
                                                                  : models::ModuleState::none;
    }
}

}  // namespace

void bind_parameters(Binding& b) {
    b.world.parameters = models::default_parameters(b.context.tiers);
    for (const auto& spec : models::parameter_specs()) {
        const Node* node = descend(b.root, spec.path);
        if (node == nullptr || node->broken) continue;
        using Plain = double models::Parameters::*;
        if (const auto* plain = std::get_if<Plain>(&spec.member)) {
            b.world.parameters.*(*plain) = number_of(node);
            continue;
        }
        auto& values = b.world.parameters.*std::get<models::TierValues models::Parameters::*>(spec.member);
        const auto given = by_tier(b, node, 0);
        for (std::size_t k = 0; k < given.size() && k < values.size(); ++k) values[k] = given[k];
    }
    bind_modules(b);
}

}  // namespace talentflow::scenarios
