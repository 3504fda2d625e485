// A reply's text is UTF-8; its causes are at most eight, none longer than the reply, the last of them the reply itself.

#include "dsn/reply.hpp"
#include "util/utf8.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace recoil;
    const dsn::reply whole = dsn::parse_reply({reinterpret_cast<const char*>(data), size});
    const auto causes = dsn::causes(whole);
    if (causes.empty() || causes.size() > 8 || causes.back() != whole)
        std::abort();
    for (const dsn::reply& cause : causes) {
        if (!utf8::valid(cause.text) || cause.text.size() > whole.text.size())
            std::abort();
        if (cause.code && (*cause.code < 400 || *cause.code > 599))
            std::abort();
    }
    return 0;
}
