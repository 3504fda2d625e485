#include "daemon/server.hpp"

#include "daemon/host.hpp"
#include "daemon/log.hpp"
#include "daemon/part_options.hpp"
#include "daemon/protocols.hpp"
#include "daemon/session_result.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <thread>
#include <utility>

namespace recoil {

namespace {

constexpr std::chrono::seconds healthy_for{5}; // a loop that has not turned for so long hangs

} // namespace

server::server(const server_options& options)
    : current_(options.snapshot)
    , metrics_(metrics_options(options.snapshot->settings), &outcomes_)
    , workers_(std::max<std::size_t>(1, options.snapshot->settings.workers))
    , next_worker_(workers_.begin())
    , events_(event_options(options.snapshot->settings.events), metrics_)
    , services_{events_, metrics_, current_}
    , observed_(loop(), events_, metrics_)
    , logs_(loop(), *options.snapshot, events_, metrics_)
    , bans_(loop(), state_folder(), options.snapshot->settings.events.path, metrics_, outcomes_)
    , status_({current_, metrics_, events_, outcomes_}, options.config, options.problems)
    , drain_(options.drain)
    , drain_timer_(loop())
    , watchdog_(loop(), [this] { return healthy(); })
    , reload_(loop(), options.load, [this](load_result result) { loaded(std::move(result)); })
{
    use(options.snapshot);
    bans_.load(wall_clock());
    listen(options);
    start_http(options.snapshot->settings);
}

server::~server() = default;

void server::listen(const server_options& options)
{
    const std::vector<config::listener>& configured = options.snapshot->settings.listeners;
    for (const systemd::inherited_socket& inherited : options.sockets) {
        listening_socket socket(inherited.fd, inherited.protocol);
        add_listener(inherited_listener(inherited.protocol, socket.address(), configured), std::move(socket));
    }
    const std::vector<std::string> inherited = addresses();
    for (const config::listener& settings : configured)
        if (std::ranges::find(inherited, settings.address) == inherited.end())
            add_listener(settings, listening_socket(settings));
}

void server::add_listener(config::listener settings, listening_socket socket)
{
    // The worker that a client will belong to is chosen before it comes, since its socket is made for that loop.
    const auto home = std::make_shared<worker*>(nullptr);
    const std::string refusal = too_many_sessions(settings, *current_.load());
    status_.listening(settings.protocol, socket.address());
    listeners_.emplace_back(
        loop(), std::move(socket), refusal,
        [this, home] {
            *home = &next_worker();
            return (*home)->loop();
        },
        [this, home, settings = std::move(settings)](net::stream_socket client) {
            accept(settings, **home, std::move(client));
        });
}

void server::start_http(const config::settings& settings)
{
    if (settings.metrics.address.empty())
        return;
    config::listener address;
    address.address = settings.metrics.address;
    http_answers answers;
    answers.metrics = [this] {
        metrics_.sink_stats(events_.stats());
        return metrics_.expose(std::chrono::steady_clock::now(), wall_clock());
    };
    answers.healthy = [this] { return healthy(); };
    answers.ready = [this] { return !stopping_ && events_.can_write(); };
    answers.board = [this] { return status_.board(); };
    answers.token = [this] { return current_.load()->status_token; };
    answers.loopback = is_loopback(settings.metrics.address);
    http_.emplace(listening_socket(address), std::move(answers));
}

void server::run()
{
    const std::shared_ptr<const snapshot> now = current_.load();
    log::info("{}; {}; events in {}; metrics on {}", status(), rules_text(*now), now->settings.events.path,
              http_ ? http_->address() : "no address");
    systemd::ready(status());
    logs_.start([this] { finish_if_idle(); });
    bans_.start();
    std::vector<std::thread> threads;
    for (auto w = std::next(workers_.begin()); w != workers_.end(); ++w)
        threads.emplace_back([w] { w->run(); });
    workers_.front().run();
    for (std::thread& thread : threads)
        thread.join();
    log::info("stopped");
}

std::vector<std::string> server::addresses() const
{
    std::vector<std::string> result;
    for (const listener& l : listeners_)
        result.push_back(l.address());
    return result;
}

std::string server::http_address() const
{
    return http_ ? http_->address() : "";
}

std::string server::status() const
{
    std::string result = "Listening on";
    for (const std::string& address : addresses())
        result += " " + address;
    for (const std::string& name : logs_.names())
        result += "; following " + name;
    return result;
}

bool server::healthy() const
{
    const auto now = net::clock::now();
    return std::ranges::all_of(workers_, [&](const worker& w) { return now - w.last_turn() < healthy_for; });
}

worker& server::next_worker()
{
    worker& chosen = *next_worker_;
    if (++next_worker_ == workers_.end())
        next_worker_ = workers_.begin();
    return chosen;
}

// The client hears why if it is quick: nobody waits for it.
void server::refuse(const std::string& protocol, const std::string& reply, net::stream_socket socket)
{
    metrics_.session_started(protocol);
    metrics_.session_ended(protocol, session_result::refused, {});
    if (reply.empty())
        return;
    metrics_.reply(protocol, 421);
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(net::asio::buffer(reply), ignored);
}

void server::accept(const config::listener& opened, worker& home, net::stream_socket socket)
{
    const std::shared_ptr<const snapshot> now = current_.load();
    const config::limits& limits = now->settings.limits;
    const config::listener& settings = now->in_force(opened);
    if (!door_.admits(settings, socket))
        return refuse(settings.protocol, not_allowed(settings, *now), std::move(socket));
    const bool too_many = counts_as_session(settings) && limited_sessions_ >= limits.sessions;
    if (too_many)
        metrics_.limit_hit("sessions");
    if (stopping_ || too_many)
        return refuse(settings.protocol, too_many_sessions(settings, *now), std::move(socket));
    ++sessions_;
    limited_sessions_ += counts_as_session(settings) ? 1 : 0;
    auto client =
        std::make_shared<connection>(std::move(socket), times_of(settings, limits), now->certificate(settings.tls));
    // Spawned on its own loop: a coroutine's frames come from a cache of the thread.
    net::asio::post(home.loop(), [this, &home, client, settings]() mutable {
        net::asio::co_spawn(home.loop(), session(&home, std::move(client), std::move(settings)), net::asio::detached);
    });
}

net::task<void> server::session(worker* home, std::shared_ptr<connection> client, config::listener settings)
{
    const std::string protocol = settings.protocol;
    const bool limited = counts_as_session(settings);
    const auto start = net::clock::now();
    home->enter(client);
    metrics_.session_started(protocol);
    const std::string peer = log::enabled(log::level::debug) ? client->peer() : "";
    const std::string_view result = co_await serve_listener(client, &services_, &observed_, std::move(settings));
    metrics_.session_ended(protocol, result, net::clock::now() - start);
    log::debug("{} session of {} ended: {}", protocol, peer, result);
    home->leave(client);
    limited_sessions_ -= limited ? 1 : 0;
    session_ended();
}

void server::session_ended()
{
    if (--sessions_ == 0 && stopping_)
        net::asio::post(loop(), [this] { finish_if_idle(); });
}

void server::stop()
{
    net::asio::post(loop(), [this] { begin_drain(); });
}

void server::begin_drain()
{
    if (stopping_.exchange(true))
        return;
    log::info("stopping; {} sessions are open", sessions_.load());
    systemd::stopping();
    for (listener& l : listeners_)
        l.close();
    for (worker& w : workers_)
        w.drain();
    logs_.stop();
    abandon_later();
    finish_if_idle();
}

void server::abandon_later()
{
    drain_timer_.expires_after(drain_);
    drain_timer_.async_wait([this](boost::system::error_code error) {
        if (error)
            return;
        log::warn("{} sessions did not end in time and are broken off", sessions_.load());
        for (worker& w : workers_)
            w.abandon();
    });
}

// On the first loop: what only passed by is the last to be written.
void server::finish_if_idle()
{
    if (stopping_ && sessions_ == 0 && logs_.running() == 0)
        observed_.close([this] { finish(); });
}

void server::finish()
{
    bans_.save(wall_clock());
    for (worker& w : workers_)
        w.stop();
}

void server::reopen()
{
    events_.reopen();
}

void server::reload()
{
    net::asio::post(loop(), [this] {
        systemd::reloading();
        events_.reopen();
        reload_.request();
    });
}

void server::use(std::shared_ptr<const snapshot> fresh)
{
    metrics_.rules(*fresh->context->classifier, fresh->pack_errors);
    events_.trust(trusted_source(fresh->settings));
    logs_.use(fresh->context);
    current_.store(std::move(fresh));
}

void server::loaded(load_result result)
{
    for (const problem& p : result.problems)
        log::error("{}", to_string(p));
    const bool good = result.snapshot != nullptr;
    metrics_.reloaded(good, wall_clock());
    status_.reloaded(result);
    systemd::ready(good ? status() : "The last reload was refused; " + status());
    if (!good)
        return log::error("reload refused, the old configuration stays in force");
    for (const std::string& key : restart_keys(current_.load()->settings, result.snapshot->settings))
        log::warn("reload: {} changed; that needs a restart", key);
    log::set_level(result.snapshot->settings.log_level);
    use(std::move(result.snapshot));
    log::info("reloaded; {}", rules_text(*current_.load()));
}

} // namespace recoil
