#include "video/dial/rtsp_session.h"

#include "video/answer_cause.h"
#include "video/ceilings.h"
#include "video/dial/tcp.h"
#include "video/error.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace video {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr auto rtsp_silence = seconds(20);
constexpr milliseconds last_word_limit{500};

[[noreturn]] void fail(const std::string& method, const RtspAnswer& answer)
{
    throw Error(cause_of_status(Family::rtsp, answer.status), method + ": " + std::to_string(answer.status) + " " + answer.reason);
}

bool is_good(const RtspAnswer& answer) { return answer.status >= 200 && answer.status <= 299; }

void tell(const DialOrder& order, Step step)
{
    if (order.on_step)
        order.on_step(step);
}

void tell(const DialOrder& order, Mark mark)
{
    if (order.on_mark)
        order.on_mark(mark);
}

int number_behind(const std::string& text, std::string_view name, int otherwise)
{
    const auto at = text.find(name);
    if (at != std::string::npos)
        std::from_chars(text.data() + at + name.size(), text.data() + text.size(), otherwise);
    return otherwise;
}

}

RtspSession::RtspSession(const Address& address, const DialOrder& order) : address_(address), order_(order)
{
    dial();
    try {
        describe();
    } catch (const Error& error) {
        if (error.cause == Cause::ended && !has_heard_)
            throw Error(Cause::not_rtsp, error.what());
        throw;
    }
}

RtspSession::~RtspSession()
{
    if (session_.empty() || !line_)
        return;
    try {
        // Whoever asked us to stop waits for this: a server that keeps its sessions is full after a few of them.
        line_->ask({});
        line_->send(request_for("TEARDOWN", base_), last_word_limit);
        const Time end = steady_clock::now() + last_word_limit;
        for (;;) {
            while (const auto part = arrived_.take())
                if (std::holds_alternative<RtspAnswer>(*part))
                    return;
            const auto left = std::chrono::duration_cast<milliseconds>(end - steady_clock::now());
            if (left.count() <= 0)
                return;
            const std::string more = line_->receive(left);
            if (more.empty())
                return;
            arrived_.put(more);
        }
    } catch (const std::exception&) {
        // It has gone already.
    }
}

void RtspSession::ask(std::function<bool()> interrupted)
{
    order_.interrupted = interrupted;
    order_.stop = {};
    if (line_)
        line_->ask(std::move(interrupted));
}

void RtspSession::hang_up()
{
    line_.reset();
    session_.clear();
}

void RtspSession::dial()
{
    line_.reset(); // there are cameras for one client
    arrived_.clear();
    Dialled dialled = reach(address_, order_, numeric_host_);
    numeric_host_ = std::move(dialled.numeric_host);
    line_ = std::move(dialled.connection);
}

/// By number, as FFmpeg asks: cameras answer to any name.
void RtspSession::describe()
{
    for (;;) {
        const std::string url = address_.url(numeric_host_);
        tell(order_, Step::sign_in);
        // Cameras exist that ask for a password here already, and others that hang up; only DESCRIBE has to succeed.
        RtspAnswer answer;
        try {
            answer = talk_once({.method = "OPTIONS", .url = url});
            tell(order_, Mark::answered);
        } catch (const Error& error) {
            if (error.cause != Cause::ended)
                throw;
            dial();
        }
        has_parameters_ = answer.header("public").find("GET_PARAMETER") != std::string::npos;
        if (answer.status >= 300 && answer.status < 400) {
            follow(answer, "OPTIONS");
            continue;
        }
        answer = talk("DESCRIBE", url);
        if (answer.status >= 300 && answer.status < 400) {
            follow(answer, "DESCRIBE");
            continue;
        }
        if (!is_good(answer))
            fail("DESCRIBE", answer);
        if (is_guarded_)
            tell(order_, Mark::signed_in);
        tell(order_, Mark::described);
        tell(order_, Step::describe);
        description_ = std::move(answer.body);
        base_ = answer.header("content-base");
        if (base_.empty())
            base_ = answer.header("content-location");
        if (base_.find("://") == std::string::npos)
            base_ = url;
        return;
    }
}

/// A sign-in is for one place.
void RtspSession::follow(const RtspAnswer& answer, const std::string& method)
{
    if (++redirects_ > ceiling::redirects)
        throw Error(Cause::broken_data, method + ": it sends us on again and again");
    Address to;
    try {
        to = parse_address(answer.header("location"));
    } catch (const Error&) {
        throw Error(Cause::broken_data, method + ": it sends us on to what is no address");
    }
    if (!to.is_rtsp())
        throw Error(Cause::broken_data, method + ": it sends us on to what is no address of RTSP");
    if (address_.scheme == "rtsps" && to.scheme != "rtsps")
        throw Error(Cause::broken_data, method + ": it sends us on from a secured line to an open one");
    const bool has_sign_in = !address_.user.empty() || !address_.password.empty();
    const bool is_same_host = to.host == address_.host || to.host == numeric_host_;
    if (has_sign_in && !(is_same_host && to.port == address_.port))
        throw Error(Cause::broken_data, method + ": it sends us on to another host, and a sign-in is for one host");
    to.user = address_.user, to.password = address_.password;
    to.fingerprint = is_same_host ? address_.fingerprint : std::string();
    if (!is_same_host)
        numeric_host_.clear();
    address_ = std::move(to);
    challenge_ = {};
    dial();
}

