// What a log source does with its input, by an input of the test. How whole logs are followed stands in
// log_sources_test.
#include "daemon/log_source.hpp"

#include "classify/classifier.hpp"
#include "daemon/log.hpp"
#include "daemon/part_options.hpp"
#include "support/small_context.hpp"
#include "support/temp_folder.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

namespace recoil {
namespace {

constexpr const char* bounced =
    "2026-11-21T08:00:00.000000+00:00 out1 postfix/smtp[7]: 4ABCDEF0001: to=<nobody@example.net>, "
    "relay=mx.example.net[192.0.2.25]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced "
    "(host mx.example.net[192.0.2.25] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n";

// Says nothing before it is stopped, and then has a line, as a socket may have taken one.
class stopped_with_a_line : public log_input {
public:
    stopped_with_a_line(const net::executor& loop, std::string& committed) : wait_(loop), committed_(committed) {}

    net::task<std::optional<log_batch>> next() override
    {
        if (!stopped_) {
            wait_.expires_at(net::clock::time_point::max());
            co_await wait_.async_wait(net::as_result);
        }
        if (lines_.empty())
            co_return std::nullopt;
        log_batch batch;
        batch.lines = std::exchange(lines_, {});
        batch.position = "behind it";
        co_return batch;
    }
    void committed(const std::string& position) override { committed_ = position; }
    void stop() override
    {
        stopped_ = true;
        wait_.cancel();
    }
    std::string name() const override { return "test"; }

private:
    net::timer wait_;
    std::string& committed_; // of the test, which outlives it
    std::string lines_ = bounced;
    bool stopped_ = false;
};

class log_source_test : public testing::Test {
protected:
    log_source_test() { log::start(logged); }
    ~log_source_test() override { log::start(); }

    static config::events events_in(const std::string& path)
    {
        config::events settings;
        settings.path = path;
        settings.min_free_bytes = 0;
        return settings;
    }
    bool until(const std::function<bool()>& condition)
    {
        const auto end = net::clock::now() + std::chrono::seconds(10);
        while (!condition() && net::clock::now() < end) {
            loop.restart();
            loop.run_for(std::chrono::milliseconds(5));
        }
        return condition();
    }

    std::ostringstream logged;
    test::temp_folder folder;
    net::asio::io_context loop{1};
    sink::metrics metrics{{}};
    event_log events{event_options(events_in(folder.file("events.jsonl"))), metrics};
    std::string committed;
    log_source source{loop.get_executor(), std::make_unique<stopped_with_a_line>(loop.get_executor(), committed),
                      pipeline::delivery_log(std::make_shared<pipeline::context>(test::small_context()), {}), events,
                      metrics};
};

TEST_F(log_source_test, what_was_taken_before_the_stop_is_recorded)
{
    bool ended = false;
    net::asio::co_spawn(loop, source.follow(), [&](const std::exception_ptr&) { ended = true; });
    loop.run_for(std::chrono::milliseconds(5));
    source.stop();
    EXPECT_TRUE(until([&] { return ended; }));
    EXPECT_EQ(committed, "behind it");
    EXPECT_NE(test::read_file(folder.file("events.jsonl")).find("4ABCDEF0001"), std::string::npos);
    EXPECT_NE(logged.str().find("log source test: stopped"), std::string::npos);
}

} // namespace
} // namespace recoil
