// The machine itself: sound, clock, memory, decoders, secret store.
#include "console/doctor/doctor.h"
#include "geo/formats/json_ceilings.h"
#include "geo/formats/map_ceilings.h"
#include "geo/formats/source_table.h"
#include "video/ceilings.h"
#include "video/stream/codecs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include <sys/timex.h>
#include <unistd.h>

namespace console {
namespace {

namespace fs = std::filesystem;

std::string first_line(const std::string& path)
{
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    return line;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

bool is_there(const std::string& path)
{
    std::error_code failed;
    return fs::exists(path, failed);
}

std::string runtime_folder()
{
    const char* folder = std::getenv("XDG_RUNTIME_DIR");
    return folder && *folder ? folder : fmt::format("/run/user/{}", getuid());
}

}

Finding check_ceilings()
{
    namespace json = geo::json_ceiling;
    Finding finding{Health::good, "what cameras and files from outside can make the program take is bounded", "", {}, {}};
    for (const video::Ceiling& ceiling : video::ceilings())
        finding.figures.emplace_back(std::string(ceiling.name) + (*ceiling.unit ? std::string("_") + ceiling.unit : std::string()), static_cast<double>(ceiling.most));
    for (const auto& [name, most] : {std::pair{"json_bytes", json::bytes}, {"json_values", json::values}, {"json_record_values", json::record_values},
                                     {"json_levels", std::int64_t{json::depth}}, {"json_columns", json::columns}, {"json_cells", json::cells},
                                     {"sheet_bytes", geo::table_ceiling::bytes}, {"sheet_columns", geo::table_ceiling::columns}, {"sheet_cells", geo::table_ceiling::cells},
                                     {"map_capabilities_bytes", geo::map_ceiling::capabilities}})
        finding.figures.emplace_back(name, static_cast<double>(most));
    return finding;
}

std::vector<std::string> running(const std::vector<std::string>& names)
{
    std::set<std::string> there;
    std::error_code failed;
    for (fs::directory_iterator at("/proc", failed), end; !failed && at != end; at.increment(failed)) {
        const std::string number = at->path().filename().string();
        if (std::isdigit(static_cast<unsigned char>(number[0])))
            there.insert(first_line(at->path() / "comm")); // cut to 15 characters by the kernel
    }
    std::vector<std::string> found;
    for (const std::string& name : names)
        if (there.contains(name.substr(0, 15)))
            found.push_back(name);
    return found;
}

Finding check_sound()
{
    std::vector<std::string> cards;
    std::ifstream list("/proc/asound/cards");
    for (std::string line; std::getline(list, line);)
        if (const auto begin = line.find("]: "); begin != std::string::npos)
            cards.push_back(line.substr(begin + 3));
    const bool has_server = is_there(runtime_folder() + "/pulse/native") || is_there(runtime_folder() + "/pipewire-0");
    Finding finding;
    finding.figures = {{"cards", static_cast<double>(cards.size())}};
    finding.words = {{"cards_by_name", joined(cards)}, {"server", has_server ? "running" : "none"}};
    finding.what = cards.empty() ? "No sound card." : fmt::format("{}; sound server {}", joined(cards), has_server ? "runs" : "does not run");
    if (cards.empty() || !has_server) {
        finding.health = Health::advice;
        finding.advice = cards.empty() ? "Alarms are only seen here. Connect a sound card or loudspeaker by USB, HDMI or DisplayPort."
                                       : "Install and start pipewire-pulse or pulseaudio in the session of the seat.";
    }
    return finding;
}

Finding check_clock()
{
    timex state{};
    const int answer = adjtimex(&state);
    const std::vector<std::string> keepers = running({"chronyd", "ntpd", "systemd-timesyncd", "openntpd", "ptp4l", "phc2sys"});
    const std::string source = first_line("/sys/devices/system/clocksource/clocksource0/current_clocksource"); // not there in some containers
    const bool is_kept = answer >= 0 && answer != TIME_ERROR && !(state.status & STA_UNSYNC);
    const double error_ms = static_cast<double>(state.maxerror) / 1000;
    Finding finding;
    finding.figures = {{"synchronised", is_kept ? 1 : 0}, {"max_error_ms", is_kept ? error_ms : -1}};
    finding.words = {{"kept_by", joined(keepers)}, {"clocksource", source}};
    finding.what = is_kept ? fmt::format("The clock is kept by {} within {:.1f} ms (clock source {}).", keepers.empty() ? "the host" : joined(keepers), error_ms, source.empty() ? "not known" : source)
                           : fmt::format("Nothing keeps the clock right ({}; clock source {}).", keepers.empty() ? "no time service runs" : joined(keepers) + " runs but has not set it yet", source.empty() ? "not known" : source);
    if (!is_kept) {
        finding.health = Health::advice;
        finding.advice = "Times of incidents and pictures are only as right as this clock: install chrony and name the site's time server in /etc/chrony/chrony.conf.";
    }
    return finding;
}

Finding check_memory()
{
    double total_mb = 0, free_mb = 0;
    std::ifstream in("/proc/meminfo");
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string key;
        double kilobytes = 0;
        words >> key >> kilobytes;
        if (key == "MemTotal:")
            total_mb = kilobytes / 1024;
        if (key == "MemAvailable:")
            free_mb = kilobytes / 1024;
    }
    Finding finding;
    const unsigned cores = std::thread::hardware_concurrency();
    finding.figures = {{"memory_mb", total_mb}, {"free_mb", free_mb}, {"cores", cores}};
    finding.what = fmt::format("{} cores, {:.0f} MB of memory, {:.0f} MB free", cores, total_mb, free_mb);
    if (free_mb < 1000) {
        finding.health = Health::advice;
        finding.advice = "A city with a wall of 16 pictures needs about 1 GB; close other programs or add memory.";
    }
    return finding;
}

Finding check_secret_store()
{
    std::vector<std::string> files{"/etc/gridwatch/credentials"};
    if (const char* own = std::getenv("XDG_CONFIG_HOME"); own && *own)
        files.push_back(std::string(own) + "/gridwatch/credentials");
    else if (const char* home = std::getenv("HOME"); home && *home)
        files.push_back(std::string(home) + "/.config/gridwatch/credentials");
    if (const char* named = std::getenv("GRIDWATCH_CREDENTIALS"); named && *named)
        files = {named};
    std::vector<std::string> there, open;
    for (const std::string& file : files) {
        std::error_code failed;
        const fs::file_status status = fs::status(file, failed);
        if (failed || !fs::exists(status))
            continue;
        there.push_back(file);
        if ((status.permissions() & (fs::perms::others_all)) != fs::perms::none)
            open.push_back(file);
    }
    Finding finding;
    finding.words = {{"files", joined(there)}, {"readable_by_all", joined(open)}};
    finding.what = there.empty() ? "No sign-ins of cameras are kept on this machine." : "Sign-ins of cameras: " + joined(there);
    if (!open.empty()) {
        finding.health = Health::fault;
        finding.what += "; every account of this machine can read " + joined(open);
        finding.advice = "chmod 600 FILE (or 640 with group gridwatch in /etc); then change the passwords that stood in it.";
    } else if (there.empty()) {
        finding.advice = "Where cameras want a password: gridwatch credential set NAME --user USER (docs/SECURITY.md).";
    }
    return finding;
}

Finding check_codecs()
{
    Finding finding;
    std::vector<std::string> there, missing;
    bool has_hardware = false;
    for (const video::CodecSupport& codec : video::codec_support()) {
        (codec.is_there ? there : missing).push_back(codec.name);
        has_hardware = has_hardware || codec.is_hardware;
    }
    const std::vector<std::string> ways = video::missing_protocols();
    finding.words = {{"ffmpeg", video::ffmpeg_version()}, {"decoders", joined(there)}, {"missing_decoders", joined(missing)}, {"missing_protocols", joined(ways)}};
    finding.what = fmt::format("FFmpeg {} decodes {}{}{}", video::ffmpeg_version(), joined(there), missing.empty() ? "" : "; not " + joined(missing),
                               ways.empty() ? "" : "; without " + joined(ways));
    const auto lacks = [&](const char* name) { return std::ranges::find(missing, name) != missing.end(); };
    if (lacks("h264") || lacks("hevc") || lacks("mjpeg") || !ways.empty()) {
        finding.health = Health::fault;
        finding.advice = "Cameras need these: install Debian's libavcodec59 and libavformat59 again instead of a reduced build.";
    }
    return finding;
}

}
