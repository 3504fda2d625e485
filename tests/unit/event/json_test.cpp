#include "event/json.hpp"

#include "support/full_record.hpp"
#include "support/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace recoil::event {
namespace {

using testing::ElementsAre;

std::string line_of(const record& e, std::string_view file = {})
{
    std::string out;
    append_json(out, e, file);
    return out;
}

test::json read(const record& e, std::string_view file = {})
{
    const std::string line = line_of(e, file);
    const auto value = test::parse_json(line);
    EXPECT_TRUE(value) << line;
    EXPECT_EQ(line.find('\n'), std::string::npos);
    return value.value_or(test::json{});
}

TEST(event_json, has_every_field_in_the_order_of_the_documentation)
{
    EXPECT_THAT(read(test::full_record()).names(),
                ElementsAre("v", "id", "message_key", "time", "occurred_at", "host", "source", "instance", "service",
                            "kind", "action", "origin", "counted", "duplicate", "late", "recipient", "recipient_domain",
                            "original_recipient", "status", "smtp_code", "diagnostic", "stage", "category", "reason",
                            "permanence", "scope", "fix_owner", "list_action", "suppress", "evidence", "rule", "pack",
                            "pack_version", "provider", "via", "relay", "remote_mta", "reporting_mta", "sending_ip",
                            "sending_ip_evidence", "pool", "blocklist", "delist_url", "vendor_code",
                            "retry_after_seconds", "meaning", "advice", "links", "expired", "attempts", "delay_seconds",
                            "queue_id", "arrival_date", "last_attempt_date", "will_retry_until", "envelope", "sender",
                            "sender_domain", "stream", "original", "auth", "complaint", "authentic", "authentic_by",
                            "defects"));
}

TEST(event_json, tells_what_is_complained_about)
{
    record e = test::full_record();
    const auto whole = read(e).at("complaint");
    EXPECT_THAT(whole.names(), ElementsAre("type", "source_ip", "reported_domain"));
    EXPECT_EQ(whole.at("type").text, "abuse");
    EXPECT_EQ(whole.at("source_ip").text, "192.0.2.3");
    EXPECT_EQ(whole.at("reported_domain").text, "example.com");
    e.complaint = complaint{"fraud", "", ""};
    EXPECT_THAT(read(e).at("complaint").names(), ElementsAre("type"));
    e.complaint.reset();
    EXPECT_THAT(read(e).names(), testing::Not(testing::Contains("complaint")));
}

TEST(event_json, spells_texts_numbers_and_times)
{
    const auto e = read(test::full_record());
    EXPECT_EQ(e.at("v").text, "1");
    EXPECT_EQ(e.at("time").text, "2026-11-21T08:00:00.123Z");
    EXPECT_EQ(e.at("occurred_at").text, "2026-11-21T07:58:30.123Z");
    EXPECT_EQ(e.at("source").text, "lmtp");
    EXPECT_EQ(e.at("kind").text, "dsn");
    EXPECT_EQ(e.at("action").text, "failed");
    EXPECT_EQ(e.at("origin").text, "remote");
    EXPECT_EQ(e.at("recipient").text, "Jo@example.net");
    EXPECT_EQ(e.at("status").text, "5.7.606");
    EXPECT_EQ(e.at("smtp_code").type, test::json::kind::number);
    EXPECT_EQ(e.at("smtp_code").number, 550);
    EXPECT_EQ(e.at("stage").text, "rcpt");
    EXPECT_EQ(e.at("retry_after_seconds").number, 300);
    EXPECT_EQ(e.at("attempts").number, 3);
    EXPECT_EQ(e.at("delay_seconds").number, 12.5);
    EXPECT_TRUE(e.at("counted").boolean);
    EXPECT_EQ(e.at("late").type, test::json::kind::boolean);
    EXPECT_TRUE(e.at("authentic").boolean);
}

TEST(event_json, spells_the_verdict)
{
    const auto e = read(test::full_record());
    EXPECT_EQ(e.at("category").text, "banned_ip");
    EXPECT_EQ(e.at("reason").text, "ip_banned");
    EXPECT_EQ(e.at("permanence").text, "permanent");
    EXPECT_EQ(e.at("scope").text, "sending_ip");
    EXPECT_EQ(e.at("fix_owner").text, "sender_admin");
    EXPECT_EQ(e.at("list_action").text, "none");
    EXPECT_EQ(e.at("evidence").text, "text");
    EXPECT_EQ(e.at("links").items.size(), 2u);
}

TEST(event_json, suppress_follows_list_action_alone)
{
    using classify::list_action;
    auto e = test::full_record();
    for (const auto action : {list_action::none, list_action::suppress, list_action::unsubscribe, list_action::hold}) {
        e.cause->list_action = action;
        const auto line = read(e);
        EXPECT_EQ(line.at("suppress").boolean, action == list_action::suppress);
        EXPECT_EQ(line.at("list_action").text, name(action));
    }
}

TEST(event_json, nests_envelope_original_and_authentication)
{
    const auto e = read(test::full_record());
    EXPECT_THAT(e.at("envelope").names(), ElementsAre("mail_from", "rcpt_to"));
    EXPECT_EQ(e.at("envelope").at("mail_from").text, "") << "the null sender is said, not left out";
    EXPECT_EQ(e.at("envelope").at("rcpt_to").items.at(0).text, "bounces@example.com");
    EXPECT_THAT(e.at("original").names(), ElementsAre("message_id", "from", "to", "subject", "date", "headers"));
    EXPECT_EQ(e.at("original").at("headers").at("x-campaign-id").text, "42");
    EXPECT_THAT(e.at("auth").names(), ElementsAre("spf", "dkim", "dmarc", "compauth"));
    EXPECT_EQ(e.at("defects").items.at(0).text, "status_missing");
    EXPECT_EQ(e.at("defects").items.at(1).text, "nul_octet");
}

TEST(event_json, an_event_without_a_recipient_keeps_the_fields_that_readers_ask_for)
{
    const auto e = read(record{});
    EXPECT_THAT(e.names(),
                ElementsAre("v", "time", "source", "kind", "action", "counted", "duplicate", "late", "recipient",
                            "status", "smtp_code", "category", "reason", "permanence", "suppress", "expired"));
    for (const auto* field : {"recipient", "action", "category", "reason", "status", "smtp_code", "permanence"})
        EXPECT_TRUE(e.at(field).is_null()) << field;
    EXPECT_EQ(e.at("suppress").type, test::json::kind::boolean);
    EXPECT_FALSE(e.at("suppress").boolean);
}

TEST(event_json, false_is_not_absent)
{
    auto e = test::full_record();
    e.authentic = false;
    EXPECT_TRUE(read(e).has("authentic"));
    EXPECT_FALSE(read(e).at("authentic").boolean);
    e.authentic.reset();
    EXPECT_FALSE(read(e).has("authentic"));
}

TEST(event_json, puts_the_file_first)
{
    EXPECT_EQ(read(record{}, "mail/1.eml").names().front(), "file");
    EXPECT_EQ(read(record{}, "mail/1.eml").at("file").text, "mail/1.eml");
    EXPECT_FALSE(read(record{}).has("file"));
}

TEST(event_json, a_hostile_text_stays_inside_its_string)
{
    const std::string hostile = "\"}\n{\"suppress\":true,\x1b]0;\x07\xe2\x80\xa8\xff";
    auto e = test::full_record();
    e.recipient = e.diagnostic = e.sender = e.queue_id = hostile;
    e.original->subject = hostile;
    e.original->headers = {{hostile, hostile}};
    e.envelope->rcpt_to = {hostile};
    const auto line = read(e);
    EXPECT_EQ(line.names(), read(test::full_record()).names());
    EXPECT_EQ(line.at("diagnostic").text, "\"}\n{\"suppress\":true,\x1b]0;\x07\xe2\x80\xa8\xef\xbf\xbd");
    EXPECT_FALSE(line.at("suppress").boolean);
}

TEST(event_json, appends)
{
    std::string out = "x";
    append_json(out, record{});
    append_json(out, record{});
    EXPECT_EQ(out, "x" + line_of(record{}) + line_of(record{}));
}

// docs/events.md

std::string documentation()
{
    std::ifstream in(RECOIL_SOURCE_DIR "/docs/events.md", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::pair<std::string, std::string>> table_rows(const std::string& heading, std::size_t column)
{
    const std::string text = documentation();
    const auto begin = text.find("\n## " + heading + "\n");
    EXPECT_NE(begin, std::string::npos) << heading;
    const std::string section = text.substr(begin, text.find("\n## ", begin + 1) - begin);
    std::vector<std::pair<std::string, std::string>> rows;
    for (auto at = section.find("\n| `"); at != std::string::npos; at = section.find("\n| `", at + 1)) {
        const std::string line = section.substr(at + 1, section.find('\n', at + 1) - at - 1);
        std::vector<std::string> cells;
        for (auto bar = line.find('|'); bar + 1 < line.size();) {
            const auto next = line.find('|', bar + 1);
            cells.push_back(line.substr(bar + 2, next - bar - 3));
            bar = next;
        }
        const std::string& name = cells.at(0);
        rows.emplace_back(name.substr(1, name.size() - 2), cells.at(column));
    }
    return rows;
}

TEST(event_documentation, names_every_field)
{
    std::vector<std::string> documented;
    for (const auto& [name, meaning] : table_rows("Fields", 2)) {
        EXPECT_FALSE(meaning.empty()) << name;
        documented.push_back(name);
    }
    std::vector<std::string> written = read(test::full_record(), "x").names();
    for (const auto* parent : {"envelope", "original", "auth", "complaint"}) {
        for (const auto& child : read(test::full_record()).at(parent).names())
            written.push_back(std::string(parent) + "." + child);
    }
    std::sort(documented.begin(), documented.end());
    std::sort(written.begin(), written.end());
    EXPECT_EQ(documented, written);
}

TEST(event_documentation, lists_the_defects)
{
    std::vector<std::pair<std::string, std::string>> defects;
    for (const auto& d : all_defects())
        defects.emplace_back(d.name, d.meaning);
    EXPECT_EQ(table_rows("Defects", 1), defects);
}

TEST(event_documentation, shows_a_line_as_it_is_written)
{
    const std::string text = documentation();
    const auto begin = text.find("\n{\"v\":1");
    ASSERT_NE(begin, std::string::npos);
    const auto example = test::parse_json(text.substr(begin + 1, text.find('\n', begin + 1) - begin - 1));
    ASSERT_TRUE(example);
    const auto all = read(test::full_record()).names();
    for (const auto& name : example->names())
        EXPECT_NE(std::find(all.begin(), all.end(), name), all.end()) << name;
}

} // namespace
} // namespace recoil::event
