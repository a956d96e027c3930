// SPDX-License-Identifier: Apache-2.0
#include "output/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "output/messages.hpp"
#include "output/partial_file.hpp"
#include "sim/contract.hpp"
#include "sim/error.hpp"

namespace talentflow::output {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path& file, const std::string& problem) {
    throw OutputError{fmt::format("{}: {}", file.string(), problem)};
}

// Where a link leads; the file itself if it is none.
fs::path followed(const fs::path& file) {
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(file, error))) return file;
    const fs::path target = fs::canonical(file, error);
    if (error == std::errc::no_such_file_or_directory)
        refuse(file, "is a link to nothing; remove the link or choose another name");
    if (error) throw OutputError{messages::kLinkCannotBeFollowed(file.string(), error.message())};
    return target;
}

}  // namespace

fs::path prepare_target(const fs::path& file, const Overwriting& overwriting) {
    if (file.filename().empty() || file.filename() == "." || file.filename() == "..") {
        refuse(file.empty() ? "''" : file, "names no file; write for example results/run.h5");
    }
    refuse_input(file, overwriting.inputs);
    std::error_code error;
    fs::create_directories(folder_of(file), error);
    if (error) {
        refuse(file, fmt::format("cannot create the folder ({}); choose another place", error.message()));
    }
    const fs::path target = followed(file);
    const fs::file_status status = fs::status(target, error);
    if (status.type() == fs::file_type::not_found) return target;
    if (fs::is_directory(status)) refuse(file, "is a folder; give the name of a file in it");
    if (status.type() == fs::file_type::none)
        throw OutputError{messages::kCannotLookAt(file.string(), error.message())};
    if (!fs::is_regular_file(status)) refuse(file, "is a device or pipe; give the name of an ordinary file");
    if (overwriting.replace == Replace::no)
        refuse(file, "exists already; choose another name or add --force to replace it");
    refuse_foreign(target, overwriting.mark);
    return target;
}

AtomicFile claim(const fs::path& file, const Overwriting& overwriting) {
    return {prepare_target(file, overwriting), overwriting};
}

AtomicFile::AtomicFile(fs::path target, Overwriting overwriting)
    : target_{std::move(target)}, overwriting_{std::move(overwriting)} {
    auto partial = open_partial(target_, overwriting_);
    descriptor_ = std::move(partial.descriptor);
    partial_ = std::move(partial.path);
    note_partial(partial_);
    try {
        keep_mode();  // at once: what is secret must not be readable while it is written
        write_through(kUnfinished);
    } catch (...) {
        remove_partial();  // the destructor of half an object is not called
        throw;
    }
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : target_{std::move(other.target_)},
      overwriting_{std::move(other.overwriting_)},
      partial_{std::exchange(other.partial_, {})},
      descriptor_{std::move(other.descriptor_)},
      head_{std::move(other.head_)},
      settled_{other.settled_} {}

AtomicFile::~AtomicFile() {
    // Unlink before close: the lock still keeps others away from the name.
    if (!partial_.empty()) remove_partial();
}

void AtomicFile::remove_partial() const noexcept {
    forget_partial(partial_);
    ::unlink(partial_.c_str());
}

void AtomicFile::fail(std::string_view action, int error) const {
    fail_to_write(target_, action, error);
}

void AtomicFile::write_through(std::string_view bytes) {
    while (!bytes.empty()) {
        const ::ssize_t n = ::write(descriptor_.get(), bytes.data(), bytes.size());
        if (n < 0 && errno != EINTR) fail("write", errno);
        if (n > 0) bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

void AtomicFile::write(std::string_view bytes) {
    TF_EXPECT(descriptor_.get() >= 0 && !settled_);
    const std::size_t n = std::min(bytes.size(), kUnfinished.size() - head_.size());
    head_ += bytes.substr(0, n);
    write_through(bytes.substr(n));
}

void AtomicFile::keep_mode() const {
    struct stat old {};
    if (::stat(target_.c_str(), &old) == 0) ::fchmod(descriptor_.get(), old.st_mode & 0777);
}

// Some owners can only be kept by root, and some file systems know none: no failure.
void AtomicFile::keep_owner() const {
    struct stat old {};
    struct stat now {};
    if (::stat(target_.c_str(), &old) != 0 || ::fstat(descriptor_.get(), &now) != 0) return;
    if (old.st_uid == now.st_uid && old.st_gid == now.st_gid) return;
    if (::fchown(descriptor_.get(), old.st_uid, old.st_gid) != 0)
        (void)!::fchown(descriptor_.get(), static_cast<uid_t>(-1), old.st_gid);
}

void AtomicFile::settle() {
    if (settled_) return;
    TF_EXPECT(descriptor_.get() >= 0);
    const auto n = static_cast<off_t>(head_.size());
    if (head_.size() < kUnfinished.size() && ::ftruncate(descriptor_.get(), n) != 0) fail("write", errno);
    if (::lseek(descriptor_.get(), 0, SEEK_SET) != 0) fail("write", errno);
    write_through(head_);
    keep_owner();
    keep_mode();
    if (::fsync(descriptor_.get()) != 0) fail("bring it to the disk", errno);
    settled_ = true;
}

void AtomicFile::finish() {
    settle();
    if (descriptor_.get() >= 0 && ::close(descriptor_.release()) != 0) fail("close", errno);
}

void AtomicFile::rename_partial() const {
    if (overwriting_.replace == Replace::no) {
        if (::renameat2(AT_FDCWD, partial_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) == 0) return;
        if (errno == EEXIST) fail("write", EEXIST);
        // The file system does not know that flag (EINVAL): look, then rename.
        if (fs::exists(target_)) fail("write", EEXIST);
    } else {
        refuse_foreign(target_, overwriting_.mark);
    }
    if (::rename(partial_.c_str(), target_.c_str()) != 0) fail("rename the finished file", errno);
}

void AtomicFile::publish() {
    TF_EXPECT(!partial_.empty());
    // Keep the lock until the name is right; finish() would close the descriptor and let another
    // writer in.
    settle();
    forget_partial(partial_);  // from the rename on the name may be somebody else's
    if (descriptor_.get() >= 0 && !still_names(partial_, descriptor_.get())) {
        partial_.clear();  // not ours any more: the destructor must not remove it
        fail("rename the finished file, as somebody removed it", ENOENT);
    }
    rename_partial();
    partial_.clear();
    descriptor_ = Descriptor{};
    sync_folder(folder_of(target_));
}

}  // namespace talentflow::output
