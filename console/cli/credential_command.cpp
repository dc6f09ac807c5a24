#include "console/cli/credential_command.h"

#include "console/cli/secret_line.h"
#include "console/text/text.h"
#include "console/work/interrupt.h"
#include "video/credentials/credential_file.h"
#include "video/dial/tls.h"
#include "video/error.h"
#include "video/stream/dialling.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <istream>
#include <ostream>

namespace console {
namespace {

const std::string& file_of(const CredentialArguments& arguments, const video::CredentialPlaces& places)
{
    const std::string& file = arguments.seat ? places.seat : places.own;
    if (file.empty())
        throw video::Error(video::Cause::no_file, arguments.seat ? "GRIDWATCH_CREDENTIALS names the only file; leave --seat out"
                                                                 : "there is no home folder to keep it in; set HOME, XDG_CONFIG_HOME or GRIDWATCH_CREDENTIALS");
    return file;
}

int set(const CredentialArguments& arguments, const video::CredentialPlaces& places, std::istream& in, std::ostream& out, std::ostream& err)
{
    if (!arguments.fingerprint.empty() && video::tidy_fingerprint(arguments.fingerprint).empty()) {
        err << "gridwatch credential set: the fingerprint is not \"sha256:\" and 64 hexadecimal digits, as gridwatch probe prints it\n";
        return 2;
    }
    std::string password = read_secret(in, err, "Password for " + arguments.name);
    if (password.empty() && arguments.fingerprint.empty()) {
        err << "gridwatch credential set: no password came on standard input; nothing was changed\n";
        return 1;
    }
    const std::string& file = file_of(arguments, places);
    video::set_credential(file, arguments.seat, arguments.name, {arguments.user, password, video::tidy_fingerprint(arguments.fingerprint)});
    std::fill(password.begin(), password.end(), '\0');
    fmt::print(out, "{} is in {}. Cameras that were refused with it are dialled again within seconds.\n", arguments.name, file);
    return 0;
}

int list(const CredentialArguments& arguments, const video::CredentialPlaces& places, std::ostream& out)
{
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const video::CredentialName& one : video::list_credentials(places)) {
        if (!arguments.name.empty() && one.name != arguments.name)
            continue;
        all.push_back({{"name", one.name}, {"file", one.file}, {"fingerprint", one.has_fingerprint}});
        if (!arguments.json)
            fmt::print(out, "{}  {}{}\n", one.name, one.file, one.has_fingerprint ? "  with a certificate's fingerprint" : "");
    }
    if (arguments.json)
        fmt::print(out, "{}\n", nlohmann::ordered_json{{"credentials", all}}.dump());
    else if (all.empty())
        out << "No credential on this machine. gridwatch credential set NAME --user USER takes the password from standard input.\n";
    return 0;
}

int test(const CredentialArguments& arguments, const video::CredentialPlaces& places, std::ostream& out, std::ostream& err)
{
    video::find_credential(places, arguments.name);
    if (arguments.url.empty()) {
        fmt::print(out, "{} is on this machine, and its file is for those alone who may use it. With an address it is tried: gridwatch credential test {} URL\n",
                   arguments.name, arguments.name);
        return 0;
    }
    const Interrupt interrupt;
    const video::Diary diary = video::keep_diary(
        {.name = "test", .url = arguments.url, .sign_in = [&] { return video::find_credential(places, arguments.name); }},
        {.wait = std::chrono::seconds(10)}, interrupt.token());
    const auto reached = [&](video::Mark mark) { return std::ranges::any_of(diary.marks, [&](const auto& one) { return one.mark == mark; }); };
    if (reached(video::Mark::signed_in) || (diary.cause == video::Cause::none && !reached(video::Mark::answered))) {
        fmt::print(out, "{} takes {}\n", diary.url, arguments.name);
        return 0;
    }
    if (reached(video::Mark::described)) {
        fmt::print(out, "{} asks for no password at all\n", diary.url);
        return 0;
    }
    Texts text;
    text.set_language(Language::en);
    const char* cause = video::cause_names[static_cast<std::size_t>(diary.cause)];
    fmt::print(err, "gridwatch credential test: {}, {}: {} ({}). {}\n", arguments.name, diary.url, text(std::string("cause.") + cause), diary.detail,
               text(std::string("remedy.") + cause));
    return 1;
}

}

int run_credential(const CredentialArguments& arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    try {
        const video::CredentialPlaces places = video::credential_places();
        if (arguments.verb == "set")
            return set(arguments, places, in, out, err);
        if (arguments.verb == "list")
            return list(arguments, places, out);
        if (arguments.verb == "test")
            return test(arguments, places, out, err);
        const std::string& file = file_of(arguments, places);
        if (!video::remove_credential(file, arguments.seat, arguments.name)) {
            fmt::print(err, "gridwatch credential remove: {} has no \"{}\"\n", file, arguments.name);
            return 1;
        }
        fmt::print(out, "{} is gone from {}\n", arguments.name, file);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(err, "gridwatch credential {}: {}\n", arguments.verb, error.what());
        return 1;
    }
}

}
