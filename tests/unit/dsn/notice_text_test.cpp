#include "dsn/notice_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {
namespace {

recipient_report recipient(std::string address, std::string_view diagnostic = "")
{
    recipient_report r;
    r.recipient = std::move(address);
    r.diagnostic = diagnostic;
    r.answer = parse_reply(diagnostic);
    return r;
}

std::vector<recipient_report> apply(std::string_view text, std::vector<recipient_report> recipients,
                                    std::size_t max_bytes = 65'536)
{
    notice_text notice(max_bytes);
    notice.feed(text);
    notice.apply(recipients);
    return recipients;
}

constexpr std::string_view transcript = "   ----- Transcript of session follows -----\r\n"
                                        "... while talking to mx.example.net.:\r\n"
                                        ">>> RCPT To:<kim@example.net>\r\n"
                                        "<<< 550-Your address\r\n"
                                        "<<< 550 5.7.1 is banned\r\n"
                                        "550 5.1.1 <kim@example.net>... User unknown\r\n";

TEST(notice_text, completes_a_shortened_reply)
{
    const auto r = apply(transcript, {recipient("kim@example.net", "550-Your address")});
    EXPECT_EQ(r[0].answer.text, "550 5.7.1 Your address is banned");
    EXPECT_EQ(r[0].stage, stage::rcpt);
    EXPECT_EQ(r[0].remote_mta, "mx.example.net");
    EXPECT_EQ(r[0].diagnostic, "550-Your address");
}

TEST(notice_text, finds_a_shortened_reply_under_another_name)
{
    const auto r =
        apply(transcript, {recipient("alias@example.com", "550-Your address"), recipient("lee@example.net")});
    EXPECT_EQ(r[0].answer.text, "550 5.7.1 Your address is banned");
    EXPECT_EQ(r[1].answer.text, "");
}

TEST(notice_text, supplies_a_missing_reply)
{
    const auto r = apply("KIM@example.net: 550 5.7.606 Banned\nlee@example.net: 452 4.2.2 Full\n",
                         {recipient("kim@example.net"), recipient("lee@example.net", "452")});
    EXPECT_EQ(r[0].answer.text, "550 5.7.606 Banned");
    EXPECT_EQ(r[1].answer.text, "452 4.2.2 Full");
}

TEST(notice_text, finds_a_recipient_by_its_original_address)
{
    recipient_report r = recipient("kim@inside.example.net");
    r.original_recipient = "kim@example.net";
    EXPECT_EQ(apply("kim@example.net: 550 5.1.1 gone\n", {r})[0].answer.code, 550);
}

TEST(notice_text, never_replaces_another_reply)
{
    const auto r =
        apply("<kim@example.net>: host mx.example.net[192.0.2.1] said: 450 4.7.1 other (in reply to MAIL FROM\n"
              "    command)\n",
              {recipient("kim@example.net", "550 5.1.1 gone")});
    EXPECT_EQ(r[0].answer.text, "550 5.1.1 gone");
    EXPECT_EQ(r[0].stage, stage::mail);
    EXPECT_EQ(r[0].remote_ip, "192.0.2.1");
}

TEST(notice_text, keeps_what_the_report_says_of_the_host)
{
    recipient_report given = recipient("kim@example.net");
    given.remote_mta = "other.example.net";
    given.stage = stage::data;
    const auto r = apply(transcript, {given});
    EXPECT_EQ(r[0].remote_mta, "other.example.net");
    EXPECT_EQ(r[0].stage, stage::data);
}

TEST(notice_text, gives_a_reply_without_a_name_to_a_single_recipient)
{
    constexpr std::string_view text = "   ----- Transcript of session follows -----\n"
                                      "... while talking to mx.example.net.:\n>>> DATA\n<<< 554 5.7.1 Blocked\n"
                                      "554 5.0.0 Service unavailable\n";
    EXPECT_EQ(apply(text, {recipient("kim@example.net")})[0].answer.text, "554 5.7.1 Blocked");
    EXPECT_EQ(apply(text, {recipient("a@b"), recipient("c@d")})[0].answer.text, "");
    const std::string twice = std::string(text) + ">>> DATA\n<<< 550 5.7.1 Another\n";
    EXPECT_EQ(apply(twice, {recipient("kim@example.net")})[0].answer.text, "");
}

TEST(notice_text, is_bounded)
{
    const std::string text = std::string(100, 'x') + "\nkim@example.net: 550 5.1.1 gone\n";
    EXPECT_EQ(apply(text, {recipient("kim@example.net")}, 100)[0].answer.text, "");
    const auto r = apply("kim@example.net: 550 " + std::string(60'000, 'y'), {recipient("kim@example.net")});
    EXPECT_EQ(r[0].answer.text.size(), 16'384u);
}

TEST(notice_text, reads_the_same_in_pieces)
{
    std::vector<recipient_report> whole = apply(transcript, {recipient("kim@example.net")});
    notice_text notice;
    for (const char c : transcript)
        notice.feed(std::string_view(&c, 1));
    std::vector<recipient_report> cut{recipient("kim@example.net")};
    notice.apply(cut);
    EXPECT_EQ(cut[0].answer, whole[0].answer);
}

TEST(notice_text, parts_do_not_run_together)
{
    notice_text notice;
    notice.feed("first part");
    notice.end_part();
    notice.feed("kim@example.net: 550 5.1.1 gone");
    std::vector<recipient_report> r{recipient("kim@example.net")};
    notice.apply(r);
    EXPECT_EQ(r[0].answer.code, 550);
}

} // namespace
} // namespace recoil::dsn
