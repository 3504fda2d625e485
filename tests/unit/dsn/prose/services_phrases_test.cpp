#include "dsn/prose/phrases/services.hpp"
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
    {"Unable to deliver message to the following address(es).\n\n<kim@example.org>:\nThis account is over quota.\n",
     "This account is over quota."},
    {"邮件无法发送到您指定的地址中。\n\n<kim@example.org>:\n550 no such user\n", "550 no such user"},
    {"收件人：kim@example.org\n\n退信原因：\n550 5.1.1 no such user\n", "550 5.1.1 no such user"},
    {"次のあて先へのメッセージはエラーのため送信できませんでした。\n\nkim@example.org\n550 Unknown user\n",
     "550 Unknown user"},
    {"К сожалению, невозможно доставить сообщение по следующему адресу:\n\n<kim@example.org>:\nOver quota.\n",
     "Over quota."},
    {"받는 사람: kim@example.org\n사유: 550 5.1.1 no such user\n", "550 5.1.1 no such user"},
};

TEST(services_phrases, each_kind_of_notice_is_read)
{
    for (const sample& s : samples) {
        const auto lines = test::lines_of(s.text);
        EXPECT_EQ(test::told(read_listed_text(lines)), "kim@example.org=" + std::string(s.answer)) << s.text;
    }
}

} // namespace
} // namespace recoil::dsn
