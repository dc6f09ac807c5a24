#include "video/diary.h"

#include "video/address.h"
#include "video/decoder.h"
#include "video/dial.h"
#include "video/redact.h"
#include "video/scaler.h"
#include "video/source.h"

extern "C" {
#include <libavcodec/packet.h>
#include <libavutil/frame.h>
}

namespace video {
namespace {

using std::chrono::duration_cast;
using std::chrono::steady_clock;

class Writer {
public:
    explicit Writer(Diary& diary) : diary_(diary) {}

    void begin(Step step)
    {
        if (!diary_.steps.empty() && diary_.steps.back().step == step)
            return;
        end(true);
        diary_.steps.push_back({.step = step, .began = passed()});
    }
    void end(bool done)
    {
        diary_.total = passed();
        if (diary_.steps.empty() || diary_.steps.back().done)
            return;
        diary_.steps.back().took = passed() - diary_.steps.back().began;
        diary_.steps.back().done = done;
    }

private:
    milliseconds passed() const { return duration_cast<milliseconds>(steady_clock::now() - start_); }

    Diary& diary_;
    Time start_ = steady_clock::now();
};

void wait_for_picture(Source& source, Diary& diary, Writer& writer)
{
    Decoder decoder(source.codec());
    diary.codec = decoder.codec_name();
    const Scaler scaler(source.pixel_aspect(), source.quarter_turns());
    bool has_picture = false;
    const auto on_picture = [&](const AVFrame& picture) {
        has_picture = true;
        diary.width = scaler.natural_size(picture).width;
        diary.height = scaler.natural_size(picture).height;
    };
    const PacketHandle packet = make_packet();
    writer.begin(Step::key_frame);
    while (!has_picture && source.read(*packet)) {
        if (packet->flags & AV_PKT_FLAG_KEY)
            writer.begin(Step::picture);
        decoder.feed(packet.get(), on_picture);
    }
    if (!has_picture)
        decoder.feed(nullptr, on_picture);
    if (!has_picture)
        throw Error(Cause::ended, "The stream ended before its first picture");
    writer.begin(Step::picture);
}

void dial_and_wait(const Address& address, milliseconds limit, const std::stop_token& stop, Diary& diary,
                   Writer& writer)
{
    Dialled dialled = dial(address, {}, stop, [&](Step step) { writer.begin(step); });
    diary.dialled = dialled.numeric_host;
    writer.begin(Step::describe);
    Time deadline = steady_clock::now() + limit;
    SourceRequest request = make_source_request(address, dialled);
    request.interrupted = [&] { return stop.stop_requested() || steady_clock::now() > deadline; };
    Source source(std::move(request));
    dialled.connection.reset();
    deadline = steady_clock::now() + limit;
    wait_for_picture(source, diary, writer);
}

}

Diary keep_diary(const StreamOptions& options, milliseconds limit, const std::stop_token& stop)
{
    Diary diary;
    diary.url = without_secret(options.url, options.password);
    Writer writer(diary);
    try {
        Address address = parse_address(options.url);
        if (!options.user.empty() || !options.password.empty()) {
            address.user = options.user;
            address.password = options.password;
        }
        dial_and_wait(address, limit, stop, diary, writer);
        writer.end(true);
    } catch (const Error& error) {
        writer.end(false);
        diary.cause = stop.stop_requested() ? Cause::stopped : error.cause;
        diary.detail = without_secret(error.what(), options.password);
    }
    return diary;
}

const char* name_of(Step step)
{
    constexpr const char* names[] = {"name", "connect", "sign_in", "describe", "key_frame", "picture"};
    return names[static_cast<int>(step)];
}

}
