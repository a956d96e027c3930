// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/record_store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include "experiments/sweep/messages.hpp"
#include "output/partial_file.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::experiments {

namespace {

namespace fs = std::filesystem;

constexpr const char* kFolder = "records";
constexpr const char* kExtension = ".records";

std::string reason(int error) {
    return std::generic_category().message(error);
}

std::string shown(const fs::path& file) {
    return sim::printable(file.string());
}

std::string bytes_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in) throw OutputError{file.string() + ": cannot be read"};
    return text;
}

/// Whole lines, without their ends; what stands behind the last end is left out.
std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0;;) {
        const auto end = text.find('\n', at);
        if (end == std::string_view::npos) return lines;
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
}

bool is_locked(const fs::path& file) {
    const output::Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    return descriptor.get() >= 0 && ::flock(descriptor.get(), LOCK_SH | LOCK_NB) != 0;
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder, error}) {
        if (entry.path().extension() == kExtension) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

bool same_values(const RunRecord& a, const RunRecord& b) {
    const auto bits = [](const RunRecord& r) {
        return std::string_view{reinterpret_cast<const char*>(r.values.data()), r.values.size() * sizeof(double)};
    };
    return bits(a) == bits(b);
}

/// Gathers records and where the first of each key came from.
class Gathering {
  public:
    explicit Gathering(const std::string& identity) : identity_{identity} {}

    void add_file(const fs::path& file) {
        const std::string text = bytes_of(file);
        std::size_t line = 0;
        for (const auto part : lines_of(text)) {
            ++line;
            auto read = read_record_line(part);
            if (read.identity && *read.identity != identity_)
                throw ScenarioError{sweep_messages::kForeignRecords(shown(file))};
            if (!read.sound()) known_.notes.push_back(sweep_messages::kDamagedLine(shown(file), std::to_string(line)));
            if (read.record) add(std::move(*read.record), file);
        }
        // Of a process at work the last line is on its way.
        if (!text.empty() && text.back() != '\n' && !is_locked(file))
            known_.notes.push_back(sweep_messages::kHalfLine(shown(file)));
    }
    [[nodiscard]] KnownRecords take() { return std::move(known_); }

  private:
    void add(RunRecord record, const fs::path& file) {
        const auto [at, is_new] = known_.by_key.try_emplace(record.key);
        if (!is_new && at->second.ok() && !record.ok()) return;
        if (!is_new && at->second.ok() && record.ok()) {
            if (same_values(at->second, record)) return;
            throw ScenarioError{sweep_messages::kTwoValues(std::to_string(record.run),
                                                           shown(from_[record.key]) + " and " + shown(file))};
        }
        from_[record.key] = file;
        at->second = std::move(record);
    }

    const std::string& identity_;
    KnownRecords known_;
    std::unordered_map<std::string, fs::path> from_;
};

}  // namespace

const RunRecord* KnownRecords::find(const std::string& key) const {
    const auto found = by_key.find(key);
    return found == by_key.end() ? nullptr : &found->second;
}

KnownRecords read_records(const fs::path& folder, const std::string& identity) {
    Gathering gathering{identity};
    for (const auto& file : files_in(folder / kFolder)) gathering.add_file(file);
    return gathering.take();
}

std::vector<fs::path> files_being_written(const fs::path& folder) {
    auto files = files_in(folder / kFolder);
    files.erase(std::remove_if(files.begin(), files.end(), [](const auto& file) { return !is_locked(file); }),
                files.end());
    return files;
}

RecordWriter::RecordWriter(const fs::path& folder, const std::string& name, const std::string& identity)
    : path_{folder / kFolder / (name + kExtension)} {
    std::error_code error;
    fs::create_directories(folder / kFolder, error);
    file_ = output::Descriptor{::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666)};
    if (file_.get() < 0) throw OutputError{shown(path_) + ": cannot be opened for writing: " + reason(errno)};
    if (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) throw OutputError{sweep_messages::kShardBusy(shown(path_))};
    cut_back(identity);
    if (size_ == 0) {
        write_line(heading_of(identity));
        output::sync_folder(path_.parent_path());
    }
}

void RecordWriter::cut_back(const std::string& identity) {
    const std::string text = bytes_of(path_);
    std::size_t end = 0, at = 0;
    for (const auto part : lines_of(text)) {
        const auto read = read_record_line(part);
        if (read.identity && *read.identity != identity)
            throw ScenarioError{sweep_messages::kForeignRecords(shown(path_))};
        at += part.size() + 1;
        if (read.sound()) end = at;  // what is damaged before a sound line stays, and is passed over
    }
    size_ = end;
    if (end == text.size()) return;
    if (::ftruncate(file_.get(), static_cast<off_t>(end)) != 0)
        throw OutputError{shown(path_) + ": cannot be cut back: " + reason(errno)};
    notes_.push_back(sweep_messages::kTailCut(shown(path_), std::to_string(text.size() - end)));
}

void RecordWriter::write_line(const std::string& line) {
    std::string_view rest = line;
    while (!rest.empty()) {
        const ::ssize_t n = ::write(file_.get(), rest.data(), rest.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            const int error = errno;
            (void)!::ftruncate(file_.get(), static_cast<off_t>(size_));
            throw OutputError{sweep_messages::kRecordsFull(shown(path_), reason(error))};
        }
        rest.remove_prefix(static_cast<std::size_t>(n));
    }
    size_ += line.size();
    dirty_ = true;
}

void RecordWriter::append(const RunRecord& record) {
    write_line(line_of(record));
}

void RecordWriter::sync() {
    if (!dirty_) return;
    if (::fsync(file_.get()) != 0) throw OutputError{sweep_messages::kRecordsFull(shown(path_), reason(errno))};
    dirty_ = false;
}

}  // namespace talentflow::experiments
