#include "support/session_script.hpp"

#include "support/session_replay.hpp"

#include <gtest/gtest.h>

namespace recoil::test {

namespace {

proto::smtp_options options_of(proto::dialect protocol)
{
    proto::smtp_options options;
    options.protocol = protocol;
    options.hostname = "mx.example.org";
    return options;
}

} // namespace

proto::smtp_options lmtp()
{
    return options_of(proto::dialect::lmtp);
}

proto::smtp_options smtp()
{
    return options_of(proto::dialect::smtp);
}

session_script::session_script(proto::smtp_options options) : options_(std::move(options)) {}

session_script& session_script::client(std::string_view bytes)
{
    input_.append(bytes);
    return *this;
}

session_script& session_script::server(std::string_view line)
{
    expected_.push_back("S: " + std::string(line));
    return *this;
}

session_script& session_script::capabilities(std::string_view size)
{
    server("250-" + options_.hostname).server("250-PIPELINING").server("250-" + std::string(size));
    server("250-8BITMIME").server("250-SMTPUTF8").server("250-CHUNKING").server("250-BINARYMIME");
    server("250-ENHANCEDSTATUSCODES");
    const bool offered = options_.starttls && clear_ == std::string::npos;
    return offered ? server("250-DSN").server("250 STARTTLS") : server("250 DSN");
}

session_script& session_script::tls_started()
{
    clear_ = input_.size();
    return *this;
}

session_script& session_script::event(const proto::event& event)
{
    expected_.push_back("E: " + describe(event));
    return *this;
}

session_script& session_script::transcript(std::string_view item)
{
    expected_.emplace_back(item);
    return *this;
}

session_script& session_script::answer(proto::verdict verdict)
{
    verdicts_.push_back(verdict);
    return *this;
}

session_script& session_script::end(void (proto::smtp_session::*act)())
{
    ending_ = act;
    return *this;
}

std::vector<std::string> session_script::replay(const std::vector<std::string_view>& pieces) const
{
    session_replay session(options_, verdicts_);
    // Each piece lives at an address of its own, and only until it is consumed.
    std::size_t fed = 0;
    for (const std::string_view piece : pieces) {
        const std::size_t clear = clear_ > fed && clear_ <= fed + piece.size() ? clear_ - fed : 0;
        if (clear != 0) {
            session.feed(std::string(piece.substr(0, clear)));
            session.end_handshake();
        }
        session.feed(std::string(piece.substr(clear)));
        fed += piece.size();
    }
    if (ending_)
        session.end(ending_);
    EXPECT_TRUE(session.awaited_every_answer());
    std::vector<std::string> transcript = session.transcript();
    transcript.erase(transcript.begin()); // the greeting
    return transcript;
}

void session_script::play() const
{
    const std::string_view all = input_;
    EXPECT_EQ(replay({all}), expected_) << "whole";
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < all.size(); ++i)
        bytes.push_back(all.substr(i, 1));
    EXPECT_EQ(replay(bytes), expected_) << "byte by byte";
    for (std::size_t cut = 1; cut < all.size() && !::testing::Test::HasFailure(); ++cut)
        EXPECT_EQ(replay({all.substr(0, cut), all.substr(cut)}), expected_) << "cut at " << cut;
}

session_script script(proto::smtp_options options)
{
    return session_script(std::move(options));
}

session_script script_with_recipient(proto::smtp_options options)
{
    const bool is_lmtp = options.protocol == proto::dialect::lmtp;
    session_script result(std::move(options));
    if (is_lmtp)
        result.client("LHLO client\r\n").capabilities();
    else
        result.client("HELO client\r\n").server("250 mx.example.org");
    result.client("MAIL FROM:<>\r\nRCPT TO:<b@example.org>\r\n");
    result.server("250 2.1.0 Sender OK").event(proto::mail_from{""});
    return result.server("250 2.1.5 Recipient OK").event(proto::rcpt_to{"b@example.org"});
}

} // namespace recoil::test
