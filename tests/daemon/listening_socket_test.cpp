#include "daemon/listening_socket.hpp"

#include "daemon/start_error.hpp"
#include "support/smtp_client.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <filesystem>
#include <string>
#include <utility>

namespace recoil {
namespace {

config::listener at(const std::string& address)
{
    config::listener result;
    result.address = address;
    return result;
}

class unix_socket : public testing::Test {
protected:
    struct stat status() const
    {
        struct stat result {};
        lstat(path.c_str(), &result);
        return result;
    }
    // What a daemon that was killed leaves behind.
    void leave_stale_socket() const
    {
        const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        path.copy(name.sun_path, sizeof(name.sun_path) - 1);
        ASSERT_EQ(bind(fd, reinterpret_cast<const sockaddr*>(&name), sizeof(name)), 0);
        close(fd);
    }
    std::string failure(const config::listener& settings) const
    {
        try {
            const listening_socket socket(settings);
        } catch (const start_error& e) {
            return e.what();
        }
        return "";
    }
    test::temp_folder folder;
    std::string path = folder.file("lmtp.sock");
    std::string address = "unix:" + path;
};

TEST(ip_socket, port_0_becomes_a_number)
{
    const listening_socket four(at("127.0.0.1:0"));
    EXPECT_EQ(four.address().rfind("127.0.0.1:", 0), 0U);
    EXPECT_NE(four.address(), "127.0.0.1:0");
    EXPECT_NO_THROW(test::tcp_client{four.address()});
}

TEST(ip_socket, listens_on_ipv6)
{
    const listening_socket six(at("[::1]:0"));
    EXPECT_EQ(six.family(), AF_INET6);
    EXPECT_EQ(six.address().rfind("[::1]:", 0), 0U);
    EXPECT_NO_THROW(test::tcp_client{six.address()});
}

TEST(ip_socket, a_port_in_use_is_a_start_error)
{
    const listening_socket first(at("127.0.0.1:0"));
    try {
        const listening_socket second(at(first.address()));
        FAIL() << "two sockets on one port";
    } catch (const start_error& e) {
        EXPECT_EQ(e.what(), "listener " + first.address() + ": Address already in use");
    }
}

TEST(ip_socket, the_address_survives_the_release)
{
    listening_socket socket(at("127.0.0.1:0"));
    const std::string before = socket.address();
    const int fd = socket.release();
    EXPECT_EQ(socket.address(), before);
    EXPECT_EQ(fcntl(fd, F_GETFD), FD_CLOEXEC);
    close(fd);
}

TEST_F(unix_socket, has_its_mode_whatever_the_umask)
{
    const mode_t old = umask(0777);
    config::listener settings = at(address);
    settings.mode = 0660;
    const listening_socket socket(settings);
    umask(old);
    EXPECT_EQ(status().st_mode & 07777, 0660U);
    EXPECT_EQ(socket.address(), address);
}

TEST_F(unix_socket, has_its_group)
{
    if (geteuid() != 0)
        GTEST_SKIP() << "only root may give a file to any group";
    config::listener settings = at(address);
    settings.group = "daemon";
    const listening_socket socket(settings);
    EXPECT_EQ(status().st_gid, getgrnam("daemon")->gr_gid);
}

TEST_F(unix_socket, an_unknown_group_is_a_start_error_and_leaves_nothing_behind)
{
    config::listener settings = at(address);
    settings.group = "no-such-group";
    EXPECT_EQ(failure(settings), "listener " + address + ": no group is named no-such-group");
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(unix_socket, a_stale_socket_is_replaced)
{
    leave_stale_socket();
    const listening_socket socket(at(address));
    EXPECT_NO_THROW(test::tcp_client{address});
}

TEST_F(unix_socket, a_live_socket_is_not_replaced)
{
    const listening_socket first(at(address));
    EXPECT_EQ(failure(at(address)), "listener " + address + ": another process listens on this socket");
    EXPECT_NO_THROW(test::tcp_client{address});
}

TEST_F(unix_socket, a_file_is_not_replaced)
{
    test::write_file(path, "precious");
    EXPECT_EQ(failure(at(address)), "listener " + address + ": exists and is no socket");
    EXPECT_EQ(test::read_file(path), "precious");
}

TEST_F(unix_socket, an_absent_folder_is_a_start_error)
{
    const std::string absent = "unix:" + (folder.file("absent/lmtp.sock"));
    EXPECT_EQ(failure(at(absent)), "listener " + absent + ": No such file or directory");
}

TEST_F(unix_socket, is_removed_in_the_end)
{
    {
        const listening_socket socket(at(address));
        EXPECT_TRUE(std::filesystem::exists(path));
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(unix_socket, one_that_another_put_in_its_place_is_not_removed)
{
    {
        const listening_socket socket(at(address));
        std::filesystem::rename(path, folder.file("old.sock"));
        leave_stale_socket();
    }
    EXPECT_TRUE(std::filesystem::exists(path));
}

TEST_F(unix_socket, moved_it_is_removed_once)
{
    listening_socket socket(at(address));
    {
        const listening_socket moved(std::move(socket));
        EXPECT_EQ(moved.address(), address);
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(unix_socket, inherited_it_stays)
{
    listening_socket own(at(address));
    const int fd = dup(own.release());
    {
        const listening_socket inherited(fd, "lmtp");
        EXPECT_EQ(inherited.family(), AF_UNIX);
        EXPECT_EQ(inherited.address(), address);
    }
    EXPECT_TRUE(std::filesystem::exists(path));
}

TEST_F(unix_socket, what_does_not_listen_cannot_be_inherited)
{
    const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    EXPECT_THROW(listening_socket(fd, "lmtp"), start_error);
    EXPECT_THROW(listening_socket(9999, "lmtp"), start_error);
    close(fd);
}

} // namespace
} // namespace recoil
