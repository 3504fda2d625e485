#include "support/proxy_script.hpp"

#include "support/cuts.hpp"
#include "support/proxy_replay.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <utility>

namespace recoil::test {

struct proxy_script::result {
    std::vector<std::string> transcript;
    std::string passed;

    bool operator==(const result&) const = default;
    friend void PrintTo(const result& r, std::ostream* out)
    {
        *out << ::testing::PrintToString(r.transcript) << " and passed " << ::testing::PrintToString(r.passed);
    }
};

proxy_script::proxy_script(proto::proxy_options options) : options_(std::move(options)) {}

proxy_script& proxy_script::client(std::string_view bytes)
{
    client_.append(bytes);
    return *this;
}

proxy_script& proxy_script::next_hop(std::string_view bytes)
{
    next_hop_.append(bytes);
    return *this;
}

proxy_script& proxy_script::passed(std::string_view bytes)
{
    passed_.append(bytes);
    return *this;
}

proxy_script& proxy_script::replied(std::string_view line)
{
    expected_.push_back("C: " + std::string(line));
    return *this;
}

proxy_script& proxy_script::event(const proto::proxy_event& event)
{
    expected_.push_back("E: " + describe(event));
    return *this;
}

proxy_script& proxy_script::step(std::string_view line, std::string_view answer)
{
    const std::string command = std::string(line) + "\r\n";
    return client(command).passed(command).next_hop(std::string(answer) + "\r\n").replied(answer);
}

proxy_script& proxy_script::end(void (proto::proxy_session::*act)())
{
    endings_.push_back(act);
    return *this;
}

proxy_script::result proxy_script::replay(const pieces& client, const pieces& next_hop) const
{
    proxy_replay session(options_);
    for (const std::string_view piece : client)
        session.client(std::string(piece));
    for (const std::string_view piece : next_hop)
        session.next_hop(std::string(piece));
    session.run();
    for (const auto ending : endings_)
        session.end(ending);
    return {session.transcript(), session.to_next_hop()};
}

void proxy_script::play() const
{
    const result expected{expected_, passed_};
    const auto client_cuts = all_cuts(client_);
    const auto next_hop_cuts = all_cuts(next_hop_);
    EXPECT_EQ(replay(client_cuts[0], next_hop_cuts[0]), expected) << "whole";
    EXPECT_EQ(replay(client_cuts[1], next_hop_cuts[1]), expected) << "byte by byte";
    for (std::size_t cut = 1; cut < client_cuts.size() && !::testing::Test::HasFailure(); ++cut)
        EXPECT_EQ(replay(client_cuts[cut], next_hop_cuts[0]), expected) << "the client's, cut at " << cut - 1;
    for (std::size_t cut = 1; cut < next_hop_cuts.size() && !::testing::Test::HasFailure(); ++cut)
        EXPECT_EQ(replay(client_cuts[0], next_hop_cuts[cut]), expected) << "the next hop's, cut at " << cut - 1;
}

proto::proxy_options proxy_options()
{
    proto::proxy_options options;
    options.hostname = "mx.example.org";
    return options;
}

proxy_script proxied(proto::proxy_options options)
{
    proxy_script result(std::move(options));
    return result.next_hop("220 next.example ESMTP\r\n").replied("220 next.example ESMTP");
}

proxy_script proxied_with_recipient()
{
    proxy_script result = proxied();
    result.step("MAIL FROM:<>", "250 2.1.0 Ok").event(proto::mail_from{""});
    return result.step("RCPT TO:<b@example.org>", "250 2.1.5 Ok").event(proto::rcpt_to{"b@example.org"});
}

proxy_script proxied_data()
{
    return proxied_with_recipient().step("DATA", "354 go ahead");
}

} // namespace recoil::test
