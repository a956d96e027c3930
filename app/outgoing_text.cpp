// SPDX-License-Identifier: Apache-2.0
#include "app/outgoing_text.hpp"

#include <iconv.h>
#include <langinfo.h>
#include <locale.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <ostream>

#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

/// What the program itself sends to a terminal: bold, plain, back to the start of a cleared line.
constexpr std::array<std::string_view, 3> kOwnSequences{"\033[1m", "\033[0m", "\r\033[K"};

std::string upper(std::string_view text) {
    std::string out{text};
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

/// "" for the names of UTF-8 and of plain ASCII.
std::string worth_converting(std::string_view charset) {
    const std::string name = upper(charset);
    for (const char* plain : {"UTF-8", "UTF8", "ANSI_X3.4-1968", "US-ASCII", "ASCII", "646"}) {
        if (name == plain) return {};
    }
    return name;
}

/// A locale that this machine lacks still names its charset: zh_CN.GB18030.
std::string charset_in_name() {
    for (const char* variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* value = std::getenv(variable);
        if (value == nullptr || *value == '\0') continue;
        const std::string_view name{value};
        const auto dot = name.find('.');
        if (dot == std::string_view::npos) return {};
        return std::string{name.substr(dot + 1, name.find('@') - dot - 1)};
    }
    return {};
}

/// Bytes of a character that begins at `at` but whose rest has not come; 0 if it is whole or no character.
std::size_t unfinished_bytes(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = first >= 0xF0U && first <= 0xF4U   ? 4
                               : first >= 0xE0U && first <= 0xEFU ? 3
                               : first >= 0xC2U && first <= 0xDFU ? 2
                                                                  : 0;
    const std::size_t there = text.size() - at;
    if (there >= length) return 0;
    for (std::size_t i = 1; i < there; ++i) {
        if ((static_cast<unsigned char>(text[at + i]) & 0xC0U) != 0x80U) return 0;
    }
    return there;
}

}  // namespace

std::string charset_of_environment() {
    if (const locale_t locale = newlocale(LC_CTYPE_MASK, "", static_cast<locale_t>(nullptr)); locale != nullptr) {
        std::string charset = worth_converting(nl_langinfo_l(CODESET, locale));
        freelocale(locale);
        return charset;
    }
    return worth_converting(charset_in_name());
}

/// UTF-8 into another charset, character by character.
class OutgoingText::Converter {
  public:
    explicit Converter(const std::string& charset) : handle_{iconv_open((charset + "//TRANSLIT").c_str(), "UTF-8")} {}
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() {
        if (known()) iconv_close(handle_);
    }
    [[nodiscard]] bool known() const noexcept { return handle_ != failed(); }

    [[nodiscard]] std::string convert(std::string_view utf8) {
        std::string in{utf8}, out;
        char* from = in.data();
        std::size_t left = in.size();
        while (left > 0) {
            std::array<char, 4096> buffer;
            char* to = buffer.data();
            std::size_t room = buffer.size();
            const bool failed = iconv(handle_, &from, &left, &to, &room) == static_cast<std::size_t>(-1);
            out.append(buffer.data(), buffer.size() - room);
            if (!failed || errno == E2BIG) continue;
            out += '?';  // the charset lacks it
            const auto bytes = sim::character_at({from, left}, 0).bytes;
            const std::size_t skipped = bytes == 0 ? 1 : bytes;
            from += skipped;
            left -= skipped;
        }
        return out;
    }

  private:
    static iconv_t failed() noexcept {
        return reinterpret_cast<iconv_t>(-1);  // NOLINT: as POSIX has it
    }
    iconv_t handle_;
};

OutgoingText::OutgoingText(std::ostream& stream, const std::string& charset)
    : stream_{stream}, target_{stream.rdbuf()} {
    if (!charset.empty()) converter_ = std::make_unique<Converter>(charset);
    if (converter_ != nullptr && !converter_->known()) converter_.reset();
    stream_.rdbuf(this);
}

OutgoingText::~OutgoingText() {
    if (!unfinished_.empty()) static_cast<void>(put(sim::printable(unfinished_)));
    const auto state = stream_.rdstate();  // rdbuf() would clear it
    stream_.rdbuf(target_);
    if (state != std::ios_base::goodbit) stream_.setstate(state);
}

void OutgoingText::keep_utf8() {
    converter_.reset();
}

OutgoingText::int_type OutgoingText::overflow(int_type c) {
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    const char one = traits_type::to_char_type(c);
    return write({&one, 1}) ? c : traits_type::eof();
}

std::streamsize OutgoingText::xsputn(const char* text, std::streamsize n) {
    return write({text, static_cast<std::size_t>(n)}) ? n : 0;
}

int OutgoingText::sync() {
    return target_->pubsync();
}

bool OutgoingText::put(std::string_view utf8) {
    const std::string converted = converter_ != nullptr ? converter_->convert(utf8) : std::string{};
    const std::string_view bytes = converter_ != nullptr ? std::string_view{converted} : utf8;
    const auto n = static_cast<std::streamsize>(bytes.size());
    return target_->sputn(bytes.data(), n) == n;
}

bool OutgoingText::write(std::string_view text) {
    std::string joined;
    if (!unfinished_.empty()) {
        joined = unfinished_ + std::string{text};
        text = joined;
        unfinished_.clear();
    }
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto c = sim::character_at(text, at);
        if (c.bytes == 0 && unfinished_bytes(text, at) > 0) {
            unfinished_ = text.substr(at);
            break;
        }
        std::size_t own = 0;
        if (c.code == '\r' || c.code == 0x1BU) {
            for (const auto sequence : kOwnSequences) {
                if (text.substr(at, sequence.size()) == sequence) own = sequence.size();
            }
        }
        const std::size_t bytes = own > 0 ? own : c.bytes == 0 ? 1 : c.bytes;
        const auto piece = text.substr(at, bytes);
        const bool kept = own > 0 || c.code == '\n' || c.code == '\t' || !sim::is_control(c.code);
        if (kept && c.bytes > 0) {
            out += piece;
        } else {
            out += sim::printable(piece);
        }
        at += bytes;
    }
    return put(out);
}

void keep_utf8(std::ostream& stream) {
    if (auto* text = dynamic_cast<OutgoingText*>(stream.rdbuf()); text != nullptr) text->keep_utf8();
}

}  // namespace talentflow::app
