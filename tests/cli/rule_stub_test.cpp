#include "daemon/cli/rule_stub.hpp"

#include "classify/normal_form.hpp"
#include "classify/pattern.hpp"
#include "support/rule_maker.hpp"
#include "util/yaml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace recoil::cli {

namespace {

using testing::HasSubstr;
using testing::Not;

rule_stub stub_of(std::string_view reply, std::string_view status = "")
{
    return make_stub(classify::normal_form(reply), status);
}

TEST(rule_stub, TheWordsOfTheReplyAreThePattern)
{
    const rule_stub stub = stub_of("550 5.7.999 Mailbox is closed for the winter");
    EXPECT_EQ(stub.text, "mailbox is closed for the winter");
    EXPECT_EQ(stub.example, "550 5.7.999 mailbox is closed for the winter");
    EXPECT_EQ(stub.id, "site-mailbox-is-closed-for-the-winter");
    EXPECT_TRUE(stub.usable());
}

TEST(rule_stub, WhatAServerFillsInIsOpenInThePatternAndInventedInTheExample)
{
    const rule_stub stub = stub_of("550 <kim@contoso.com>: gave 203.0.113.9 up at mx7.contoso.com after 1234567 tries "
                                   "on 14 May 2026 here [0A1B2C3D4E5F6]");
    EXPECT_EQ(stub.text, R"(gave \S+ up at \S+ after \S+ tries on .{1,40} here)");
    EXPECT_EQ(stub.example, "550 <user@example.com>: gave 192.0.2.1 up at mx.example.com after 123456 tries on "
                            "2026-01-01 here [4F1A2B3C4D]");
    for (const std::string* text : {&stub.text, &stub.example, &stub.id}) {
        EXPECT_THAT(*text, Not(HasSubstr("contoso")));
        EXPECT_THAT(*text, Not(HasSubstr("203.0.113")));
        EXPECT_THAT(*text, Not(HasSubstr("kim")));
    }
}

TEST(rule_stub, SignsOfRegularExpressionsAreQuoted)
{
    EXPECT_EQ(stub_of("550 why (a|b)* [x] {y} ^ $ . + ? \\ not").text,
              R"(why \(a\|b\)\* \[x\] \{y\} \^ \$ \. \+ \? \\ not)");
}

TEST(rule_stub, AReplyWithoutWordsIsKnownByItsCodeOrNotAtAll)
{
    const rule_stub coded = stub_of("550 5.7.999", "5.7.999");
    EXPECT_EQ(coded.text, "");
    EXPECT_EQ(coded.status, "5.7.999");
    EXPECT_EQ(coded.id, "site-status-5-7-999");
    EXPECT_EQ(stub_of("", "4.7.999").example, "450 4.7.999");
    for (const char* status : {"", "5.0.0", "2.1.5", "x", "5.7.999 "})
        EXPECT_FALSE(stub_of("550", status).usable()) << status;
    EXPECT_FALSE(stub_of("550 no").usable());
    EXPECT_FALSE(stub_of("550 <kim@example.com> [192.0.2.9]").usable());
}

TEST(rule_stub, ALongReplyGivesAPatternOfBoundedLength)
{
    std::string reply = "550 ";
    for (int i = 0; i < 200; ++i)
        reply += "word ... ";
    const rule_stub stub = stub_of(reply);
    EXPECT_FALSE(classify::condition_problem(stub.text).has_value());
    EXPECT_LT(stub.text.size(), 400u);
    EXPECT_FALSE(stub_of("550 " + std::string(500, 'x')).usable());
}

TEST(rule_stub, AnIdIsAnIdentifierWhateverTheReplySays)
{
    for (const char* reply :
         {"550 ---- words - here --", "550 \xd0\xbf\xd0\xbe\xd1\x87\xd1\x82\xd0\xb0 \xd0\xbd\xd0\xb5",
          "550 A_b c'd \"e\" f/g: h", "550 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b"}) {
        const rule_stub stub = stub_of(reply);
        EXPECT_TRUE(stub.usable()) << reply;
        EXPECT_THAT(stub.id, testing::MatchesRegex("site(-[a-z0-9][a-z0-9-]*)+")) << reply;
        EXPECT_LE(stub.id.size(), 64u);
    }
}

TEST(rule_stub, TheYamlIsARuleButForItsReason)
{
    rule_stub stub = stub_of("550 it's \"here\": # and - [there] {now} & *then !x %y @z `w`, ok?");
    stub.priority = 3;
    const std::string yaml = "pack: p\nversion: 1\nrules:\n" + stub.yaml();
    problems found;
    EXPECT_FALSE(classify::load_pack(yaml, "p.yaml", found).has_value());
    ASSERT_EQ(found.size(), 1u) << test::problem_list(found);
    EXPECT_THAT(found[0].what, HasSubstr("unknown reason 'REASON'"));
    std::string filled = yaml;
    filled.replace(filled.find(open_reason), open_reason.size(), "spam");
    found.clear();
    const auto pack = classify::load_pack(filled, "p.yaml", found);
    ASSERT_TRUE(pack.has_value()) << test::problem_list(found);
    EXPECT_EQ(pack->rules[0].priority, 3);
    EXPECT_EQ(pack->rules[0].examples[0].text, stub.example);
    EXPECT_EQ(pack->rules[0].text, std::vector{stub.text});
}

// Whatever a server says, the stub is one rule of one pack.
TEST(rule_stub, HostileRepliesStayInsideTheirScalar)
{
    for (const std::string& reply :
         {std::string("550 x'\n  - id: evil\n    text: [.*]\n words"), std::string("550 '] reason: spam # words"),
          std::string("550 \x1b[2J\x07 \xe2\x80\xa8 \xc2\x9b words \x7f more"), std::string("550 \\E(?i)words\\Q"),
          std::string("550 %00 \\x00 words ADDRESS"), std::string("550 words\xff\xfe\xed\xa0\x80 here")}) {
        rule_stub stub = make_stub(classify::normal_form(dsn::parse_reply(reply).text), "");
        ASSERT_TRUE(stub.usable()) << reply;
        std::string yaml = "pack: p\nversion: 1\nrules:\n" + stub.yaml();
        EXPECT_THAT(yaml, Not(testing::ContainsRegex("[\x01-\x09\x0b-\x1f\x7f]")));
        yaml.replace(yaml.find(open_reason), open_reason.size(), "spam");
        problems found;
        const auto pack = classify::load_pack(yaml, "p.yaml", found);
        ASSERT_TRUE(pack.has_value()) << test::problem_list(found) << yaml;
        ASSERT_EQ(pack->rules.size(), 1u);
        EXPECT_EQ(pack->rules[0].reason->name, "spam");
        const auto rules = test::build({*pack});
        EXPECT_EQ(test::decided(rules->classify(test::refused(stub.example))), stub.id) << yaml;
        EXPECT_EQ(test::decided(rules->classify(test::refused(reply))), stub.id) << yaml;
    }
}

TEST(rule_stub, AQuotedScalarReadsAsItself)
{
    for (const char* text : {"", "plain", "it's", "''", "a: b # c", "- x", "null", "0660", "\\x1b"}) {
        problems found;
        const auto node = yaml::parse("k: " + yaml_quoted(text), "f", found);
        ASSERT_TRUE(node.has_value()) << text;
        EXPECT_EQ(node->entries[0].value.scalar, text);
    }
    EXPECT_EQ(yaml_quoted("a\nb"), R"('a\nb')");
}

} // namespace

} // namespace recoil::cli
