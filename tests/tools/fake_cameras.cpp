// gridwatch_cams: serves N fake cameras as rtsp://127.0.0.1:PORT/cam1 … camN with GStreamer's RTSP server.
// Loopback only. Prints one URL a line and serves until SIGTERM, SIGINT or, if so asked, the end of its standard input.

#include "fake_picture.h"
#include "fault_proxy.h"

#include <glib-unix.h>
#include <gst/gst.h>
#include <gst/rtsp-server/rtsp-server.h>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct Options {
    int cameras = 0, port = 8554, width = 640, height = 360, fps = 12;
    double after_s = 3; // faults that begin only after a while, so that a stream is live first
    double loss_percent = 0;
    bool until_stdin_closes = false, on_signal = false;
    std::optional<fault::Fault> line_fault; // of the way between server and client
    bool stamp = false;
    std::string sound; // empty: none
    std::string codec = "h264", user, password, fault, clip, transport = "any";
};

constexpr const char* usage =
    "gridwatch_cams N [--port P] [--codec h264|h265|mjpeg] [--size WxH] [--fps F] [--user U --password P]\n"
    "               [--fault FAULT] [--after SECONDS | --on-signal] [--transport any|tcp|udp]\n"
    "               [--clip FILE] [--sound pcma|pcmu|aac] [--stamp] [--until-stdin-closes]\n"
    "faults of the camera: frozen (one coded picture again and again), black, blue, bars, dark, silent (no picture; sound goes on),\n"
    "                      mute (sound is described and refused), password\n"
    "faults of the line:   loss=PERCENT, garbage, noise, half, cut, stall, standing, jump, delay\n"
    "--stamp: the sender's CLOCK_MONOTONIC in ms as a row of blocks (fake_picture.h)\n"
    "--on-signal: the camera's fault begins at SIGUSR1";

struct Camera {
    const Options* options;
    int number;
    std::uint64_t frame = 0;
    gint64 started_us = 0;
    GstBuffer* stuck = nullptr; // the coded picture a frozen camera repeats
};

std::atomic<bool> is_signalled = false;

bool is_due(Camera& camera)
{
    if (camera.options->on_signal)
        return is_signalled;
    if (camera.started_us == 0)
        camera.started_us = g_get_monotonic_time();
    return g_get_monotonic_time() - camera.started_us >= camera.options->after_s * 1e6;
}

std::string clock_caption()
{
    const auto now = std::chrono::system_clock::now();
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    const auto tenths =
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() / 100 % 10;
    std::tm local{};
    localtime_r(&seconds, &local);
    char text[32];
    std::snprintf(text, sizeof text, "%02d:%02d:%02d.%d", local.tm_hour, local.tm_min, local.tm_sec,
                  static_cast<int>(tenths));
    return text;
}

GstPadProbeReturn draw(GstPad*, GstPadProbeInfo* info, gpointer data)
{
    Camera& camera = *static_cast<Camera*>(data);
    const int width = camera.options->width, height = camera.options->height;
    GstBuffer* buffer = gst_buffer_make_writable(GST_PAD_PROBE_INFO_BUFFER(info));
    GST_PAD_PROBE_INFO_DATA(info) = buffer;
    GstMapInfo map;
    if (!gst_buffer_map(buffer, &map, GST_MAP_WRITE))
        return GST_PAD_PROBE_OK;
    const auto round_up = [](int value, int to) { return (value + to - 1) / to * to; };
    // The layout of I420 without a video meta: rows padded to 4 bytes.
    const int y_stride = round_up(width, 4), chroma_stride = round_up(round_up(width, 2) / 2, 4);
    const int y_rows = round_up(height, 2);
    std::uint8_t* u = map.data + y_stride * y_rows;
    const FakePlanes planes{map.data, u,     u + chroma_stride * (y_rows / 2), y_stride, chroma_stride, chroma_stride,
                            width,    height};
    // What is seen changes at once, what is sent after a while: a picture has to be live before it can freeze.
    const std::string fault = camera.options->on_signal && !is_signalled ? "" : camera.options->fault;
    if (fault == "black")
        draw_black(planes);
    else if (fault == "blue")
        draw_blue(planes);
    else if (fault == "bars")
        draw_bars(planes);
    else
        draw_fake_picture(planes, camera.number, camera.frame, clock_caption());
    if (fault == "dark")
        darken(planes);
    if (camera.options->stamp)
        draw_stamp(planes, static_cast<std::uint32_t>(g_get_monotonic_time() / 1000));
    ++camera.frame;
    gst_buffer_unmap(buffer, &map);
    return GST_PAD_PROBE_OK;
}

