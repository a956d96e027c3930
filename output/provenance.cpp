// SPDX-License-Identifier: Apache-2.0
#include "output/provenance.hpp"

#include <cstdint>

#include "output/build_info.hpp"
#include "output/layout.hpp"

namespace talentflow::output {

namespace {

// Three lines each; tests/output/readers.py and readers.R take them from a file and run them.
constexpr const char* kComment =
    R"(Residents of each region over time, mean over members. Put the name of this file for FILE.h5.

Python (xarray, matplotlib):
  import xarray as xr, matplotlib.pyplot as plt
  xr.open_dataset("FILE.h5").stock.sum(["tier", "field"]).mean("member").plot(x="time", hue="region")
  plt.show()

R (ncdf4; axes come in reverse order):
  library(ncdf4); f <- nc_open("FILE.h5"); s <- ncvar_get(f, "stock", collapse_degen = FALSE)
  t <- as.Date(sub("days since ", "", ncatt_get(f, "time", "units")$value)) + ncvar_get(f, "time")
  matplot(t, apply(s, c(4, 3), sum) / dim(s)[5], type = "l", xlab = "time", ylab = "stock")
)";

}  // namespace

void set_provenance(sim::Dataset& data, const Provenance& provenance) {
    data.set_attribute("Conventions", std::string{kConventions});
    data.set_attribute("title", provenance.title_en);
    data.set_attribute("title_zh", provenance.title_zh);
    data.set_attribute(
        "source", "talentflow " + version() + ", agent-based simulation of people who choose where to live and work");
    data.set_attribute("comment", std::string{kComment});
    data.set_attribute("talentflow_version", version());
    data.set_attribute("git_commit", git_commit());
    data.set_attribute("build", build_description());
    data.set_whole("seed", provenance.seed);
    if (provenance.future.luck > 0) {
        data.set_whole("luck", provenance.future.luck);
        data.set_attribute("luck_after", to_string(provenance.future.after));
    }
    data.set_attribute("replicates", std::int64_t{provenance.replicates});
    data.set_attribute("scenario_sha256", provenance.scenario_sha256);
    data.set_attribute("result_format", std::string{kResultFormat});
    data.set_attribute("command", provenance.command);
    data.set_text("scenario_yaml", provenance.scenario_yaml);
}

sim::Future future_of(const sim::Dataset& data) {
    const auto luck = data.whole_attribute("luck");
    const auto after = sim::parse_month(data.text_attribute("luck_after"));
    if (luck < 1 || luck > sim::Future::kMost || !after) return {};
    return {*after, static_cast<std::uint32_t>(luck)};
}

std::string version() {
    return build_info::kVersion;
}
std::string git_commit() {
    return build_info::kGitCommit;
}
std::string build_description() {
    return build_info::kBuild;
}

}  // namespace talentflow::output
