#include "tests/video/tls_front.h"

#include "tests/video/local_server.h"

#include <arpa/inet.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <list>
#include <memory>

namespace video_test {

struct TlsFront::Identity {
    Identity() { gnutls_certificate_allocate_credentials(&credentials); }
    ~Identity()
    {
        gnutls_x509_crt_deinit(certificate);
        gnutls_x509_privkey_deinit(key);
        gnutls_certificate_free_credentials(credentials);
    }
    gnutls_certificate_credentials_t credentials = nullptr;
    gnutls_x509_privkey_t key = nullptr;
    gnutls_x509_crt_t certificate = nullptr;

    void make(const std::string& name)
    {
        gnutls_x509_privkey_init(&key);
        gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);
        gnutls_x509_crt_init(&certificate);
        gnutls_x509_crt_set_version(certificate, 3);
        const unsigned char serial = 7;
        gnutls_x509_crt_set_serial(certificate, &serial, 1);
        gnutls_x509_crt_set_activation_time(certificate, std::time(nullptr) - 3600);
        gnutls_x509_crt_set_expiration_time(certificate, std::time(nullptr) + 86400);
        gnutls_x509_crt_set_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, "Test camera", 11);
        in_addr number{};
        if (::inet_pton(AF_INET, name.c_str(), &number) == 1)
            gnutls_x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_IPADDRESS, &number, sizeof number, GNUTLS_FSAN_SET);
        else
            gnutls_x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_DNSNAME, name.data(), static_cast<unsigned>(name.size()), GNUTLS_FSAN_SET);
        gnutls_x509_crt_set_key(certificate, key);
        gnutls_x509_crt_sign2(certificate, certificate, key, GNUTLS_DIG_SHA256, 0);
        gnutls_certificate_set_x509_key(credentials, &certificate, 1, key);
    }
};

namespace {

int dial(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0)
        return socket;
    ::close(socket);
    return -1;
}

}

TlsFront::TlsFront(int target_port, const std::string& name) : identity_(std::make_unique<Identity>()), target_port_(target_port)
{
    identity_->make(name);
    std::array<unsigned char, 32> digest{};
    std::size_t size = digest.size();
    gnutls_x509_crt_get_fingerprint(identity_->certificate, GNUTLS_DIG_SHA256, digest.data(), &size);
    fingerprint_ = "sha256:";
    for (const unsigned char byte : digest)
        fingerprint_.append({"0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]});
    gnutls_datum_t text{};
    if (gnutls_x509_crt_export2(identity_->certificate, GNUTLS_X509_FMT_PEM, &text) == 0) {
        pem_.assign(reinterpret_cast<const char*>(text.data), text.size);
        gnutls_free(text.data);
    }
    socket_ = listen_on_loopback(port_);
    thread_ = std::thread([this] { serve(); });
}

TlsFront::~TlsFront()
{
    ended_ = true;
    thread_.join();
    ::close(socket_);
}

void TlsFront::serve()
{
    std::list<std::thread> talks;
    while (!ended_) {
        pollfd waiting{socket_, POLLIN, 0};
        if (::poll(&waiting, 1, 50) <= 0)
            continue;
        const int client = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client >= 0)
            talks.emplace_back([this, client] {
                talk(client);
                ::close(client);
            });
    }
    for (std::thread& talk : talks)
        talk.join();
}

void TlsFront::talk(int client)
{
    gnutls_session_t session = nullptr;
    gnutls_init(&session, GNUTLS_SERVER | GNUTLS_NO_SIGNAL);
    gnutls_set_default_priority(session);
    gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, identity_->credentials);
    gnutls_transport_set_int(session, client);
    gnutls_handshake_set_timeout(session, 5000);
    int result = GNUTLS_E_AGAIN;
    while (result < 0 && !gnutls_error_is_fatal(result) && !ended_)
        result = gnutls_handshake(session);
    const int server = result == 0 ? dial(target_port_) : -1;
    std::array<char, 16384> bytes;
    while (server >= 0 && !ended_) {
        std::array<pollfd, 2> waiting{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
        if (gnutls_record_check_pending(session) == 0 && ::poll(waiting.data(), 2, 50) <= 0)
            continue;
        if (waiting[1].revents != 0) {
            const ssize_t count = ::recv(server, bytes.data(), bytes.size(), 0);
            if (count <= 0 || gnutls_record_send(session, bytes.data(), static_cast<std::size_t>(count)) < 0)
                break;
        }
        if (waiting[0].revents != 0 || gnutls_record_check_pending(session) > 0) {
            const ssize_t count = gnutls_record_recv(session, bytes.data(), bytes.size());
            if (count == 0 || (count < 0 && gnutls_error_is_fatal(static_cast<int>(count))))
                break;
            if (count > 0 && ::send(server, bytes.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL) < 0)
                break;
        }
    }
    if (server >= 0)
        ::close(server);
    gnutls_deinit(session);
}

}
