// A program in a child process, with its own environment variables and its output in a file.
#pragma once

#include "support/temp_folder.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace recoil::test {

class child_process {
public:
    struct setup {
        std::vector<std::pair<std::string, std::string>> environment;
        int inherited_fd = -1; // becomes descriptor 3, with the variables of sd_listen_fds(3)
        std::string fd_name;
    };

    explicit child_process(const std::vector<std::string>& command) : child_process(command, setup()) {}
    child_process(const std::vector<std::string>& command, const setup& s) : pid_(fork())
    {
        if (pid_ == 0)
            become(command, s);
    }
    ~child_process()
    {
        if (pid_ > 0) {
            kill(pid_, SIGKILL);
            waitpid(pid_, nullptr, 0);
        }
    }
    child_process(const child_process&) = delete;
    child_process& operator=(const child_process&) = delete;

    void signal(int number) const { kill(pid_, number); }
    bool running() const
    {
        return waitid(P_PID, static_cast<id_t>(pid_), &info_, WEXITED | WNOHANG | WNOWAIT) == 0 && info_.si_pid == 0;
    }
    // The exit code, -signal where one ended it; -1000 where it still runs after 20 seconds.
    int wait()
    {
        for (int i = 0; i < 2000; ++i) {
            int status = 0;
            if (waitpid(pid_, &status, WNOHANG) == pid_) {
                pid_ = -1;
                return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return -1000;
    }
    std::string output() const { return read_file(folder_.file("output")); } // stdout and stderr

private:
    [[noreturn]] void become(const std::vector<std::string>& command, const setup& s) const
    {
        const int out = open((folder_.file("output")).c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
        dup2(out, STDOUT_FILENO);
        dup2(out, STDERR_FILENO);
        if (s.inherited_fd >= 0) {
            dup2(s.inherited_fd, 3);
            fcntl(3, F_SETFD, 0);
            setenv("LISTEN_FDS", "1", 1);
            setenv("LISTEN_PID", std::to_string(getpid()).c_str(), 1);
            setenv("LISTEN_FDNAMES", s.fd_name.c_str(), 1);
        }
        for (const auto& [name, value] : s.environment)
            setenv(name.c_str(), value.c_str(), 1);
        std::vector<char*> arguments;
        for (const std::string& argument : command)
            arguments.push_back(const_cast<char*>(argument.c_str()));
        arguments.push_back(nullptr);
        execv(arguments[0], arguments.data());
        _exit(127);
    }

    temp_folder folder_;
    pid_t pid_;
    mutable siginfo_t info_{};
};

} // namespace recoil::test
