// Rules, compiled. Immutable once built: share it by shared_ptr<const classifier>, swap the pointer to reload.
// classify() and explain() may be called from several threads at once.
//
// The order of evidence. Codes lie: providers send 5xx for throttling, 4xx for bans, 5.1.1 for a full mailbox. So what
// a provider says in its own words counts more than any code, and a code that one provider keeps for one thing more
// than the registry's meaning of it. From best to weakest:
//
//   token         a provider's own token in the reply: (S3150), AS16012607
//   text          words, from a pack that belongs to a provider
//   code          an enhanced code that such a pack names: 5.7.511
//   range         a range of them: 5.7.606-649
//   generic_text  words, from a pack for any provider
//   status        an enhanced code, from such a pack: what the IANA registry says
//   reply_code    550 and no more
//
// Within one kind of evidence: a rule of the provider that refused before one of another, then more conditions first,
// then a code named alone over a range, then `priority`, then a site's rule over a shipped one, then the id in the
// order of the alphabet. So two rules never tie, and the order of files does not matter.
//
// Of a reply that nests causes the innermost specific one decides (cause_choice.hpp): "Message expired" and "remote
// server returned an error" only say that the cause stands elsewhere. For the same reason a rule with the reason
// `expired` or `unknown` gives way to a specific one that explains the same cause.
//
// Who refused is read from the host that answered, else from the words of the reply (`texts`), else, where no host is
// named, from the host that wrote the notice - unless that is a relay which quotes somebody's reply. A provider's rules
// apply to its own replies only; a `distinctive` rule applies to any, and names the provider where nothing else does. A
// host that names one provider does not keep a distinctive rule of another from deciding (a reply may be passed on by a
// gateway): the provider remains the host's.
#pragma once

#include "classify/database_store.hpp"
#include "classify/rule.hpp"
#include "util/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::classify {

// One recipient's failure, as far as it is known. Views need to live for the call only.
struct failure {
    dsn::reply reply;                       // of the refusing host, or of the reporting one; may be empty
    std::optional<dsn::status_code> status; // the Status field: used where the reply holds no code
    dsn::action action = dsn::action::failed;
    std::optional<dsn::stage> stage;
    std::string_view remote_mta;    // the host that answered; "" where none did or it is not named
    std::string_view reporting_mta; // who wrote the notice
    std::string_view provider; // who refused, where the caller knows better than the reply; one of providers(), or ""
    bool local = false;        // our own MTA refused, nobody else was asked (provider: local)
};

struct captures {
    std::string sending_ip;
    std::string blocklist;
    std::string delist_url;
    std::string vendor_code;
    std::string spf; // a result of RFC 7208 2.6: fail, permerror, temperror ...
    std::optional<std::uint32_t> retry_after_seconds;
};

struct verdict {
    const classify::rule* rule = nullptr; // lives as long as the classifier; null: no rule matched, reason unknown
    const classify::pack* pack = nullptr;
    const classify::reason* reason = nullptr; // never null
    classify::evidence evidence = evidence::reply_code;
    classify::permanence permanence = permanence::unknown;
    classify::scope scope{};
    classify::fix_owner fix_owner{};
    std::string_view provider; // of the taxonomy; other, none or local
    std::string_view via;      // a relay of ours whose notice tells of another's refusal: ses, sendgrid; else ""
    dsn::reply cause; // the cause that decided; its status falls back to the enclosing ones and the Status field
    classify::captures captures;

    // suppress: failed, permanent, a reason that means a dead address, and decided by better evidence than a reply code
    // or a range. unsubscribe: failed, and the recipient blocks the sender. That the notice is authentic is for the
    // caller to add.
    classify::list_action list_action(dsn::action action) const;
};

// Why a rule that matched did not decide, for `recoil explain`.
struct contender {
    const classify::rule* rule;
    const classify::pack* pack;
    classify::evidence evidence;
    std::string why; // empty for the one that decided
};

struct build_options {
    database_store* store = nullptr;     // keeps compiled patterns between starts; needed during the call only
    std::size_t cached_verdicts = 8'192; // at most, and 8 MiB; 0: none
};

class classifier {
public:
    // A site's rule replaces the shipped one of the same id; of two site rules the last one wins. Two shipped rules of
    // one id, and patterns that cannot be compiled together, are problems with file and line; then null.
    static std::shared_ptr<const classifier> build(std::vector<pack> packs, problems& problems,
                                                   const build_options& options = {});
    ~classifier();

    verdict classify(const failure& f) const;               // equal failures are decided once (verdict_cache.hpp)
    std::vector<contender> explain(const failure& f) const; // the deciding rule first

    std::span<const pack> packs() const;
    // Names that the provider label may take: the taxonomy's and the packs'.
    const std::vector<std::string>& providers() const;
    // Whose host or mail domain that is, by the packs' hosts; other where no pack knows it.
    std::string_view provider_of(std::string_view host) const;

private:
    struct index;
    explicit classifier(std::unique_ptr<const index> built);
    std::unique_ptr<const index> index_;
};

} // namespace recoil::classify