GstPadProbeReturn fall_silent(GstPad*, GstPadProbeInfo*, gpointer data)
{
    return is_due(*static_cast<Camera*>(data)) ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

GstPadProbeReturn freeze(GstPad*, GstPadProbeInfo* info, gpointer data)
{
    Camera& camera = *static_cast<Camera*>(data);
    GstBuffer* buffer = GST_PAD_PROBE_INFO_BUFFER(info);
    if (!is_due(camera) || !camera.stuck) {
        if (!GST_BUFFER_FLAG_IS_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT)) {
            gst_clear_buffer(&camera.stuck);
            camera.stuck = gst_buffer_copy(buffer);
        }
        return GST_PAD_PROBE_OK;
    }
    GstBuffer* again = gst_buffer_copy(camera.stuck);
    GST_BUFFER_PTS(again) = GST_BUFFER_PTS(buffer);
    GST_BUFFER_DTS(again) = GST_BUFFER_DTS(buffer);
    gst_buffer_unref(buffer);
    GST_PAD_PROBE_INFO_DATA(info) = again;
    return GST_PAD_PROBE_OK;
}

bool is_lost(const Camera& camera)
{
    return g_random_double_range(0, 100) < camera.options->loss_percent;
}

GstPadProbeReturn lose(GstPad*, GstPadProbeInfo* info, gpointer data)
{
    const Camera& camera = *static_cast<Camera*>(data);
    if (!(GST_PAD_PROBE_INFO_TYPE(info) & GST_PAD_PROBE_TYPE_BUFFER_LIST))
        return is_lost(camera) ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
    GstBufferList* list = gst_buffer_list_make_writable(GST_PAD_PROBE_INFO_BUFFER_LIST(info));
    for (guint i = gst_buffer_list_length(list); i-- > 0;)
        if (is_lost(camera))
            gst_buffer_list_remove(list, i, 1);
    GST_PAD_PROBE_INFO_DATA(info) = list;
    return GST_PAD_PROBE_OK;
}

void add_probe(GstElement* bin, const char* element, int type, GstPadProbeCallback callback, Camera& camera)
{
    GstElement* found = gst_bin_get_by_name(GST_BIN(bin), element);
    if (!found)
        return;
    GstPad* pad = gst_element_get_static_pad(found, "src");
    gst_pad_add_probe(pad, static_cast<GstPadProbeType>(type), callback, &camera, nullptr);
    gst_object_unref(pad);
    gst_object_unref(found);
}

void on_media(GstRTSPMediaFactory*, GstRTSPMedia* media, gpointer data)
{
    Camera& camera = *static_cast<Camera*>(data);
    camera.started_us = 0;
    gst_clear_buffer(&camera.stuck);
    GstElement* bin = gst_rtsp_media_get_element(media);
    // By itself the server holds each picture back for as long as one lasts; a camera sends it when it is coded.
    if (GstObject* pipeline = camera.options->stamp ? gst_object_get_parent(GST_OBJECT(bin)) : nullptr) {
        gst_pipeline_set_latency(GST_PIPELINE(pipeline), 0);
        gst_object_unref(pipeline);
    }
    add_probe(bin, "scene", GST_PAD_PROBE_TYPE_BUFFER, draw, camera);
    if (camera.options->fault == "frozen")
        add_probe(bin, "coded", GST_PAD_PROBE_TYPE_BUFFER, freeze, camera);
    if (camera.options->fault == "silent")
        add_probe(bin, "coded", GST_PAD_PROBE_TYPE_BUFFER, fall_silent, camera);
    if (camera.options->loss_percent > 0)
        add_probe(bin, "pay0", GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST, lose, camera);
    gst_object_unref(bin);
}

