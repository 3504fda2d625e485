#include "daemon/http_pages.hpp"

#include "status/embedded_runbooks.hpp"
#include "status/page.hpp"
#include "support/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace recoil {
namespace {

constexpr std::string_view token = "a-token-of-24-characters";
const std::string bearer = "Bearer " + std::string(token);

class http_pages_test : public testing::Test {
protected:
    // Where it listens, and whether a token is configured.
    http_page get(std::string_view target, bool loopback = true, std::string_view known = "",
                  const http_request_facts& request = {})
    {
        http_answers answers;
        answers.metrics = [] { return std::string("recoil_up 1\n"); };
        answers.healthy = [] { return true; };
        answers.ready = [] { return false; };
        answers.board = [this] {
            ++boards;
            status::board b;
            b.host = "out1.example.com";
            return b;
        };
        answers.token = [known] { return std::string(known); };
        answers.loopback = loopback;
        return http_pages(std::move(answers)).get(target, request);
    }
    static std::string field(const http_page& page, std::string_view name)
    {
        const auto found = std::ranges::find(page.fields, name, &std::pair<std::string_view, std::string>::first);
        return found != page.fields.end() ? found->second : "";
    }
    int boards = 0;
};

TEST_F(http_pages_test, the_page_and_its_json)
{
    const http_page page = get("/");
    EXPECT_EQ(page.status, 200u);
    EXPECT_EQ(page.type, "text/html; charset=utf-8");
    EXPECT_TRUE(page.body.starts_with("<!DOCTYPE html>"));
    const http_page api = get("/api/v1/status");
    EXPECT_EQ(api.status, 200u);
    EXPECT_EQ(api.type, "application/json");
    const auto json = test::parse_json(api.body);
    ASSERT_TRUE(json);
    EXPECT_EQ(json->at("host").text, "out1.example.com");
}

TEST_F(http_pages_test, what_is_open_to_everybody)
{
    for (const bool loopback : {true, false}) {
        for (const std::string_view known : {std::string_view(), token}) {
            EXPECT_EQ(get("/metrics", loopback, known).body, "recoil_up 1\n");
            EXPECT_EQ(get("/metrics?x=1", loopback, known).status, 200u);
            EXPECT_EQ(get("/-/healthy", loopback, known).status, 200u);
            EXPECT_EQ(get("/-/ready", loopback, known).status, 503u);
            EXPECT_EQ(get("/runbooks/", loopback, known).status, 200u);
        }
    }
    EXPECT_EQ(boards, 0);
}

TEST_F(http_pages_test, the_page_elsewhere_needs_the_token)
{
    for (const char* path : {"/", "/api/v1/status", "/?refresh=off", "/api/v1/status?x"}) {
        const http_page closed = get(path, false);
        EXPECT_EQ(closed.status, 403u);
        EXPECT_NE(closed.body.find("metrics.token_file"), std::string::npos) << "which key to set";
        EXPECT_EQ(field(closed, "WWW-Authenticate"), "") << "no password opens it";
        const http_page asks = get(path, false, token);
        EXPECT_EQ(asks.status, 401u);
        EXPECT_EQ(field(asks, "WWW-Authenticate"), "Basic realm=\"recoil\", charset=\"UTF-8\"");
        EXPECT_EQ(get(path, true, token).status, 401u) << "on a loopback address as well";
        EXPECT_EQ(boards, 0) << "nothing is looked up for strangers";
        EXPECT_EQ(get(path, false, token, {"", bearer}).status, 200u);
        EXPECT_EQ(get(path, true, token, {"evil.example", bearer}).status, 200u) << "who has the token has it";
        boards = 0;
    }
}

TEST_F(http_pages_test, no_name_but_ours_on_a_loopback_address)
{
    EXPECT_EQ(get("/", true, "", {"evil.example:9850", ""}).status, 403u);
    EXPECT_EQ(get("/api/v1/status", true, "", {"evil.example", ""}).status, 403u);
    EXPECT_EQ(get("/metrics", true, "", {"evil.example", ""}).status, 200u);
    EXPECT_EQ(get("/", true, "", {"localhost:9850", ""}).status, 200u);
    EXPECT_EQ(boards, 1);
}

TEST_F(http_pages_test, the_page_may_do_nothing_but_be_styled)
{
    const std::string policy = field(get("/"), "Content-Security-Policy");
    EXPECT_TRUE(policy.starts_with("default-src 'none'; style-src 'sha256-")) << policy;
    for (const char* part : {"base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"})
        EXPECT_NE(policy.find(part), std::string::npos) << part;
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_EQ(policy.find("http"), std::string::npos) << "nothing from elsewhere";
}

TEST_F(http_pages_test, the_page_holds_still_when_asked_to)
{
    EXPECT_NE(get("/").body.find("http-equiv=\"refresh\""), std::string::npos);
    EXPECT_NE(get("/?").body.find("http-equiv=\"refresh\""), std::string::npos);
    EXPECT_EQ(get("/?refresh=off").body.find("http-equiv=\"refresh\""), std::string::npos);
}

TEST_F(http_pages_test, a_runbook_for_each_alert)
{
    const std::string list = get("/runbooks/").body;
    for (const status::embedded_runbook& book : status::embedded_runbooks()) {
        ASSERT_TRUE(book.file.ends_with(".md")) << book.file;
        const std::string path = "/runbooks/" + std::string(book.file.substr(0, book.file.size() - 3));
        const http_page page = get(path);
        EXPECT_EQ(page.status, 200u) << path;
        EXPECT_EQ(page.type, "text/plain; charset=utf-8");
        EXPECT_EQ(page.body, book.text);
        EXPECT_NE(list.find(path + "\n"), std::string::npos) << path;
    }
    EXPECT_NE(list.find("/runbooks/RecoilDown\n"), std::string::npos);
}

TEST_F(http_pages_test, an_unknown_runbook_says_which_there_are)
{
    for (const char* name :
         {"RecoilNothing", "RecoilDown.md", "recoildown", "../README", "RecoilDown/", "%52ecoilDown"}) {
        const http_page page = get("/runbooks/" + std::string(name));
        EXPECT_EQ(page.status, 404u) << name;
        EXPECT_EQ(page.body, get("/runbooks/").body) << "and nothing of what was asked";
    }
}

TEST_F(http_pages_test, everything_else_is_not_there)
{
    for (const char* target : {"", "//", "/index.html", "/api", "/api/v1/status/", "/metrics/", "/runbooks",
                               "/favicon.ico", "*", "http://127.0.0.1/", "/api/v1/Status"}) {
        EXPECT_EQ(get(target).status, 404u) << target;
        EXPECT_EQ(get(target).type, "text/plain; charset=utf-8") << target;
    }
}

} // namespace
} // namespace recoil
