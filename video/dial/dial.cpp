#include "video/dial/dial.h"

#include "video/ceilings.h"
#include "video/dial/encoding.h"
#include "video/dial/resolve.h"
#include "video/dial/rtsp_message.h"
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

class RtspTalk {
public:
    RtspTalk(ByteStream& connection, const DialLimits& limits) : connection_(connection), limits_(limits) {}

    RtspAnswer ask(const RtspRequest& request)
    {
        connection_.send(text_of(request), limits_.answer);
        std::string bytes;
        const Time end = std::chrono::steady_clock::now() + limits_.answer;
        for (;;) {
            const auto left = std::chrono::duration_cast<milliseconds>(end - std::chrono::steady_clock::now());
            const std::string more = connection_.receive(std::max(left, milliseconds(1)));
            if (more.empty())
                throw Error(heard_rtsp_ ? Cause::ended : Cause::not_rtsp, request.method + ": the other side hung up");
            bytes += more;
            if (!looks_like_rtsp(bytes) || static_cast<std::int64_t>(bytes.size()) > ceiling::description)
                throw Error(Cause::not_rtsp, request.method + ": the answer is not RTSP");
            if (auto answer = parse_rtsp_answer(bytes)) {
                heard_rtsp_ = true;
                return std::move(*answer);
            }
        }
    }

private:
    ByteStream& connection_;
    const DialLimits& limits_;
    bool heard_rtsp_ = false;
};

[[noreturn]] void fail(const std::string& method, const RtspAnswer& answer)
{
    const Cause cause = answer.status == 401 || answer.status == 403   ? Cause::wrong_password
                        : answer.status == 404 || answer.status == 410 ? Cause::not_found
                        : answer.status == 415 || answer.status == 461 ? Cause::unsupported
                                                                       : Cause::other;
    throw Error(cause, method + ": " + std::to_string(answer.status) + " " + answer.reason);
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

std::string describe(ByteStream& connection, const Address& address, const Dialled& dialled, const DialOrder& order)
{
    RtspTalk talk(connection, order.limits);
    // By number, as FFmpeg will ask: cameras answer to any name.
    RtspRequest request{.method = "OPTIONS", .url = address.url(dialled.numeric_host)};
    say(order, Step::sign_in);
    // Cameras exist that ask for a password here already; only DESCRIBE has to succeed.
    talk.ask(request);
    say(order, Mark::answered);
    request.method = "DESCRIBE";
    ++request.sequence;
    RtspAnswer answer = talk.ask(request);
    const bool is_guarded = answer.status == 401;
    // Twice: a server may answer the first signed request with a fresh nonce (stale=true).
    for (int attempt = 0; attempt < 2 && answer.status == 401; ++attempt) {
        if (address.user.empty() && address.password.empty())
            throw Error(Cause::wrong_password, "DESCRIBE: a password is asked for and none is known");
        if (attempt > 0 && !is_stale(answer))
            break;
        request.authorization = sign_in(answer, request, address.user, address.password, client_nonce());
        if (request.authorization.empty())
            throw Error(Cause::unsupported, "DESCRIBE: no known way to sign in");
        ++request.sequence;
        answer = talk.ask(request);
    }
    if (answer.status < 200 || answer.status > 299) {
        if (answer.status >= 300 && answer.status < 400)
            return {}; // a redirection: FFmpeg follows it
        fail("DESCRIBE", answer);
    }
    if (is_guarded)
        say(order, Mark::signed_in);
    say(order, Mark::described);
    say(order, Step::describe);
    return answer.body;
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

Dialled dial_http(const Address& address, const DialOrder& order)
{
    Dialled dialled = reach(address, order);
    dialled.connection.reset(); // some small servers speak with one client at a time
    return dialled;
}

Dialled dial_rtsp(const Address& address, const DialOrder& order)
{
    Dialled dialled = reach(address, order);
    dialled.description = describe(*dialled.connection, address, dialled, order);
    return dialled;
}

}