struct Element {
    const char *name, *package;
};

void require(const std::vector<Element>& elements)
{
    for (const Element& element : elements) {
        GstElementFactory* factory = gst_element_factory_find(element.name);
        if (!factory)
            throw std::runtime_error(std::string("GStreamer's element ") + element.name + " is missing; install " +
                                     element.package);
        gst_object_unref(factory);
    }
}

/// The second stream of a camera with a microphone; empty: it has none.
std::string sound_line(const std::string& sound)
{
    if (sound.empty())
        return {};
    require({{"audiotestsrc", "gstreamer1.0-plugins-base"}});
    const std::string source = " audiotestsrc is-live=true wave=ticks ! audio/x-raw,channels=1,rate=";
    if (sound == "aac") {
        require({{"voaacenc", "gstreamer1.0-plugins-bad"}});
        return source + "16000 ! voaacenc bitrate=32000 ! rtpmp4gpay name=pay1 pt=97";
    }
    require({{"alawenc", "gstreamer1.0-plugins-good"}});
    return source + (sound == "pcma" ? "8000 ! alawenc ! rtppcmapay name=pay1 pt=8" : "8000 ! mulawenc ! rtppcmupay name=pay1 pt=0");
}

std::string launch_line(const Options& options)
{
    std::string encoder, payloader;
    const std::string key_interval = std::to_string(options.fps * 2);
    if (options.codec == "h264") {
        require({{"x264enc", "gstreamer1.0-plugins-ugly"}, {"h264parse", "gstreamer1.0-plugins-bad"}});
        encoder =
            "x264enc tune=zerolatency speed-preset=ultrafast threads=1 sliced-threads=false bitrate=600 key-int-max=" +
            key_interval + " ! video/x-h264,stream-format=byte-stream,alignment=au,profile=baseline";
        payloader = "h264parse ! rtph264pay name=pay0 pt=96 config-interval=-1";
    } else if (options.codec == "h265") {
        require({{"x265enc", "gstreamer1.0-plugins-bad"}, {"h265parse", "gstreamer1.0-plugins-bad"}});
        encoder = "x265enc tune=zerolatency speed-preset=ultrafast bitrate=600 key-int-max=" + key_interval +
                  " option-string=pools=none:frame-threads=1:log-level=none ! "
                  "video/x-h265,stream-format=byte-stream,alignment=au";
        payloader = "h265parse ! rtph265pay name=pay0 pt=96 config-interval=-1";
    } else {
        require({{"jpegenc", "gstreamer1.0-plugins-good"}});
        encoder = "jpegenc quality=70";
        payloader = "rtpjpegpay name=pay0 pt=26";
    }
    if (!options.clip.empty()) {
        require({{"parsebin", "gstreamer1.0-plugins-base"}});
        const char* parser = options.codec == "h265"   ? "h265parse"
                             : options.codec == "h264" ? "h264parse"
                                                       : "jpegparse";
        return "( filesrc location=\"" + options.clip + "\" ! parsebin ! " + parser + " ! identity name=coded ! " +
               payloader + sound_line(options.sound) + " )";
    }
    return "( videotestsrc is-live=true pattern=black ! video/x-raw,format=I420,width=" +
           std::to_string(options.width) + ",height=" + std::to_string(options.height) +
           ",framerate=" + std::to_string(options.fps) + "/1 ! identity name=scene ! " + encoder +
           " ! identity name=coded ! " + payloader + sound_line(options.sound) + " )";
}

void demand_password(GstRTSPServer* server, const std::string& user, const std::string& password)
{
    GstRTSPAuth* auth = gst_rtsp_auth_new();
    gst_rtsp_auth_set_supported_methods(auth, GST_RTSP_AUTH_DIGEST);
    GstRTSPToken* token = gst_rtsp_token_new(GST_RTSP_TOKEN_MEDIA_FACTORY_ROLE, G_TYPE_STRING, "viewer", nullptr);
    gst_rtsp_auth_add_digest(auth, user.c_str(), password.c_str(), token);
    gst_rtsp_token_unref(token);
    gst_rtsp_server_set_auth(server, auth);
    g_object_unref(auth);
}

