#include "dsn/prose/phrases/gateways.hpp"
#include "dsn/prose/statement.hpp"
#include "support/lines.hpp"
#include "support/told.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

struct sample {
    std::string_view text;
    std::string_view answer;
};
constexpr sample samples[] = {
    {"was not delivered to:\n\n  kim@example.org\n\nbecause:\n\n  User kim not listed in Domino Directory\n",
     "User kim not listed in Domino Directory"},
    {"wurde nicht zugestellt an:\n\n  kim@example.org\n\nweil:\n\n  Benutzer unbekannt\n", "Benutzer unbekannt"},
    {"n'a pas été remis à :\n\n  kim@example.org\n\ncar :\n\n  Utilisateur inconnu\n", "Utilisateur inconnu"},
    {"was undeliverable to the following:\n	kim@example.org (user not found)\n", "user not found"},
    {"Unknown user: kim@example.org\n\nRCPT TO generated following response:\n553 5.3.0 unknown\n",
     "553 5.3.0 unknown"},
    {"Sent <<< RCPT TO:<kim@example.org>\nReceived >>> 550 5.1.1 unknown\n", "550 5.1.1 unknown"},
    {"to the following address could not be delivered:\n-- kim@example.org\n\nThe problem appears to be :\n-- Possibly "
     "wrong\n\nAdditional information follows :\n-- 5.4.1 Access denied\n\nThis occurred after 1 attempt(s)\n",
     "5.4.1 Access denied"},
    {"Your message to <kim@example.org> was automatically rejected:\nQuota exceeded\n", "Quota exceeded"},
    {"Your message to: kim@example.org\nwas blocked by our Spam Firewall.\n", "was blocked by our Spam Firewall."},
    {"You are not a member of this mailing list <kim@example.org>.\n\nSend mail with the body\n\n	guide\n",
     "You are not a member of this mailing list <kim@example.org>."},
    {"以下のメールアドレスへの送信に失敗しました。\nkim@example.org\n\n-------server message\n550 "
     "unknown\n\n-------SMTP command\nDATA\n",
     "550 unknown"},
};

TEST(gateways_phrases, each_kind_of_notice_is_read)
{
    for (const sample& s : samples) {
        const auto lines = test::lines_of(s.text);
        EXPECT_EQ(test::told(read_listed_text(lines)), "kim@example.org=" + std::string(s.answer)) << s.text;
    }
}

} // namespace
} // namespace recoil::dsn
