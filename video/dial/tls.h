#pragma once
// TLS over a dialled connection, with the check that FFmpeg 5.1 does not make: the certificate must be signed by an
// authority this machine trusts and be for the host, or be the one whose fingerprint was written down. For the dialler
// only.

#include "video/dial/tcp.h"

#include <memory>
#include <string>

namespace video {

class TlsConnection final : public ByteStream {
public:
    /// Shakes hands and checks before a byte is sent. `host` as the address names it; `fingerprint` "sha256:" and 64
    /// hexadecimal digits, with or without colons between them, or empty. Authorities are the system's and those in the
    /// file SSL_CERT_FILE names. Throws Error: certificate, not_rtsp (no TLS is spoken there), no_answer, stopped.
    TlsConnection(std::shared_ptr<TcpConnection> line, const std::string& host, const std::string& fingerprint, milliseconds limit);
    ~TlsConnection() override;

    void send(const std::string& bytes, milliseconds limit) override;
    std::string receive(milliseconds limit) override;
    void ask(std::function<bool()> interrupted) override;

private:
    struct Session;
    std::unique_ptr<Session> session_;
};

/// "sha256:" and 64 lower-case hexadecimal digits; empty if the text is no such fingerprint.
std::string tidy_fingerprint(const std::string& text);

}
