// An SMTP client that can go on with TLS. It believes every certificate, and tells whose it was.
#pragma once

#include "support/smtp_client.hpp"

#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <csignal>
#include <memory>
#include <stdexcept>
#include <string>

namespace recoil::test {

class tls_client : public smtp_client {
public:
    explicit tls_client(const std::string& address)
        : smtp_client(address), context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free), ssl_(nullptr, SSL_free)
    {
        std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes with write(2)
    }

    // The newest version that is offered: TLS1_1_VERSION. Also lets the weak ciphers of old versions pass.
    void at_most(int version)
    {
        SSL_CTX_set_security_level(context_.get(), 0);
        SSL_CTX_set_min_proto_version(context_.get(), 0);
        SSL_CTX_set_max_proto_version(context_.get(), version);
    }
    bool handshake()
    {
        ssl_.reset(SSL_new(context_.get()));
        SSL_set_fd(ssl_.get(), fd());
        return SSL_connect(ssl_.get()) == 1;
    }
    void start_tls() // with all that comes before
    {
        if (command("STARTTLS").substr(0, 4) != "220 " || !handshake())
            throw std::runtime_error("no TLS");
    }
    // Until the next call what is sent is held back; then it comes at once.
    void cork(bool on)
    {
        const int value = on ? 1 : 0;
        setsockopt(fd(), IPPROTO_TCP, TCP_CORK, &value, sizeof(value));
    }
    void send_in_the_clear(std::string_view bytes) { smtp_client::write_some(bytes); }
    void close_notify() { SSL_shutdown(ssl_.get()); }
    bool server_said_goodbye() const { return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0; }

    std::string host() const // of the server's certificate
    {
        const std::unique_ptr<X509, void (*)(X509*)> peer(SSL_get1_peer_certificate(ssl_.get()), X509_free);
        char name[256] = "";
        X509_NAME_get_text_by_NID(X509_get_subject_name(peer.get()), NID_commonName, name, sizeof(name));
        return name;
    }
    std::string version() const { return SSL_get_version(ssl_.get()); }

protected:
    ssize_t write_some(std::string_view bytes) override
    {
        if (!ssl_)
            return smtp_client::write_some(bytes);
        return SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
    }
    ssize_t read_some(char* to, std::size_t size) override
    {
        if (!ssl_)
            return smtp_client::read_some(to, size);
        const int got = SSL_read(ssl_.get(), to, static_cast<int>(size));
        return got > 0 ? got : 0;
    }

private:
    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
    std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
};

} // namespace recoil::test
