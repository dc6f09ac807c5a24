#pragma once
// JPEG pictures over HTTP: one after the other in an answer that does not end, or one an answer, asked again at the pace that its server names. One thread.

#include "video/dial/http.h"
#include "video/ffmpeg.h"
#include "video/stream/http_access.h"
#include "video/stream/jpeg_parts.h"
#include "video/stream/packet_source.h"

#include <memory>
#include <optional>
#include <string>

namespace video {

/// What an answer of HTTP holds, by its type and its first bytes.
enum class BodyKind { parts, picture, list, page, other };
BodyKind body_kind(std::string_view type, std::string_view begin);
/// Whether a web page asks who one is.
bool is_login_page(std::string_view page);

/// How old a picture was when it came, and how long it may be kept, as the heads of HTTP tell (RFC 9110, 9111).
struct StillTimes {
    milliseconds age{};               // 0: nothing tells
    std::optional<milliseconds> keep; // max-age; 0: not at all
};
StillTimes still_times(const RtspAnswer& head);
/// At which pace a still is asked, and how long the same one means nothing.
struct StillLimits {
    milliseconds least{5'000}, most{60'000}, usual{10'000};
    milliseconds patience{120'000}; // and three times as long as it usually stays
};
/// Between two askings.
milliseconds still_pace(const std::optional<milliseconds>& keep, const StillLimits& limits = {});

class HttpPictures final : public PacketSource {
public:
    /// `body`: the first answer, of one of both kinds; asked for again as `access` says.
    HttpPictures(std::unique_ptr<HttpBody> body, HttpAccess access, std::function<bool()> interrupted, StillLimits limits = {});
    ~HttpPictures() override;

    Plays plays() const override { return Plays::live; }
    Delivery delivery() const override { return is_still_ ? Delivery::still : Delivery::multipart; }
    std::optional<Freshness> freshness() const override;
    bool read(AVPacket& packet) override;
    const AVCodecParameters& codec() const override { return *codec_; }
    PacketTimes times(const AVPacket& packet) const override;

private:
    struct FreeParameters {
        void operator()(AVCodecParameters* parameters) const noexcept;
    };
    std::optional<std::string> next();
    std::string ask_until_new();
    std::optional<std::string> ask();
    void wait(Time until) const;
    void take_head();

    std::unique_ptr<HttpBody> body_; // null: between two stills
    HttpAccess access_;
    std::function<bool()> interrupted_;
    StillLimits limits_;
    std::unique_ptr<AVCodecParameters, FreeParameters> codec_;
    JpegParts parts_;
    bool is_still_ = false;
    int given_ = 0, failures_ = 0; // pictures of this answer; askings in a row that failed
    Time begun_, arrived_, asked_;
    StillTimes told_;
    std::string etag_, modified_;
    std::uint64_t mark_ = 0;
    Time renewed_;
    milliseconds usual_{}; // between two that differ, as met
};

}
