// The program itself: its options, exit codes and signals, and what systemd sees of it.
#include "daemon/listening_socket.hpp"
#include "daemon/running_server.hpp"
#include "support/child_process.hpp"
#include "support/notice.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <csignal>
#include <filesystem>
#include <string>

namespace recoil {
namespace {

using test::child_process;
using test::notice;
using test::smtp_client;

const std::string program = RECOIL_BINARY_DIR "/bin/recoild";

class recoild : public testing::Test {
protected:
    recoild() { test::write_file(pack, test::notice_pack); }
    void write_configuration(const std::string& more = "")
    {
        test::write_file(config, "listeners: [{address: \"unix:" + socket + "\"}]\n" + "events: {path: " + events +
                                     ", min_free_bytes: 0}\n" + "metrics: {address: \"\"}\nrules: {packs: [" + pack +
                                     "]" + extra_rules + "}\n" + more);
    }
    bool answers() const
    {
        try {
            return smtp_client("unix:" + socket).reply().substr(0, 3) == "220";
        } catch (const std::exception&) {
            return false;
        }
    }
    int run(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), program);
        child_process child(arguments);
        const int code = child.wait();
        output = child.output();
        return code;
    }
    test::temp_folder folder;
    std::string config = folder.file("recoil.yaml");
    std::string socket = folder.file("lmtp.sock");
    std::string events = folder.file("events.jsonl");
    std::string pack = folder.file("notices.pack");
    std::string extra_rules;
    std::string output;
};

