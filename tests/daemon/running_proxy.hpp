// serve_proxy() on a loop of its own, with a real event file and metrics, and without the rest of the daemon.
#pragma once

#include "daemon/host.hpp"
#include "daemon/listener.hpp"
#include "daemon/log.hpp"
#include "daemon/running_server.hpp"
#include "daemon/serve_proxy.hpp"
#include "daemon/worker.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace recoil::test {

class running_proxy {
public:
    // Change them before start().
    proxy_route route;
    std::chrono::seconds idle{10};
    std::uint64_t min_free_bytes = 0;

    explicit running_proxy(const std::string& next_hop)
    {
        route.next_hop = config::parse_address(next_hop).value();
        route.session.hostname = "mx.example.org";
        log::start(log_);
    }
    ~running_proxy()
    {
        stop();
        log::start();
    }

    void start()
    {
        config::settings settings;
        settings.rules.packs = {folder.file("notices.yaml")};
        write_file(settings.rules.packs.front(), notice_pack);
        current_ = load_snapshot(settings, bad_packs::leave_out).snapshot;
        sink::event_file_options file;
        file.path = folder.file("events.jsonl");
        file.min_free_bytes = min_free_bytes;
        events_.emplace(file, metrics_);
        shared_.emplace(services{*events_, metrics_, current_});
        observed_.emplace(worker_.loop(), *events_, metrics_);
        config::listener settings_of_listener;
        settings_of_listener.address = "127.0.0.1:0";
        listener_.emplace(
            worker_.loop(), listening_socket(settings_of_listener), "", [this] { return worker_.loop(); },
            [this](net::stream_socket socket) {
                net::asio::co_spawn(worker_.loop(), session(std::move(socket)), net::asio::detached);
            });
        thread_ = std::thread([this] { worker_.run(); });
    }
    void stop()
    {
        if (!thread_.joinable())
            return;
        worker_.abandon();
        eventually([this] { return open_ == 0; });
        net::asio::post(worker_.loop(), [this] { observed_->close([this] { worker_.stop(); }); });
        thread_.join();
    }
    void drain() { worker_.drain(); }
    void abandon() { worker_.abandon(); }

    smtp_client client() { return smtp_client(listener_->address()); }
    std::vector<std::string> events() const { return lines_of(folder.file("events.jsonl")); }
    std::size_t open() const { return open_; }
    std::string last_result() const { return std::string(*result_.load()); }
    // The value of one series, "" where it is absent.
    std::string metric(const std::string& series)
    {
        const std::string text = "\n" + metrics_.expose(std::chrono::steady_clock::now(), wall_clock());
        const std::size_t at = text.find("\n" + series + " ");
        const std::size_t value = at + series.size() + 2;
        return at == std::string::npos ? "" : text.substr(value, text.find('\n', value) - value);
    }
    std::string log() const { return log_.str(); } // after stop()

    temp_folder folder;

private:
    net::task<void> session(net::stream_socket socket)
    {
        ++open_;
        auto client = std::make_shared<connection>(std::move(socket), connection::limits{idle, std::chrono::hours(1)});
        worker_.enter(client);
        proxy_route copy = route;
        const std::string_view result = co_await serve_proxy(client, &*shared_, &*observed_, std::move(copy));
        worker_.leave(client);
        for (const std::string_view& known : results)
            if (known == result)
                result_ = &known;
        --open_;
    }

    static constexpr std::string_view results[] = {"ok", "timeout", "lost", "shutdown"};

    static sink::metrics_options shown_at_once()
    {
        sink::metrics_options options;
        options.birth = std::chrono::seconds(0);
        return options;
    }

    std::ostringstream log_;
    sink::metrics metrics_{shown_at_once()};
    std::atomic<std::shared_ptr<const snapshot>> current_;
    worker worker_; // before everything that posts to it
    std::optional<event_log> events_;
    std::optional<services> shared_;
    std::optional<observed_events> observed_;
    std::optional<listener> listener_;
    std::atomic<std::size_t> open_ = 0;
    std::atomic<const std::string_view*> result_ = nullptr;
    std::thread thread_;
};

} // namespace recoil::test
