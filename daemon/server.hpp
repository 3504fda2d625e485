// The daemon: its loops, its sockets, the snapshot that is in force, the event file and the metrics. Built, it listens;
// run() serves until stop(); destruction commits what is queued and removes its unix sockets.
#pragma once

#include "daemon/event_log.hpp"
#include "daemon/http_endpoint.hpp"
#include "daemon/listener.hpp"
#include "daemon/reload.hpp"
#include "daemon/serve.hpp"
#include "daemon/snapshot.hpp"
#include "daemon/systemd.hpp"
#include "daemon/worker.hpp"
#include "sink/metrics.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace recoil {

struct server_options {
    std::shared_ptr<const recoil::snapshot> snapshot;
    reload::loader load;                            // what reload() reads; on a thread of its own
    std::vector<systemd::inherited_socket> sockets; // instead of the listeners of the same protocol
    std::chrono::seconds drain{20};                 // for messages under way at stop(); then they get 421
};

class server {
public:
    // Throws start_error where a socket or the event file cannot be had.
    explicit server(const server_options& options);
    ~server();

    void run(); // once; on the calling thread, and on one more for each further worker

    // Any thread.
    void stop();   // idle sessions get 421, messages under way are finished, then run() returns
    void reload(); // also reopens the event file; a bad configuration changes nothing else
    void reopen();

    net::executor loop() { return workers_.front().loop(); }
    std::vector<std::string> addresses() const; // of the listeners, as they are bound
    std::string http_address() const;           // "" where it is switched off

private:
    void listen(const server_options& options);
    void add_listener(config::listener settings, listening_socket socket);
    void start_http(const config::settings& settings);
    std::string status() const;

    worker& next_worker();
    void accept(const config::listener& settings, worker& home, net::stream_socket socket);
    net::task<void> session(worker* home, std::shared_ptr<connection> client, proto::smtp_options options);
    proto::smtp_options session_options(const config::listener& settings) const;

    void begin_drain();
    void session_ended();
    void finish();
    void loaded(load_result result);
    bool healthy() const;

    std::atomic<std::shared_ptr<const snapshot>> current_;
    sink::metrics metrics_;
    std::list<worker> workers_; // before everything that posts to them
    std::list<worker>::iterator next_worker_;
    event_log events_;
    services services_;
    std::atomic<std::size_t> sessions_ = 0;
    std::atomic<bool> stopping_ = false;
    std::chrono::seconds drain_;
    net::timer drain_timer_;
    std::list<listener> listeners_;
    std::optional<http_endpoint> http_;
    systemd::watchdog watchdog_;
    recoil::reload reload_;
};

} // namespace recoil
