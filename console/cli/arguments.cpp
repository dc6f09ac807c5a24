#include "console/cli/arguments.h"
#include "console/cli/bench_day_command.h"
#include "console/cli/bench_edit_command.h"
#include "console/cli/bench_map_command.h"
#include "console/cli/bench_query_command.h"
#include "console/cli/bench_reach_command.h"
#include "console/cli/bench_search_command.h"
#include "console/cli/bench_work_command.h"

#include "console/app/options.h"
#include "console/cli/account_command.h"
#include "console/cli/check_command.h"
#include "console/cli/commands_command.h"
#include "console/cli/credential_command.h"
#include "console/cli/demo_command.h"
#include "console/cli/draft_command.h"
#include "console/cli/edit_command.h"
#include "console/cli/export_command.h"
#include "console/cli/import_command.h"
#include "console/cli/keep_arguments.h"
#include "console/cli/manual_command.h"
#include "console/cli/probe_command.h"
#include "console/cli/sees_command.h"
#include "console/cli/shot_command.h"
#include "console/seat/layout_names.h"
#include "console/seat/settings.h"
#include "console/work/folders.h"
#include "console/work/interrupt.h"
#include "data/records/time.h"
#include "geo/formats/map_files.h"
#include "geo/formats/raster_source.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <ostream>