// The end of the socket that systemd reads.
class notify_socket {
public:
    explicit notify_socket(std::string path) : path_(std::move(path)), fd_(::socket(AF_UNIX, SOCK_DGRAM, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path_.copy(address.sun_path, sizeof(address.sun_path) - 1);
        bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
        const timeval limit{10, 0};
        setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    }
    ~notify_socket() { close(fd_); }
    notify_socket(const notify_socket&) = delete;
    notify_socket& operator=(const notify_socket&) = delete;

    // The next message that has `part`; "" where none comes.
    std::string message_with(const std::string& part) const
    {
        char buffer[4096];
        for (ssize_t size; (size = recv(fd_, buffer, sizeof(buffer), 0)) > 0;) {
            const std::string message(buffer, static_cast<std::size_t>(size));
            if (message.find(part) != std::string::npos)
                return message;
        }
        return "";
    }
    const std::string& path() const { return path_; }

private:
    std::string path_;
    int fd_;
};

TEST_F(recoild, says_its_version)
{
    EXPECT_EQ(run({"--version"}), 0);
    EXPECT_EQ(output, "recoild 0.1.0\n");
}

TEST_F(recoild, a_wrong_option_is_a_usage_error)
{
    EXPECT_EQ(run({"--frobnicate"}), 2);
}

TEST_F(recoild, the_printed_defaults_are_a_valid_configuration)
{
    EXPECT_EQ(run({"--print-defaults"}), 0);
    test::write_file(config, output);
    EXPECT_EQ(run({"--check", "--config", config}), 0) << output;
}

TEST_F(recoild, check_reports_every_problem)
{
    test::write_file(config, "workers: 0\nunknown: 1\n");
    EXPECT_EQ(run({"--check", "--config", config}), 78);
    EXPECT_NE(output.find(config + ":1: workers: "), std::string::npos) << output;
    EXPECT_NE(output.find(config + ":2: unknown: "), std::string::npos) << output;
}

TEST_F(recoild, check_reads_the_rules_too)
{
    test::write_file(folder.file("site.yaml"), "pack: site\nrules: 7\n");
    extra_rules = ", extra: [" + folder.file("site*.yaml") + "]";
    write_configuration();
    EXPECT_EQ(run({"--check", "--config", config}), 78);
    EXPECT_NE(output.find("site.yaml:"), std::string::npos) << output;
}

TEST_F(recoild, does_not_start_with_a_bad_configuration)
{
    test::write_file(config, "workers: many\n");
    EXPECT_EQ(run({"--config", config}), 78);
    EXPECT_EQ(run({"--config", folder.file("absent.yaml")}), 78);
}

TEST_F(recoild, fails_where_the_event_file_cannot_be_had)
{
    events = folder.file("absent/events.jsonl");
    write_configuration();
    EXPECT_EQ(run({"--config", config}), 1);
    EXPECT_NE(output.find("event file " + events + ": No such file or directory"), std::string::npos) << output;
}

TEST_F(recoild, serves_until_sigterm)
{
    write_configuration();
    child_process daemon({program, "--config", config});
    ASSERT_TRUE(test::eventually([&] { return answers(); })) << daemon.output();
    smtp_client client("unix:" + socket);
    client.greet();
    EXPECT_EQ(client.deliver(notice("Q1")).substr(0, 3), "250");
    daemon.signal(SIGTERM);
    EXPECT_EQ(client.reply().substr(0, 9), "421 4.3.2");
    EXPECT_EQ(daemon.wait(), 0);
    EXPECT_EQ(test::lines_of(events).size(), 1U);
    EXPECT_FALSE(std::filesystem::exists(socket));
    EXPECT_NE(daemon.output().find("Listening on unix:" + socket), std::string::npos) << daemon.output();
}

TEST_F(recoild, replaces_the_socket_of_a_killed_daemon)
{
    write_configuration();
    {
        child_process killed({program, "--config", config});
        ASSERT_TRUE(test::eventually([&] { return answers(); }));
        killed.signal(SIGKILL);
        EXPECT_EQ(killed.wait(), -SIGKILL);
    }
    ASSERT_TRUE(std::filesystem::exists(socket));
    child_process daemon({program, "--config", config});
    ASSERT_TRUE(test::eventually([&] { return answers(); })) << daemon.output();
    EXPECT_EQ(run({"--config", config}), 1) << "a second one beside it";
    EXPECT_TRUE(answers());
    daemon.signal(SIGINT);
    EXPECT_EQ(daemon.wait(), 0);
}

TEST_F(recoild, sigusr1_reopens_and_sighup_reads_again)
{
    write_configuration();
    child_process daemon({program, "--config", config});
    ASSERT_TRUE(test::eventually([&] { return answers(); }));
    std::filesystem::rename(events, events + ".1");
    daemon.signal(SIGUSR1);
    EXPECT_TRUE(test::eventually([&] { return std::filesystem::exists(events); }));
    write_configuration("workers: nonsense\n");
    daemon.signal(SIGHUP);
    EXPECT_TRUE(test::eventually([&] { return daemon.output().find("reload refused") != std::string::npos; }));
    EXPECT_NE(daemon.output().find(config + ":5: workers: "), std::string::npos) << daemon.output();
    write_configuration("workers: 2\n");
    daemon.signal(SIGHUP);
    EXPECT_TRUE(test::eventually([&] { return daemon.output().find("reloaded") != std::string::npos; }));
    EXPECT_NE(daemon.output().find("workers changed; that needs a restart"), std::string::npos);
    EXPECT_TRUE(answers());
}

TEST_F(recoild, a_file_size_limit_defers_mail_and_kills_nobody)
{
    write_configuration();
    child_process daemon({"/bin/sh", "-c", "ulimit -f 1; exec \"$0\" --config \"$1\"", program, config});
    ASSERT_TRUE(test::eventually([&] { return answers(); })) << daemon.output();
    smtp_client client("unix:" + socket);
    client.greet();
    std::string last;
    for (int i = 0; i < 10 && last.substr(0, 3) != "451"; ++i)
        last = client.deliver(notice("Q" + std::to_string(i)));
    EXPECT_EQ(last.substr(0, 9), "451 4.3.0");
    EXPECT_TRUE(daemon.running());
    const std::string file = test::read_file(events);
    EXPECT_TRUE(file.empty() || file.back() == '\n') << "only whole lines";
}

TEST_F(recoild, tells_systemd_how_it_stands)
{
    write_configuration();
    const notify_socket systemd(folder.file("notify"));
    child_process::setup setup;
    setup.environment = {{"NOTIFY_SOCKET", systemd.path()}, {"WATCHDOG_USEC", "400000"}};
    child_process daemon({program, "--config", config}, setup);
    EXPECT_NE(systemd.message_with("READY=1").find("STATUS=Listening on unix:"), std::string::npos) << daemon.output();
    EXPECT_NE(systemd.message_with("WATCHDOG=1"), "");
    EXPECT_NE(systemd.message_with("WATCHDOG=1"), "");
    daemon.signal(SIGHUP);
    EXPECT_NE(systemd.message_with("RELOADING=1").find("MONOTONIC_USEC="), std::string::npos);
    EXPECT_NE(systemd.message_with("READY=1"), "");
    write_configuration("log_sources: [{type: postfix, path: " + folder.file("mail.log") + "}]\n");
    daemon.signal(SIGHUP);
    EXPECT_NE(systemd.message_with("READY=1"), "");
    daemon.signal(SIGHUP);
    const std::string after = systemd.message_with("READY=1");
    EXPECT_NE(after.find("STATUS=Listening on unix:"), std::string::npos);
    EXPECT_EQ(after.find("mail.log"), std::string::npos) << "which needs a restart";
    daemon.signal(SIGTERM);
    EXPECT_NE(systemd.message_with("STOPPING=1"), "");
    EXPECT_EQ(daemon.wait(), 0);
}

TEST_F(recoild, takes_the_socket_that_systemd_made)
{
    write_configuration();
    config::listener settings;
    settings.address = "127.0.0.1:0";
    listening_socket activated(settings);
    const std::string address = activated.address();
    smtp_client early(address); // waits in the queue until the daemon is there
    child_process::setup setup;
    setup.inherited_fd = activated.release();
    setup.fd_name = "lmtp";
    child_process daemon({program, "--config", config}, setup);
    EXPECT_EQ(early.greet("LHLO c").substr(0, 3), "250") << daemon.output();
    EXPECT_EQ(early.deliver(notice("Q1")).substr(0, 3), "250");
    EXPECT_TRUE(std::filesystem::exists(socket)) << "the configured listener has another address";
    close(setup.inherited_fd);
}

TEST_F(recoild, a_socket_of_an_unknown_name_is_refused)
{
    write_configuration();
    config::listener settings;
    settings.address = "127.0.0.1:0";
    listening_socket activated(settings);
    child_process::setup setup;
    setup.inherited_fd = activated.release();
    setup.fd_name = "http";
    child_process daemon({program, "--config", config}, setup);
    EXPECT_EQ(daemon.wait(), 1);
    EXPECT_NE(daemon.output().find("FileDescriptorName must be lmtp, smtp or milter"), std::string::npos);
    close(setup.inherited_fd);
}

} // namespace
} // namespace recoil
