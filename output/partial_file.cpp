// SPDX-License-Identifier: Apache-2.0
#include "output/partial_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstring>
#include <optional>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "output/messages.hpp"
#include "sim/error.hpp"

namespace talentflow::output {

namespace fs = std::filesystem;

namespace {

constexpr int kMostNames = 9;

const char* advice(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT:
            return "free space or choose another disk";
        case EFBIG:
            return "raise the limit of file sizes (ulimit -f) or choose another disk";
        case EEXIST:
            return "choose another name or add --force to replace it";
        case EWOULDBLOCK:
            return "wait until it is done or choose another name";
        default:
            return "choose another place";
    }
}

fs::path partial_name(const fs::path& target, int number) {
    fs::path name = target;
    name += number == 1 ? std::string{".partial"} : fmt::format(".partial-{}", number);
    return name;
}

enum class Lock { taken, busy };

// File systems without locks say ENOLCK or the like: then two writers are the user's affair.
Lock lock(int descriptor) {
    const bool busy = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    return busy ? Lock::busy : Lock::taken;
}

enum class Holder { nobody, writer, abandoned, other };

// Whether the content can be of a writer of ours: nothing yet, the line of an unfinished file, or a
// file that was finished but not renamed.
bool looks_ours(int descriptor, const struct stat& status, const FileMark& mark) {
    try {
        return status.st_size == 0 || carries(descriptor, {"", std::string{kUnfinished}, false}) ||
               carries(descriptor, mark);
    } catch (const std::system_error&) {
        return false;
    }
}

// Who holds a name. An abandoned file is locked in `file` for the caller.
Holder holder_of(const fs::path& path, const FileMark& mark, Descriptor& file) {
    // O_NONBLOCK: a pipe must not make us wait; O_NOFOLLOW: a link is somebody's own.
    constexpr int kFlags = O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC;
    file = Descriptor{::open(path.c_str(), O_RDWR | kFlags)};  // NFS locks only what can be written
    if (file.get() < 0 && (errno == EACCES || errno == EROFS))
        file = Descriptor{::open(path.c_str(), O_RDONLY | kFlags)};
    if (file.get() < 0) return errno == ENOENT ? Holder::nobody : Holder::other;
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return Holder::other;
    if (!looks_ours(file.get(), status, mark)) return Holder::other;
    if (lock(file.get()) == Lock::busy) return Holder::writer;
    if (!still_names(path, file.get())) return Holder::nobody;
    const bool own = status.st_uid == ::geteuid() && status.st_nlink == 1;
    return own ? Holder::abandoned : Holder::other;
}

// Nothing if the name belongs to somebody else.
std::optional<Descriptor> take(const fs::path& path, const fs::path& target, const FileMark& mark) {
    for (;;) {
        Descriptor fresh{::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666)};
        if (fresh.get() >= 0) {
            // Between the two calls another process may have taken it for an abandoned one.
            if (lock(fresh.get()) == Lock::taken && still_names(path, fresh.get())) return fresh;
            continue;
        }
        if (errno != EEXIST) fail_to_write(target, "create " + path.filename().string(), errno);
        Descriptor old;
        switch (holder_of(path, mark, old)) {
            case Holder::writer:
                fail_to_write(target, "write it, as another process is writing it", EWOULDBLOCK);
            case Holder::other:
                return std::nullopt;
            case Holder::abandoned:  // never emptied: a name is all that may be lost
                if (::unlink(path.c_str()) != 0 && errno != ENOENT)
                    fail_to_write(target, "replace " + path.filename().string(), errno);
                break;
            case Holder::nobody:
                break;
        }
    }
}

// A handler of signals can reach nothing but such places.
struct Note {
    std::atomic<bool> is_set = false;
    std::array<char, PATH_MAX> path{};
};
std::array<Note, 128> notes;  // a run may save a hundred states

}  // namespace

void note_partial(const fs::path& path) noexcept {
    const auto& text = path.native();
    for (auto& note : notes) {
        if (note.is_set || text.size() >= note.path.size()) continue;
        std::memcpy(note.path.data(), text.c_str(), text.size() + 1);
        note.is_set = true;
        return;
    }
}

void forget_partial(const fs::path& path) noexcept {
    for (auto& note : notes) {
        if (note.is_set && path.native() == note.path.data()) note.is_set = false;
    }
}

void remove_noted_partials() noexcept {
    for (const auto& note : notes) {
        if (note.is_set) ::unlink(note.path.data());
    }
}

PartialFile open_partial(const fs::path& target, const Overwriting& overwriting) {
    for (int number = 1; number <= kMostNames; ++number) {
        const fs::path path = partial_name(target, number);
        if (input_at(path, overwriting.inputs) != nullptr) continue;
        if (auto descriptor = take(path, target, overwriting.mark)) return {path, std::move(*descriptor)};
    }
    throw OutputError{messages::kNoNameForPartial(target.string(), partial_name(target, 1).filename().string())};
}

bool still_names(const fs::path& path, int descriptor) {
    struct stat by_path {};
    struct stat by_descriptor {};
    return ::lstat(path.c_str(), &by_path) == 0 && ::fstat(descriptor, &by_descriptor) == 0 &&
           by_path.st_ino == by_descriptor.st_ino && by_path.st_dev == by_descriptor.st_dev;
}

void remove_abandoned(const fs::path& path, const FileMark& mark) {
    Descriptor file;
    if (holder_of(path, mark, file) == Holder::abandoned) ::unlink(path.c_str());
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path{"."};
}

void sync_folder(const fs::path& folder) noexcept {
    const Descriptor descriptor{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (descriptor.get() >= 0) ::fsync(descriptor.get());
}

void fail_to_write(const fs::path& target, std::string_view action, int error) {
    throw OutputError{fmt::format("{}: cannot {} ({}); nothing was changed; {}", target.string(), action,
                                  std::generic_category().message(error), advice(error))};
}

}  // namespace talentflow::output
