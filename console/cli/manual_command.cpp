#include "console/cli/manual_command.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>

#include <ostream>
#include <string>
#include <vector>

namespace console {
namespace {

/// troff takes a dot or an apostrophe at the beginning of a line, and every backslash and hyphen, for itself.
std::string troff(std::string_view text)
{
    std::string safe;
    for (const char c : text)
        if (c == '\\')
            safe += "\\e";
        else if (c == '-')
            safe += "\\-";
        else if (c == '\n')
            safe += ' ';
        else
            safe += c;
    if (!safe.empty() && (safe[0] == '.' || safe[0] == '\''))
        safe.insert(0, "\\&");
    return safe;
}

bool is_listed(const CLI::App& verb) { return verb.get_name() != "manual" && !verb.get_name().empty(); }

std::vector<const CLI::App*> verbs_of(const CLI::App& app)
{
    std::vector<const CLI::App*> verbs;
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        if (is_listed(*verb))
            verbs.push_back(verb);
    return verbs;
}

void write_options(const CLI::App& verb, std::ostream& out)
{
    for (const CLI::Option* option : verb.get_options()) {
        std::string name;
        if (option->get_positional())
            name = option->get_name(true, false);
        else
            for (const std::string& one : option->get_lnames())
                name += (name.empty() ? "--" : ", --") + one + (option->get_items_expected_max() > 0 ? " " + option->get_type_name() : "");
        if (!name.empty())
            fmt::print(out, ".TP\n.B {}\n{}\n", troff(name), troff(option->get_description()));
    }
}

void write_verb(const CLI::App& verb, const std::string& before, std::ostream& out)
{
    std::string synopsis = before + verb.get_name();
    for (const CLI::Option* option : verb.get_options())
        if (option->get_positional())
            synopsis += option->get_required() ? " " + option->get_single_name() : " [" + option->get_single_name() + "]";
    fmt::print(out, ".SS {} [options]\n{}.\n", troff(synopsis), troff(verb.get_description()));
    write_options(verb, out);
    for (const CLI::App* below : verbs_of(verb))
        write_verb(*below, before + verb.get_name() + " ", out);
}

void write_man_page(const CLI::App& app, std::ostream& out)
{
    out << ".TH GRIDWATCH 1 \"\" \"Gridwatch\" \"User Commands\"\n"
           ".SH NAME\ngridwatch \\- grids, incidents and cameras of a city on one console\n"
           ".SH SYNOPSIS\n.B gridwatch\n[\\fIWORKSPACE\\fR] [\\fIoptions\\fR]\n.br\n.B gridwatch\n\\fIverb\\fR [\\fIoptions\\fR]\n"
           ".SH DESCRIPTION\nWithout a verb the console opens on a workspace, or on its start page. A workspace is one SpatiaLite file.\n"
           "The verbs are the console's services without a window: for scripts, for cron, for tests.\n"
           ".SH VERBS\n";
    for (const CLI::App* verb : verbs_of(app))
        write_verb(*verb, "gridwatch ", out);
    out << ".SH EXIT STATUS\n0 done, 1 could not be done (one line on standard error says what, on what, why and what to do), 2 wrong usage.\n"
           ".SH FILES\n.TP\n.I $XDG_CONFIG_HOME/gridwatch/gridwatch.toml, /etc/xdg/gridwatch/gridwatch.toml\nSettings.\n"
           ".TP\n.I $XDG_STATE_HOME/gridwatch/gridwatch.log\nThe program's log, without credentials.\n"
           ".TP\n.I $XDG_STATE_HOME/gridwatch/seat\\-NAME.toml\nWhat a seat's screen looked like last.\n";
}

std::string words_of(const CLI::App& verb)
{
    std::string words;
    for (const CLI::App* below : verbs_of(verb)) {
        words += below->get_name() + " " + words_of(*below);
    }
    for (const CLI::Option* option : verb.get_options())
        for (const std::string& name : option->get_lnames())
            words += "--" + name + " ";
    return words;
}

void write_completion(const CLI::App& app, std::ostream& out)
{
    std::string verbs;
    for (const CLI::App* verb : verbs_of(app))
        verbs += verb->get_name() + " ";
    out << "# bash completion for gridwatch: verbs, options, files.\n_gridwatch()\n{\n    local word=${COMP_WORDS[COMP_CWORD]} words\n"
           "    case ${COMP_WORDS[1]} in\n";
    for (const CLI::App* verb : verbs_of(app))
        fmt::print(out, "        {}) words=\"{}\" ;;\n", verb->get_name(), words_of(*verb));
    fmt::print(out, "        *) words=\"{}--version --help\" ;;\n    esac\n", verbs);
    out << "    COMPREPLY=()\n"
           "    [ \"$COMP_CWORD\" -gt 1 ] && [ \"${word#-}\" = \"$word\" ] || mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
           "    [ \"${word#-}\" != \"$word\" ] || mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen -f -- \"$word\")\n"
           "}\ncomplete -o filenames -F _gridwatch gridwatch\n";
}

}

RunVerb add_manual(CLI::App& app)
{
    app.group(""); // not in the list of --help
    auto is_completion = std::make_shared<bool>(false);
    app.add_flag("--completion", *is_completion, "the completion of bash instead of the manual page");
    return [parent = app.get_parent(), is_completion](std::ostream& out, std::ostream&) {
        *is_completion ? write_completion(*parent, out) : write_man_page(*parent, out);
        return 0;
    };
}

}
