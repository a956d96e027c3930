// SPDX-License-Identifier: Apache-2.0
#include "output/table_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "output/messages.hpp"
#include "output/partial_file.hpp"
#include "sim/error.hpp"

namespace talentflow::output {

namespace fs = std::filesystem;

namespace {

constexpr const char* kCodebookName = "variables.csv";
constexpr const char* kJournalName = "variables.csv.unfinished";
constexpr const char* kEnding = ".csv";
constexpr std::uintmax_t kMostBytes = 4 * 1024 * 1024;

FileMark codebook_mark() {
    return {"a codebook of tables", "variable,dimensions,units,", false};
}

FileMark journal_mark() {
    return {"a list of tables", "# talentflow: tables of an export that has not finished", false};
}

FileMark table_mark(const std::string& first_column) {
    return {"a table", first_column, false};
}

bool is_regular(const fs::path& file) {
    std::error_code ignored;
    return fs::is_regular_file(fs::symlink_status(file, ignored));
}

bool is_there(const fs::path& file) {
    std::error_code ignored;
    return fs::symlink_status(file, ignored).type() != fs::file_type::not_found;
}

bool is_ours(const fs::path& file, const FileMark& mark) {
    if (!is_regular(file)) return false;
    const Descriptor opened{::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)};
    try {
        return opened.get() >= 0 && carries(opened.get(), mark);
    } catch (const std::system_error&) {
        return false;
    }
}

// The first two cells of every row of a CSV (RFC 4180).
std::vector<std::pair<std::string, std::string>> first_cells(std::istream& text) {
    std::vector<std::pair<std::string, std::string>> rows;
    std::vector<std::string> row(1);
    bool quoted = false;
    for (auto at = std::istreambuf_iterator<char>{text}; at != std::istreambuf_iterator<char>{}; ++at) {
        const char c = *at;
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            row.emplace_back();
        } else if (c == '\n' && !quoted) {
            if (row.size() > 1) rows.emplace_back(row[0], row[1]);
            row.assign(1, "");
        } else if (row.size() <= 2) {
            row.back() += c;
        }
    }
    return rows;
}

// A name must not lead out of the folder.
bool is_plain(const std::string& name) {
    return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos &&
           name.find('\0') == std::string::npos;
}

}  // namespace

TableFolder::TableFolder(fs::path folder, std::vector<TableName> tables, Replace replace, std::vector<fs::path> inputs)
    : folder_{std::move(folder)}, tables_{std::move(tables)}, replace_{replace}, inputs_{std::move(inputs)} {
    for (const auto& table : tables_) refuse_input(file_of(table.name), inputs_);
    codebook_.emplace(claim(folder_ / kCodebookName, overwriting(codebook_mark())));
    read_earlier();
    refuse_what_is_in_the_way();
    for (const auto& table : tables_)
        (void)prepare_target(file_of(table.name), overwriting(table_mark(table.first_column)));
    write_journal();
    files_.reserve(tables_.size());
}

TableFolder::~TableFolder() {
    if (journal_goes_) ::unlink(journal().c_str());
}

fs::path TableFolder::file_of(const std::string& table) const {
    return folder_ / (table + kEnding);
}

fs::path TableFolder::journal() const {
    return folder_ / kJournalName;
}

Overwriting TableFolder::overwriting(FileMark mark) const {
    return {replace_, std::move(mark), inputs_};
}

void TableFolder::read_earlier() {
    was_unfinished_ = is_ours(journal(), journal_mark());
    if (was_unfinished_ && replace_ == Replace::no) throw OutputError{messages::kUnfinishedExport(folder_.string())};
    if (replace_ == Replace::no) return;
    const auto read = [this](const fs::path& list, const FileMark& mark) {
        std::error_code error;
        if (!is_ours(list, mark) || fs::file_size(list, error) > kMostBytes || error) return;
        std::ifstream in{list, std::ios::binary};
        for (const auto& [name, dimensions] : first_cells(in))
            if (is_plain(name) && name != "variable")
                earlier_[name] = dimensions.empty() ? name : dimensions.substr(0, dimensions.find(' '));
    };
    read(folder_ / kCodebookName, codebook_mark());
    read(journal(), journal_mark());
}

