// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace talentflow::app {

/// Calls that fail give a message and an exit code, not a signal that ends the process where it
/// stands: a file beyond the limit of its size (SIGXFSZ), a reader that went away (SIGPIPE). To be
/// called first of all: it also sees to it that no file of ours becomes a standard stream that was
/// closed.
void prepare_streams();

/// Whether nobody reads the standard output any more, as behind `| head`.
[[nodiscard]] bool output_has_no_reader() noexcept;

/// From now on the first Ctrl-C (SIGINT), SIGTERM or SIGHUP (the terminal was closed) only raises a flag, so that the
/// month can be finished; a second one removes the partial file and ends the process at once.
void catch_stop_signals();

/// Has a stop been asked for?
[[nodiscard]] bool stop_requested() noexcept;

}  // namespace talentflow::app
