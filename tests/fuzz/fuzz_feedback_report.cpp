// A feedback report reads the same whole and cut where its first octet says; its type is a token, its address
// canonical.

#include "dsn/feedback_report.hpp"
#include "util/ip_address.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

recoil::dsn::feedback read(std::string_view text, std::size_t step)
{
    recoil::dsn::feedback_report_reader reader(20);
    for (std::size_t at = 0; at < text.size(); at += step)
        reader.feed(text.substr(at, step));
    recoil::dsn::report into;
    reader.finish(into);
    return into.complaint.value_or(recoil::dsn::feedback{});
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (input.empty())
        return 0;
    const recoil::dsn::feedback f = read(input.substr(1), input.size());
    if (read(input.substr(1), 1 + data[0] % 61u) != f || f.original_recipients.size() > 20)
        std::abort();
    if (f.type.size() > 64 || f.type.find_first_of(" \t;/<>\"") != std::string::npos)
        std::abort();
    if (!f.source_ip.empty() && recoil::canonical_ip(f.source_ip) != f.source_ip)
        std::abort();
    return recoil::utf8::valid(f.user_agent + f.reported_domain + f.removal_recipient) ? 0 : (std::abort(), 0);
}
