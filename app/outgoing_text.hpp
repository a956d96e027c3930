// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <memory>
#include <streambuf>
#include <string>
#include <string_view>

namespace talentflow::app {

/// The charset that the environment asks for by name (LC_ALL, LC_CTYPE, LANG), such as "GB18030", or "" for UTF-8. Also
/// "" where no charset is named or it is plain ASCII (C, POSIX): such locales are those of scripts, which read UTF-8.
[[nodiscard]] std::string charset_of_environment();

/// Stands before a standard stream and lets through only what can be shown: UTF-8 without controls beyond line break
/// and tab, and the few sequences of the program's own colours and progress bar. What else comes (from the names of
/// files, from the texts of a stranger's result) takes a visible form that JSON reads back. Then it is written in the
/// charset of the terminal; characters which that lacks become '?'.
///
/// Numbers do not depend on it: the process keeps the C locale.
class OutgoingText final : public std::streambuf {
  public:
    /// Takes the place of the stream's buffer until it is destroyed. `charset` "" or unknown: UTF-8.
    OutgoingText(std::ostream& stream, const std::string& charset);
    OutgoingText(const OutgoingText&) = delete;
    OutgoingText& operator=(const OutgoingText&) = delete;
    ~OutgoingText() override;

    /// From now on UTF-8, whatever the charset of the terminal: for what programs read.
    void keep_utf8();

  protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* text, std::streamsize n) override;
    int sync() override;

  private:
    class Converter;
    [[nodiscard]] bool write(std::string_view text);
    [[nodiscard]] bool put(std::string_view utf8);

    std::ostream& stream_;
    std::streambuf* target_;
    std::unique_ptr<Converter> converter_;
    std::string unfinished_;  // the first bytes of a character whose rest has not come
};

/// What the stream writes from now on is read by programs: UTF-8 whatever the terminal's charset.
void keep_utf8(std::ostream& stream);

}  // namespace talentflow::app
