#include "daemon/server.hpp"

#include "daemon/host.hpp"
#include "daemon/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <thread>
#include <utility>

namespace recoil {

namespace {

constexpr std::chrono::seconds healthy_for{5}; // a loop that has not turned for so long hangs

sink::metrics_options metrics_options(const config::settings& settings)
{
    sink::metrics_options result;
    result.birth = std::chrono::seconds(settings.metrics.birth_seconds);
    result.max_series = settings.limits.metric_series;
    result.version = RECOIL_VERSION;
    result.compiler = __VERSION__;
    for (const config::egress& e : settings.egress)
        result.egress_ips.push_back(e.sending_ip);
    result.streams = settings.stream.values;
    result.sending_domains = settings.sending_domains;
    return result;
}

sink::event_file_options event_options(const config::events& settings)
{
    sink::event_file_options result;
    result.path = settings.path;
    result.durability = settings.durability == "write" ? sink::durability::write : sink::durability::fsync;
    result.min_free_bytes = settings.min_free_bytes;
    return result;
}

std::string rules_of(const snapshot& s)
{
    std::size_t rules = 0;
    for (const classify::pack& p : s.context->classifier->packs())
        rules += p.rules.size();
    return std::to_string(rules) + " rules in " + std::to_string(s.context->classifier->packs().size()) + " packs";
}

bool inherited(const server_options& options, const config::listener& listener)
{
    return std::ranges::any_of(options.sockets, [&](const auto& s) { return s.protocol == listener.protocol; });
}

} // namespace

server::server(const server_options& options)
    : current_(options.snapshot)
    , metrics_(metrics_options(options.snapshot->settings))
    , workers_(std::max<std::size_t>(1, options.snapshot->settings.workers))
    , next_worker_(workers_.begin())
    , events_(event_options(options.snapshot->settings.events), metrics_)
    , services_{events_, metrics_, current_}
    , drain_(options.drain)
    , drain_timer_(loop())
    , watchdog_(loop(), [this] { return healthy(); })
    , reload_(loop(), options.load, [this](load_result result) { loaded(std::move(result)); })
{
    metrics_.rules(*options.snapshot->context->classifier, options.snapshot->pack_errors);
    listen(options);
    start_http(options.snapshot->settings);
}

server::~server() = default;

void server::listen(const server_options& options)
{
    for (const systemd::inherited_socket& inherited : options.sockets) {
        config::listener settings;
        settings.protocol = inherited.protocol;
        add_listener(std::move(settings), listening_socket(inherited.fd, inherited.protocol));
    }
    for (const config::listener& settings : options.snapshot->settings.listeners)
        if (!inherited(options, settings))
            add_listener(settings, listening_socket(settings));
}

void server::add_listener(config::listener settings, listening_socket socket)
{
    // The worker that a client will belong to is chosen before it comes, since its socket is made for that loop.
    const auto home = std::make_shared<worker*>(nullptr);
    const std::string refusal = proto::smtp_session::refusal(session_options(settings));
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
    http_.emplace(listening_socket(address), std::move(answers));
}

void server::run()
{
    const std::shared_ptr<const snapshot> now = current_.load();
    log::info("{}; {}; events in {}; metrics on {}", status(), rules_of(*now), now->settings.events.path,
              http_ ? http_->address() : "no address");
    systemd::ready(status());
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

proto::smtp_options server::session_options(const config::listener& settings) const
{
    const std::shared_ptr<const snapshot> now = current_.load();
    const config::limits& limits = now->settings.limits;
    proto::smtp_options result;
    result.protocol = settings.protocol == "smtp" ? proto::dialect::smtp : proto::dialect::lmtp;
    result.hostname = settings.hostname.empty() ? now->context->host : settings.hostname;
    result.message_bytes = limits.message_bytes;
    result.recipients = limits.recipients;
    result.line_bytes = limits.line_bytes;
    return result;
}

void server::accept(const config::listener& settings, worker& home, net::stream_socket socket)
{
    const config::limits limits = current_.load()->settings.limits;
    proto::smtp_options options = session_options(settings);
    if (stopping_ || sessions_ >= limits.sessions) {
        metrics_.limit_hit("sessions");
        metrics_.reply(settings.protocol, 421);
        metrics_.session_started(settings.protocol);
        metrics_.session_ended(settings.protocol, "refused", {});
        const std::string refusal = proto::smtp_session::refusal(options);
        boost::system::error_code ignored;
        socket.non_blocking(true, ignored);
        socket.write_some(net::asio::buffer(refusal), ignored);
        return;
    }
    ++sessions_;
    const connection::limits times{std::chrono::seconds(limits.idle_seconds),
                                   std::chrono::seconds(limits.session_seconds)};
    auto client = std::make_shared<connection>(std::move(socket), times);
    // Spawned on its own loop: a coroutine's frames come from a cache of the thread.
    net::asio::post(home.loop(), [this, &home, client, options = std::move(options)]() mutable {
        net::asio::co_spawn(home.loop(), session(&home, std::move(client), std::move(options)), net::asio::detached);
    });
}

net::task<void> server::session(worker* home, std::shared_ptr<connection> client, proto::smtp_options options)
{
    const std::string_view protocol = proto::name(options.protocol);
    const auto start = net::clock::now();
    home->enter(client);
    metrics_.session_started(protocol);
    const std::string peer = log::enabled(log::level::debug) ? client->peer() : "";
    const std::string_view result = co_await serve(client, &services_, std::move(options));
    metrics_.session_ended(protocol, result, net::clock::now() - start);
    log::debug("{} session of {} ended: {}", protocol, peer, result);
    home->leave(client);
    session_ended();
}

void server::session_ended()
{
    if (--sessions_ == 0 && stopping_)
        net::asio::post(loop(), [this] { finish(); });
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
    if (sessions_ == 0)
        return finish();
    drain_timer_.expires_after(drain_);
    drain_timer_.async_wait([this](boost::system::error_code error) {
        if (error)
            return;
        log::warn("{} sessions did not end in time and are broken off", sessions_.load());
        for (worker& w : workers_)
            w.abandon();
    });
}

void server::finish()
{
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

void server::loaded(load_result result)
{
    for (const problem& p : result.problems)
        log::error("{}", to_string(p));
    const bool good = result.snapshot != nullptr;
    metrics_.reloaded(good, wall_clock());
    systemd::ready(good ? status() : "The last reload was refused; " + status());
    if (!good)
        return log::error("reload refused, the old configuration stays in force");
    for (const std::string& key : restart_keys(current_.load()->settings, result.snapshot->settings))
        log::warn("reload: {} changed; that needs a restart", key);
    log::set_level(result.snapshot->settings.log_level);
    metrics_.rules(*result.snapshot->context->classifier, result.snapshot->pack_errors);
    current_.store(std::move(result.snapshot));
    log::info("reloaded; {}", rules_of(*current_.load()));
}

} // namespace recoil
