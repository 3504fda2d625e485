// recoil explain: one code or reply, the verdict, and why no other rule decided.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/load_rules.hpp"
#include "daemon/cli/terminal.hpp"
#include "daemon/exit_code.hpp"
#include "dsn/reply.hpp"
#include "util/utf8.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace recoil::cli {

namespace {

constexpr std::size_t label_width = 16;

class explanation {
public:
    void line(std::string_view label, std::string_view value) const
    {
        std::string head = pad(label, label_width);
        for (const std::string& part : wrap(utf8::escape_controls(value), out_.width() - label_width)) {
            std::printf("%s%s\n", out_.paint(colour::dim, head).c_str(), part.c_str());
            head.assign(label_width, ' ');
        }
    }

    void verdict(const classify::verdict& v, dsn::action action) const
    {
        line("verdict", std::string(v.reason->category) + "/" + std::string(v.reason->name));
        line("", v.reason->meaning);
        line("permanence", std::string(name(v.permanence)) + ", about the " + std::string(name(v.scope)));
        line("who must fix it", name(v.fix_owner));
        line("mailing list", v.list_action(action) == classify::list_action::none
                                 ? "keep the address"
                                 : std::string(name(v.list_action(action))) + " the address");
        line("provider", v.provider);
        line("sending IP", v.captures.sending_ip);
        line("blocklist", v.captures.blocklist);
        line("delist at", v.captures.delist_url);
        line("vendor code", v.captures.vendor_code);
        if (!v.rule)
            return;
        line("meaning", v.rule->meaning);
        line("advice", v.rule->advice);
        for (const std::string& link : v.rule->links)
            line("link", link);
        line("rule",
             v.rule->id + " (" + v.pack->name + " " + v.pack->version + ", by " + std::string(name(v.evidence)) + ")");
    }

    void code(dsn::status_code status) const
    {
        if (const dsn::registered_status* entry = dsn::find_registered(status))
            line("registered as", dsn::to_string(status) + ": " + std::string(entry->meaning) + " (" +
                                      std::string(entry->reference) + ")");
    }

    void others(const std::vector<classify::contender>& all) const
    {
        std::string label = "also matched";
        for (const classify::contender& c : all)
            if (!c.why.empty()) {
                line(label, c.rule->id + " (" + std::string(c.rule->reason->name) + ", by " +
                                std::string(name(c.evidence)) + "): " + std::string(c.why));
                label.clear();
            }
    }

private:
    terminal out_{STDOUT_FILENO};
};

} // namespace

int explain(const explain_options& options)
{
    const std::shared_ptr<const classify::classifier> rules = load_rules(options.rules);
    if (!rules)
        return exit_code::failure;
    if (!options.provider.empty() &&
        std::ranges::find(rules->providers(), options.provider) == rules->providers().end()) {
        std::cerr << "recoil: no provider is called '" << utf8::escape_controls(options.provider)
                  << "'; `recoil rules list` shows those that are\n";
        return exit_code::usage;
    }
    classify::failure failure;
    failure.reply = dsn::parse_reply(utf8::repair(options.reply));
    failure.provider = options.provider;
    const classify::verdict verdict = rules->classify(failure);

    const explanation text;
    text.line("reply", failure.reply.text);
    text.verdict(verdict, failure.action);
    if (verdict.cause.status)
        text.code(*verdict.cause.status);
    text.others(rules->explain(failure));
    return exit_code::ok;
}

} // namespace recoil::cli
