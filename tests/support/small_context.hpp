// A pipeline with four rules, enough for what the pipeline itself decides.
#pragma once

#include "pipeline/context.hpp"
#include "support/rule_maker.hpp"

namespace recoil::test {

inline pipeline::context small_context()
{
    pipeline::context made;
    made.classifier = build({
        make_pack("big", "{name: microsoft365, hosts: ['*.mail.protection.outlook.com']}",
                  {rule("big-ban", "text: ['banned sending IP'], distinctive: true, reason: ip_banned, "
                                   "delist_url: 'https://delist.example.com/', "
                                   "capture: '\\[(?P<sending_ip>[0-9.]+)\\]'")}),
        make_pack("all", "",
                  {rule("all-unknown", "text: ['user unknown'], reason: user_unknown, links: ['https://example.com/']"),
                   rule("all-moved", "status: [5.1.6], reason: mailbox_moved"),
                   rule("all-spf", "text: ['SPF'], reason: spf, capture: 'SPF (?P<spf>[a-z]+)'")}),
    });
    made.host = "recoil.example.com";
    made.own_mtas = {"out1.example.com"};
    return made;
}

} // namespace recoil::test
