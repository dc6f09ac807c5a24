#include "video/dial/dial.h"

#include "video/dial/encoding.h"
#include "video/dial/resolve.h"
#include "video/dial/tcp.h"
#include "video/dial/tls.h"
#include "video/error.h"

#include <gnutls/crypto.h>

#include <optional>

namespace video {
namespace {

/// Addresses are tried in turn; what the last of them said is what went wrong.
std::shared_ptr<TcpConnection> connect_to_any(const std::vector<std::string>& numbers, const Address& address,
                                              const DialOrder& order, Dialled& dialled)
{
    for (std::size_t i = 0;; ++i) {
        try {
            dialled.numeric_host = numbers[i];
            return std::make_shared<TcpConnection>(numbers[i], address.port, order.limits.connect, order.stop, order.interrupted);
        } catch (const Error& error) {
            if (error.cause == Cause::stopped || i + 1 == numbers.size())
                throw;
        }
    }
}

void say(const DialOrder& order, Step step)
{
    if (order.on_step)
        order.on_step(step);
}

void say(const DialOrder& order, Mark mark)
{
    if (order.on_mark)
        order.on_mark(mark);
}

std::vector<std::string> ask_name(const Address& address, const DialOrder& order)
{
    say(order, Step::name);
    std::vector<std::string> numbers = resolve(address.host, order.limits.name, order.stop, order.interrupted);
    say(order, Mark::resolved);
    return numbers;
}

}

std::string client_nonce()
{
    unsigned char bytes[8];
    gnutls_rnd(GNUTLS_RND_NONCE, bytes, sizeof bytes);
    return hex(bytes);
}

Dialled reach(const Address& address, const DialOrder& order, const std::string& number)
{
    Dialled dialled;
    const std::vector<std::string> numbers = number.empty() ? ask_name(address, order) : std::vector{number};
    say(order, Step::connect);
    auto line = connect_to_any(numbers, address, order, dialled);
    say(order, Mark::connected);
    if (address.scheme != "https" && address.scheme != "rtsps") {
        dialled.connection = std::move(line);
        return dialled;
    }
    dialled.connection = std::make_shared<TlsConnection>(std::move(line), address.host, address.fingerprint, order.limits.answer);
    say(order, Mark::secured);
    return dialled;
}

Dialled dial_nobody(const Address&, const DialOrder&) { return {}; }

Dialled dial_name(const Address& address, const DialOrder& order) { return {.numeric_host = ask_name(address, order).front()}; }

Dialled dial_unknown(const Address& address, const DialOrder&) { throw Error(Cause::bad_scheme, "this kind of address is not supported: " + address.scheme); }

Dialled dial_http(const Address& address, const DialOrder& order)
{
    Dialled dialled = reach(address, order);
    dialled.connection.reset(); // some small servers speak with one client at a time
    return dialled;
}

}
