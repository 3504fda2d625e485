// Rules, compiled. Immutable once built: share it by shared_ptr<const classifier>, swap the pointer to reload.
// classify() may be called from several threads at once (the scratch space is one per thread).
#pragma once

#include "classify/rule.hpp"
#include "util/problem.hpp"

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
    bool local = false;             // our own MTA refused, nobody else was asked (provider: local)
};

struct captures {
    std::string sending_ip;
    std::string blocklist;
    std::string delist_url;
    std::string vendor_code;
    std::string spf; // fail, permerror, temperror ...
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
    dsn::reply cause; // the cause that decided; its status falls back to the enclosing ones and the Status field
    classify::captures captures;

    // taxonomy.yaml: failed, permanent, a dead address, better than a bare reply code. `authentic` is for the caller to
    // add.
    classify::list_action list_action(dsn::action action) const;
};

// Why a rule that matched did not decide, for `recoil explain`.
struct contender {
    const classify::rule* rule;
    const classify::pack* pack;
    classify::evidence evidence;
    std::string_view why; // "" for the one that decided
};

class classifier {
public:
    // Patterns that cannot be compiled together are problems; then null. Rule ids are unique over all packs: a site
    // rule replaces the shipped one of the same id, the last one wins.
    static std::shared_ptr<const classifier> build(std::vector<pack> packs, problems& problems);
    ~classifier();

    verdict classify(const failure& f) const;
    std::vector<contender> explain(const failure& f) const; // the deciding rule first

    std::span<const pack> packs() const;
    // Names that the provider label may take: the taxonomy's and the packs'.
    const std::vector<std::string>& providers() const;
    // Codes that rules name one by one: with the registry, the values of recoil_bounce_status_total.
    bool names_status(dsn::status_code code) const;

private:
    struct index;
    explicit classifier(std::unique_ptr<index> index);
    std::unique_ptr<index> index_;
};

} // namespace recoil::classify
