#include "daemon/http_pages.hpp"

#include "status/board_json.hpp"
#include "status/embedded_runbooks.hpp"
#include "status/page.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>

namespace recoil {

namespace {

constexpr std::string_view exposition = "text/plain; version=0.0.4; charset=utf-8";
constexpr std::string_view document = "text/html; charset=utf-8";
constexpr std::string_view json = "application/json";
constexpr std::string_view runbooks = "/runbooks/";
constexpr std::string_view markdown = ".md";

http_page text(unsigned status, std::string_view body)
{
    http_page page;
    page.status = status;
    page.body = body;
    return page;
}

http_page probe(bool good)
{
    return good ? text(200, "ok\n") : text(503, "no\n");
}

http_page refusal(http_access why)
{
    if (why == http_access::no_token_known)
        return text(403, "The status page is shown on a loopback address, or to who has a token.\n"
                         "metrics.address is no loopback address, and metrics.token_file is not set: name a file "
                         "there that holds\nat least 16 characters, and reload recoild.\n"
                         "/metrics, /-/healthy, /-/ready and /runbooks/ need no token.\n");
    if (why == http_access::wrong_name)
        return text(403, "The status page is shown under the IP address of this host or as localhost, and under no "
                         "other name\nunless metrics.token_file is set.\n");
    http_page page = text(401, "The status page asks for the token in metrics.token_file: as the password of any "
                               "user, or as\nAuthorization: Bearer TOKEN.\n");
    page.fields.emplace_back("WWW-Authenticate", "Basic realm=\"recoil\", charset=\"UTF-8\"");
    return page;
}

std::string_view alert_of(const status::embedded_runbook& book)
{
    return book.file.substr(0, book.file.size() - markdown.size());
}

http_page runbook(std::string_view name)
{
    std::string list = "There is a runbook for each alert:\n";
    for (const status::embedded_runbook& book : status::embedded_runbooks()) {
        if (name == alert_of(book))
            return text(200, book.text);
        list.append(runbooks).append(alert_of(book)).append("\n");
    }
    return text(name.empty() ? 200 : 404, list);
}

// CSP: only this style sheet; nothing is loaded, sent, framed or run.
std::string policy_for(std::string_view style)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(style.data()), style.size(), digest.data());
    std::array<unsigned char, 4 * (SHA256_DIGEST_LENGTH / 3 + 1) + 1> base64{};
    const int length = EVP_EncodeBlock(base64.data(), digest.data(), digest.size());
    const std::string hash(reinterpret_cast<const char*>(base64.data()), static_cast<std::size_t>(length));
    return "default-src 'none'; style-src 'sha256-" + hash +
           "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

} // namespace

http_pages::http_pages(http_answers answers) : answers_(std::move(answers)), policy_(policy_for(status::page_style()))
{
}

http_page http_pages::get(std::string_view target, const http_request_facts& request) const
{
    const std::size_t mark = target.find('?');
    const std::string_view path = target.substr(0, mark);
    const std::string_view query = mark == std::string_view::npos ? "" : target.substr(mark + 1);
    if (path == "/metrics")
        return {200, exposition, answers_.metrics()};
    if (path == "/-/healthy")
        return probe(answers_.healthy());
    if (path == "/-/ready")
        return probe(answers_.ready());
    if (path == "/" || path == "/api/v1/status")
        return status_page(path, query, request);
    if (path.starts_with(runbooks))
        return runbook(path.substr(runbooks.size()));
    return text(404, "not found; there are /, /api/v1/status, /runbooks/, /metrics, /-/healthy and /-/ready\n");
}

http_page http_pages::status_page(std::string_view path, std::string_view query,
                                  const http_request_facts& request) const
{
    const http_access access = access_to_status(request, answers_.loopback, answers_.token());
    if (access != http_access::granted)
        return refusal(access);
    if (path != "/")
        return {200, json, status::to_json(answers_.board())};
    http_page page{200, document, status::to_html(answers_.board(), query != "refresh=off")};
    page.fields.emplace_back("Content-Security-Policy", policy_);
    return page;
}

std::vector<std::pair<std::string_view, std::string_view>> common_fields()
{
    return {{"Cache-Control", "no-store"},
            {"X-Content-Type-Options", "nosniff"},
            {"X-Frame-Options", "DENY"},
            {"Referrer-Policy", "no-referrer"},
            {"Cross-Origin-Resource-Policy", "same-origin"}};
}

} // namespace recoil
