// Whatever a notice's text says: every recipient that a reader names stands in that text, white space aside, every text
// that comes out is UTF-8, and reading twice gives the same.

#include "dsn/notice_prose.hpp"
#include "mime/charset_decoder.hpp"
#include "util/ascii.hpp"
#include "util/utf8.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using recoil::dsn::recipient_report;

void check(const std::vector<recipient_report>& recipients, std::string_view words)
{
    const std::string text = recoil::ascii::collapse_spaces(words);
    for (const recipient_report& r : recipients) {
        const std::string_view local = std::string_view(r.recipient).substr(0, r.recipient.rfind('@'));
        if (recoil::ascii::ifind(text, local) == std::string_view::npos)
            std::abort();
        for (const std::string* said : {&r.recipient, &r.answer.text, &r.remote_mta, &r.original_recipient}) {
            if (!recoil::utf8::valid(*said))
                std::abort();
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::vector<std::string> parts{recoil::mime::to_utf8(input, "utf-8")};
    const recoil::dsn::notice_prose prose(parts);
    const std::vector<recipient_report> named = prose.recipients();
    check(named, parts[0]);
    check(prose.nearest_recipients("kim@example.com"), parts[0]);
    if (prose.recipients().size() != named.size())
        std::abort();
    return 0;
}
