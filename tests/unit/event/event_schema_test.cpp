// config/schema/event.schema.json says what is written: the same fields, the same words, and no dead address that is
// none.
#include "event/json.hpp"
#include "support/full_record.hpp"
#include "support/json_schema.hpp"
#include "support/shipped_schema.hpp"
#include "util/take_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

namespace recoil::event {
namespace {

using namespace test;
using testing::IsEmpty;
using testing::Not;

const test::json& schema()
{
    return shipped_schema("event");
}

// No object of it takes a field that it does not name. The shipped one does, since fields may come.
test::json closed(test::json open)
{
    const bool is_object = open.at("type").text == "object" ||
                           std::ranges::any_of(open.at("type").items, [](const auto& t) { return t.text == "object"; });
    for (test::json::member& m : open.members)
        if (m.name == "properties")
            for (test::json::member& property : m.value.members)
                property.value = closed(std::move(property.value));
    test::json no;
    no.type = test::json::kind::boolean;
    if (is_object && !open.has("additionalProperties"))
        open.members.push_back({"additionalProperties", no});
    return open;
}

const test::json& property(std::string_view name)
{
    return schema().at("properties").at(name);
}

std::string line_of(const record& e)
{
    std::string out;
    append_json(out, e);
    return out;
}

names problems_of(std::string_view line)
{
    static const test::json strict = closed(schema());
    const auto value = test::parse_json(line);
    EXPECT_TRUE(value) << line;
    return value ? test::schema_problems(strict, *value) : names{"no JSON"};
}

TEST(EventSchema, LetsFieldsCome)
{
    for (const char* object : {"", "\"envelope\":", "\"original\":", "\"auth\":", "\"complaint\":"}) {
        std::string line = line_of(test::full_record());
        const std::string begin = std::string(object) + "{";
        ASSERT_NE(line.find(begin), std::string::npos) << object;
        line.replace(line.find(begin), begin.size(), begin + "\"mystery\":1,");
        EXPECT_THAT(test::schema_problems(schema(), *test::parse_json(line)), IsEmpty()) << object;
        EXPECT_THAT(problems_of(line), Not(IsEmpty())) << object;
    }
}

TEST(EventSchema, HasTheFieldsThatAreWritten)
{
    names written = test::parse_json(line_of(test::full_record()))->names();
    written.insert(written.begin(), {"file", "text", "index"}); // put before it by `recoil classify`
    EXPECT_EQ(schema().at("properties").names(), written) << "in the same order";
    const auto whole = test::parse_json(line_of(test::full_record()));
    for (const char* parent : {"envelope", "original", "auth", "complaint"})
        EXPECT_EQ(property(parent).at("properties").names(), whole->at(parent).names()) << parent;
}

TEST(EventSchema, RequiresTheFieldsThatAlwaysStand)
{
    EXPECT_EQ(texts(schema().at("required")), test::parse_json(line_of(record{}))->names());
}

TEST(EventSchema, ExplainsEveryField)
{
    for (const test::json::member& m : schema().at("properties").members)
        EXPECT_NE(m.value.at("description").text, "") << m.name;
}

TEST(EventSchema, KnowsTheClosedSets)
{
    using namespace classify;
    EXPECT_EQ(texts(property("source").at("enum")), all_names(source::cli));
    EXPECT_EQ(texts(property("origin").at("enum")), all_names(origin::remote));
    EXPECT_EQ(texts(property("kind").at("enum")), all_names(dsn::kind::log_line));
    EXPECT_EQ(texts(property("action").at("enum")), all_names(dsn::action::expanded));
    EXPECT_EQ(texts(property("stage").at("enum")), all_names(dsn::stage::eod));
    EXPECT_EQ(texts(property("permanence").at("enum")), all_names(permanence::unknown));
    EXPECT_EQ(texts(property("scope").at("enum")), all_names(scope::session));
    EXPECT_EQ(texts(property("fix_owner").at("enum")), all_names(fix_owner::list_operator));
    EXPECT_EQ(texts(property("list_action").at("enum")), all_names(list_action::hold));
    EXPECT_EQ(texts(property("evidence").at("enum")), all_names(evidence::reply_code));
    EXPECT_EQ(texts(property("category").at("enum")), texts(categories()));
    names of_taxonomy;
    for (const reason& r : reasons())
        of_taxonomy.emplace_back(r.name);
    EXPECT_EQ(texts(property("reason").at("enum")), of_taxonomy);
    names of_messages;
    for (const defect_info& d : all_defects())
        of_messages.emplace_back(d.name);
    EXPECT_EQ(texts(property("defects").at("items").at("enum")), of_messages);
}

TEST(EventSchema, FitsWhatIsWritten)
{
    EXPECT_THAT(problems_of(line_of(test::full_record())), IsEmpty());
    EXPECT_THAT(problems_of(line_of(record{})), IsEmpty());
    record dead = test::full_record();
    dead.cause->category = "bad_address";
    dead.cause->reason = "user_unknown";
    dead.cause->list_action = classify::list_action::suppress;
    EXPECT_THAT(problems_of(line_of(dead)), IsEmpty());
}

TEST(EventSchema, FitsEveryGoldenEvent)
{
    int lines = 0;
    for (const auto& folder : std::filesystem::directory_iterator(RECOIL_TESTS_DIR "/golden")) {
        if (!folder.is_directory())
            continue;
        const std::string all = test::read_file((folder.path() / "expected.jsonl").string());
        for (std::string_view rest = all; !rest.empty(); ++lines)
            EXPECT_THAT(problems_of(take_line(rest)), IsEmpty()) << folder.path().filename();
    }
    EXPECT_GT(lines, 200);
}

// The fields of a full event, each changed to what no reader should meet.
TEST(EventSchema, RefusesWhatIsNeverWritten)
{
    const std::string good = line_of(test::full_record());
    const std::pair<std::string_view, std::string_view> mistakes[] = {
        {"\"v\":1", "\"v\":2"},
        {"\"v\":1", "\"v\":\"1\""},
        {"\"v\":1", "\"v\":1,\"mystery\":1"},
        {"2026-11-21T08:00:00.123Z", "2026-11-21 08:00:00"},
        {"\"source\":\"lmtp\"", "\"source\":\"uucp\""},
        {"\"source\":\"lmtp\",", ""},
        {"\"counted\":true", "\"counted\":\"true\""},
        {"\"duplicate\":false", "\"duplicate\":true"}, // and counted
        {"\"late\":false", "\"late\":true"},
        {"\"authentic\":true", "\"authentic\":false"},
        {"\"status\":\"5.7.606\"", "\"status\":\"5.7\""},
        {"\"smtp_code\":550", "\"smtp_code\":\"550\""},
        {"\"smtp_code\":550", "\"smtp_code\":5500"},
        {"\"suppress\":false", "\"suppress\":true"}, // of a ban
        {"\"list_action\":\"none\"", "\"list_action\":\"suppress\""},
        {"\"action\":\"failed\"", "\"action\":\"relayed\""}, // and a category
        {"\"category\":\"banned_ip\"", "\"category\":\"banned\""},
        {"\"category\":\"banned_ip\"", "\"category\":null"},
        {"\"reason\":\"ip_banned\"", "\"reason\":null"},
        {"\"provider\":\"microsoft365\"", "\"provider\":\"Microsoft 365\""},
        {"\"https://example.com/a\"", "\"javascript:alert(1)\""},
        {"\"delay_seconds\":12.5", "\"delay_seconds\":\"12.5\""},
        {"\"rcpt_to\":[\"bounces@example.com\"]", "\"rcpt_to\":\"bounces@example.com\""},
        {"\"x-campaign-id\":\"42\"", "\"x-campaign-id\":42"},
        {"\"nul_octet\"", "\"nul\""},
    };
    for (const auto& [right, wrong] : mistakes) {
        std::string bad = good;
        ASSERT_NE(bad.find(right), std::string::npos) << right;
        bad.replace(bad.find(right), right.size(), wrong);
        EXPECT_THAT(problems_of(bad), Not(IsEmpty())) << right << " -> " << wrong;
    }
}

} // namespace
} // namespace recoil::event
