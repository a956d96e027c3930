// SPDX-License-Identifier: Apache-2.0
#include "output/atomic_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "sim/contract.hpp"
#include "sim/error.hpp"

namespace talentflow::output {

namespace fs = std::filesystem;

namespace {

const char* advice(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return "free space or choose another disk";
        case EEXIST:
            return "choose another name or add --force to replace it";
        case EWOULDBLOCK:
            return "wait until it is done or choose another name";
        default:
            return "choose another place";
    }
}

[[noreturn]] void refuse(const fs::path& file, const std::string& problem) {
    throw OutputError{fmt::format("{}: {}", file.string(), problem)};
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path{"."};
}

// A rename is on the disk only when the folder is. Some file systems cannot sync a folder; that is
// no failure.
void sync_folder(const fs::path& folder) noexcept {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

// Whether `path` still names the open file: its last owner may have renamed it between our open and
// our lock.
bool still_names(const fs::path& path, int descriptor) {
    struct stat by_path {};
    struct stat by_descriptor {};
    return ::stat(path.c_str(), &by_path) == 0 && ::fstat(descriptor, &by_descriptor) == 0 &&
           by_path.st_ino == by_descriptor.st_ino && by_path.st_dev == by_descriptor.st_dev;
}

}  // namespace

fs::path prepare_target(const fs::path& file, Replace replace) {
    if (file.filename().empty() || file.filename() == "." || file.filename() == "..") {
        refuse(file.empty() ? "''" : file, "names no file; write for example results/run.h5");
    }
    std::error_code error;
    fs::create_directories(folder_of(file), error);
    if (error) {
        refuse(file,
               fmt::format("cannot create the folder ({}); choose another place", error.message()));
    }
    fs::path target = file;
    if (fs::is_symlink(file, error)) {
        target = fs::canonical(file, error);
        if (error) refuse(file, "is a link to nothing; remove the link or choose another name");
    }
    const fs::file_status status = fs::status(target, error);
    if (status.type() == fs::file_type::not_found) return target;
    if (fs::is_directory(status)) refuse(file, "is a folder; give the name of a file in it");
    if (status.type() == fs::file_type::none) {
        refuse(file,
               fmt::format("cannot be looked at ({}); choose another place", error.message()));
    }
    if (!fs::is_regular_file(status))
        refuse(file, "is a device or pipe; give the name of an ordinary file");
    if (replace == Replace::no)
        refuse(file, "exists already; choose another name or add --force to replace it");
    return target;
}

AtomicFile::AtomicFile(fs::path target, Replace replace)
    : target_{std::move(target)}, replace_{replace} {
    partial_ = target_;
    partial_ += ".partial";
    open_partial();
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : target_{std::move(other.target_)},
      partial_{std::exchange(other.partial_, {})},
      replace_{other.replace_},
      descriptor_{std::exchange(other.descriptor_, -1)} {}

AtomicFile::~AtomicFile() {
    // Unlink before close: the lock still keeps others away from the name.
    if (!partial_.empty()) ::unlink(partial_.c_str());
    if (descriptor_ >= 0) ::close(descriptor_);
}

void AtomicFile::fail(const std::string& action, int error) const {
    throw OutputError{fmt::format("{}: cannot {} ({}); nothing was changed; {}", target_.string(),
                                  action, std::generic_category().message(error), advice(error))};
}

void AtomicFile::open_partial() {
    const auto give_up = [&](const std::string& action, int error) {
        if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
        partial_.clear();  // not ours: the destructor must not remove it
        fail(action, error);
    };
    for (;;) {
        descriptor_ = ::open(partial_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (descriptor_ < 0) give_up("create " + partial_.filename().string(), errno);
        // File systems without locks say ENOLCK or the like: then two writers are the user's
        // affair.
        if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            give_up("write it, as another process is writing it", EWOULDBLOCK);
        }
        if (still_names(partial_, descriptor_)) break;
        ::close(std::exchange(descriptor_, -1));
    }
    if (::ftruncate(descriptor_, 0) != 0) give_up("empty " + partial_.filename().string(), errno);
}

void AtomicFile::write(std::string_view bytes) {
    TF_EXPECT(descriptor_ >= 0);
    while (!bytes.empty()) {
        const ::ssize_t n = ::write(descriptor_, bytes.data(), bytes.size());
        if (n < 0 && errno != EINTR) fail("write", errno);
        if (n > 0) bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

void AtomicFile::finish() {
    if (descriptor_ < 0) return;
    if (::fsync(descriptor_) != 0) fail("bring it to the disk", errno);
    if (::close(std::exchange(descriptor_, -1)) != 0) fail("close", errno);
}

void AtomicFile::rename_partial() const {
    if (replace_ == Replace::no) {
        if (::renameat2(AT_FDCWD, partial_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) ==
            0)
            return;
        if (errno == EEXIST) fail("write", EEXIST);
        // The file system does not know that flag (EINVAL): look, then rename.
        if (fs::exists(target_)) fail("write", EEXIST);
    }
    if (::rename(partial_.c_str(), target_.c_str()) != 0) fail("rename the finished file", errno);
}

void AtomicFile::publish() {
    TF_EXPECT(!partial_.empty());
    // Keep the lock until the name is right; finish() would close the descriptor and let another
    // writer in.
    if (descriptor_ >= 0 && ::fsync(descriptor_) != 0) fail("bring it to the disk", errno);
    rename_partial();
    partial_.clear();
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
    sync_folder(folder_of(target_));
}

}  // namespace talentflow::output