/// What some cameras do whose microphone is switched off.
GstRTSPStatusCode refuse_sound(GstRTSPClient*, GstRTSPContext* context, gpointer)
{
    return g_str_has_suffix(context->uri->abspath, "stream=1") ? GST_RTSP_STS_SERVICE_UNAVAILABLE : GST_RTSP_STS_OK;
}

void on_client(GstRTSPServer*, GstRTSPClient* client, gpointer)
{
    g_signal_connect(client, "pre-setup-request", G_CALLBACK(refuse_sound), nullptr);
}

gboolean end_loop(gpointer loop)
{
    g_main_loop_quit(static_cast<GMainLoop*>(loop));
    return G_SOURCE_REMOVE;
}

gboolean on_stdin(GIOChannel* channel, GIOCondition condition, gpointer loop)
{
    char bytes[64];
    gsize read = 0;
    const GIOStatus status =
        condition & G_IO_IN ? g_io_channel_read_chars(channel, bytes, sizeof bytes, &read, nullptr) : G_IO_STATUS_EOF;
    if (status != G_IO_STATUS_EOF)
        return G_SOURCE_CONTINUE;
    return end_loop(loop);
}

int serve(const Options& options)
{
    // Each pipeline holds some ten files open.
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    const std::string line = launch_line(options);
    GMainLoop* loop = g_main_loop_new(nullptr, FALSE);
    GstRTSPServer* server = gst_rtsp_server_new();
    gst_rtsp_server_set_address(server, "127.0.0.1");
    gst_rtsp_server_set_service(server, std::to_string(options.line_fault ? 0 : options.port).c_str());
    const bool guarded = !options.user.empty() || options.fault == "password";
    if (options.fault == "password") // one that nobody can know
        demand_password(server, "nobody", std::to_string(g_random_int()) + std::to_string(g_random_int()));
    else if (guarded)
        demand_password(server, options.user, options.password);

    if (options.fault == "mute")
        g_signal_connect(server, "client-connected", G_CALLBACK(on_client), nullptr);

    GstRTSPMountPoints* mounts = gst_rtsp_server_get_mount_points(server);
    std::vector<std::unique_ptr<Camera>> cameras;
    for (int number = 1; number <= options.cameras; ++number) {
        cameras.push_back(std::make_unique<Camera>(Camera{&options, number}));
        GstRTSPMediaFactory* factory = gst_rtsp_media_factory_new();
        gst_rtsp_media_factory_set_launch(factory, line.c_str());
        gst_rtsp_media_factory_set_shared(factory, TRUE);
        const int protocols = options.transport == "tcp"   ? GST_RTSP_LOWER_TRANS_TCP
                              : options.transport == "udp" ? GST_RTSP_LOWER_TRANS_UDP
                                                           : GST_RTSP_LOWER_TRANS_TCP | GST_RTSP_LOWER_TRANS_UDP;
        gst_rtsp_media_factory_set_protocols(factory, static_cast<GstRTSPLowerTrans>(protocols));
        if (guarded)
            gst_rtsp_media_factory_add_role(factory, "viewer", GST_RTSP_PERM_MEDIA_FACTORY_ACCESS, G_TYPE_BOOLEAN, TRUE,
                                            GST_RTSP_PERM_MEDIA_FACTORY_CONSTRUCT, G_TYPE_BOOLEAN, TRUE, nullptr);
        g_signal_connect(factory, "media-configure", G_CALLBACK(on_media), cameras.back().get());
        gst_rtsp_mount_points_add_factory(mounts, ("/cam" + std::to_string(number)).c_str(), factory);
    }
    g_object_unref(mounts);
    if (gst_rtsp_server_attach(server, nullptr) == 0)
        throw std::runtime_error("port " + std::to_string(options.port) +
                                 " cannot be used; choose another with --port");
    int port = gst_rtsp_server_get_bound_port(server);
    std::unique_ptr<fault::Proxy> relay;
    if (options.line_fault) {
        fault::Fault fault = *options.line_fault;
        fault.after_s = options.after_s;
        relay = std::make_unique<fault::Proxy>(port, fault, options.port);
        port = relay->port();
    }
    for (int number = 1; number <= options.cameras; ++number)
        std::printf("rtsp://127.0.0.1:%d/cam%d\n", port, number);
    std::fflush(stdout);

    g_unix_signal_add(
        SIGUSR1,
        [](gpointer) -> gboolean {
            is_signalled = true;
            return G_SOURCE_CONTINUE;
        },
        nullptr);
    g_unix_signal_add(SIGTERM, end_loop, loop);
    g_unix_signal_add(SIGINT, end_loop, loop);
    if (options.until_stdin_closes)
        g_io_add_watch(g_io_channel_unix_new(0), static_cast<GIOCondition>(G_IO_IN | G_IO_HUP | G_IO_ERR), on_stdin,
                       loop);
    g_main_loop_run(loop);
    // The pipelines' threads still hold the cameras: leave without taking anything down.
    std::fflush(stdout);
    _exit(0);
}

