#include "video/stream/source_guard.h"

#include "video/ceilings.h"
#include "video/dial/address.h"
#include "video/dial/http.h"
#include "video/stream/piece_cipher.h"
#include "video/stream/playlist.h"

extern "C" {
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

namespace video {
namespace {

constexpr std::string_view list_begin = "#EXTM3U"; // the only first line with which the library takes it for one

constexpr int buffer_bytes = 32 << 10;

/// What the library asks an input for by name, as it asks its own (FFmpeg's options): where it came from, what it is said to be.
struct Told {
    const AVClass* of;
    char *location, *mime_type;
};

constexpr AVOption told_options[] = {
    {"location", nullptr, offsetof(Told, location), AV_OPT_TYPE_STRING, {.str = nullptr}, 0, 0, AV_OPT_FLAG_EXPORT | AV_OPT_FLAG_READONLY, nullptr},
    {"mime_type", nullptr, offsetof(Told, mime_type), AV_OPT_TYPE_STRING, {.str = nullptr}, 0, 0, AV_OPT_FLAG_EXPORT | AV_OPT_FLAG_READONLY, nullptr},
    {}};

AVClass class_named(const char* name)
{
    AVClass made{};
    made.class_name = name;
    made.item_name = av_default_item_name;
    made.version = LIBAVUTIL_VERSION_INT;
    return made;
}

const AVClass* told_class()
{
    static const AVClass of = [] {
        AVClass made = class_named("answer");
        made.option = told_options;
        return made;
    }();
    return &of;
}

std::string option_of(AVDictionary* options, const char* name)
{
    const AVDictionaryEntry* entry = av_dict_get(options, name, nullptr, 0);
    return entry && entry->value ? entry->value : "";
}

std::int64_t number_of(AVDictionary* options, const char* name, std::int64_t otherwise)
{
    const std::string text = option_of(options, name);
    return text.empty() ? otherwise : std::strtoll(text.c_str(), nullptr, 10);
}

std::string host_of(const Address& address) { return address.host + ":" + std::to_string(address.port); }

}

/// An input that is read through us: one that the library opened for itself, or one that we fetch.
struct SourceGuard::Limited {
    explicit Limited(SourceGuard& of) : guard(of) {}
    ~Limited()
    {
        end_list();
        if (outer) {
            av_freep(&outer->buffer);
            avio_context_free(&outer);
        }
    }
    Limited(const Limited&) = delete;
    Limited& operator=(const Limited&) = delete;

    SourceGuard& guard;
    AVIOContext *inner = nullptr, *outer = nullptr;
    std::shared_ptr<HttpBody> http; // in place of `inner`
    std::optional<PieceCipher> cipher;
    std::string plain; // of an encrypted piece, not yet read
    Told told{told_class(), nullptr, nullptr};
    std::string location, type; // what `told` points to
    std::int64_t read = 0;
    std::string head; // its first bytes, until they tell what it is
    std::string list; // all of it, where it is one

    bool is_list() const { return head.starts_with(list_begin); }

    /// False: there is no memory.
    bool open()
    {
        auto* buffer = static_cast<std::uint8_t*>(av_malloc(buffer_bytes));
        outer = buffer ? avio_alloc_context(buffer, buffer_bytes, 0, this, take, nullptr, go_to) : nullptr;
        if (!outer) {
            av_free(buffer);
            return false;
        }
        outer->seekable = inner ? inner->seekable : http && http->can_seek() && !cipher ? AVIO_SEEKABLE_NORMAL : 0;
        if (http) {
            location = http->location().url(), type = http->type();
            told.location = location.data(), told.mime_type = type.data();
            outer->av_class = input_class();
        }
        return true;
    }

    /// Bytes, 0 at the end; below 0: an error of the library's.
    int take_some(std::uint8_t* bytes, int most)
    {
        if (!http)
            return avio_read_partial(inner, bytes, most);
        auto* to = reinterpret_cast<char*>(bytes);
        if (!cipher)
            return static_cast<int>(http->read(to, static_cast<std::size_t>(most)));
        while (plain.empty()) {
            char coded[4096];
            const std::size_t got = http->read(coded, sizeof coded);
            plain = got ? cipher->feed({coded, got}) : cipher->finish();
            if (!got && plain.empty())
                return 0;
        }
        const std::size_t count = std::min(plain.size(), static_cast<std::size_t>(most));
        std::memcpy(to, plain.data(), count);
        plain.erase(0, count);
        return static_cast<int>(count);
    }

    static int take(void* opaque, std::uint8_t* bytes, int most) noexcept
    {
        auto& self = *static_cast<Limited*>(opaque);
        int got = 0;
        try {
            got = self.take_some(bytes, most);
        } catch (const Error& error) {
            return self.guard.note(error);
        } catch (...) {
            return AVERROR(ENOMEM);
        }
        if (got <= 0) {
            self.end_list();
            return got == 0 ? AVERROR_EOF : got;
        }
        self.read += got;
        if (self.head.size() < list_begin.size())
            self.head.append(reinterpret_cast<const char*>(bytes), std::min<std::size_t>(static_cast<std::size_t>(got), list_begin.size() - self.head.size()));
        if (!self.is_list())
            return got;
        if (self.read <= ceiling::playlist) {
            self.keep_list(bytes, static_cast<std::size_t>(got));
            return got;
        }
        self.guard.refused_ = "its list of pieces is longer than a mebibyte";
        return AVERROR_INVALIDDATA;
    }

    void keep_list(const std::uint8_t* bytes, std::size_t count) noexcept
    {
        try {
            if (list.empty())
                list = head.substr(0, static_cast<std::size_t>(read) - count); // what came before it was known as one
            list.append(reinterpret_cast<const char*>(bytes), count);
        } catch (...) {
            list.clear(); // nothing is known of it then
        }
    }
    void end_list() noexcept
    {
        try {
            if (!list.empty())
                guard.take_list(location, list);
            list.clear();
        } catch (...) {
        }
    }

    static std::int64_t go_to(void* opaque, std::int64_t at, int whence) noexcept
    {
        auto& self = *static_cast<Limited*>(opaque);
        whence &= ~AVSEEK_FORCE;
        if (!self.http)
            return whence == AVSEEK_SIZE ? avio_size(self.inner) : avio_seek(self.inner, at, whence);
        HttpBody& http = *self.http;
        if (whence == AVSEEK_SIZE)
            return http.size() >= 0 && !self.cipher ? http.size() : AVERROR(ENOSYS);
        if (!http.can_seek() || self.cipher)
            return AVERROR(ENOSYS);
        const std::int64_t to = whence == SEEK_CUR ? http.at() + at : whence == SEEK_END ? http.size() + at : at;
        if (to < 0 || to > http.size())
            return AVERROR(EINVAL);
        http.seek(to);
        return to;
    }

    static const AVClass* input_class()
    {
        static const AVClass of = [] {
            AVClass made = class_named("input");
            made.child_next = [](void* io, void* before) -> void* { return before ? nullptr : &static_cast<Limited*>(static_cast<AVIOContext*>(io)->opaque)->told; };
            return made;
        }();
        return &of;
    }
};

SourceGuard::SourceGuard(const std::string& url, std::function<bool()> interrupted) : interrupted_(std::move(interrupted))
{
    try {
        const Address address = parse_address(url);
        host_ = host_of(address);
        has_sign_in_ = !address.user.empty() || !address.password.empty();
    } catch (const Error&) {
        host_.clear(); // a file's name; it leads nowhere
    }
}

SourceGuard::~SourceGuard() = default;

void SourceGuard::watch(AVFormatContext& format)
{
    format_ = &format;
    format.opaque = this;
    format.interrupt_callback = {[](void* self) { return static_cast<SourceGuard*>(self)->must_let_go() ? 1 : 0; }, this};
    library_open_ = format.io_open;
    format.io_open = [](AVFormatContext* asked, AVIOContext** io, const char* url, int flags, AVDictionary** options) {
        return static_cast<SourceGuard*>(asked->opaque)->open(asked, io, url, flags, options);
    };
    format.io_close2 = [](AVFormatContext* asked, AVIOContext* io) { return static_cast<SourceGuard*>(asked->opaque)->close(io); };
}

bool SourceGuard::must_let_go() noexcept
{
    try {
        if (refused_.empty() && format_) {
            look_where_it_leads();
            look_at_first_list();
        }
        return !refused_.empty() || (interrupted_ && interrupted_());
    } catch (...) {
        return true;
    }
}

/// RTSP: the library puts another address into the format when it is sent on, a new text each time, and dials that next.
void SourceGuard::look_where_it_leads()
{
    if (host_.empty() || !format_->url || format_->url == led_to_)
        return;
    const bool is_first = !led_to_;
    led_to_ = format_->url;
    if (is_first)
        return;
    std::string host;
    try {
        host = host_of(parse_address(std::string(led_to_)));
    } catch (const Error&) {
        refused_ = "it sends us on to what is no address";
        return;
    }
    if (++redirects_ > ceiling::redirects)
        refused_ = "it sends us on again and again";
    else if (has_sign_in_ && host != host_)
        refused_ = "it sends us on to another host, and a sign-in is for one host";
}

void SourceGuard::look_at_first_list()
{
    if (!is_open_ && format_->iformat && std::strcmp(format_->iformat->name, "hls") == 0 && format_->pb && format_->pb->bytes_read > ceiling::playlist)
        refused_ = "its list of pieces is longer than a mebibyte";
}

/// What became of a line, as the library's number; the words are kept.
int SourceGuard::note(const Error& error) noexcept
{
    if (error.cause == Cause::stopped)
        return AVERROR_EXIT;
    try {
        if (error.cause == Cause::broken_data)
            refused_ = error.what();
        trouble_ = error;
    } catch (...) {
        return AVERROR(ENOMEM);
    }
    return error.cause == Cause::no_answer ? AVERROR(ETIMEDOUT) : error.cause == Cause::ended ? AVERROR(ECONNRESET) : AVERROR(EIO);
}

/// The sign-in is for the place that was dialled; pieces elsewhere are asked for without.
std::unique_ptr<SourceGuard::Limited> SourceGuard::fetch(const std::string& url, AVDictionary* options)
{
    constexpr std::string_view encrypted[] = {"crypto+", "crypto:"};
    auto input = std::make_unique<Limited>(*this);
    std::string address = url;
    for (const std::string_view prefix : encrypted)
        if (url.starts_with(prefix)) {
            address = url.substr(prefix.size());
            input->cipher.emplace(option_of(options, "key"), option_of(options, "iv"));
        }
    input->http = std::make_shared<HttpBody>(HttpOrder{.address = parse_address(address),
                                  .own = http_->address,
                                  .numeric_host = http_->numeric_host,
                                  .from = std::max<std::int64_t>(0, number_of(options, "offset", 0)),
                                  .to = number_of(options, "end_offset", -1),
                                  .interrupted = [this] { return must_let_go(); }});
    if (!input->open())
        throw std::bad_alloc();
    trouble_.reset();
    return input;
}

std::string SourceGuard::open_http(AVFormatContext& format, const HttpAccess& access)
{
    http_ = access;
    std::unique_ptr<Limited> input;
    if (http_->opened) {
        input = std::make_unique<Limited>(*this);
        input->http = std::move(http_->opened);
        input->http->ask_while_waiting([this] { return must_let_go(); });
        if (!input->open())
            throw std::bad_alloc();
    } else {
        input = fetch(access.address.url(), nullptr);
    }
    format.pb = input->outer;
    format.flags |= AVFMT_FLAG_CUSTOM_IO; // the library does not close it
    inputs_.push_back(std::move(input));
    return inputs_.back()->location;
}

void SourceGuard::take_list(const std::string& address, std::string_view text)
{
    const auto news = parse_playlist(text);
    if (!news)
        return;
    auto [at, is_new] = ends_.try_emplace(address, news->end);
    if (is_new && ends_.size() > 64)
        ends_.erase(at); // an address of its own each time
    else if (!is_new && at->second != news->end)
        lists_.renewed = std::chrono::steady_clock::now(), at->second = news->end;
    if (!lists_.has_come)
        lists_.renewed = std::chrono::steady_clock::now();
    lists_.has_come = true;
    lists_.is_over = news->is_over;
    lists_.end = std::max(lists_.end, news->end);
    lists_.piece_s = news->piece_s, lists_.tail_s = news->tail_s;
}

int SourceGuard::open(AVFormatContext* format, AVIOContext** io, const char* url, int flags, AVDictionary** options)
{
    const std::string_view address = url;
    const bool is_http = address.starts_with("http:") || address.starts_with("https:") || address.starts_with("crypto+http") || address.starts_with("crypto:http");
    if (http_ && is_http) {
        try {
            inputs_.push_back(fetch(url, options ? *options : nullptr));
            *io = inputs_.back()->outer;
            return 0;
        } catch (const Error& error) {
            return note(error);
        } catch (...) {
            return AVERROR(ENOMEM);
        }
    }
    const bool is_first = io == &format->pb; // the input itself: as the library wants it
    const int result = library_open_(format, io, url, flags, options);
    if (result < 0 || is_first || !*io)
        return result;
    auto limited = std::make_unique<Limited>(*this);
    limited->inner = *io;
    if (!limited->open()) {
        avio_closep(io);
        return AVERROR(ENOMEM);
    }
    *io = limited->outer;
    inputs_.push_back(std::move(limited));
    return result;
}

int SourceGuard::close(AVIOContext* io)
{
    const auto at = std::ranges::find_if(inputs_, [&](const auto& one) { return one->outer == io; });
    if (at == inputs_.end())
        return avio_close(io);
    const int result = (*at)->inner ? avio_close((*at)->inner) : 0;
    inputs_.erase(at);
    return result;
}

}
