// Is a notice about mail of ours? Anybody can write one, and a forged one must neither count nor cost an address its
// place on a list.
#pragma once

#include "classify/return_path.hpp"
#include "event/event.hpp"
#include "pipeline/context.hpp"
#include "pipeline/signed_return_path.hpp"
#include "util/clock.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace recoil::pipeline {

// Of one report, decided when it is made by the first of these that applies:
//   1. a return path of a valid signature: true
//   2. of a bounce: one whose signature is wrong or expired: false
//   3. of a bounce: one that a VERP pattern matches but that nobody signed, though all mail of its age is: false
//   4. the returned message is from one of `sending_domains`, by its From or its return path: true, else false
// Nothing where none does. A notice that our own MTA seems to have written is no exception: that name can be forged.
class authenticity {
public:
    // `rcpt_to`: whom the notice was addressed to. It, and the original sender that the notice tells, may be our return
    // path. BATV counts in the envelope only: inside a notice its 24 bits could be tried out, wherever it is sent to.
    authenticity(const context& context, const dsn::report& report, std::span<const std::string> rcpt_to,
                 time_point now);

    // What the return path tells: that of the valid signature, else the first that a VERP pattern matches.
    const std::optional<classify::return_path>& return_path() const { return return_path_; }

    // authentic and authentic_by; neither where the signature does not cover the recipients.
    void add_to(event::record& record) const;

    // The signature covers this recipient: of what else the notice says of whom we wrote to, nothing is as sure.
    bool vouches_for(std::string_view recipient) const;
    // False where the signature is of another recipient than the two that `record` names: whoever has had one mail from
    // us could have written it.
    bool covers(const event::record& record) const;
    // May it cost the recipient his place on a list? Once all our mail is signed only a signature of his own proves
    // that it was returned: one who forwards his mail could name anybody, and `sending_domains` are no secret.
    bool may_suppress(const event::record& record) const;

private:
    enum class place { envelope, content };
    void find_return_path(const context& context, std::string_view address, place where, time_point now);
    void judge(const context& context, const dsn::report& report);

    signature signature_ = signature::absent; // the best of all addresses
    std::optional<classify::return_path> return_path_;
    std::optional<bool> authentic_;
    std::string_view by_;
    bool all_is_signed_ = false; // what may bounce by now, and this is a bounce
};

} // namespace recoil::pipeline