std::string RtspSession::request_for(const std::string& method, const std::string& url)
{
    RtspRequest request{.method = method, .url = url, .sequence = ++sequence_};
    if (!session_.empty())
        request.more = "Session: " + session_ + "\r\n";
    if (challenge_.status == 401) {
        request.uses = ++signed_;
        request.authorization = sign_in(challenge_, request, address_.user, address_.password, client_nonce());
    }
    return text_of(request);
}

/// Signed in as far as it asks for that, on a new line where it hangs up behind its 401.
RtspAnswer RtspSession::talk(const std::string& method, const std::string& url, const std::string& more)
{
    constexpr int most_lines = 2;
    bool is_new_line = false;
    for (int lines = 0;;) {
        RtspRequest request{.method = method, .url = url, .more = more};
        if (!session_.empty())
            request.more += "Session: " + session_ + "\r\n";
        if (challenge_.status == 401) {
            request.uses = ++signed_;
            request.authorization = sign_in(challenge_, request, address_.user, address_.password, client_nonce());
            if (request.authorization.empty())
                throw Error(Cause::sign_in_kind, method + ": no known way to sign in");
        }
        const bool is_signed = !request.authorization.empty();
        RtspAnswer answer;
        try {
            answer = talk_once(std::move(request));
        } catch (const Error& error) {
            if (error.cause != Cause::ended || !is_guarded_ || !session_.empty() || ++lines > most_lines)
                throw;
            dial();
            is_new_line = true;
            continue;
        }
        if (answer.status != 401)
            return answer;
        if (address_.user.empty() && address_.password.empty())
            throw Error(Cause::wrong_password, method + ": a password is asked for and none is known");
        // Asking again and again locks accounts; only a nonce that is old, or was another line's, is no answer.
        if (is_signed && !is_stale(answer) && !is_new_line)
            return answer;
        if (is_signed && !is_new_line && ++stale_ > 2)
            return answer;
        is_new_line = false;
        is_guarded_ = true;
        challenge_ = std::move(answer);
        signed_ = 0;
    }
}

RtspAnswer RtspSession::talk_once(RtspRequest request)
{
    request.sequence = ++sequence_;
    line_->send(text_of(request), order_.limits.answer);
    const Time end = steady_clock::now() + order_.limits.answer;
    for (;;) {
        while (auto part = arrived_.take()) {
            if (auto* packet = std::get_if<RtspPacket>(&*part)) {
                if (early_.size() < 256)
                    early_.push_back(std::move(*packet));
            } else if (auto* answer = std::get_if<RtspAnswer>(&*part)) {
                has_heard_ = true;
                return std::move(*answer);
            }
        }
        // The first bytes tell whether it is RTSP at all.
        if (!has_heard_ && arrived_.size() > 0 && !looks_like_rtsp(arrived_.rest()))
            throw Error(Cause::not_rtsp, request.method + ": the answer is not RTSP");
        const auto left = std::chrono::duration_cast<milliseconds>(end - steady_clock::now());
        const std::string more = line_->receive(std::max(left, milliseconds(1)));
        if (more.empty())
            throw Error(Cause::ended, request.method + ": the other side hung up");
        if (!has_heard_ && arrived_.size() == 0 && !looks_like_rtsp(more))
            throw Error(Cause::not_rtsp, request.method + ": the answer is not RTSP");
        arrived_.put(more);
        if (static_cast<std::int64_t>(arrived_.size()) > ceiling::description)
            throw Error(Cause::not_rtsp, request.method + ": the answer is not RTSP");
    }
}

void RtspSession::set_up(const RtspMedia& media, int channel)
{
    const std::string url = control_url(base_, media.control);
    const RtspAnswer answer =
        talk("SETUP", url, "Transport: RTP/AVP/TCP;unicast;interleaved=" + std::to_string(channel) + "-" + std::to_string(channel + 1) + "\r\n");
    if (!is_good(answer))
        fail("SETUP", answer);
    if (const std::string session = answer.header("session"); !session.empty()) {
        session_ = session.substr(0, session.find(';'));
        constexpr int usual_s = 60, least_s = 10;
        keep_alive_each_ = seconds(std::max(least_s, number_behind(session, "timeout=", usual_s)) / 2);
    }
    channels_.push_back({number_behind(answer.header("transport"), "interleaved=", channel), media.payload_type});
    played_ += media.text;
}

