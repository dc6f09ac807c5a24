#include "video/dial/http.h"

#include "video/answer_cause.h"
#include "video/ceilings.h"
#include "video/error.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace video {
namespace {

bool sends_on(int status) { return status == 301 || status == 302 || status == 303 || status == 307 || status == 308; }

[[noreturn]] void fail(const RtspAnswer& answer)
{
    throw Error(cause_of_status(Family::http, answer.status), "HTTP: " + std::to_string(answer.status) + " " + answer.reason);
}

std::string range_of(std::int64_t from, std::int64_t end) { return "Range: bytes=" + std::to_string(from) + "-" + (end > from ? std::to_string(end - 1) : std::string()) + "\r\n"; }

std::string text_of(const Address& to, const RtspRequest& request, const std::string& more)
{
    const std::string host = to.host.find(':') == std::string::npos ? to.host : "[" + to.host + "]";
    std::string text = request.method + " " + request.url + " HTTP/1.1\r\nHost: " + host + ":" + std::to_string(to.port) +
                       "\r\nUser-Agent: Gridwatch\r\nAccept: */*\r\nConnection: close\r\n" + more;
    if (!request.authorization.empty())
        text += "Authorization: " + request.authorization + "\r\n";
    return text + "\r\n";
}

}

HttpBody::HttpBody(HttpOrder order) : order_(std::move(order)), location_(order_.address) { ask(order_.from); }

void HttpBody::ask(std::int64_t from)
{
    for (int redirects = 0;;) {
        const RtspAnswer answer = talk(location_, from);
        if (!sends_on(answer.status))
            return take(answer, from);
        if (++redirects > ceiling::redirects)
            throw Error(Cause::broken_data, "it sends us on again and again");
        location_ = sent_on(location_, answer.header("location"));
    }
}

RtspAnswer HttpBody::talk(const Address& to, std::int64_t from)
{
    const bool is_own = is_same_place(to, order_.own);
    Address place = to;
    place.fingerprint = is_own ? order_.own.fingerprint : std::string();
    const Address& own = order_.own;
    RtspRequest request{.method = "GET", .url = request_target(to)};
    // A server may answer the first signed request with a fresh nonce.
    constexpr int most_tries = 3;
    for (int attempt = 1;; ++attempt) {
        line_.reset(); // some small servers speak with one client at a time
        arrived_.clear();
        line_ = reach(place, {.limits = order_.limits, .interrupted = order_.interrupted}, is_own ? order_.numeric_host : std::string()).connection;
        line_->send(text_of(to, request, (order_.in_parts ? range_of(from, order_.to) : std::string()) + order_.more), order_.limits.answer);
        RtspAnswer answer = receive_head();
        const bool knows = is_own && !(own.user.empty() && own.password.empty());
        if (answer.status != 401 || !knows || attempt == most_tries || (attempt > 1 && !is_stale(answer)))
            return answer;
        request.authorization = sign_in(answer, request, own.user, own.password, client_nonce());
        if (request.authorization.empty())
            throw Error(Cause::sign_in_kind, "HTTP: no known way to sign in");
    }
}

RtspAnswer HttpBody::receive_head()
{
    constexpr std::size_t longest = 64 << 10;
    for (;;) {
        if (auto head = parse_http_head(arrived_)) {
            arrived_.erase(0, head->bytes);
            if (head->answer.status >= 100 && head->answer.status < 200)
                continue; // an answer before the answer
            return std::move(head->answer);
        }
        const std::string more = line_->receive(order_.limits.answer);
        if (more.empty())
            throw Error(Cause::ended, "HTTP: the other side hung up");
        arrived_ += more;
        if (!looks_like_http(arrived_) || arrived_.size() > longest)
            throw Error(Cause::not_rtsp, "HTTP: the answer is not HTTP");
    }
}

void HttpBody::take(const RtspAnswer& answer, std::int64_t from)
{
    constexpr int part = 206, unchanged = 304;
    head_ = answer;
    if (answer.status == unchanged && !order_.more.empty()) {
        is_over_ = true;
        return;
    }
    if (answer.status < 200 || answer.status > 299)
        fail(answer);
    if (from > 0 && answer.status != part)
        throw Error(Cause::other, "HTTP: it begins at the beginning only");
    type_ = answer.header("content-type");
    chunks_.reset();
    left_ = -1;
    if (answer.header("transfer-encoding").find("chunked") != std::string::npos)
        chunks_.emplace();
    else if (const std::string length = answer.header("content-length"); !length.empty())
        std::from_chars(length.data(), length.data() + length.size(), left_);
    left_ = std::max<std::int64_t>(left_, -1);
    const std::int64_t whole = whole_of_range(answer.header("content-range"));
    size_ = answer.status == part && whole >= 0 ? whole : left_ >= 0 ? from + left_ : -1;
    can_seek_ = size_ >= 0 && (answer.status == part || answer.header("accept-ranges").find("bytes") != std::string::npos);
    at_ = from;
    is_over_ = left_ == 0;
}

bool HttpBody::receive_more()
{
    if (is_over_)
        return false;
    if (arrived_.empty())
        arrived_ = line_->receive(order_.silence);
    if (arrived_.empty() || left_ == 0) {
        is_over_ = true;
        return false;
    }
    if (chunks_) {
        body_ = chunks_->feed(arrived_);
        is_over_ = chunks_->is_over();
    } else {
        if (left_ > 0) {
            arrived_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(arrived_.size(), static_cast<std::uint64_t>(left_))));
            left_ -= static_cast<std::int64_t>(arrived_.size());
            is_over_ = left_ == 0;
        }
        body_ = arrived_;
    }
    body_at_ = 0;
    arrived_.clear();
    return true;
}

void HttpBody::ask_while_waiting(std::function<bool()> interrupted)
{
    order_.interrupted = interrupted;
    if (line_)
        line_->ask(std::move(interrupted));
}

std::string_view HttpBody::peek(std::size_t most)
{
    body_.erase(0, std::exchange(body_at_, 0));
    while (body_.size() < most) {
        std::string before = std::move(body_);
        const bool has_more = receive_more();
        body_ = has_more ? before + body_ : std::move(before);
        if (!has_more)
            break;
    }
    return std::string_view(body_).substr(0, most);
}

std::size_t HttpBody::read(char* bytes, std::size_t most)
{
    if (is_to_be_asked_) {
        is_to_be_asked_ = false;
        const bool is_at_end = size_ >= 0 && at_ >= size_;
        is_at_end ? void(is_over_ = true) : ask(at_);
    }
    while (body_at_ == body_.size())
        if (!receive_more())
            return 0;
    const std::size_t count = std::min(most, body_.size() - body_at_);
    std::memcpy(bytes, body_.data() + body_at_, count);
    body_at_ += count;
    at_ += static_cast<std::int64_t>(count);
    return count;
}

void HttpBody::seek(std::int64_t to)
{
    if (to == at_ && !is_to_be_asked_)
        return;
    line_.reset();
    arrived_.clear(), body_.clear();
    body_at_ = 0;
    at_ = to;
    is_to_be_asked_ = true;
}

}
