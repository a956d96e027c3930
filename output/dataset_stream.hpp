// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "output/child_process.hpp"
#include "sim/dataset.hpp"

namespace talentflow::output {

// A dataset on its way between two processes of this program on one machine; never on a disk.

/// Sends `data` piece by piece.
void send_dataset(const sim::Dataset& data, const Send& send);

/// The dataset that was sent; empty if the bytes end early or describe none. The sender may be a
/// process whose memory is damaged: nothing is allocated that did not arrive, and no contract of
/// Dataset is broken. Whether names and labels obey the layout is for layout_problem to say.
[[nodiscard]] std::optional<sim::Dataset> receive_dataset(const Receive& receive);

/// A text in the same form.
void send_text(const std::string& text, const Send& send);
[[nodiscard]] std::optional<std::string> receive_text(const Receive& receive);

}  // namespace talentflow::output
