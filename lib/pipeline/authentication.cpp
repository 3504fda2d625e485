#include "pipeline/authentication.hpp"

#include "pipeline/authentication_results.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace recoil::pipeline {

namespace {

using headers = std::vector<std::string>;

struct method {
    std::string_view name;
    std::string event::authentication::*result;
};
constexpr method methods[] = {
    {"spf", &event::authentication::spf},
    {"dkim", &event::authentication::dkim},
    {"dmarc", &event::authentication::dmarc},
    {"compauth", &event::authentication::compauth},
};

void complete(event::authentication& auth, std::string_view header)
{
    for (const method& m : methods) {
        if ((auth.*m.result).empty())
            auth.*m.result = result_of(header, m.name);
    }
}

void complete(event::authentication& auth, const headers& of_one_name, const own_hosts& own)
{
    for (const std::string& header : of_one_name) {
        if (!own.contains(authserv_of(header)))
            complete(auth, header);
    }
}

// The border looks at the host outside; who comes after it looks at the border.
const std::string* written_at_the_border(const headers& newest_first, std::string_view sending_ip)
{
    const auto saw_us = [&](const std::string& header) { return client_ip_of(header) == sending_ip; };
    const auto found = std::find_if(newest_first.rbegin(), newest_first.rend(), saw_us);
    return sending_ip.empty() || found == newest_first.rend() ? nullptr : &*found;
}

} // namespace

event::authentication authentication_of(const dsn::returned_message& returned, const own_hosts& own,
                                        std::string_view sending_ip)
{
    event::authentication auth;
    if (const std::string* border = written_at_the_border(returned.authentication_results, sending_ip))
        complete(auth, *border);
    complete(auth, returned.authentication_results, own);
    for (const std::string& header : returned.received_spf) {
        if (auth.spf.empty() && !own.contains(receiver_of(header)))
            auth.spf = result_of_received_spf(header);
    }
    complete(auth, returned.earlier_authentication_results, own);
    complete(auth, returned.arc_authentication_results, own);
    return auth;
}

void take_results_of_reply(event::authentication& auth, std::string_view reply)
{
    for (const method& m : methods) {
        if (const std::string_view result = result_of(reply, m.name); !result.empty())
            auth.*m.result = result;
    }
}

} // namespace recoil::pipeline
