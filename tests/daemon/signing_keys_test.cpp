#include "daemon/signing_keys.hpp"

#include "support/signed_address.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

namespace recoil {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

const std::string secret = "0123456789abcdef0123456789abcdef";
constexpr sys_days today = sys_days(days(20'779));

class signing_keys_test : public testing::Test {
protected:
    void add(const std::string& content, sys_days since = {})
    {
        const std::string file = folder.file("key" + std::to_string(settings.verp_keys.size()));
        test::write_file(file, content);
        settings.verp_keys.push_back({file, static_cast<std::uint64_t>(test::day_number(since)) * 86'400, 7});
    }

    std::shared_ptr<const pipeline::return_path_keys> load()
    {
        problems found;
        auto keys = load_signing_keys(settings, "recoil.yaml", found);
        told.clear();
        for (const problem& p : found)
            told += to_string(p) + "\n";
        EXPECT_EQ(told.find(secret), std::string::npos) << "a secret is told";
        EXPECT_TRUE(keys == nullptr || found.empty());
        return keys;
    }

    std::string refusal_of(const std::string& content)
    {
        settings.verp_keys.clear();
        add(content);
        EXPECT_EQ(load(), nullptr);
        return told;
    }

    test::temp_folder folder;
    config::settings settings;
    std::string told;
};

TEST_F(signing_keys_test, none_are_no_problem)
{
    EXPECT_EQ(load(), nullptr);
    EXPECT_EQ(told, "");
}

TEST_F(signing_keys_test, are_the_contents_of_files_without_white_space_at_the_end)
{
    add(secret + " \r\n\n");
    add("another key of ours", today);
    const auto keys = load();
    ASSERT_TRUE(keys) << told;
    const auto examined = [&](const std::string& key, sys_days day) {
        return keys->examine(test::sign(key, "b+kim=example.net@example.com", day), today);
    };
    EXPECT_EQ(examined(secret, today).state, pipeline::signature::valid);
    EXPECT_EQ(examined("another key of ours", today).key, 1U);
    EXPECT_EQ(examined("another key of ours", today - days(1)).state, pipeline::signature::wrong) << "before `since`";
    EXPECT_EQ(examined(secret, today - days(31)).state, pipeline::signature::expired) << "max_age";
}

TEST_F(signing_keys_test, one_that_cannot_be_read_is_told_with_the_line_that_names_it)
{
    settings.verp_keys.push_back({folder.file("absent"), 0, 7});
    EXPECT_EQ(load(), nullptr);
    EXPECT_EQ(told,
              "recoil.yaml:7: verp.keys: " + folder.file("absent") + " cannot be read: No such file or directory\n");
    settings.verp_keys = {{folder.file(""), 0, 7}};
    EXPECT_EQ(load(), nullptr);
    EXPECT_NE(told.find("cannot be read: Is a directory"), std::string::npos) << told;
}

TEST_F(signing_keys_test, one_that_is_no_key_is_told_and_none_is_used)
{
    add(secret);
    add("\n");
    add("15 octets are..");
    EXPECT_EQ(load(), nullptr);
    EXPECT_EQ(told, "recoil.yaml:7: verp.keys: " + folder.file("key1") +
                        " is shorter than 16 octets; accepted: for example the output of openssl rand -hex 32\n"
                        "recoil.yaml:7: verp.keys: " +
                        folder.file("key2") +
                        " is shorter than 16 octets; accepted: for example the output of openssl rand -hex 32\n");
}

TEST_F(signing_keys_test, what_openssl_could_not_be_given_is_refused)
{
    EXPECT_NE(refusal_of(std::string(1025, 'k')).find("is longer than 1024 octets"), std::string::npos);
    for (const std::string& content : {secret + "\n" + secret, secret + std::string(1, '\0') + "x", secret + "\xFF",
                                       std::string(32, '\0'), secret + "\x7F"})
        EXPECT_NE(refusal_of(content).find("more than one line of printable ASCII"), std::string::npos);
}

} // namespace
} // namespace recoil
