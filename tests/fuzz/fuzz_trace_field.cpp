// What strangers wrote into a header: an address that is read there is one, in its one spelling; names are pieces of
// the field; and a field that is cut off is read as well.

#include "mime/received.hpp"
#include "pipeline/authentication_results.hpp"
#include "util/ip_address.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void expect(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view field(reinterpret_cast<const char*>(data), size);
    for (const std::string_view piece : {field, field.substr(0, size / 2), field.substr(size / 3)}) {
        const recoil::mime::received_hop hop = recoil::mime::parse_received(piece);
        expect(hop.ip.empty() || recoil::canonical_ip(hop.ip) == hop.ip);
        for (const std::string* name : {&hop.helo, &hop.reverse, &hop.by})
            expect(piece.find(*name) != std::string_view::npos);
        const std::string client = recoil::pipeline::client_ip_of(piece);
        expect(client.empty() || (recoil::is_public_ip(client) && recoil::canonical_ip(client) == client));
        expect(recoil::pipeline::result_of(piece, "spf").size() <= 13);
        expect(recoil::pipeline::authserv_of(piece).size() <= piece.size());
        expect(recoil::pipeline::receiver_of(piece).size() <= piece.size());
    }
    return 0;
}
