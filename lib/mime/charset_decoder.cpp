#include "mime/charset_decoder.hpp"

#include "mime/charset_name.hpp"
#include "util/utf8.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace recoil::mime {

namespace {

// 0x80 to 0x9F; from 0xA0 on Windows-1252 is Latin-1. Five octets are not assigned.
constexpr std::array<char16_t, 32> windows_1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                   0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

unsigned char octet(char c)
{
    return static_cast<unsigned char>(c);
}

void append_windows_1252(std::string& out, char c)
{
    const unsigned char o = octet(c);
    utf8::append(out, o < 0xA0 ? windows_1252[o - 0x80] : o);
}

// What the lead octet announces; 0 where it is none.
std::size_t announced_length(char lead)
{
    const unsigned char o = octet(lead);
    return o < 0x80 ? 1 : o < 0xC2 ? 0 : o < 0xE0 ? 2 : o < 0xF0 ? 3 : o < 0xF5 ? 4 : 0;
}

// The octets of one code unit: iconv stops in front of what it cannot decode, and this much must be skipped to go on.
std::size_t unit_size(std::string_view name)
{
    const auto has = [&](std::string_view part) { return name.find(part) != std::string_view::npos; };
    return has("utf-32") || has("utf32") ? 4 : has("utf-16") || has("utf16") || has("ucs-2") || has("ucs2") ? 2 : 1;
}

const iconv_t none = reinterpret_cast<iconv_t>(-1); // NOLINT: so POSIX says "no descriptor"

} // namespace

struct charset_decoder::state {
    explicit state(std::string_view charset);
    ~state()
    {
        if (cd != none)
            iconv_close(cd);
    }
    state(const state&) = delete;
    state& operator=(const state&) = delete;

    std::size_t convert(std::string_view text, std::string& out)
    {
        return cd == none ? by_hand(text, out) : by_iconv(text, out);
    }
    std::size_t by_hand(std::string_view text, std::string& out);
    std::size_t by_iconv(std::string_view text, std::string& out);
    void replace(std::string& out)
    {
        utf8::append(out, 0xFFFD);
        defects.add(defect::charset_malformed);
    }

    iconv_t cd = none; // none: UTF-8 with Windows-1252 for what is ill-formed
    std::size_t unit = 1;
    std::string carried; // the begin of a character
    defect_set defects;
};

charset_decoder::state::state(std::string_view charset)
{
    const std::string name = iconv_name(charset);
    if (name == "utf-8")
        return;
    if (!name.empty())
        cd = iconv_open("UTF-8", name.c_str());
    if (cd == none)
        defects.add(defect::charset_unknown);
    unit = unit_size(name);
}

// Returns how much was converted: all but the begin of a character.
std::size_t charset_decoder::state::by_hand(std::string_view text, std::string& out)
{
    std::size_t i = 0;
    while (i < text.size()) {
        const auto not_ascii = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(),
                                            [](char c) { return octet(c) >= 0x80; });
        const auto ascii_end = static_cast<std::size_t>(not_ascii - text.begin());
        out.append(text, i, ascii_end - i);
        i = ascii_end;
        if (i == text.size())
            break;
        const std::size_t length = announced_length(text[i]);
        if (length > text.size() - i)
            break;
        if (length > 0 && utf8::valid(text.substr(i, length))) {
            out.append(text, i, length);
            i += length;
        } else {
            append_windows_1252(out, text[i++]);
            defects.add(defect::charset_malformed);
        }
    }
    return i;
}

std::size_t charset_decoder::state::by_iconv(std::string_view text, std::string& out)
{
    constexpr std::size_t longest_character = 16; // with the escape sequences in front of it
    std::array<char, 4096> buffer;
    char* from = const_cast<char*>(text.data()); // NOLINT: iconv does not write there
    std::size_t left = text.size();
    while (left > 0) {
        char* to = buffer.data();
        std::size_t room = buffer.size();
        const std::size_t result = iconv(cd, &from, &left, &to, &room);
        const int why = errno;
        // Not all that iconv may call a charset is limited to Unicode's range.
        out += utf8::repair({buffer.data(), buffer.size() - room});
        if (result != static_cast<std::size_t>(-1))
            break;
        if (why == E2BIG)
            continue;
        if (why == EINVAL && left < longest_character)
            break;
        replace(out);
        const std::size_t skipped = std::min(unit, left);
        from += skipped;
        left -= skipped;
    }
    return text.size() - left;
}

charset_decoder::charset_decoder(std::string_view charset) : state_(std::make_unique<state>(charset)) {}
charset_decoder::~charset_decoder() = default;
charset_decoder::charset_decoder(charset_decoder&&) noexcept = default;
charset_decoder& charset_decoder::operator=(charset_decoder&&) noexcept = default;

void charset_decoder::feed(std::string_view bytes, std::string& out)
{
    state& s = *state_;
    if (s.carried.empty()) {
        s.carried = bytes.substr(s.convert(bytes, out));
    } else {
        s.carried.append(bytes);
        s.carried.erase(0, s.convert(s.carried, out));
    }
}

void charset_decoder::finish(std::string& out)
{
    state& s = *state_;
    if (s.cd == none) {
        for (const char c : s.carried) {
            if (octet(c) < 0x80)
                out += c;
            else
                append_windows_1252(out, c);
            s.defects.add(defect::charset_malformed);
        }
    } else {
        if (!s.carried.empty())
            s.replace(out);
        // Some charsets hold a character back, since a mark may follow that combines with it.
        std::array<char, 64> buffer;
        char* to = buffer.data();
        std::size_t room = buffer.size();
        iconv(s.cd, nullptr, nullptr, &to, &room);
        out += utf8::repair({buffer.data(), buffer.size() - room});
    }
    s.carried.clear();
}

const defect_set& charset_decoder::defects() const
{
    return state_->defects;
}

std::string to_utf8(std::string_view bytes, std::string_view charset)
{
    std::string out;
    charset_decoder decoder(charset);
    decoder.feed(bytes, out);
    decoder.finish(out);
    return out;
}

} // namespace recoil::mime
