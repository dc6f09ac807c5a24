#include "video/stream/http_pictures.h"

#include "video/ceilings.h"
#include "video/content_hash.h"
#include "video/error.h"

extern "C" {
#include <libavcodec/codec_par.h>
#include <libavcodec/packet.h>
}

#include <algorithm>
#include <cctype>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <new>
#include <thread>

namespace video {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

std::string folded(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// "Sun, 06 Nov 1994 08:49:37 GMT"; empty: it is none.
std::optional<std::time_t> date_of(const std::string& text)
{
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    std::tm time{};
    char month[4] = "";
    if (std::sscanf(text.c_str(), "%*3c, %2d %3s %4d %2d:%2d:%2d", &time.tm_mday, month, &time.tm_year, &time.tm_hour, &time.tm_min, &time.tm_sec) != 6)
        return std::nullopt;
    const auto at = months.find(month);
    if (at == std::string_view::npos || at % 3 != 0)
        return std::nullopt;
    time.tm_mon = static_cast<int>(at / 3);
    time.tm_year -= 1900;
    return ::timegm(&time);
}

std::optional<std::int64_t> seconds_behind(const std::string& text, std::string_view name)
{
    const auto at = text.find(name);
    std::int64_t value = 0;
    if (at == std::string::npos)
        return std::nullopt;
    const auto parsed = std::from_chars(text.data() + at + name.size(), text.data() + text.size(), value);
    return parsed.ec == std::errc() && value >= 0 ? std::optional(value) : std::nullopt;
}

}

BodyKind body_kind(std::string_view type, std::string_view begin)
{
    const std::string said = folded(type), head = folded(begin.substr(std::min(begin.find_first_not_of(" \t\r\n"), begin.size())));
    if (said.starts_with("multipart/"))
        return BodyKind::parts;
    if (begin.starts_with("\xff\xd8\xff"))
        return BodyKind::picture;
    if (begin.starts_with("#EXTM3U"))
        return BodyKind::list;
    if (said.starts_with("text/html") || said.starts_with("application/xhtml") || head.starts_with("<!doctype html") || head.starts_with("<html"))
        return BodyKind::page;
    return BodyKind::other;
}

bool is_login_page(std::string_view page)
{
    const std::string text = folded(page);
    return std::ranges::any_of(std::array{"type=\"password\"", "type='password'", "type=password", "log in", "login", "sign in", "signin", "登录", "登陆"},
                               [&](const char* word) { return text.find(word) != std::string::npos; });
}

StillTimes still_times(const RtspAnswer& head)
{
    constexpr std::int64_t oldest_s = 24 * 3600;
    StillTimes times;
    std::int64_t age_s = seconds_behind(head.header("age"), "").value_or(0);
    const auto date = date_of(head.header("date")), modified = date_of(head.header("last-modified"));
    if (date && modified && *date >= *modified)
        age_s = std::max<std::int64_t>(age_s, *date - *modified);
    if (age_s <= oldest_s) // else it tells of a file, not of a picture
        times.age = seconds(age_s);
    const std::string keep = folded(head.header("cache-control"));
    if (const auto most = seconds_behind(keep, "max-age="))
        times.keep = seconds(std::min<std::int64_t>(*most, oldest_s));
    else if (keep.find("no-cache") != std::string::npos || keep.find("no-store") != std::string::npos)
        times.keep = seconds(0);
    else if (const auto until = date_of(head.header("expires")); until && date)
        times.keep = seconds(std::clamp<std::int64_t>(*until - *date, 0, oldest_s));
    return times;
}

milliseconds still_pace(const std::optional<milliseconds>& keep, const StillLimits& limits) { return std::clamp(keep.value_or(limits.usual), limits.least, limits.most); }

void HttpPictures::FreeParameters::operator()(AVCodecParameters* parameters) const noexcept { avcodec_parameters_free(&parameters); }

HttpPictures::HttpPictures(std::unique_ptr<HttpBody> body, HttpAccess access, std::function<bool()> interrupted, StillLimits limits)
    : body_(std::move(body)), access_(std::move(access)), interrupted_(std::move(interrupted)), limits_(limits), codec_(avcodec_parameters_alloc()), begun_(steady_clock::now())
{
    if (!codec_)
        throw std::bad_alloc();
    codec_->codec_type = AVMEDIA_TYPE_VIDEO;
    codec_->codec_id = AV_CODEC_ID_MJPEG;
    asked_ = begun_;
    is_still_ = body_kind(body_->type(), {}) != BodyKind::parts; // until a second one comes
    take_head();
}

HttpPictures::~HttpPictures() = default;

void HttpPictures::take_head()
{
    told_ = still_times(body_->head());
    etag_ = body_->head().header("etag");
    modified_ = body_->head().header("last-modified");
}

/// The next picture of this answer; empty at its end.
std::optional<std::string> HttpPictures::next()
{
    constexpr std::size_t longest_prelude = 1 << 20;
    std::size_t prelude = 0;
    for (;;) {
        if (auto picture = parts_.take())
            return picture;
        if (static_cast<std::int64_t>(parts_.size()) > ceiling::packet)
            throw Error(Cause::broken_data, "read: a coded picture is larger than any camera's");
        char bytes[16384];
        const std::size_t got = body_->read(bytes, sizeof bytes);
        if (got == 0)
            return std::nullopt;
        parts_.put({bytes, got});
        prelude = parts_.has_begun() ? 0 : prelude + got;
        if (prelude > longest_prelude)
            throw Error(Cause::unsupported, "read: there is no JPEG in it");
    }
}

bool HttpPictures::read(AVPacket& packet)
{
    av_packet_unref(&packet);
    std::optional<std::string> picture;
    try {
        if (body_)
            picture = next();
        if (!picture) {
            // One picture and the end: it is asked for again. More of them, or parts: the other side ended it.
            if (body_ && !is_still_ && (given_ != 1 || body_kind(body_->type(), {}) == BodyKind::parts))
                return false;
            if (body_ && given_ == 0)
                throw Error(Cause::broken_data, "read: there is no whole picture in it");
            is_still_ = true;
            picture = ask_until_new();
        }
    } catch (const Error& error) {
        throw Error(error.cause == Cause::stopped ? Cause::no_answer : error.cause, std::string("read: ") + error.what());
    }
    ++given_;
    if (given_ > 1 && body_)
        is_still_ = false;
    const Time now = steady_clock::now();
    const std::uint64_t mark = content_hash(picture->data(), picture->size());
    if (mark_ != 0 && renewed_ != Time{})
        usual_ = std::chrono::duration_cast<milliseconds>(now - arrived_);
    mark_ = mark;
    arrived_ = now;
    renewed_ = now - told_.age;
    check(av_new_packet(&packet, static_cast<int>(picture->size())), "read");
    std::memcpy(packet.data, picture->data(), picture->size());
    packet.flags |= AV_PKT_FLAG_KEY;
    return true;
}

void HttpPictures::wait(Time until) const
{
    constexpr milliseconds step{100};
    for (Time now = steady_clock::now(); now < until; now = steady_clock::now()) {
        if (interrupted_ && interrupted_())
            throw Error(Cause::stopped, "stopped");
        std::this_thread::sleep_for(std::min<steady_clock::duration>(until - now, step));
    }
}

/// Once more; empty: it is as it was.
std::optional<std::string> HttpPictures::ask()
{
    std::string more;
    if (!etag_.empty())
        more += "If-None-Match: " + etag_ + "\r\n";
    if (!modified_.empty())
        more += "If-Modified-Since: " + modified_ + "\r\n";
    parts_ = {};
    body_ = std::make_unique<HttpBody>(HttpOrder{.address = access_.address,
                                                 .own = access_.address,
                                                 .numeric_host = access_.numeric_host,
                                                 .in_parts = false,
                                                 .more = std::move(more),
                                                 .interrupted = interrupted_});
    if (body_->is_unchanged())
        return std::nullopt;
    auto picture = next();
    if (!picture)
        throw Error(Cause::broken_data, "there is no whole picture in it");
    take_head();
    if (content_hash(picture->data(), picture->size()) == mark_)
        return std::nullopt;
    return picture;
}

/// At an even pace; one asking that fails is passed over.
std::string HttpPictures::ask_until_new()
{
    for (;;) {
        body_.reset();
        wait(asked_ + still_pace(told_.keep, limits_));
        asked_ = steady_clock::now();
        try {
            auto picture = ask();
            failures_ = 0;
            if (!picture)
                continue;
            body_.reset();
            return std::move(*picture);
        } catch (const Error& error) {
            constexpr int most_failures = 2;
            const bool is_final = error.cause == Cause::stopped || error.cause == Cause::wrong_password || error.cause == Cause::certificate;
            if (is_final || ++failures_ >= most_failures)
                throw;
        }
    }
}

std::optional<Freshness> HttpPictures::freshness() const
{
    if (!is_still_ || mark_ == 0)
        return std::nullopt;
    const milliseconds every = still_pace(told_.keep, limits_);
    return Freshness{.mark = mark_, .renewed = renewed_, .every = every, .patience = std::max<milliseconds>({limits_.patience, 3 * every, 3 * usual_})};
}

PacketTimes HttpPictures::times(const AVPacket&) const
{
    const auto since = std::chrono::duration_cast<microseconds>(arrived_ - begun_);
    return {since, since};
}

}
