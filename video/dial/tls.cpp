#include "video/dial/tls.h"

#include "video/dial/encoding.h"
#include "video/error.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <utility>

namespace video {
namespace {

bool is_number(const std::string& host)
{
    return host.find(':') != std::string::npos || std::ranges::all_of(host, [](unsigned char c) { return std::isdigit(c) || c == '.'; });
}

std::string fingerprint_of(const gnutls_datum_t& certificate)
{
    std::array<unsigned char, 32> digest{};
    std::size_t size = digest.size();
    if (gnutls_fingerprint(GNUTLS_DIG_SHA256, &certificate, digest.data(), &size) != 0)
        return {};
    return "sha256:" + hex(digest);
}

}

struct TlsConnection::Session {
    explicit Session(std::shared_ptr<TcpConnection> given) : line(std::move(given)) {}
    ~Session()
    {
        if (handle)
            gnutls_deinit(handle);
        if (authorities)
            gnutls_certificate_free_credentials(authorities);
    }

    void prepare(const std::string& host)
    {
        if (gnutls_certificate_allocate_credentials(&authorities) != 0)
            throw std::bad_alloc();
        gnutls_certificate_set_x509_system_trust(authorities);
        if (const char* file = std::getenv("SSL_CERT_FILE"))
            gnutls_certificate_set_x509_trust_file(authorities, file, GNUTLS_X509_FMT_PEM);
        if (gnutls_init(&handle, GNUTLS_CLIENT | GNUTLS_NO_SIGNAL) != 0)
            throw std::bad_alloc();
        gnutls_set_default_priority(handle);
        gnutls_credentials_set(handle, GNUTLS_CRD_CERTIFICATE, authorities);
        if (!is_number(host))
            gnutls_server_name_set(handle, GNUTLS_NAME_DNS, host.data(), host.size());
        gnutls_transport_set_ptr(handle, this);
        gnutls_transport_set_push_function(handle, push);
        gnutls_transport_set_pull_function(handle, pull);
        gnutls_transport_set_pull_timeout_function(handle, [](gnutls_transport_ptr_t, unsigned) noexcept { return 1; });
    }

    /// Shakes hands; what the line said itself (stopped, no answer) counts before what GnuTLS makes of it.
    void shake_hands()
    {
        int result = GNUTLS_E_AGAIN;
        while (result == GNUTLS_E_AGAIN || result == GNUTLS_E_INTERRUPTED || result == GNUTLS_E_WARNING_ALERT_RECEIVED)
            result = gnutls_handshake(handle);
        rethrow();
        if (result != 0)
            throw Error(Cause::not_rtsp, std::string("TLS: ") + gnutls_strerror(result));
    }

    void check(const std::string& host, const std::string& fingerprint) const
    {
        unsigned count = 0;
        const gnutls_datum_t* chain = gnutls_certificate_get_peers(handle, &count);
        if (!chain || count == 0)
            throw Error(Cause::certificate, "TLS: the device shows no certificate");
        const std::string shown = fingerprint_of(chain[0]);
        if (!fingerprint.empty()) {
            if (shown != tidy_fingerprint(fingerprint))
                throw Error(Cause::certificate, "TLS: its certificate is " + shown + ", not the one written down");
            return;
        }
        unsigned status = 0;
        const int result = gnutls_certificate_verify_peers3(handle, host.c_str(), &status);
        if (result == 0 && status == 0)
            return;
        std::string reason = gnutls_strerror(result);
        if (gnutls_datum_t text{}; result == 0 && gnutls_certificate_verification_status_print(status, GNUTLS_CRT_X509, &text, 0) == 0) {
            reason.assign(reinterpret_cast<const char*>(text.data), text.size);
            gnutls_free(text.data);
        }
        while (!reason.empty() && (reason.back() == ' ' || reason.back() == '\0'))
            reason.pop_back();
        throw Error(Cause::certificate, "TLS: " + reason + " It is " + shown);
    }

    void rethrow()
    {
        if (trouble)
            std::rethrow_exception(std::exchange(trouble, nullptr));
    }

    static ssize_t push(gnutls_transport_ptr_t self, const void* data, std::size_t size) noexcept
    {
        auto& session = *static_cast<Session*>(self);
        try {
            session.line->send(std::string(static_cast<const char*>(data), size), session.limit);
            return static_cast<ssize_t>(size);
        } catch (...) {
            session.trouble = std::current_exception();
            gnutls_transport_set_errno(session.handle, EIO);
            return -1;
        }
    }
    static ssize_t pull(gnutls_transport_ptr_t self, void* data, std::size_t size) noexcept
    {
        auto& session = *static_cast<Session*>(self);
        try {
            if (session.arrived.empty())
                session.arrived = session.line->receive(session.limit);
        } catch (...) {
            session.trouble = std::current_exception();
            gnutls_transport_set_errno(session.handle, EIO);
            return -1;
        }
        const std::size_t count = std::min(size, session.arrived.size());
        std::memcpy(data, session.arrived.data(), count);
        session.arrived.erase(0, count);
        return static_cast<ssize_t>(count);
    }

    std::shared_ptr<TcpConnection> line;
    gnutls_session_t handle = nullptr;
    gnutls_certificate_credentials_t authorities = nullptr;
    std::string arrived; // from the line, not yet taken by GnuTLS
    milliseconds limit{8000};
    std::exception_ptr trouble; // what the line threw inside a callback
};

TlsConnection::TlsConnection(std::shared_ptr<TcpConnection> line, const std::string& host, const std::string& fingerprint,
                             milliseconds limit)
    : session_(std::make_unique<Session>(std::move(line)))
{
    if (!fingerprint.empty() && tidy_fingerprint(fingerprint).empty())
        throw Error(Cause::certificate, "The fingerprint written down is not \"sha256:\" and 64 hexadecimal digits");
    session_->limit = limit;
    session_->prepare(host);
    session_->shake_hands();
    session_->check(host, fingerprint);
}

TlsConnection::~TlsConnection() = default;

void TlsConnection::send(const std::string& bytes, milliseconds limit)
{
    session_->limit = limit;
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t count = gnutls_record_send(session_->handle, bytes.data() + sent, bytes.size() - sent);
        session_->rethrow();
        if (count < 0 && !gnutls_error_is_fatal(static_cast<int>(count)))
            continue;
        if (count <= 0)
            throw Error(Cause::ended, "send: TLS ended");
        sent += static_cast<std::size_t>(count);
    }
}

std::string TlsConnection::receive(milliseconds limit)
{
    session_->limit = limit;
    std::array<char, 16384> bytes; // a record
    for (;;) {
        const ssize_t count = gnutls_record_recv(session_->handle, bytes.data(), bytes.size());
        session_->rethrow();
        if (count > 0)
            return std::string(bytes.data(), static_cast<std::size_t>(count));
        if (count == 0 || gnutls_error_is_fatal(static_cast<int>(count)))
            return {};
    }
}

void TlsConnection::ask(std::function<bool()> interrupted) { session_->line->ask(std::move(interrupted)); }

std::string tidy_fingerprint(const std::string& text)
{
    std::string digits;
    const std::string rest = text.starts_with("sha256:") || text.starts_with("SHA256:") ? text.substr(7) : text;
    for (const unsigned char c : rest) {
        if (std::isxdigit(c))
            digits += static_cast<char>(std::tolower(c));
        else if (c != ':' && c != ' ')
            return {};
    }
    return digits.size() == 64 ? "sha256:" + digits : std::string();
}

}
