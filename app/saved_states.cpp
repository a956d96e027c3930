// SPDX-License-Identifier: Apache-2.0
#include "app/saved_states.hpp"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "app/command_text.hpp"
#include "app/machine.hpp"
#include "app/messages.hpp"
#include "app/table.hpp"
#include "models/month/state.hpp"
#include "output/sha256.hpp"
#include "scenarios/loader/past.hpp"
#include "sim/archive.hpp"
#include "sim/error.hpp"
#include "sim/not_copyable.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

constexpr std::size_t kMostStates = 100;  // of one run
constexpr std::size_t kWidest = 255;      // hint of the format (output/state_file.hpp)

std::string part_name(const std::string& member, int number, const char* column = "") {
    const std::string name = member + "/" + std::to_string(number);
    return *column == '\0' ? name : name + " " + column;
}

/// A member into parts of a file: long columns each in one of their own, what stands between them in others.
class FileSink final : public sim::StateSink, private sim::NotCopyable {
  public:
    FileSink(output::StateFileWriter& file, std::string member) : file_{&file}, member_{std::move(member)} {}

    void write(const void* bytes, std::size_t n) override {
        if (!open_) file_->begin_part(part_name(member_, number_++));
        open_ = true;
        file_->write(bytes, n);
    }
    void begin_column(const char* name, std::size_t width) override {
        finish();
        file_->begin_part(part_name(member_, number_++, name), std::clamp<std::size_t>(width, 1, kWidest));
        open_ = true;
    }
    void end_column() override { finish(); }
    void finish() {
        if (open_) file_->end_part();
        open_ = false;
    }

  private:
    output::StateFileWriter* file_;
    std::string member_;
    int number_ = 0;
    bool open_ = false;
};

/// The same back.
class FileSource final : public sim::StateSource {
  public:
    FileSource(const output::StateFile& file, std::string member) : file_{&file}, member_{std::move(member)} {
        const std::string begin = member_ + "/";
        for (const auto& part : file.parts()) {
            if (part.name.compare(0, begin.size(), begin) == 0) remaining_ += part.bytes;
        }
    }

    void read(void* bytes, std::size_t n) override {
        if (!part_) part_.emplace(file_->open(part_name(member_, number_++)));
        part_->read(bytes, n);
        remaining_ -= std::min<std::uint64_t>(remaining_, n);
    }
    [[nodiscard]] std::uint64_t remaining() const override { return remaining_; }
    void begin_column(const char* name, std::size_t /*width*/, std::uint64_t bytes) override {
        finish();
        const auto part = part_name(member_, number_++, name);
        part_.emplace(file_->open(part));
        if (part_->part().bytes != bytes) file_->refuse(part, "is not as long as it is said to be");
    }
    void end_column() override { finish(); }
    void finish() {
        if (part_) part_->finish();
        part_.reset();
    }

  private:
    const output::StateFile* file_;
    std::string member_;
    int number_ = 0;
    std::uint64_t remaining_ = 0;
    std::optional<output::StatePartReader> part_;
};

std::string member_name(int nth) {
    return "member " + std::to_string(nth);
}

std::filesystem::path state_file(const std::filesystem::path& result, sim::Month month) {
    return result.parent_path() / (result.stem().string() + "-" + to_string(month) + ".state");
}

output::StateHeader header_of(const RunJob& job, const scenarios::Past& past, sim::Month month) {
    const nlohmann::ordered_json command{{"command", job.command}, {"quick_look", job.scenario.quick_look}};
    output::StateHeader header;
    header.month = to_string(month);
    header.past_hash = output::sha256(past.text(month));
    header.command = command.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    header.scenario = job.scenario.resolved_yaml;
    header.members = static_cast<std::uint32_t>(job.scenario.world.replicates);
    return header;
}

}  // namespace

