// A message reads the same whole and cut where its first octet says, and every text that comes out is UTF-8.

#include "dsn/report_builder.hpp"
#include "support/report_text.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

std::string read(std::string_view message, std::size_t step)
{
    recoil::dsn::report_builder builder;
    for (std::size_t at = 0; at < message.size(); at += step)
        builder.feed(message.substr(at, step));
    return recoil::test::shown(builder.finish());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (input.empty())
        return 0;
    const std::string_view message = input.substr(1);
    const std::string whole = read(message, std::max<std::size_t>(message.size(), 1));
    if (!recoil::utf8::valid(whole))
        std::abort();
    if (read(message, 1 + data[0] % 61u) != whole)
        std::abort();
    return 0;
}
