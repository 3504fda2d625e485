#include "pipeline/authenticity.hpp"

#include "support/signed_address.hpp"
#include "support/small_context.hpp"

#include <gtest/gtest.h>

namespace recoil::pipeline {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;

const std::string key = "0123456789abcdef0123456789abcdef";
const std::string plain = "b+news+kim=example.net@example.com";
constexpr sys_days today = sys_days(days(20'779));

std::string signed_for(const std::string& who, sys_days day = today)
{
    return test::sign(key, "b+news+" + who + "@example.com", day);
}

class authenticity_test : public testing::Test {
protected:
    authenticity_test() : context(test::small_context())
    {
        const std::vector<std::string> patterns{R"(^b\+(?P<stream>\w+)\+(?P<recipient>[^+]+)@example\.com$)"};
        context.return_paths = std::make_shared<const classify::return_path_patterns>(patterns);
        context.sending_domains = {"example.com"};
        use_keys({{key}});
        report.kind = dsn::kind::dsn;
        report.reporting_mta = "out1.example.com";
        report.original.present = true;
        report.original.from = "news@example.com";
    }

    void use_keys(std::vector<signing_key> keys)
    {
        context.return_path_keys = std::make_shared<const return_path_keys>(std::move(keys), days(30));
    }

    authenticity of(const std::vector<std::string>& rcpt_to) const { return {context, report, rcpt_to, today + 12h}; }

    std::string said(const std::vector<std::string>& rcpt_to, const std::string& recipient = "kim@example.net",
                     const std::string& original_recipient = "") const
    {
        event::record record;
        record.recipient = recipient;
        record.original_recipient = original_recipient;
        of(rcpt_to).add_to(record);
        if (!record.authentic)
            return record.authentic_by.empty() ? "nothing" : "a reason for nothing";
        return (*record.authentic ? "true by " : "false by ") + record.authentic_by;
    }

    pipeline::context context;
    dsn::report report;
};

TEST_F(authenticity_test, a_valid_signature_shows_that_it_is_ours)
{
    EXPECT_EQ(said({signed_for("kim=example.net")}), "true by signed_return_path");
    report.original = {};
    EXPECT_EQ(said({signed_for("kim=example.net")}), "true by signed_return_path");
    report.original.present = true;
    report.original.from = "somebody@example.org";
    EXPECT_EQ(said({signed_for("kim=example.net")}), "true by signed_return_path") << "as an agency's mail";
}

TEST_F(authenticity_test, the_signed_address_is_looked_for_where_a_return_path_can_stand)
{
    EXPECT_EQ(said({"postmaster@example.com", plain, signed_for("kim=example.net")}), "true by signed_return_path");
    report.original.return_path = signed_for("kim=example.net");
    EXPECT_EQ(said({}), "true by signed_return_path");
    EXPECT_EQ(said({"bounces@example.com"}), "true by signed_return_path");
    report.original.return_path.clear();
    report.sender = signed_for("kim=example.net");
    EXPECT_EQ(said({}), "true by signed_return_path");
}

TEST_F(authenticity_test, a_wrong_or_expired_signature_is_a_forgery)
{
    const std::string wrong = test::sign("another key", plain, today);
    EXPECT_EQ(said({wrong}), "false by signed_return_path");
    EXPECT_EQ(said({signed_for("kim=example.net", today - days(40))}), "false by signed_return_path");
    EXPECT_EQ(said({"prvs=0786000000=news@example.com"}), "false by signed_return_path");
    EXPECT_EQ(said({wrong, signed_for("kim=example.net")}), "true by signed_return_path") << "one valid one is enough";
    EXPECT_EQ(said({signed_for("kim=example.net"), wrong}), "true by signed_return_path");
}

TEST_F(authenticity_test, a_return_path_that_should_be_signed_and_is_not_is_a_forgery)
{
    EXPECT_EQ(said({plain}), "false by signed_return_path");
    report.sender = plain;
    EXPECT_EQ(said({}), "false by signed_return_path");
    EXPECT_EQ(said({"bounces@example.com"}), "false by signed_return_path");
}

TEST_F(authenticity_test, mail_of_the_time_before_the_first_key_is_judged_by_its_domain)
{
    use_keys({{key, today - days(30)}});
    EXPECT_EQ(said({plain}), "true by sending_domains");
    report.original.from = "somebody@example.org";
    EXPECT_EQ(said({plain}), "false by sending_domains");
    EXPECT_EQ(said({test::sign("another key", plain, today)}), "false by signed_return_path");
    use_keys({{key, today - days(31)}});
    report.original.from = "news@example.com";
    EXPECT_EQ(said({plain}), "false by signed_return_path");
}

TEST_F(authenticity_test, other_addresses_need_no_signature)
{
    EXPECT_EQ(said({"postmaster@example.com"}), "true by sending_domains");
    context.sending_domains.clear();
    EXPECT_EQ(said({"postmaster@example.com"}), "nothing");
    EXPECT_EQ(said({}), "nothing");
}

TEST_F(authenticity_test, without_keys_the_domain_of_the_returned_message_decides)
{
    context.return_path_keys = nullptr;
    EXPECT_EQ(said({signed_for("kim=example.net")}), "true by sending_domains");
    report.original.from = "News@Example.COM";
    EXPECT_EQ(said({plain}), "true by sending_domains");
    report.original.from = "agency@example.org";
    EXPECT_EQ(said({plain}), "false by sending_domains");
    report.original.return_path = "b+news@example.com";
    EXPECT_EQ(said({plain}), "true by sending_domains");
    report.original = {};
    EXPECT_EQ(said({plain}), "nothing");
}

TEST_F(authenticity_test, batv_shows_that_it_is_ours_and_names_nobody)
{
    const std::string address = test::sign_batv(key, "news@example.com", today + days(7));
    EXPECT_EQ(said({address}), "true by signed_return_path");
    EXPECT_EQ(said({address}, "anybody@example.org"), "true by signed_return_path");
    EXPECT_FALSE(of({address}).return_path());
    EXPECT_EQ(said({test::sign_batv(key, plain, today)}), "true by signed_return_path");
    EXPECT_EQ(of({test::sign_batv(key, plain, today)}).return_path()->recipient, "kim@example.net");
}

// Who can have a notice examined could try all of its few digits.
TEST_F(authenticity_test, batv_counts_in_the_envelope_only)
{
    report.sender = test::sign_batv(key, plain, today);
    EXPECT_EQ(said({"bounces@example.com"}), "false by signed_return_path") << "a VERP address that is not signed";
    report.sender = test::sign_batv(key, "news@example.com", today);
    EXPECT_EQ(said({"bounces@example.com"}), "true by sending_domains");
    report.sender = "prvs=0786000000=somebody@example.org";
    EXPECT_EQ(said({"bounces@example.com"}), "true by sending_domains") << "another system's, which tells us nothing";
    EXPECT_EQ(said({signed_for("kim=example.net")}), "true by signed_return_path");
}

TEST_F(authenticity_test, a_signature_says_nothing_of_other_recipients)
{
    const std::string kims = signed_for("kim=example.net");
    EXPECT_EQ(said({kims}, "KIM@example.net"), "true by signed_return_path");
    EXPECT_EQ(said({kims}, "kim@mailbox.example", "kim@example.net"), "true by signed_return_path") << "forwarded";
    EXPECT_EQ(said({kims}, "lee@example.net", "lee@example.net"), "nothing");
    EXPECT_EQ(said({kims}, "", ""), "nothing");

    event::record lee;
    lee.recipient = "lee@example.net";
    EXPECT_FALSE(of({kims}).covers(lee));
    EXPECT_TRUE(of({plain}).covers(lee)) << "nothing is signed, so nothing is limited";
    EXPECT_TRUE(of({kims}).vouches_for("Kim@Example.net"));
    EXPECT_FALSE(of({kims}).vouches_for("lee@example.net"));
    EXPECT_FALSE(of({plain}).vouches_for("kim@example.net"));
}

TEST_F(authenticity_test, the_return_path_is_that_of_the_signature)
{
    EXPECT_EQ(of({"b+orders+lee=example.net@example.com", signed_for("kim=example.net")}).return_path()->recipient,
              "kim@example.net");
    EXPECT_EQ(of({signed_for("kim=example.net"), signed_for("lee=example.net")}).return_path()->recipient,
              "kim@example.net");
    EXPECT_EQ(of({test::sign("another key", plain, today)}).return_path()->recipient, "kim@example.net");
    EXPECT_EQ(of({"b+orders+lee=example.net@example.com", plain}).return_path()->stream, "orders");
    EXPECT_FALSE(of({"bounces@example.com"}).return_path());
    context.return_paths = nullptr;
    EXPECT_FALSE(of({signed_for("kim=example.net")}).return_path());
    EXPECT_EQ(said({signed_for("kim=example.net")}), "true by signed_return_path");
}

// An answer of a person or of a machine may come late, and to an address that was read off a header.
TEST_F(authenticity_test, what_is_no_bounce_is_not_forged_for_want_of_a_signature)
{
    for (const dsn::kind kind : {dsn::kind::auto_reply, dsn::kind::complaint, dsn::kind::mdn, dsn::kind::other}) {
        report.kind = kind;
        EXPECT_EQ(said({plain}), "true by sending_domains");
        EXPECT_EQ(said({signed_for("kim=example.net", today - days(99))}), "true by sending_domains");
        EXPECT_EQ(said({signed_for("kim=example.net")}), "true by signed_return_path");
    }
    report.kind = dsn::kind::nonstandard_bounce;
    EXPECT_EQ(said({plain}), "false by signed_return_path");
}

TEST_F(authenticity_test, our_own_log_needs_no_proof)
{
    report.kind = dsn::kind::log_line;
    report.original = {};
    for (const std::string& sender :
         {plain, signed_for("kim=example.net"), signed_for("kim=example.net", sys_days{})}) {
        report.sender = sender;
        EXPECT_EQ(said({}), "nothing");
        EXPECT_EQ(of({}).return_path()->recipient, "kim@example.net");
        EXPECT_TRUE(of({}).covers(event::record{}));
    }
}

} // namespace
} // namespace recoil::pipeline
