#include "daemon/recent_ids.hpp"

#include "event/json.hpp"
#include "support/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace recoil {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string id(char digit)
{
    return std::string(32, digit);
}

std::string line(char digit, std::optional<bool> authentic = {})
{
    event::record e;
    e.id = id(digit);
    e.diagnostic = "550 \"id\":\"" + id('f') + "\",\"authentic\":false,";
    e.authentic = authentic;
    std::string text;
    event::append_json(text, e);
    return text + "\n";
}

class recent_ids : public ::testing::Test {
protected:
    std::vector<std::string> read(const std::string& text, std::uint64_t bytes = 1'000'000)
    {
        const std::string path = folder_.file("events.jsonl");
        test::write_file(path, text);
        std::vector<std::string> found;
        read_recent_ids(path, bytes, [&](std::string_view one) { found.emplace_back(one); });
        return found;
    }

    test::temp_folder folder_;
};

TEST_F(recent_ids, are_those_of_the_lines_in_their_order)
{
    EXPECT_THAT(read(line('1') + line('2') + line('3')), ElementsAre(id('1'), id('2'), id('3')));
}

TEST_F(recent_ids, only_the_end_of_a_long_file_is_read)
{
    const std::string last = line('2') + line('3');
    EXPECT_THAT(read(line('1') + last, last.size() + 10), ElementsAre(id('2'), id('3')));
    EXPECT_THAT(read(line('1') + last, 10), IsEmpty());
}

TEST_F(recent_ids, forged_events_are_left_out)
{
    EXPECT_THAT(read(line('1', false) + line('2', true) + line('3')), ElementsAre(id('2'), id('3')));
}

TEST_F(recent_ids, lines_that_are_no_events_have_none)
{
    EXPECT_THAT(
        read("\n{}\n{\"v\":1,\"id\":\"short\"}\n{\"v\":1,\"id\":\"" + std::string(32, 'X') + "\"}\n" + line('4')),
        ElementsAre(id('4')));
}

TEST_F(recent_ids, a_file_that_is_not_there_has_none)
{
    int calls = 0;
    for (const std::string& path : {folder_.file("absent"), folder_.path().string(), std::string("/dev/null")})
        read_recent_ids(path, 1000, [&](std::string_view) { ++calls; });
    EXPECT_EQ(calls, 0);
}

} // namespace
} // namespace recoil
