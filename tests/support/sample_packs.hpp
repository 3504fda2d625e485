// Two small packs as the loader would make them: one provider's own and one that any host may answer with.
#pragma once

#include "classify/rule.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::test {

inline classify::rule sample_rule(std::string id, std::string_view reason, std::string text)
{
    classify::rule r;
    r.id = std::move(id);
    r.reason = classify::find_reason(reason);
    r.permanence = r.reason->permanence;
    r.scope = r.reason->scope;
    r.fix_owner = r.reason->fix_owner;
    r.text = {std::move(text)};
    r.file = "sample.yaml";
    r.line = 1;
    return r;
}

inline std::vector<classify::pack> sample_packs()
{
    classify::pack provider;
    provider.name = "microsoft365";
    provider.version = "2026-11-21";
    provider.providers = {{"microsoft365", {"*.mail.protection.outlook.com"}, {}}, {"outlook", {"*.outlook.com"}, {}}};
    auto banned = sample_rule("m365-banned-ip", "ip_banned", "banned sending IP");
    banned.provider = "microsoft365";
    banned.status = {{{5, 7, 511}, 511}, {{5, 7, 606}, 649}};
    auto page = sample_rule("m365-banned-page", "ip_banned", "delist at the page");
    page.provider = "microsoft365";
    page.delist_url = "https://sender.office.com";
    auto tenant = sample_rule("m365-tenant", "tenant_banned", "tenant has been blocked");
    tenant.provider = "microsoft365";
    provider.rules = {banned, page, tenant, sample_rule("m365-unknown", "user_unknown", "recipient not found")};

    classify::pack generic;
    generic.name = "generic";
    generic.version = "3";
    auto listed = sample_rule("generic-spamhaus", "ip_blocklisted", "spamhaus");
    listed.blocklist = "zen.spamhaus.org";
    listed.delist_url = "https://check.spamhaus.org";
    generic.rules = {listed, sample_rule("generic-full", "mailbox_full", "mailbox is full")};
    return {provider, generic};
}

} // namespace recoil::test
