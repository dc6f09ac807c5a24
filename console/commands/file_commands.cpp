// The file chooser, files let go over a window, and what of a workspace is written for others.

#include "console/commands/functions.h"
#include "console/frame/view.h"
#include "console/work/folders.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace console::file_commands {
namespace {

constexpr std::size_t most_folders = 8;

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/') == 0 ? 1 : path.rfind('/')); }
std::string name_of_file(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// What was typed without a folder lies beside the workspace.
std::string goal_of(const CommandContext& context, const std::string& typed)
{
    if (typed.starts_with("~/"))
        return home_folder() + typed.substr(1);
    return typed.starts_with('/') ? typed : folder_of(context.world.workspace.path) + "/" + typed;
}

/// "map-2026-11-23.pdf"
std::string proposed_name(const CommandContext& context, const ArgumentRow& row)
{
    if (*row.file_name == 0)
        return {};
    const std::string day = data::iso8601(context.now + utc_offset(context.world.workspace, context.now)).substr(0, 10), endings = row.endings;
    return fmt::format("{}-{}{}", row.file_name, day, endings.substr(0, endings.find(' ')));
}

bool shows_map(Layout layout) { return layout == Layout::desk || layout == Layout::editor; }

}

bool is_open(const data::World&, const Session& session) { return session.files.has_value(); }

bool has_map(const data::World& world, const Session& session) { return has_workspace(world, session) && shows_map(session.layout); }

void choose(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    const std::string name = text_argument(arguments, 0, "command");
    const CommandRow* row = find_command(name);
    if (!row)
        throw Error(geo::remark("command_unknown", name));
    const auto first = std::ranges::find_if(row->arguments, [](const ArgumentRow& one) { return one.path != PathUse::none; });
    const std::size_t at = arguments.size() > 1 ? static_cast<std::size_t>(number_argument(arguments, 1, "argument")) : static_cast<std::size_t>(first - row->arguments.begin());
    if (at >= row->arguments.size() || row->arguments[at].path == PathUse::none)
        throw Error(geo::remark("command_no_file", name));
    const ArgumentRow& argument = row->arguments[at];
    FileChooser files{.command = name, .argument = at, .is_for_form = session.form && session.form->command == name && arguments.size() > 1, .use = argument.path,
                      .endings = argument.endings, .folder = session.folders.empty() ? std::string() : session.folders.front(), .name = proposed_name(context, argument), .serial = ++session.choosers};
    if (files.is_for_form && at < session.form->values.size())
        if (const std::string& before = session.form->values[at]; before.find('/') != std::string::npos) {
            files.folder = folder_of(before);
            if (argument.path == PathUse::save)
                files.name = name_of_file(before);
        }
    session.menu.reset();
    session.palette_open = false;
    session.files = std::move(files);
}

void take(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    const std::string path = text_argument(arguments, 0, "path");
    const FileChooser files = *session.files;
    session.files.reset();
    if (arguments.size() > 1 && arguments[1] == "replace")
        session.replaced = path;
    const std::string folder = files.use == PathUse::folder ? path : folder_of(path);
    std::erase(session.folders, folder);
    session.folders.insert(session.folders.begin(), folder);
    if (session.folders.size() > most_folders)
        session.folders.resize(most_folders);
    if (files.is_for_form && session.form && session.form->command == files.command) {
        session.form->values.resize(std::max(session.form->values.size(), files.argument + 1));
        session.form->values[files.argument] = path;
        session.form->error = {}, session.form->wrong = -1;
        session.form->serial = ++session.forms;
        return;
    }
    run_command(context, {files.command, {path}});
}

void cancel(CommandContext& context, Arguments) { context.session.files.reset(); }

void dropped(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    if (arguments.empty())
        throw Error(geo::remark("message.import_nothing"));
    std::deque<std::string> foreign;
    for (const std::string& path : arguments)
        if (path.ends_with(".sqlite"))
            return shell_commands::open_workspace(context, std::array{path});
        else
            foreign.push_back(path);
    session.files.reset();
    session.menu.reset();
    session.active_window = session.window;
    const std::string first = foreign.front();
    foreign.pop_front();
    import_commands::open_desk(context, std::array{first});
    session.import_desk->next = std::move(foreign);
}

namespace {

bool may_replace(Session& session, const std::string& path)
{
    const bool may = !path.empty() && session.replaced == path;
    session.replaced.clear();
    return may;
}

void write_map(CommandContext& context, MapExport wanted)
{
    Session& session = context.session;
    wanted.path = goal_of(context, wanted.path);
    wanted.may_replace = may_replace(session, wanted.path);
    wanted.serial = ++session.map_exports;
    session.map_export = std::move(wanted);
}

}

void picture(CommandContext& context, Arguments arguments) { write_map(context, {.path = text_argument(arguments, 0, "path")}); }

void print(CommandContext& context, Arguments arguments)
{
    const std::string paper = text_argument(arguments, 0, "paper"), path = text_argument(arguments, 1, "path");
    if (std::ranges::find(paper_names, paper) == paper_names.end())
        throw Error(geo::remark("paper_unknown", paper));
    write_map(context, {.path = path, .paper = paper, .title = rest_argument(arguments, 2)});
}

void save_copy(CommandContext& context, Arguments arguments)
{
    context.services.workspaces.save_copy(goal_of(context, text_argument(arguments, 0, "path")));
}

void export_records(CommandContext& context, Arguments arguments)
{
    RecordExport wanted{.kind = text_argument(arguments, 0, "kind of records"), .path = text_argument(arguments, 1, "path")};
    if (std::ranges::find(exported_kinds, wanted.kind) == exported_kinds.end())
        throw Error(geo::remark("kind_not_exported", wanted.kind));
    wanted.path = goal_of(context, wanted.path);
    wanted.may_replace = may_replace(context.session, wanted.path);
    context.services.exports.export_records(wanted);
}

}
