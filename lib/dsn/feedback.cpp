#include "dsn/feedback.hpp"

namespace recoil::dsn {

std::vector<std::string> complainants(const feedback& complaint)
{
    if (!complaint.original_recipients.empty())
        return complaint.original_recipients;
    for (const std::string* named : {&complaint.removal_recipient, &complaint.returned_recipient}) {
        if (!named->empty())
            return {*named};
    }
    return {};
}

} // namespace recoil::dsn
