#include "daemon/options.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace recoil {
namespace {

std::variant<options, int> parse(std::vector<const char*> arguments)
{
    arguments.insert(arguments.begin(), "recoild");
    return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

int exit_of(std::vector<const char*> arguments)
{
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const auto result = parse(std::move(arguments));
    testing::internal::GetCapturedStdout();
    testing::internal::GetCapturedStderr();
    return std::holds_alternative<int>(result) ? std::get<int>(result) : -1;
}

TEST(options, takes_a_configuration_file)
{
    const auto given = std::get<options>(parse({"--config", "/tmp/recoil.yaml"}));
    EXPECT_EQ(given.config, "/tmp/recoil.yaml");
    EXPECT_FALSE(given.check);
    EXPECT_FALSE(given.print_defaults);
}

TEST(options, check_and_print_defaults_are_flags)
{
    EXPECT_TRUE(std::get<options>(parse({"--check", "--config=f"})).check);
    EXPECT_TRUE(std::get<options>(parse({"--print-defaults"})).print_defaults);
}

TEST(options, a_wrong_command_line_is_a_usage_error)
{
    EXPECT_EQ(exit_of({"--no-such-option"}), exit_code::usage);
    EXPECT_EQ(exit_of({"--config"}), exit_code::usage);
    EXPECT_EQ(exit_of({"argument"}), exit_code::usage);
    EXPECT_EQ(exit_of({"--check=maybe"}), exit_code::usage);
}

TEST(options, help_and_version_are_answered_at_once)
{
    EXPECT_EQ(exit_of({"--help"}), exit_code::ok);
    EXPECT_EQ(exit_of({"--version"}), exit_code::ok);
}

TEST(options, the_version_names_the_program)
{
    testing::internal::CaptureStdout();
    parse({"--version"});
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "recoild " RECOIL_VERSION "\n");
}

} // namespace
} // namespace recoil
