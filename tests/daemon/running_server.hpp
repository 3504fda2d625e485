// A server in this process, on a thread of its own, with sockets on loopback and its files in a folder of the test.
#pragma once

#include "daemon/log.hpp"
#include "daemon/server.hpp"
#include "support/notice.hpp"
#include "support/smtp_client.hpp"
#include "support/temp_folder.hpp"

#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace recoil::test {

inline std::vector<std::string> lines_of(const std::string& path)
{
    std::ifstream in(path);
    std::vector<std::string> result;
    for (std::string line; std::getline(in, line);)
        result.push_back(line);
    return result;
}

// Waits until `condition` holds, at most ten seconds.
inline bool eventually(const std::function<bool()>& condition)
{
    for (int i = 0; i < 1000; ++i) {
        if (condition())
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return condition();
}

class running_server {
public:
    // Change it before start().
    config::settings settings;
    reload::loader load = [] { return load_result{}; };
    std::vector<systemd::inherited_socket> sockets;
    std::chrono::seconds drain{10};

    running_server()
    {
        settings.listeners.front().address = "127.0.0.1:0";
        settings.events.path = folder.file("events.jsonl");
        settings.events.min_free_bytes = 0;
        settings.rules.packs = {folder.file("notices.yaml")};
        write_file(settings.rules.packs.front(), notice_pack);
        settings.metrics.address = "127.0.0.1:0";
        settings.metrics.birth_seconds = 0;
        log::start(log_);
    }
    ~running_server()
    {
        stop();
        log::start();
    }

    // A test that wants to see start_error constructs only.
    void construct()
    {
        server_options options;
        options.snapshot = load_snapshot(settings, bad_packs::leave_out).snapshot;
        options.load = load;
        options.sockets = sockets;
        options.drain = drain;
        server_.emplace(std::move(options));
    }
    void start()
    {
        construct();
        thread_ = std::thread([this] {
            server_->run();
            ended_ = true;
        });
    }
    void stop()
    {
        if (thread_.joinable()) {
            server_->stop();
            thread_.join();
        }
        server_.reset();
    }

    server& get() { return *server_; }
    bool ended() const { return ended_; }
    smtp_client client(std::size_t listener = 0) { return smtp_client(server_->addresses().at(listener)); }
    std::vector<std::string> events() const { return lines_of(settings.events.path); }
    // After stop(): the log's lines.
    std::string log() const { return log_.str(); }

    std::string http(const std::string& request)
    {
        tcp_client client(server_->http_address());
        client.send(request);
        return client.rest();
    }
    std::string get(const std::string& path) { return http("GET " + path + " HTTP/1.0\r\n\r\n"); }
    // The value of one series of /metrics, without a newline; "" where it is absent.
    std::string metric(const std::string& series)
    {
        const std::string text = "\n" + get("/metrics");
        const std::size_t at = text.find("\n" + series + " ");
        if (at == std::string::npos)
            return "";
        const std::size_t value = at + series.size() + 2;
        return text.substr(value, text.find('\n', value) - value);
    }

    temp_folder folder;

private:
    std::ostringstream log_;
    std::optional<server> server_;
    std::thread thread_;
    std::atomic<bool> ended_ = false;
};

} // namespace recoil::test
