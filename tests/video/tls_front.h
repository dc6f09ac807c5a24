#pragma once
// TLS in front of a plain server on loopback, with a certificate of its own making; for tests of RTSPS and HTTPS.

#include <atomic>
#include <memory>
#include <string>
#include <thread>

namespace video_test {

class TlsFront {
public:
    /// The certificate is for `name` (a host name or a number) alone.
    TlsFront(int target_port, const std::string& name);
    ~TlsFront();
    TlsFront(const TlsFront&) = delete;
    TlsFront& operator=(const TlsFront&) = delete;

    int port() const { return port_; }
    /// "sha256:…" of its certificate.
    const std::string& fingerprint() const { return fingerprint_; }
    /// The certificate as a file of authorities.
    const std::string& pem() const { return pem_; }

private:
    struct Identity;
    void serve();
    void talk(int client);

    std::unique_ptr<Identity> identity_;
    std::string fingerprint_, pem_;
    int target_port_, socket_ = -1, port_ = 0;
    std::atomic<bool> ended_ = false;
    std::thread thread_;
};

}
