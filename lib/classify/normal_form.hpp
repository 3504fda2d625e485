// What two replies of the same cause have in common: `recoil unclassified` counts replies of one form as one.
//
// What a server fills in anew each time is replaced by a word in capitals, the rest is in lower case, white space is
// collapsed:
//
//   ADDRESS  a mail address                      IP    an IPv4 or IPv6 address
//   HOST     a host's name or a mail domain      TIME  a date, a time of day, or both
//   ID       a mix of letters and digits, as queues and sessions are named, and base64
//   NUMBER   six digits or more                  ?...  the query of a URL
//
// Reply codes, status codes and short tokens (S3150, TSS04) remain: they tell causes apart.
//
// Two replies of one form need not have the same verdict, since a rule may look at an address or count octets. So
// verdicts are not remembered by this form (verdict_cache.hpp).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace recoil::classify {

inline constexpr std::size_t normal_form_bytes = 1'024; // the longest form; a longer one is cut

// Linear in the text, of which it reads the first 4 KiB.
std::string normal_form(std::string_view text);

} // namespace recoil::classify