bool RtspSession::play(bool with_sound)
{
    const RtspDescription description = parse_description(description_);
    const auto find = [&](const char* kind) { return std::ranges::find(description.media, kind, &RtspMedia::kind); };
    const auto video = find("video"), audio = find("audio");
    if (video == description.media.end())
        throw Error(Cause::unsupported, "DESCRIBE: there is no video in it");
    played_ = description.head;
    if (description.control.find("://") != std::string::npos)
        base_ = description.control;
    early_.clear();
    try {
        set_up(*video, 0);
    } catch (const Error& error) {
        if (error.cause == Cause::unsupported)
            return false;
        // It may have hung up while our turn was waited for.
        if (error.cause != Cause::ended || !session_.empty())
            throw;
        dial();
        describe();
        played_ = description.head;
        set_up(*video, 0);
    }
    if (with_sound && audio != description.media.end())
        set_up(*audio, 2);
    const RtspAnswer answer = talk("PLAY", base_, "Range: npt=0.000-\r\n");
    if (!is_good(answer))
        fail("PLAY", answer);
    kept_alive_ = steady_clock::now();
    return true;
}

/// To a request of ours that nobody waits for.
void RtspSession::take(const RtspAnswer& answer)
{
    if (answer.status != 401 || (address_.user.empty() && address_.password.empty()) || signed_ > 1000)
        return;
    challenge_ = answer; // its nonce is old; the next one is signed anew, at once
    signed_ = 0;
    if (++refusals_ < 3)
        kept_alive_ = {};
}

void RtspSession::keep_alive()
{
    const Time now = steady_clock::now();
    if (now - kept_alive_ < keep_alive_each_)
        return;
    kept_alive_ = now;
    line_->send(request_for(has_parameters_ ? "GET_PARAMETER" : "OPTIONS", base_), order_.limits.answer);
}

std::string RtspSession::receive()
{
    while (!early_.empty()) {
        RtspPacket packet = std::move(early_.front());
        early_.erase(early_.begin());
        if (accept(packet))
            return std::move(packet.bytes);
    }
    const Time begin = steady_clock::now();
    for (;;) {
        keep_alive();
        while (auto part = arrived_.take()) {
            if (auto* packet = std::get_if<RtspPacket>(&*part)) {
                if (accept(*packet))
                    return std::move(packet->bytes);
            } else if (const auto* answer = std::get_if<RtspAnswer>(&*part)) {
                if (answer->status < 300)
                    refusals_ = 0;
                take(*answer);
            } else if (const auto* demand = std::get_if<RtspDemand>(&*part)) {
                line_->send("RTSP/1.0 200 OK\r\nCSeq: " + demand->sequence + "\r\n\r\n", order_.limits.answer);
            }
        }
        const Time now = steady_clock::now();
        if (now - begin > rtsp_silence)
            throw Error(Cause::no_answer, "receive: nothing comes");
        const auto until = std::min(begin + rtsp_silence, kept_alive_ + keep_alive_each_) - now;
        std::string more;
        try {
            more = line_->receive(std::max(milliseconds(1), std::chrono::duration_cast<milliseconds>(until)));
        } catch (const Error& error) {
            if (error.cause != Cause::no_answer)
                throw;
            continue;
        }
        if (more.empty())
            return {};
        arrived_.put(more);
    }
}

/// RTP is known by its version. A camera that sends on a channel of its own mind is understood where there is but one stream, and its type is what the
/// description says.
bool RtspSession::accept(RtspPacket& packet) const
{
    constexpr std::size_t least = 8;
    if (packet.bytes.size() < least || (static_cast<unsigned char>(packet.bytes[0]) >> 6) != 2)
        return false;
    const int type = static_cast<unsigned char>(packet.bytes[1]);
    const bool is_report = type >= 200 && type <= 207;
    const auto of = std::ranges::find_if(channels_, [&](const Channel& channel) { return packet.channel == channel.number || packet.channel == channel.number + 1; });
    if (of == channels_.end() && channels_.size() != 1)
        return false;
    const Channel& channel = of == channels_.end() ? channels_.front() : *of;
    if (!is_report && channel.payload_type >= 0)
        packet.bytes[1] = static_cast<char>((type & 0x80) | channel.payload_type);
    return true;
}

void RtspSession::send_report(const std::string& packet)
{
    if (channels_.empty() || packet.empty() || packet.size() > 0xffff)
        return;
    const char head[] = {'$', static_cast<char>(channels_.front().number + 1), static_cast<char>(packet.size() >> 8), static_cast<char>(packet.size() & 0xff)};
    line_->send(std::string(head, sizeof head) + packet, order_.limits.answer);
}

Dialled dial_rtsp(const Address& address, const DialOrder& order)
{
    auto session = std::make_shared<RtspSession>(address, order);
    return {.numeric_host = session->numeric_host(), .session = session, .description = session->description()};
}

}
