#include "daemon/log_input.hpp"

#include "daemon/start_error.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace recoil {
namespace {

class open_log_input_test : public testing::Test {
protected:
    std::string name_of(const config::log_source& source)
    {
        return open_log_input(source, loop.get_executor(), folder.path().string())->name();
    }

    test::temp_folder folder;
    net::asio::io_context loop{1};
};

TEST_F(open_log_input_test, each_type)
{
    config::log_source source;
    source.path = folder.file("mail.log");
    EXPECT_EQ(name_of(source), "postfix:" + source.path);
    EXPECT_TRUE(std::filesystem::is_directory(folder.path() / "log-positions"));
    source = {};
    source.type = "stdin";
    EXPECT_EQ(name_of(source), "stdin");
    source.type = "syslog";
    source.address = "unix:" + folder.file("log");
    EXPECT_EQ(name_of(source), "syslog:" + source.address);
    for (const char* address : {"udp://127.0.0.1:0", "tcp://127.0.0.1:0"}) {
        source.address = address;
        EXPECT_TRUE(name_of(source).starts_with("syslog:" + source.address.substr(0, 15))) << name_of(source);
    }
}

TEST_F(open_log_input_test, the_journal_where_there_is_one)
{
    config::log_source source;
    source.type = "journald";
    try {
        EXPECT_EQ(name_of(source), "journald");
    } catch (const start_error& missing) {
        EXPECT_NE(std::string(missing.what()).find("this host has no journal"), std::string::npos) << missing.what();
    }
}

TEST_F(open_log_input_test, what_cannot_be_opened)
{
    config::log_source source;
    source.path = folder.path().string();
    EXPECT_THROW(name_of(source), start_error);
    source.type = "syslog";
    EXPECT_THROW(name_of(source), start_error) << "no address";
}

} // namespace
} // namespace recoil
