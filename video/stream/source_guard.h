#pragma once
// What a source may make the library take and where it may send it: how long lists of pieces are, how often and where it is sent on. Sits between the
// library and its inputs; what comes over HTTP it fetches itself (video/dial/http.h). For library_source.cpp; one thread.

#include "video/clock.h"
#include "video/error.h"
#include "video/stream/http_access.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct AVDictionary;
struct AVFormatContext;
struct AVIOContext;

namespace video {

class SourceGuard {
public:
    /// `url`: as it is opened, credentials included; `interrupted` may be empty.
    SourceGuard(const std::string& url, std::function<bool()> interrupted);
    ~SourceGuard();
    SourceGuard(const SourceGuard&) = delete;
    SourceGuard& operator=(const SourceGuard&) = delete;

    /// Before it is opened; it may not outlive this.
    void watch(AVFormatContext& format);
    /// Opens the input itself over HTTP, before the library looks at it, and from here on whatever the list in it names. The address where it
    /// was found in the end, without a sign-in. Throws Error.
    std::string open_http(AVFormatContext& format, const HttpAccess& access);
    /// From here on what it reads is pictures.
    void is_opened() { is_open_ = true; }
    /// It could not be opened, and is gone.
    void forget() { format_ = nullptr; }
    /// Why the library was made to let go; empty: it was not, or by `interrupted`.
    const std::string& refused() const { return refused_; }
    /// What the line said last, where the library has but a number for it.
    const std::optional<Error>& trouble() const { return trouble_; }
    /// Of the lists of pieces that came through here.
    struct Lists {
        bool has_come = false, is_over = false;
        std::int64_t end = 0;  // the furthest
        double piece_s = 0, tail_s = 0;
        Time renewed;          // when one of them went on
    };
    const Lists& lists() const { return lists_; }

private:
    struct Limited;
    bool must_let_go() noexcept;
    void take_list(const std::string& address, std::string_view text);
    std::unique_ptr<Limited> fetch(const std::string& url, AVDictionary* options);
    int note(const Error& error) noexcept;
    int open(AVFormatContext* format, AVIOContext** io, const char* url, int flags, AVDictionary** options);
    int close(AVIOContext* io);
    void look_where_it_leads();
    void look_at_first_list();

    std::function<bool()> interrupted_;
    std::string host_;             // and port, where it was dialled; empty: it leads nowhere
    bool has_sign_in_ = false, is_open_ = false;
    int redirects_ = 0;
    const char* led_to_ = nullptr; // the text of the address that the library had last; for comparison only
    std::string refused_;
    std::optional<HttpAccess> http_;
    std::optional<Error> trouble_;
    Lists lists_;
    std::map<std::string, std::int64_t> ends_; // of each list
    AVFormatContext* format_ = nullptr;
    int (*library_open_)(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) = nullptr;
    std::vector<std::unique_ptr<Limited>> inputs_;
};

}
