// Mail addresses of others, as a page may show them: j***@contoso.com. The domain stays, since it says who refused.
#pragma once

#include <string>
#include <string_view>

namespace recoil::status {

// The first character of the local part stays, whatever its length. A text without an @ is a local part.
std::string mask_address(std::string_view address);

// Every address in `text`; and the local part of `mailbox`, an address or "", wherever it stands alone: "User j.doe
// unknown" tells as much. But for the words that stand in every reply: a mailbox that is called "user".
std::string mask_addresses(std::string_view text, std::string_view mailbox);

} // namespace recoil::status