// What is named like a table and is none of an earlier export would be lost, or be taken for a
// table of this one.
void TableFolder::refuse_what_is_in_the_way() const {
    if (replace_ == Replace::no) return;  // whatever is there is refused one by one
    std::string found;
    const auto look = [&](const std::string& name) {
        const auto file = file_of(name);
        refuse_input(file, inputs_);
        if (!is_there(file)) return;
        const auto known = earlier_.find(name);
        if (known != earlier_.end() && is_ours(file, table_mark(known->second))) return;
        found += (found.empty() ? "" : ", ") + file.filename().string();
    };
    for (const auto& [name, first_column] : earlier_) look(name);
    for (const auto& table : tables_)
        if (earlier_.count(table.name) == 0) look(table.name);
    if (!found.empty()) throw OutputError{messages::kTablesNotOurs(folder_.string(), found)};
}

void TableFolder::write_journal() {
    std::string text = journal_mark().begin + "\n";
    for (const auto& [name, first_column] : earlier_) text += name + ',' + first_column + '\n';
    for (const auto& table : tables_)
        if (earlier_.count(table.name) == 0) text += table.name + ',' + table.first_column + '\n';
    AtomicFile file = claim(journal(), {Replace::yes, journal_mark(), inputs_});
    file.write(text);
    file.publish();
    journal_goes_ = !was_unfinished_;
}

AtomicFile TableFolder::open(std::size_t i) {
    const auto& table = tables_[i];
    return claim(file_of(table.name), overwriting(table_mark(table.first_column)));
}

void TableFolder::keep(AtomicFile table) {
    table.finish();
    files_.push_back(std::move(table));
}

// The codebook first: without it the folder says that it holds no whole result.
void TableFolder::remove_earlier() const {
    const auto remove = [](const fs::path& file, const FileMark& mark) {
        if (!is_ours(file, mark) || ::unlink(file.c_str()) == 0) return;
        fail_to_write(file, "remove it", errno);
    };
    remove(folder_ / kCodebookName, codebook_mark());
    sync_folder(folder_);
    for (const auto& [name, first_column] : earlier_) {
        const bool again =
            std::any_of(tables_.begin(), tables_.end(), [&, &n = name](const auto& t) { return t.name == n; });
        if (!again) remove(file_of(name), table_mark(first_column));
    }
}

// A name that someone else took meanwhile undoes the names given before it.
void TableFolder::publish_all() {
    std::size_t n_published = 0;
    try {
        for (auto& file : files_) {
            file.publish();
            ++n_published;
        }
        codebook_->publish();
    } catch (const OutputError&) {
        for (std::size_t i = 0; replace_ == Replace::no && i < n_published; ++i) ::unlink(files_[i].target().c_str());
        throw;
    }
}

std::vector<fs::path> TableFolder::publish() {
    codebook_->settle();
    try {
        if (replace_ == Replace::yes) {
            journal_goes_ = false;
            remove_earlier();
        }
        publish_all();
    } catch (const OutputError& error) {
        if (replace_ == Replace::no) throw;
        throw OutputError{messages::kExportBroken(folder_.string(), error.what())};
    }
    ::unlink(journal().c_str());
    journal_goes_ = false;
    std::vector<fs::path> written;
    for (const auto& table : tables_) written.push_back(file_of(table.name));
    written.push_back(folder_ / kCodebookName);
    for (const auto& [name, first_column] : earlier_) {
        auto partial = file_of(name);
        remove_abandoned(partial += ".partial", table_mark(first_column));
    }
    return written;
}

}  // namespace talentflow::output
