#include "mime/charset_name.hpp"

#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::mime {

namespace {

struct alias {
    std::string_view mail;
    std::string_view iconv;
};

constexpr alias aliases[] = {
    // No charset at all: text of an unknown kind, most often UTF-8 today.
    {"", "utf-8"},
    {"us-ascii", "utf-8"},
    {"ascii", "utf-8"},
    {"usascii", "utf-8"},
    {"ansi_x3.4-1968", "utf-8"},
    {"ansi_x3.4-1986", "utf-8"},
    {"iso646-us", "utf-8"},
    {"iso_646.irv:1991", "utf-8"},
    {"us", "utf-8"},
    {"646", "utf-8"},
    {"utf8", "utf-8"},
    {"utf_8", "utf-8"},
    {"utf-8n", "utf-8"},
    {"utf-8-bom", "utf-8"},
    {"utf8mb4", "utf-8"},
    {"uft-8", "utf-8"},
    {"uft8", "utf-8"},
    {"cp65001", "utf-8"},
    {"utf-8-mac", "utf-8"},
    {"unicode-1-1-utf-8", "utf-8"},
    {"unknown", "utf-8"},
    {"unknown-8bit", "utf-8"},
    {"x-unknown", "utf-8"},
    {"x-unknown-8bit", "utf-8"},
    {"unknown-7bit", "utf-8"},
    {"user-defined", "utf-8"},
    {"x-user-defined", "utf-8"},
    {"charset", "utf-8"},
    {"default", "utf-8"},
    {"default_charset", "utf-8"},
    {"8bit", "utf-8"},
    {"7bit", "utf-8"},
    {"none", "utf-8"},
    {"binary", "utf-8"},
    {"_autodetect", "utf-8"},
    {"_autodetect_all", "utf-8"},
    // RFC 1642 and its successor.
    {"unicode-1-1-utf-7", "utf-7"},
    {"x-unicode-2-0-utf-7", "utf-7"},
    {"cp65000", "utf-7"},
    // Latin. Senders of ISO 8859-1 mean its superset, as the WHATWG Encoding standard has it.
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"iso8859_1", "windows-1252"},
    {"iso_8859_1", "windows-1252"},
    {"8859_1", "windows-1252"},
    {"iso-8859-1-windows-3.1-latin-1", "windows-1252"},
    {"iso88591", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"ansi", "windows-1252"},
    {"x-ansi", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"latin-2", "iso-8859-2"},
    {"latin-9", "iso-8859-15"},
    {"win-1250", "windows-1250"},
    {"win-1251", "windows-1251"},
    {"win-1252", "windows-1252"},
    {"windows1252", "windows-1252"},
    {"win1252", "windows-1252"},
    {"windows1251", "windows-1251"},
    {"win1251", "windows-1251"},
    {"x-cp1250", "windows-1250"},
    {"x-cp1251", "windows-1251"},
    {"x-cp1252", "windows-1252"},
    {"cp-850", "cp850"},
    {"cp-437", "cp437"},
    {"cp-866", "cp866"},
    {"cp-1251", "cp1251"},
    {"cp-1252", "cp1252"},
    {"x-mac-roman", "macintosh"},
    {"macroman", "macintosh"},
    {"mac", "macintosh"},
    {"x-mac-cyrillic", "mac-cyrillic"},
    {"x-mac-ce", "mac-centraleurope"},
    {"x-mac-centraleurroman", "mac-centraleurope"},
    {"x-mac-ukrainian", "mac-uk"},
    {"koi8", "koi8-r"},
    {"koi8r", "koi8-r"},
    {"koi8_r", "koi8-r"},
    {"koi-8", "koi8-r"},
    {"koi8u", "koi8-u"},
    // RFC 1556: the directions of Hebrew and Arabic text; the octets are the same.
    {"iso-8859-8-i", "iso-8859-8"},
    {"iso-8859-8-e", "iso-8859-8"},
    {"logical", "iso-8859-8"},
    {"visual", "iso-8859-8"},
    {"iso-8859-6-i", "iso-8859-6"},
    {"iso-8859-6-e", "iso-8859-6"},
    {"windows-874", "cp874"},
    {"iso-8859-11", "cp874"},
    {"tis-620", "cp874"},
    // East Asia. The supersets are what is sent.
    {"gb2312", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"gb2312-80", "gb18030"},
    {"gb-2312", "gb18030"},
    {"gb_2312", "gb18030"},
    {"csgb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},
    {"cp936", "gb18030"},
    {"x-euc-cn", "gb18030"},
    {"x-big5", "big5"},
    {"big5", "cp950"},
    {"x-x-big5", "cp950"},
    {"ks_c_5601-1987", "cp949"},
    {"ks_c_5601-1989", "cp949"},
    {"ks_c_5601", "cp949"},
    {"ks_c_5601_1987", "cp949"},
    {"ksc-5601", "cp949"},
    {"euckr", "cp949"},
    {"euc_kr", "cp949"},
    {"x-windows-949", "cp949"},
    {"ksc_5601", "cp949"},
    {"ksc5601", "cp949"},
    {"euc-kr", "cp949"},
    {"korean", "cp949"},
    {"windows-949", "cp949"},
    {"shift_jis", "cp932"},
    {"shift-jis", "cp932"},
    {"sjis", "cp932"},
    {"shiftjis", "cp932"},
    {"windows-932", "cp932"},
    {"x-ms-cp932", "cp932"},
    {"x-sjis", "cp932"},
    {"ms_kanji", "cp932"},
    {"windows-31j", "cp932"},
    {"x-euc-jp", "euc-jp"},
    {"x-euc", "euc-jp"},
    {"euc_jp", "euc-jp"},
    {"cp51932", "euc-jp"},
    {"cp50220", "iso-2022-jp"},
    {"cp50221", "iso-2022-jp"},
    {"iso-2022-jp-ms", "iso-2022-jp"},
    {"iso-2022-jp-1", "iso-2022-jp-2"},
    {"x-iso-2022-jp", "iso-2022-jp"},
    // Host integers of any value, and an alphabet of which one octet may become twelve: no mail is written in these.
    {"internal", ""},
    {"wchar_t", ""},
    {"ucs-4", ""},
    {"ucs4", ""},
    {"ucs-4be", ""},
    {"ucs-4le", ""},
    {"csucs4", ""},
    {"iso-10646", ""},
    {"10646-1:1993", ""},
    {"osf00010104", ""},
    {"osf00010105", ""},
    {"osf00010106", ""},
    {"tscii", ""},
};

bool is_name_octet(char c)
{
    return ascii::is_alnum(c) || std::string_view("._:+-").find(c) != std::string_view::npos;
}

} // namespace

std::string iconv_name(std::string_view charset)
{
    constexpr std::size_t max_name = 64;
    std::string name = ascii::to_lower(charset.substr(0, max_name + 1));
    if (name.size() > max_name || !std::all_of(name.begin(), name.end(), is_name_octet))
        return {};
    const auto found =
        std::find_if(std::begin(aliases), std::end(aliases), [&](const alias& a) { return a.mail == name; });
    return found == std::end(aliases) ? name : std::string(found->iconv);
}

} // namespace recoil::mime
