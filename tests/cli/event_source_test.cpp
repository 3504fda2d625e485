#include "daemon/cli/event_source.hpp"

#include "support/temp_folder.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::cli {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class event_source : public testing::Test {
protected:
    std::string write(const std::string& name, std::string_view text)
    {
        test::write_file(folder.file(name), text);
        return folder.file(name);
    }

    events_read read(const std::vector<std::string>& paths)
    {
        ids.clear();
        return read_events(paths, [this](const boost::json::object& event) { ids.push_back(text_of(event, "id")); });
    }

    test::temp_folder folder;
    std::vector<std::string> ids;
};

TEST_F(event_source, EveryLineOfEveryFile)
{
    const auto one = write("1.jsonl", "{\"v\":1,\"id\":\"a\"}\n{\"v\":1,\"id\":\"b\"}\r\n");
    const auto two = write("2.jsonl", "\n{\"v\":1,\"id\":\"c\"}");
    const events_read totals = read({one, two});
    EXPECT_THAT(ids, ElementsAre("a", "b", "c"));
    EXPECT_EQ(totals.events, 3u);
    EXPECT_EQ(totals.damaged, 0u);
    EXPECT_TRUE(totals.complain());
    EXPECT_EQ(read({folder.path().string()}).events, 3u);
}

TEST_F(event_source, DamagedLinesAreCountedAndTheFirstIsNamed)
{
    const auto good = write("1.jsonl", "{\"v\":1,\"id\":\"a\"}\n");
    const auto bad =
        write("2.jsonl", "{\"v\":1,\"id\":\"b\"}\n"
                         "[1]\n{\"v\":2}\n{\"id\":\"no version\"}\n{\"v\":\"1\"}\nnull\n\xff\n{\"v\":1} x\n"
                         "{\"v\":1,\"id\":\"c\"}\n{\"v\":1,\"id\":\"to");
    const events_read totals = read({good, bad});
    EXPECT_THAT(ids, ElementsAre("a", "b", "c"));
    EXPECT_EQ(totals.damaged, 8u);
    EXPECT_EQ(totals.first_damaged, bad + ":2");
    testing::internal::CaptureStderr();
    EXPECT_FALSE(totals.complain());
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("8 lines are no events"));
}

TEST_F(event_source, ALineBeyondTheBoundIsDamagedAndTheNextIsRead)
{
    const auto path =
        write("e.jsonl", "{\"v\":1,\"id\":\"" + std::string(1 << 20, 'x') + "\"}\n{\"v\":1,\"id\":\"b\"}\n");
    EXPECT_EQ(read({path}).damaged, 1u);
    EXPECT_THAT(ids, ElementsAre("b"));
}

TEST_F(event_source, ManyLevelsAreRefusedNotFollowed)
{
    const auto path = write("e.jsonl", "{\"v\":1,\"a\":" + std::string(100'000, '[') + "\n{\"v\":1,\"id\":\"b\"}\n");
    EXPECT_EQ(read({path}).damaged, 1u);
    EXPECT_THAT(ids, ElementsAre("b"));
}

TEST_F(event_source, WhatCannotBeReadIsNamedAndTheRestIsDone)
{
    const auto good = write("1.jsonl", "{\"v\":1,\"id\":\"a\"}\n");
    const events_read totals = read({folder.file("absent"), good});
    EXPECT_THAT(ids, ElementsAre("a"));
    EXPECT_THAT(totals.unreadable, ElementsAre(HasSubstr("absent: ")));
    testing::internal::CaptureStderr();
    EXPECT_FALSE(totals.complain());
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("recoil: "));
}

TEST_F(event_source, OnlyATextIsAText)
{
    const boost::json::object event = boost::json::parse(R"({"a":"x","b":5,"c":null})").as_object();
    EXPECT_EQ(text_of(event, "a"), "x");
    EXPECT_EQ(text_of(event, "b"), "");
    EXPECT_EQ(text_of(event, "c"), "");
    EXPECT_EQ(text_of(event, "d"), "");
}

TEST(event_parser, OneLineAtATimeInTheSameMemory)
{
    event_parser parser;
    for (const std::size_t size : {10U, 100'000U, 20U}) { // more than its own buffer, and then less again
        const std::string text(size, 'x');
        const auto* event = parser.parse("{\"v\":1,\"id\":\"" + text + "\"}");
        ASSERT_NE(event, nullptr);
        EXPECT_EQ(text_of(*event, "id"), text);
    }
}

TEST(event_parser, AfterABadLineTheNextOneIsGood)
{
    event_parser parser;
    for (const char* bad : {"", "{", "[]", "{}", "{\"v\":2}", "{\"v\":\"1\"}", "{\"v\":1}x", "nonsense", "7"}) {
        EXPECT_EQ(parser.parse(bad), nullptr) << bad;
        EXPECT_NE(parser.parse("{\"v\":1}"), nullptr) << bad;
    }
}

} // namespace

} // namespace recoil::cli
