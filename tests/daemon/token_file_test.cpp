#include "daemon/token_file.hpp"

#include "daemon/snapshot.hpp"
#include "support/notice.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil {
namespace {

class token_file_test : public testing::Test {
protected:
    std::string token()
    {
        config::metrics settings;
        settings.token_file = folder.file("token");
        settings.token_line = 7;
        return load_status_token(settings, "recoil.yaml", found);
    }
    test::temp_folder folder;
    problems found;
};

TEST_F(token_file_test, none_is_configured)
{
    EXPECT_EQ(load_status_token({}, "recoil.yaml", found), "");
    EXPECT_TRUE(found.empty());
}

TEST_F(token_file_test, a_token_is_read)
{
    test::write_file(folder.file("token"), "a-token-of-24-characters\n");
    EXPECT_EQ(token(), "a-token-of-24-characters");
    EXPECT_TRUE(found.empty());
}

TEST_F(token_file_test, white_space_at_its_begin_is_a_mistake)
{
    for (const char* blank : {" ", "\t", "\n"}) { // an Authorization field cannot hold it
        test::write_file(folder.file("token"), blank + std::string("a-token-of-24-characters\n"));
        found.clear();
        EXPECT_EQ(token(), "");
        ASSERT_EQ(found.size(), 1u);
        EXPECT_TRUE(found[0].what.ends_with("begins with white space") || found[0].what.ends_with("ASCII characters"))
            << found[0].what;
    }
}

TEST_F(token_file_test, what_is_wrong_with_it_is_told_by_its_line)
{
    EXPECT_EQ(token(), "");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_TRUE(to_string(found[0]).starts_with("recoil.yaml:7: metrics.token_file: " + folder.file("token")))
        << to_string(found[0]);
    test::write_file(folder.file("token"), "secret");
    EXPECT_EQ(token(), "");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(to_string(found[1]).find("secret"), std::string::npos) << "and nothing of what it holds";
}

TEST_F(token_file_test, a_configuration_with_a_bad_token_is_refused_whole)
{
    test::write_file(folder.file("notices.yaml"), test::notice_pack);
    const std::string packs = "rules: {packs: [" + folder.file("notices.yaml") + "]}\n";
    const std::string file = folder.file("recoil.yaml");
    test::write_file(file, packs + "metrics:\n  token_file: " + folder.file("token") + "\n");
    load_result result = load_snapshot(file, {}, bad_packs::leave_out);
    EXPECT_FALSE(result.snapshot);
    ASSERT_EQ(result.problems.size(), 1u);
    EXPECT_EQ(result.problems[0].line, 3);
    test::write_file(folder.file("token"), "a-token-of-24-characters");
    result = load_snapshot(file, {}, bad_packs::leave_out);
    ASSERT_TRUE(result.snapshot);
    EXPECT_EQ(result.snapshot->status_token, "a-token-of-24-characters");
}

TEST_F(token_file_test, another_one_needs_no_restart)
{
    config::settings before, after;
    after.metrics.token_file = "/etc/recoil/token";
    after.status.addresses = "shown";
    EXPECT_TRUE(restart_keys(before, after).empty());
    after.metrics.address = "127.0.0.1:1";
    after.metrics.birth_seconds = 1;
    EXPECT_EQ(restart_keys(before, after), (std::vector<std::string>{"metrics.address", "metrics.birth_seconds"}));
}

} // namespace
} // namespace recoil
