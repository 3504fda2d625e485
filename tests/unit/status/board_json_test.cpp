#include "status/board_json.hpp"

#include "support/json.hpp"
#include "support/sample_board.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::status {
namespace {

using names = std::vector<std::string>;

test::json parsed(const board& b)
{
    const std::string text = to_json(b);
    EXPECT_TRUE(text.ends_with("}\n"));
    const auto read = test::parse_json(text);
    EXPECT_TRUE(read) << text;
    return read.value_or(test::json());
}

TEST(board_json, has_the_members_that_are_documented)
{
    const test::json b = parsed(test::sample_board());
    EXPECT_EQ(b.names(), (names{"v", "time", "host", "version", "started_at", "uptime_seconds", "state", "verdict",
                                "addresses", "bans", "last_hour", "failures", "rules", "unclassified", "sinks",
                                "listeners", "log_sources", "configuration"}));
    EXPECT_EQ(b.at("bans").items.at(0).names(),
              (names{"provider", "sending_ip", "address", "category", "reason", "active", "ours", "since", "last_seen",
                     "refusals", "fix_owner", "delist_url", "advice", "rule"}));
    EXPECT_EQ(b.at("last_hour").names(), (names{"from", "failed", "delayed", "delivered", "categories", "providers"}));
    EXPECT_EQ(b.at("last_hour").at("categories").items.at(0).names(),
              (names{"name", "failed", "delayed", "delivered", "failed_per_minute", "delayed_per_minute"}));
    EXPECT_EQ(b.at("failures").items.at(0).names(),
              (names{"time", "recipient", "original_recipient", "provider", "category", "reason", "status",
                     "diagnostic", "fix_owner", "suppress", "advice", "rule"}));
    EXPECT_EQ(b.at("sinks").items.at(0).names(), (names{"name", "path", "written", "refused", "dropped", "queued",
                                                        "free_bytes", "blocked", "enough_space"}));
    EXPECT_EQ(b.at("log_sources").items.at(0).names(), (names{"input", "lines", "unparsed", "lag_bytes", "last_line"}));
    EXPECT_EQ(b.at("configuration").names(),
              (names{"file", "read_at", "accepted", "packs", "rules", "packs_left_out", "problems", "restart"}));
}

TEST(board_json, times_are_of_rfc_3339)
{
    const test::json b = parsed(test::sample_board());
    EXPECT_EQ(b.at("time").text, "2026-11-21T08:00:00.123Z");
    EXPECT_EQ(b.at("started_at").text, "2026-11-21T04:48:00.123Z");
    EXPECT_EQ(b.at("uptime_seconds").number, 11'520);
    EXPECT_EQ(b.at("bans").items.at(0).at("since").text, "2026-11-21T07:20:00.123Z");
    EXPECT_EQ(b.at("last_hour").at("from").text, "2026-11-21T07:01:00.000Z") << "the first of sixty minutes";
    EXPECT_EQ(b.at("log_sources").items.at(0).at("last_line").text, "2026-11-21T07:59:48.123Z");
}

TEST(board_json, minutes_are_sixty_numbers)
{
    const test::json hour = parsed(test::sample_board()).at("last_hour");
    const test::json& row = hour.at("categories").items.at(0);
    ASSERT_EQ(row.at("failed_per_minute").items.size(), minutes);
    ASSERT_EQ(row.at("delayed_per_minute").items.size(), minutes);
    EXPECT_EQ(row.at("failed_per_minute").items[6].number, 6);
    EXPECT_EQ(row.at("delayed_per_minute").items[59].number, 2);
}

TEST(board_json, what_is_absent_is_left_out)
{
    board b = test::sample_board();
    b.sinks[0].free_bytes = std::numeric_limits<std::uint64_t>::max();
    const test::json read = parsed(b);
    EXPECT_FALSE(read.at("bans").items.at(2).has("delist_url"));
    EXPECT_TRUE(read.at("failures").items.at(1).at("recipient").is_null());
    EXPECT_TRUE(read.at("failures").items.at(1).at("status").is_null());
    EXPECT_FALSE(read.at("sinks").items.at(0).has("free_bytes")) << "standard output has no end";
    EXPECT_FALSE(read.at("log_sources").items.at(1).has("last_line"));
}

TEST(board_json, empty_lists_are_there)
{
    const test::json b = parsed(board());
    for (const char* name : {"bans", "failures", "rules", "unclassified", "sinks", "listeners", "log_sources"}) {
        EXPECT_EQ(b.at(name).type, test::json::kind::array) << name;
        EXPECT_TRUE(b.at(name).items.empty()) << name;
    }
    EXPECT_EQ(b.at("state").text, "calm");
}

TEST(board_json, hostile_texts_stay_texts)
{
    for (const char* text : {"\"},{\"x\":\"", "\\", "</script>", "\xFF\xC3", "\xE2\x80\xA8\x1B\x7F", "a\nb"}) {
        const test::json b = parsed(test::sample_board(text));
        EXPECT_EQ(b.names().size(), 18u) << text;
        EXPECT_EQ(b.at("failures").items.size(), 2u) << text;
    }
    EXPECT_EQ(parsed(test::sample_board("\"},{\"x\":\"")).at("failures").items.at(0).at("diagnostic").text,
              "\"},{\"x\":\"");
}

} // namespace
} // namespace recoil::status
