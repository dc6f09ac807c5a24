#include "video/stream/decoder.h"

#include "video/ceilings.h"

extern "C" {
#include <libavcodec/avcodec.h>
}

#include <new>

namespace video {

Decoder::Decoder(const AVCodecParameters& parameters) : frame_(make_frame())
{
    const AVCodec* codec = avcodec_find_decoder(parameters.codec_id);
    if (!codec)
        throw Error(Cause::unsupported, std::string("no decoder for ") + avcodec_get_name(parameters.codec_id));
    context_.reset(avcodec_alloc_context3(codec));
    if (!context_)
        throw std::bad_alloc();
    check(avcodec_parameters_to_context(context_.get(), &parameters), "prepare the decoder");
    context_->thread_count = 1;
    context_->max_pixels = ceiling::picture_pixels;
    // Without it a picture cropped on the left is cropped only to the next aligned column: 26 columns of rubbish were
    // seen.
    context_->flags |= AV_CODEC_FLAG_UNALIGNED;
    memory_->serve(*context_);
    check(avcodec_open2(context_.get(), codec, nullptr), "open the decoder");
}

bool Decoder::feed(const AVPacket* packet, const OnPicture& on_picture)
{
    int result = avcodec_send_packet(context_.get(), packet);
    if (result == AVERROR(EAGAIN)) {
        collect(on_picture);
        result = avcodec_send_packet(context_.get(), packet);
    }
    collect(on_picture);
    if (memory_->take_refusal())
        throw Error(Cause::no_room, "decode: the pictures of all streams together would take more memory than they may");
    if (result == AVERROR(ENOMEM))
        throw std::bad_alloc();
    return result >= 0 || result == AVERROR_EOF;
}

void Decoder::collect(const OnPicture& on_picture)
{
    // A damaged picture is an error of this call only; the following ones may be whole. The bound is against a decoder
    // that would report the same error for ever.
    for (int errors = 0; errors < 64;) {
        const int result = avcodec_receive_frame(context_.get(), frame_.get());
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
            return;
        if (result < 0) {
            ++errors;
            continue;
        }
        on_picture(*frame_);
        av_frame_unref(frame_.get());
    }
}

void Decoder::flush()
{
    avcodec_flush_buffers(context_.get());
}

void Decoder::skip_unreferenced(bool skip)
{
    context_->skip_frame = skip ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
}

std::string Decoder::codec_name() const
{
    return avcodec_get_name(context_->codec_id);
}

bool Decoder::is_intra_only() const
{
    const AVCodecDescriptor* descriptor = avcodec_descriptor_get(context_->codec_id);
    return descriptor && (descriptor->props & AV_CODEC_PROP_INTRA_ONLY);
}

}