std::vector<sim::Month> read_state_months(const std::string& words, const models::World& world, sim::Month begun) {
    if (words.empty()) return {};
    auto [months, wrong] = sim::parse_months(words);
    if (wrong) throw ScenarioError{messages::kNoStateMonth(sim::printable(*wrong))};
    const sim::Month last = world.start + (world.months - 1);
    for (const sim::Month month : months) {
        if (month > begun && month <= last) continue;
        throw ScenarioError{messages::kStateMonthOutside(to_string(month), to_string(begun + 1), to_string(last))};
    }
    if (months.size() > kMostStates) {
        throw ScenarioError{messages::kTooManyStates(std::to_string(months.size()), std::to_string(kMostStates))};
    }
    return months;
}

struct StateWriters::One {
    sim::Month month;
    std::filesystem::path path;
    output::StateFileWriter file;
};

StateWriters::StateWriters(const std::vector<sim::Month>& months, const RunJob& job, output::Replace replace)
    : members_{job.scenario.world.replicates} {
    const scenarios::Past past{job.scenario};
    for (const sim::Month month : months) {
        const auto path = state_file(job.file, month);
        auto claimed = output::claim(path, {replace, output::state_mark(), job.scenario.files});
        all_.push_back(std::make_unique<One>(
            One{month, path, output::StateFileWriter{std::move(claimed), header_of(job, past, month)}}));
    }
}

StateWriters::~StateWriters() = default;

void StateWriters::hook_into(models::RunOptions& options) {
    for (const auto& one : all_) options.keep_at.push_back(one->month);
    options.keep = [this](int nth, models::MonthState& state, models::Recorded& past) {
        for (auto& one : all_) {
            if (one->month != state.month) continue;
            FileSink sink{one->file, member_name(nth)};
            models::write_member(sink, state, past);
            sink.finish();
            if (nth + 1 < members_) continue;
            static_cast<void>(one->file.finish());
            written_.push_back(one->path);
        }
    };
}

void StateWriters::say_what_was_written(const CommonOptions& common, const Io& io) const {
    if (common.json || common.quiet) return;
    for (const auto& file : written_) {
        io.out << messages::kStateWritten.in(common.language, sim::printable(file.string())) << '\n';
    }
}

SavedState::SavedState(const std::string& file) : name_{file}, file_{std::make_unique<output::StateFile>(file)} {
    file_->require_this_program();
    file_->verify();
    double bytes = 0.0;
    for (const auto& part : file_->parts()) bytes += static_cast<double>(part.bytes);
    const auto allowed = allowance().memory_bytes;
    if (allowed && bytes > *allowed) {
        throw ScenarioError{messages::kStateTooLarge(sim::printable(file), bytes_text(bytes), bytes_text(*allowed))};
    }
    const auto& header = file_->header();
    month_ = sim::parse_month(header.month).value_or(sim::Month{});
    const auto said = nlohmann::json::parse(header.command, nullptr, false);
    if (said.is_object() && said.contains("command") && said["command"].is_string()) {
        command_ = said["command"].get<std::string>();
    }
    scenario_ = stored_scenario(header.scenario, file, said.is_object() && said.value("quick_look", false));
    const auto& world = scenario_.world;
    const bool in_run = month_ >= world.first_month() && month_ < world.start + world.months;
    if (!in_run || header.members != static_cast<std::uint32_t>(world.replicates) ||
        header.past_hash != output::sha256(scenarios::Past{scenario_}.text(month_))) {
        throw ScenarioError{messages::kStateOfOther(sim::printable(file))};
    }
}

void SavedState::refuse_other_past(const scenarios::Scenario& other, const std::string& name) const {
    const auto differs = scenarios::Past{scenario_}.difference(scenarios::Past{other}, month_);
    if (!differs) return;
    throw ScenarioError{messages::kOtherPast(sim::printable(name), differs->path, differs->b, differs->a,
                                             sim::printable(name_), to_string(month_))};
}

void SavedState::go_on(models::RunOptions& options, const scenarios::Scenario& scenario) const {
    const bool same_world = &scenario == &scenario_ || scenario.resolved_yaml == scenario_.resolved_yaml;
    options.resume = [this, same_world, world = &scenario.world](int nth) {
        FileSource source{*file_, member_name(nth)};
        auto member = models::read_member(source, scenario_.world);
        source.finish();
        if (!same_world) models::renumber_member(member, scenario_.world, *world);
        return member;
    };
}

}  // namespace talentflow::app
