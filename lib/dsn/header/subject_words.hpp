// What subjects say of a message in the words of mail systems and vacation programs, in some thirty languages.
//
// A subject counts by its beginning: "Re: Undeliverable: x" and "Fwd: Returned mail" are somebody's own words about a
// notice. What other hosts put in front ("[External]", "***SPAM***") is passed over. Subjects are decoded UTF-8; case
// is ignored in ASCII letters only. Time is linear in the subject.
#pragma once

#include <span>
#include <string_view>

namespace recoil::dsn {

bool is_failure_subject(std::string_view subject);   // of a failure, delay or delivery report
bool is_delay_subject(std::string_view subject);     // of a failure subject: the message is still in a queue
bool is_automatic_subject(std::string_view subject); // of a vacation reply and its like
bool is_challenge_subject(std::string_view subject); // asks the sender to prove that he is human
bool is_reply_or_forward(std::string_view subject);  // Re:, Fwd:, AW:, WG:, TR:, RV: ...

struct subject_form {
    std::string_view begin;  // "" where the subject may begin with anything but Re: and the like
    std::string_view inside; // stands somewhere behind it
};
struct subject_table {
    std::span<const std::string_view> beginnings;
    std::span<const subject_form> forms;
};
subject_table failure_subjects();
subject_table automatic_subjects();
subject_table challenge_subjects();

} // namespace recoil::dsn