namespace console {
namespace {

constexpr const char* version = "gridwatch 0.1.0";

/// A subcommand's run function, bound to the arguments it read.
using Run = std::function<int(std::ostream& out, std::ostream& err)>;

std::string check_size(const std::string& text)
{
    int width = 0, height = 0;
    char end = 0;
    const bool is_size = std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &end) == 2;
    return is_size && width >= 320 && height >= 200 && width <= 16384 && height <= 16384 ? "" : "not a size like 1920x1080: " + text;
}

std::string check_time(const std::string& text) { return data::parse_time(text) ? "" : "not an ISO 8601 time: " + text; }

std::string check_layout(const std::string& text)
{
    return layout_from_name(text) ? "" : "not a layout (desk, wall, list, sheet, editor, gallery): " + text;
}

void add_console(CLI::App& app, std::shared_ptr<ConsoleOptions> options)
{
    app.add_option("workspace", options->workspace, "workspace file (city.sqlite); without it the start page opens");
    app.add_option("--seat", options->seat, "name of this seat; desk-1 without");
    app.add_option_function<std::string>(
           "--layout", [options](const std::string& name) { options->layout = layout_from_name(name); }, "desk, wall, list, sheet, editor or gallery")
        ->check(check_layout);
    app.add_flag("--fullscreen", options->fullscreen, "the whole monitor");
    app.add_option("--monitor", options->monitor, "name of the monitor");
    app.add_option_function<std::string>(
           "--lang", [options](const std::string& name) { options->language = name == "en" ? Language::en : Language::zh; }, "zh or en")
        ->check(CLI::IsMember({"zh", "en"}));
    app.add_option_function<std::string>(
           "--now", [options](const std::string& text) { options->now = data::parse_time(text); }, "the clock starts at this time (ISO 8601)")
        ->check(check_time);
    app.add_option("--drive", options->drive, "play this script, then leave");
    app.add_option_function<std::string>(
           "--offscreen",
           [options](const std::string& size) {
               options->offscreen = true;
               std::sscanf(size.c_str(), "%dx%d", &options->width, &options->height);
           },
           "draw into memory, without any display")
        ->check(check_size);
    app.add_option_function<std::string>(
           "--size", [options](const std::string& size) { std::sscanf(size.c_str(), "%dx%d", &options->width, &options->height); },
           "first size of the window")
        ->check(check_size);
}

Run add_demo(CLI::App& app)
{
    auto arguments = std::make_shared<DemoArguments>();
    auto size = std::make_shared<std::string>("street");
    app.add_option("out", arguments->out, "workspace to make")->required();
    app.add_option("--size", *size, "street, district or city")->check(CLI::IsMember({"street", "district", "city"}))->capture_default_str();
    app.add_option("--seed", arguments->seed, "another seed makes another street")->capture_default_str();
    app.add_option_function<std::string>(
           "--now", [arguments](const std::string& text) { arguments->now = data::parse_time(text); }, "time the incidents lie before")
        ->check(check_time);
    app.add_flag("--json", arguments->json, "one JSON object on stdout");
    return [arguments, size](std::ostream& out, std::ostream& err) {
        arguments->size = *size == "city"       ? data::DemoSize::city
                          : *size == "district" ? data::DemoSize::district
                                                : data::DemoSize::street;
        return run_demo(*arguments, out, err);
    };
}

Run add_import(CLI::App& app)
{
    auto arguments = std::make_shared<ImportArguments>();
    auto fields = std::make_shared<std::vector<std::string>>();
    app.add_option("workspace", arguments->workspace, "workspace; made when it is not there")->required();
    app.add_option("source", arguments->source, "file or data source that GDAL opens");
    app.add_option("--as", arguments->as, "grids, cameras, incidents, places, buildings, basemap, reference or units")
        ->check(CLI::IsMember({"grids", "cameras", "incidents", "places", "buildings", "basemap", "reference", "units"}));
    app.add_option("--level", arguments->level, "level of the grids; without it: what columns and file name say")->check(CLI::IsMember({"province", "city", "district", "street", "community", "grid"}));
    app.add_option("--layer", arguments->layer, "layer of the source");
    app.add_option("--field", *fields, "NAME=COLUMN, as often as needed")->allow_extra_args(false);
    app.add_option("--crs", arguments->crs, "EPSG:N, GCJ-02, BD-09 or a file with a fit");
    app.add_option("--fit", arguments->fit, "table of point pairs x,y,lon,lat for a local system");
    app.add_flag("--affine", arguments->affine, "let the fit stretch and shear too; three pairs or more");
    app.add_flag("--undo", arguments->undo, "take the newest import back");
    app.add_option("--match", arguments->match, "field that tells which record is which");
    app.add_option("--draft", arguments->draft, "take grids into this draft, as one step of it");
    app.add_option("--unlock", arguments->unlock, "with --draft: unlock outlines that would move, for this reason");
    app.add_option("--missing", arguments->missing, "keep or close what the source has no longer")->check(CLI::IsMember({"keep", "close"}));
    app.add_option("--dates", arguments->dates, "day-first or month-first, of dates such as 05/01/2024; without it: as their column shows");
    app.add_flag("--explain", arguments->explain, "say of each field which column it is, why, an example, and what was not taken");
    app.add_option("--closed-on", arguments->closed_on, "day from which --missing close ends areas; without it: now");
    app.add_flag("--dry-run", arguments->dry_run, "say what would happen, change nothing");
    app.add_flag("--json", arguments->json, "one JSON object on stdout");
    return [arguments, fields](std::ostream& out, std::ostream& err) {
        for (const std::string& field : *fields) {
            const std::size_t mark = field.find('=');
            if (mark == std::string::npos || mark == 0) {
                err << "--field takes NAME=COLUMN, not \"" << field << "\".\n";
                return 2;
            }
            arguments->fields.emplace_back(field.substr(0, mark), field.substr(mark + 1));
        }
        return run_import(*arguments, out, err);
    };
}

Run add_shot(CLI::App& app)
{
    auto arguments = std::make_shared<ShotArguments>();
    app.add_option("workspace", arguments->workspace, "workspace to draw")->required();
    app.add_option("out", arguments->out, "picture to write, PNG")->required();
    app.add_option("--bbox", arguments->bbox, "W,S,E,N in degrees; everything without it");
    app.add_option("--size", arguments->size, "WxH in pixels")->check(check_size);
    app.add_option("--layers", arguments->layers, "basemap,grids,labels,cameras,wedges,incidents,closed");
    app.add_option("--theme", arguments->theme, "day, dim or night")->check(CLI::IsMember({"day", "dim", "night"}));
    app.add_option("--measure", arguments->measure, "what the grids are coloured by");
    app.add_option("--lang", arguments->language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    app.add_option("--scale", arguments->scale, "1 to 2")->check(CLI::Range(1.0, 2.0));
    app.add_option("--draft", arguments->draft, "with the boundaries of this draft in place of those in force");
    app.add_option("--allow-host", arguments->hosts, "HOST[:PORT] that a base map may dial, as often as needed")->allow_extra_args(false);
    return [arguments](std::ostream& out, std::ostream& err) { return run_shot(*arguments, out, err); };
}

Run add_export(CLI::App& app)
{
    auto arguments = std::make_shared<ExportArguments>();
    app.add_option("workspace", arguments->workspace, "workspace")->required();
    app.add_option("what", arguments->what, "grids, cameras, incidents or places")
        ->required()
        ->check(CLI::IsMember({"grids", "cameras", "incidents", "places"}));
    app.add_option("out", arguments->out, "file; its ending chooses the format")->required();
    app.add_option("--level", arguments->level, "level of the grids")->check(CLI::IsMember({"province", "city", "district", "street", "community", "grid"}));
    app.add_option("--crs", arguments->crs, "coordinate system; EPSG:4326 when absent");
    app.add_option("--edition", arguments->edition, "the grids of the edition of this name, or valid on this day; before: those before the first edition");
    app.add_option("--draft", arguments->draft, "the grids of this draft")->excludes("--edition");
    app.add_flag("--replace", arguments->replace, "write a file anew that is there");
    app.add_flag("--json", arguments->json, "one JSON object on stdout");
    return [arguments](std::ostream& out, std::ostream& err) { return run_export(*arguments, out, err); };
}

Run add_edit(CLI::App& app)
{
    auto arguments = std::make_shared<EditArguments>();
    app.add_option("workspace", arguments->workspace, "workspace")->required();
    app.add_option("--draft", arguments->draft, "name of the draft; made if it is not there")->required();
    app.add_option("--script", arguments->script, "file with one JSON object a line; - reads standard input")->capture_default_str();
    app.add_flag("--stop", arguments->stop, "end at the first refusal");
    app.add_flag("--json", arguments->json, "the answers alone, without a closing line on stderr");
    return [arguments](std::ostream& out, std::ostream& err) { return run_edit(*arguments, out, err); };
}

Run add_draft(CLI::App& app)
{
    auto arguments = std::make_shared<DraftArguments>();
    app.add_option("workspace", arguments->workspace, "workspace")->required();
    app.add_option("verb", arguments->verb, "list, check, preview, publish, withdraw (an edition still to come) or discard")
        ->required()
        ->check(CLI::IsMember({"list", "check", "preview", "publish", "withdraw", "discard"}));
    app.add_option("name", arguments->name, "name of the draft; the only one there is without it");
    app.add_option("--from", arguments->from, "publish: valid from this day of the city, or instant; now without it");
    app.add_option("--crosswalk", arguments->crosswalk, "publish: file for the table old code, new code; NAME-crosswalk.csv and .xlsx without it");
    app.add_flag("--json", arguments->json, "one JSON object on stdout");
    return [arguments](std::ostream& out, std::ostream& err) { return run_draft(*arguments, out, err); };
}

Run add_check(CLI::App& app)
{
    auto arguments = std::make_shared<CheckArguments>();
    app.add_option("workspace", arguments->workspace, "workspace")->required();
    app.add_option("--draft", arguments->draft, "the boundaries of this draft in place of those in force");
    CLI::Option* zones = app.add_option("--zones", arguments->zones, "which areas of this FILE[:LAYER] are no unions of grids, with the grids they cut");
    app.add_option("--zone-field", arguments->zone_field, "field that names the zones; without it the usual ones are looked for")->needs(zones);
    app.add_option("--crs", arguments->crs, "coordinate system of the zones' file")->needs(zones);
    app.add_flag("--json", arguments->json, "one JSON object on stdout");
    return [arguments](std::ostream& out, std::ostream& err) { return run_check(*arguments, out, err); };
}

Run add_sees(CLI::App& app)
{
    auto arguments = std::make_shared<SeesArguments>();
    app.add_option("workspace", arguments->workspace, "workspace")->required();
    app.add_option("lon", arguments->lon, "longitude of the place, WGS 84")->required();
    app.add_option("lat", arguments->lat, "latitude of the place")->required();
    app.add_option("--count", arguments->count, "at most so many cameras")->capture_default_str()->check(CLI::Range(1, 1000));
    app.add_flag("--json", arguments->json, "one JSON object on stdout");
    return [arguments](std::ostream& out, std::ostream& err) { return run_sees(*arguments, out, err); };
}

Run add_bench(CLI::App& app)
{
    auto arguments = std::make_shared<BenchMapArguments>();
    CLI::App* map = app.add_subcommand("map", "frames of the map while it pans and zooms");
    map->add_option("workspace", arguments->workspace, "workspace to draw")->required();
    map->add_option_function<std::string>(
           "--size",
           [arguments](const std::string& size) { std::sscanf(size.c_str(), "%dx%d", &arguments->width, &arguments->height); },
           "WxH in pixels")
        ->check(check_size);
    map->add_option("--seconds", arguments->seconds, "length of the path")->check(CLI::Range(1.0, 3600.0));
    auto options = std::make_shared<ConsoleOptions>();
    options->fullscreen = true;
    options->bench_seconds = 30;
    CLI::App* idle = app.add_subcommand("idle", "CPU of the console while nothing happens");
    idle->add_option("workspace", options->workspace, "workspace to open")->required();
    idle->add_option("--seconds", options->bench_seconds, "how long to measure")->check(CLI::Range(1.0, 3600.0));
    auto work = std::make_shared<BenchWorkArguments>();
    CLI::App* open = app.add_subcommand("open", "from nothing to the first complete picture");
    CLI::App* assign = app.add_subcommand("assign", "which grid each of many points lies in");
    CLI::App* check = app.add_subcommand("check", "gaps, overlaps, invalid shapes, orphans");
    CLI::App* queries = app.add_subcommand("queries", "the map's answers to the pointer");
    for (CLI::App* bench : {open, assign, check, queries})
        bench->add_option("workspace", work->workspace, "workspace to work on")->required();
    assign->add_option("--points", work->points, "how many")->check(CLI::Range(std::size_t{1}, std::size_t{100'000'000}));
    auto wall_options = std::make_shared<ConsoleOptions>();
    wall_options->fullscreen = true;
    wall_options->bench_seconds = 30;
    CLI::App* wall = app.add_subcommand("wall", "CPU and age of the pictures of a wall of live cameras");
    wall->add_option("urls", wall_options->wall_urls, "what the tiles show, repeated as often as needed")->required();
    wall->add_option("--tiles", wall_options->wall_tiles, "how many tiles")->check(CLI::Range(1, 64))->capture_default_str();
    wall->add_option("--seconds", wall_options->bench_seconds, "how long to measure")->check(CLI::Range(1.0, 3600.0))->capture_default_str();
    wall->add_option_function<std::string>(
            "--size",
            [wall_options](const std::string& size) {
                wall_options->fullscreen = false;
                std::sscanf(size.c_str(), "%dx%d", &wall_options->width, &wall_options->height);
            },
            "WxH of the window; the whole screen without it")
        ->check(check_size);
    wall->add_flag("--offscreen", wall_options->offscreen, "draw into memory, without any display");
    auto searched = std::make_shared<BenchSearchArguments>();
    CLI::App* search = app.add_subcommand("search", "one keystroke in the search field");
    search->add_option("workspace", searched->workspace, "workspace to search; without it invented names");
    search->add_option("--names", searched->names, "how many invented names")->capture_default_str()->check(CLI::Range(1, 5'000'000));
    auto edited = std::make_shared<BenchEditArguments>();
    CLI::App* edit = app.add_subcommand("edit", "from an edit of the grids to the settled picture and to the disk");
    edit->add_option("workspace", edited->workspace, "workspace whose grids are edited, on a copy")->required();
    edit->add_option("--edits", edited->edits, "how many")->capture_default_str()->check(CLI::Range(std::size_t{1}, std::size_t{100'000}));
    edit->add_option("--pictures", edited->pictures, "folder for the first picture and the last one")->check(CLI::ExistingDirectory);
    auto reached = std::make_shared<BenchReachArguments>();
    CLI::App* reach = app.add_subcommand("reach", "menus, palette, forms, the camera tree and the import desk, from the key to the screen");
    reach->add_option("workspace", reached->workspace, "workspace to open; it is not changed")->required();
    reach->add_option("--table", reached->table, "a file of records to look at on the import desk")->check(CLI::ExistingFile);
    reach->add_option("--rounds", reached->rounds, "how often each is opened")->capture_default_str()->check(CLI::Range(1, 1000));
    auto lived = std::make_shared<BenchDayArguments>();
    CLI::App* day = app.add_subcommand("day", "a day of a seat in minutes: memory, files and threads");
    day->add_option("--hours", lived->hours, "how long a day")->capture_default_str()->check(CLI::Range(0.1, 240.0));
    day->add_option("--speed", lived->speed, "so many times faster than the clock")->capture_default_str()->check(CLI::Range(1.0, 3600.0));
    day->add_flag("--json", lived->json, "one JSON object on stdout");
    for (CLI::App* bench : {map, idle, wall, open, assign, check, queries, search, edit, reach})
        bench->add_flag_function("--json", [](std::int64_t) {}, "the result is one JSON object in any case");
    app.require_subcommand(1);
    return [=](std::ostream& out, std::ostream& err) {
        return idle->parsed()     ? run_bench(*options, out, err)
               : wall->parsed()   ? run_bench(*wall_options, out, err)
               : open->parsed()   ? run_bench_open(*work, out, err)
               : assign->parsed() ? run_bench_assign(*work, out, err)
               : check->parsed()  ? run_bench_check(*work, out, err)
               : queries->parsed() ? run_bench_queries(*work, out, err)
               : search->parsed() ? run_bench_search(*searched, out, err)
               : edit->parsed() ? run_bench_edit(*edited, out, err)
               : reach->parsed() ? run_bench_reach(*reached, out, err)
               : day->parsed()  ? run_bench_day(*lived, out, err)
                                  : run_bench_map(*arguments, out, err);
    };
}

Run add_probe(CLI::App& app)
{
    auto arguments = std::make_shared<ProbeArguments>();
    app.add_option("url", arguments->url, "rtsp://…, rtsps://…, http://… or a file")->required();
    app.add_option("--credential", arguments->credential, "sign in with this credential of the machine");
    app.add_option("--wait", arguments->wait_s, "seconds for opening, and again for the first picture")->check(CLI::Range(1.0, 120.0))->capture_default_str();
    app.add_option("--measure", arguments->measure_s, "seconds to watch after it")->check(CLI::Range(0.0, 600.0))->capture_default_str();
    app.add_flag("--json", arguments->json, "one JSON object on stdout");
    return [arguments](std::ostream& out, std::ostream& err) { return run_probe(*arguments, out, err); };
}

Run add_credential(CLI::App& app)
{
    auto arguments = std::make_shared<CredentialArguments>();
    const auto verb = [&](const char* name, const char* what) {
        CLI::App* child = app.add_subcommand(name, what);
        child->callback([arguments, name] { arguments->verb = name; });
        return child;
    };
    CLI::App* set = verb("set", "keep a sign-in; the password is read from standard input, one line");
    CLI::App* test = verb("test", "whether it is on this machine, and whether a camera takes it");
    CLI::App* list = verb("list", "the names, never the secrets");
    CLI::App* remove = verb("remove", "forget it");
    for (CLI::App* child : {set, test, remove})
        child->add_option("name", arguments->name, "name of the credential, as cameras name it")->required();
    list->add_option("name", arguments->name, "only this one");
    set->add_option("--user", arguments->user, "user name");
    set->add_option("--fingerprint", arguments->fingerprint, "RTSPS: take only the certificate with this SHA-256");
    test->add_option("url", arguments->url, "camera to try it on");
    for (CLI::App* child : {set, remove})
        child->add_flag("--seat", arguments->seat, "in /etc/gridwatch/credentials, for all seats of this machine");
    list->add_flag("--json", arguments->json, "one JSON object on stdout");
    app.require_subcommand(1);
    return [arguments](std::ostream& out, std::ostream& err) { return run_credential(*arguments, std::cin, out, err); };
}

Run add_account(CLI::App& app)
{
    auto arguments = std::make_shared<AccountArguments>();
    const auto verb = [&](const char* name, const char* what) {
        CLI::App* child = app.add_subcommand(name, what);
        child->callback([arguments, name] { arguments->verb = name; });
        child->add_option("workspace", arguments->workspace, "workspace")->required();
        return child;
    };
    CLI::App* add = verb("add", "make an account: a label with a role");
    CLI::App* pin = verb("pin", "set its PIN, read from standard input, one line");
    CLI::App* list = verb("list", "the accounts, never their PINs");
    for (CLI::App* child : {add, pin})
        child->add_option("label", arguments->label, "what it is called")->required();
    add->add_option("--role", arguments->role, "operator, analyst, responder, supervisor or admin")
        ->required()
        ->check(CLI::IsMember({"operator", "analyst", "responder", "supervisor", "admin"}));
    add->add_option("--post", arguments->post, "label of the post it works at; that of the seat without it");
    add->add_option("--login", arguments->login, "login of the system that signs on as this account by itself");
    pin->add_flag("--remove", arguments->remove, "take the PIN away");
    list->add_flag("--json", arguments->json, "one JSON object on stdout");
    app.require_subcommand(1);
    return [arguments](std::ostream& out, std::ostream& err) { return run_account(*arguments, std::cin, out, err); };
}

struct Subcommand {
    const char* name;
    const char* what;
    Run (*add)(CLI::App&);
};

constexpr Subcommand subcommands[] = {
    {"demo", "make an invented street, district or city", add_demo},
    {"import", "take a file into a workspace", add_import},
    {"bench", "measure the console's own work", add_bench},
    {"shot", "make a picture of the map", add_shot},
    {"export", "write records as a file for other programs", add_export},
    {"edit", "draw the boundaries of a draft: split, merge, reshape, …", add_edit},
    {"draft", "list, check, preview, publish, withdraw or discard drafts of the boundaries", add_draft},
    {"sees", "which cameras see a place", add_sees},
    {"probe", "dial a camera and tell each step", add_probe},
    {"credential", "keep, try, list and forget the sign-ins of this machine", add_credential},
    {"account", "who signs on to the seats of a workspace: labels, roles, PINs", add_account},
    {"check", "look for gaps, overlaps, orphans and wrong codes", add_check},
    {"backup", "copy a workspace while consoles work in it", add_backup},
    {"restore", "make a workspace of a backup", add_restore},
    {"upgrade", "bring an older workspace up to date, or take that back", add_upgrade},
    {"verify", "is a workspace whole: file, references, geometry, history", add_verify},
    {"log", "what seats did and saw", add_log},
    {"commands", "everything the console can be asked to do, with keys and menus", add_commands},
    {"doctor", "what this machine has and lacks for the console", add_doctor},
    {"manual", "the manual page, made from what stands here", add_manual},
};

/// One line instead of CLI11's several.
int say_wrong_usage(const CLI::ParseError& error, std::ostream& err)
{
    std::string words = error.what();
    for (char& c : words)
        c = c == '\n' ? ' ' : c;
    err << "Wrong usage: " << words << " (gridwatch --help lists what there is)\n";
    return 2;
}

}

int run_program(int argc, char** argv, std::ostream& out, std::ostream& err)
{
    if (const std::string cache = cache_folder(); !cache.empty())
        geo::set_tile_cache(cache + "/tiles");
    geo::set_map_folders(read_settings().settings.map_folders);
    CLI::App app("Gridwatch: grids, incidents and cameras of a city on one console.", "gridwatch");
    app.set_version_flag("--version", version);
    auto options = std::make_shared<ConsoleOptions>();
    Run run = [options](std::ostream&, std::ostream& errors) { return run_console(*options, errors); };
    const std::string first = argc > 1 ? argv[1] : "";
    std::vector<std::pair<CLI::App*, Run>> runs;
    const bool is_sub = std::ranges::any_of(subcommands, [&](const Subcommand& sub) { return first == sub.name; });
    for (const Subcommand& sub : subcommands) {
        CLI::App* child = app.add_subcommand(sub.name, sub.what);
        runs.emplace_back(child, sub.add(*child));
    }
    CLI::App* named = app.add_subcommand("console", "the console itself; the word may be left out");
    add_console(*named, options);
    // A bare file name is a workspace, so the console's own options stand at the top unless a subcommand was named.
    if (!is_sub && first != "console")
        add_console(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) { // --help, --version
        app.exit(asked, out, err);
        return 0;
    } catch (const CLI::ParseError& error) {
        return say_wrong_usage(error, err);
    }
    std::string verb;
    for (const auto& [child, run_child] : runs)
        if (child->parsed())
            run = run_child, verb = child->get_name();
    try {
        // Before any thread, so that the signals wait for it alone. The console ends by itself, in its own time.
        std::optional<Interrupt> interrupt;
        if (!verb.empty())
            interrupt.emplace(verb);
        return run(out, err);
    } catch (const std::exception& error) {
        err << error.what() << '\n';
        return 1;
    }
}

}
