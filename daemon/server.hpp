// The daemon: its loops, its sockets, the snapshot that is in force, the event file and the metrics. Built, it listens;
// run() serves until stop(); destruction commits what is queued and removes its unix sockets.
#pragma once

#include "daemon/ban_memory.hpp"
#include "daemon/doorkeeper.hpp"
#include "daemon/event_log.hpp"
#include "daemon/http_endpoint.hpp"
#include "daemon/listener.hpp"
#include "daemon/log_sources.hpp"
#include "daemon/observed_events.hpp"
#include "daemon/reload.hpp"
#include "daemon/serve.hpp"
#include "daemon/snapshot.hpp"
#include "daemon/status_source.hpp"
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
    std::string config;                             // the file that it was read from, for the status page; "" is none
    recoil::problems problems;                      // that were found in it and did not keep us from starting
    reload::loader load;                            // what reload() reads; on a thread of its own
    std::vector<systemd::inherited_socket> sockets; // instead of the listeners of the same address
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
    void accept(const config::listener& opened, worker& home, net::stream_socket socket);
    void refuse(const std::string& protocol, const std::string& reply, net::stream_socket socket);
    net::task<void> session(worker* home, std::shared_ptr<connection> client, config::listener settings);

    void begin_drain();
    void abandon_later();
    void session_ended();
    void finish_if_idle();
    void finish();
    void loaded(load_result result);
    void use(std::shared_ptr<const snapshot> fresh);
    bool healthy() const;

    std::atomic<std::shared_ptr<const snapshot>> current_;
    status::recent_outcomes outcomes_;
    sink::metrics metrics_;
    std::list<worker> workers_; // before everything that posts to them
    std::list<worker>::iterator next_worker_;
    event_log events_;
    services services_;
    observed_events observed_;
    log_sources logs_;
    ban_memory bans_;
    status_source status_;
    std::atomic<std::size_t> sessions_ = 0;         // all that are open
    std::atomic<std::size_t> limited_sessions_ = 0; // those that limits.sessions is about
    std::atomic<bool> stopping_ = false;
    std::chrono::seconds drain_;
    net::timer drain_timer_;
    doorkeeper door_; // of all listeners, which live on one loop
    std::list<listener> listeners_;
    std::optional<http_endpoint> http_;
    systemd::watchdog watchdog_;
    recoil::reload reload_;
};

} // namespace recoil