int number_from(const std::string& text, int least, int most)
{
    char* end = nullptr;
    const long value = std::strtol(text.c_str(), &end, 10);
    if (text.empty() || *end != '\0' || value < least || value > most)
        throw std::invalid_argument("'" + text + "' is not a number from " + std::to_string(least) + " to " +
                                    std::to_string(most));
    return static_cast<int>(value);
}

void set_fault(Options& options, const std::string& fault)
{
    constexpr const char* of_the_camera[] = {"frozen", "black", "blue", "bars", "dark", "silent", "mute", "password"};
    if (fault.starts_with("loss="))
        options.loss_percent = number_from(fault.substr(5), 0, 100);
    else if (std::ranges::find(of_the_camera, fault) != std::end(of_the_camera))
        options.fault = fault;
    else if ((options.line_fault = fault::fault_from(fault)))
        options.transport = "tcp"; // the relay knows RTP over RTSP only
    else
        throw std::invalid_argument("unknown fault '" + fault + "'");
}

Options parse(const std::vector<std::string>& words)
{
    Options options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const auto value = [&]() -> const std::string& {
            if (i + 1 >= words.size())
                throw std::invalid_argument(word + " needs a value");
            return words[++i];
        };
        const auto one_of = [&](std::initializer_list<const char*> allowed) {
            const std::string& given = value();
            for (const char* one : allowed)
                if (given == one)
                    return given;
            throw std::invalid_argument(word + " cannot be '" + given + "'");
        };
        if (word == "--port")
            options.port = number_from(value(), 0, 65535);
        else if (word == "--codec")
            options.codec = one_of({"h264", "h265", "mjpeg"});
        else if (word == "--sound")
            options.sound = one_of({"pcma", "pcmu", "aac"});
        else if (word == "--stamp")
            options.stamp = true;
        else if (word == "--transport")
            options.transport = one_of({"any", "tcp", "udp"});
        else if (word == "--fps")
            options.fps = number_from(value(), 1, 60);
        else if (word == "--user")
            options.user = value();
        else if (word == "--password")
            options.password = value();
        else if (word == "--clip")
            options.clip = value();
        else if (word == "--after")
            options.after_s = number_from(value(), 0, 3600);
        else if (word == "--fault")
            set_fault(options, value());
        else if (word == "--on-signal")
            options.on_signal = true;
        else if (word == "--until-stdin-closes")
            options.until_stdin_closes = true;
        else if (word == "--size") {
            const std::string size = value();
            const auto x = size.find('x');
            options.width = number_from(size.substr(0, x), 16, 3840);
            options.height = number_from(x == std::string::npos ? "" : size.substr(x + 1), 16, 2160);
        } else
            options.cameras = number_from(word, 1, 256);
    }
    if (options.cameras == 0)
        throw std::invalid_argument("how many cameras?");
    return options;
}

}

int main(int argc, char** argv)
{
    try {
        const Options options = parse({argv + 1, argv + argc});
        gst_init(nullptr, nullptr);
        return serve(options);
    } catch (const std::invalid_argument& error) {
        std::fprintf(stderr, "gridwatch_cams: %s\n%s\n", error.what(), usage);
        return 2;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "gridwatch_cams: %s\n", error.what());
        return 1;
    }
}
