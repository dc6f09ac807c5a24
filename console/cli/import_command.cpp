#include "console/cli/import_command.h"

#include "console/cli/usage.h"
#include "console/work/interrupt.h"
#include "data/error.h"
#include "data/import/crs_candidates.h"
#include "data/import/draft_grids.h"
#include "data/import/guess.h"
#include "data/import/import.h"
#include "data/import/remark_words.h"
#include "data/import/report.h"
#include "data/import/trial_workspace.h"
#include "data/import/values.h"
#include "data/records/plain_text.h"
#include "data/store/named_system.h"
#include "data/store/process.h"
#include "geo/cancelled.h"
#include "geo/new_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>

namespace console {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t shown_reasons = 20;

data::ImportJob job_from(const ImportArguments& a)
{
    if (a.source.empty() || a.as.empty())
        throw Usage{"give the file and --as grids|cameras|incidents|places|buildings|basemap|reference|units, or --undo"};
    data::ImportJob job{
        .source = a.source, .layer = a.layer, .fields = a.fields, .crs = a.crs, .match = a.match, .dry_run = a.dry_run};
    const auto kind = std::ranges::find(data::import_kind_names, a.as);
    if (kind == data::import_kind_names.end())
        throw Usage{fmt::format("--as {}: use one of {}", a.as, fmt::join(data::import_kind_names, ", "))};
    job.kind = data::ImportKind(kind - data::import_kind_names.begin());
    if (!a.level.empty()) {
        const auto level = std::ranges::find(data::level_names, a.level);
        if (level == data::level_names.end())
            throw Usage{fmt::format("--level {}: use one of {}", a.level, fmt::join(data::level_names, ", "))};
        job.level = data::Level(level - data::level_names.begin());
    }
    if (!a.draft.empty() && job.kind != data::ImportKind::grids)
        throw Usage{"--draft takes grids: --as grids"};
    if (!a.unlock.empty() && a.draft.empty())
        throw Usage{"--unlock goes with --draft"};
    if (!a.draft.empty() && !a.closed_on.empty())
        throw Usage{"--closed-on does not go with --draft: the edition says from when on it is valid"};
    if (!a.dates.empty() && a.dates != "day-first" && a.dates != "month-first")
        throw Usage{fmt::format("--dates {}: use day-first or month-first", a.dates)};
    if (!a.dates.empty())
        job.dates = a.dates == "day-first" ? data::DateOrder::day_first : data::DateOrder::month_first;
    if (!a.missing.empty() && a.missing != "keep" && a.missing != "close")
        throw Usage{fmt::format("--missing {}: use keep or close", a.missing)};
    job.missing = a.missing == "close" ? data::MissingPolicy::close : data::MissingPolicy::keep;
    if (!a.closed_on.empty()) {
        job.closed_on = data::parse_source_time(a.closed_on, {});
        if (!job.closed_on || job.missing != data::MissingPolicy::close)
            throw Usage{job.closed_on ? "--closed-on goes with --missing close" : fmt::format("--closed-on {}: write a day as 2026-11-30", a.closed_on)};
    }
    if (!a.fit.empty())
        job.crs = data::fit_from_table(a.fit, a.affine ? geo::FitKind::affine : geo::FitKind::similarity, a.crs);
    job.actor.seat = "command line";
    job.now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    return job;
}

/// The workspace of the import. One that is not there yet gets its name when the import is done; a dry run into a
/// workspace that is not there yet works on a trial one.
class Target {
public:
    Target(const fs::path& path, const data::ImportJob& job)
    {
        std::error_code error;
        if (fs::exists(path, error)) {
            store_.emplace(job.dry_run ? data::Store::open(path, data::OpenMode::read_only) : data::Store::open_to_write(path, job.actor, job.now));
        } else if (job.dry_run) {
            trial_.emplace();
        } else {
            made_.emplace(path);
            store_.emplace(data::Store::create(made_->path()));
        }
    }
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;

    data::Store& store() { return trial_ ? trial_->store() : *store_; }
    /// A workspace that is new has its name from here on.
    void keep()
    {
        if (!made_)
            return;
        store_->settle();
        store_.reset();
        made_->place();
    }

private:
    std::optional<data::TrialWorkspace> trial_;
    std::optional<geo::NewFile> made_; // goes after the store in it
    std::optional<data::Store> store_;
};

void print_rows(std::ostream& out, const char* title, const std::vector<data::ImportRefusal>& rows)
{
    const data::RemarkWords words;
    if (rows.empty())
        return;
    out << fmt::format("{}:\n", title);
    for (std::size_t i = 0; i < std::min(rows.size(), shown_reasons); ++i)
        out << fmt::format("  row {}: {}\n", rows[i].row, words(rows[i].reasons));
    if (rows.size() > shown_reasons)
        out << fmt::format("  and {} more\n", rows.size() - shown_reasons);
}

void print_updates(std::ostream& out, const data::ImportReport& r)
{
    if (r.updates.empty())
        return;
    out << fmt::format("Changed:\n");
    for (std::size_t i = 0; i < std::min(r.updates.size(), shown_reasons); ++i)
        for (const data::FieldChange& change : r.updates[i].fields)
            out << fmt::format("  {}: {} \"{}\" → \"{}\"\n", r.updates[i].name, change.field, change.before, change.after);
    if (std::size_t(r.updated) > shown_reasons)
        out << fmt::format("  and {} more\n", std::size_t(r.updated) - shown_reasons);
}

/// A line a field: column, why, an example, what was not understood.
void print_explanation(std::ostream& out, const data::ImportReport& r)
{
    const std::map<std::string_view, const char*> whys{{"name", "a known name"}, {"said", "as said"}, {"remembered", "as the last time"}, {"values", "its values identify the rows"}};
    for (const data::FieldTaken& field : r.fields) {
        const auto why = whys.find(field.why);
        out << fmt::format("  {} = {} ({}), such as \"{}\"", field.field, field.column, why == whys.end() ? field.why : why->second, field.example);
        if (const auto unread = r.unread.find(field.field); unread != r.unread.end())
            out << fmt::format("; {} not understood, such as \"{}\"", unread->second.count, unread->second.example);
        out << "\n";
    }
    for (const std::string& column : r.columns_not_taken)
        out << fmt::format("  {} is not taken\n", column);
    for (const data::LayerLeft& layer : r.layers_not_read)
        out << fmt::format("  layer {} is not read ({} rows)\n", layer.name, layer.rows < 0 ? "?" : std::to_string(layer.rows));
}

/// What was read and how it was understood.
void print_remarks(std::ostream& out, const data::ImportReport& r)
{
    out << fmt::format("Layer {}, coordinates {}\n", r.layer, r.crs);
    if (!r.mapping.empty()) {
        out << fmt::format("Columns:");
        for (const auto& [field, column] : r.mapping)
            out << fmt::format(" {} = {};", field, column);
        out << fmt::format("\n");
    }
    if (!r.columns_not_taken.empty())
        out << fmt::format("Columns not taken: {}\n", fmt::join(r.columns_not_taken, ", "));
    const data::RemarkWords words;
    for (const geo::Remark& note : r.notes)
        out << fmt::format("Note: {}\n", words(note));
    print_rows(out, "Repaired", r.repairs);
    print_updates(out, r);
}

void print_report(std::ostream& out, const ImportArguments& arguments, const data::ImportReport& r)
{
    if (!arguments.draft.empty())
        out << fmt::format("{}Draft {}: {} read, {} new, {} changed, {} unchanged, {} repaired, {} refused, {} missing in the source; {:.2f} s\n",
                           arguments.dry_run ? "Trial only. " : "", arguments.draft, r.read, r.imported - r.updated - r.unchanged, r.updated, r.unchanged, r.repaired,
                           r.rejected.size(), r.missing, r.seconds);
    else
        out << fmt::format(
               "{}{}: {} read, {} in the workspace ({} new, {} updated, {} unchanged), {} repaired, {} refused, {} "
               "missing in the source; {:.2f} s\n",
               arguments.dry_run ? "Trial only. " : "", arguments.as, r.read, r.imported,
               r.imported - r.updated - r.unchanged, r.updated, r.unchanged, r.repaired, r.rejected.size(), r.missing,
               r.seconds);
    print_remarks(out, r);
    print_rows(out, "Refused", r.rejected);
}


/// The level that columns or the file's name say, where no one gave it; noted either way.
std::optional<geo::Remark> guess_level(data::ImportJob& job)
{
    if (job.kind != data::ImportKind::grids || job.level)
        return std::nullopt;
    const data::ImportGuess guess = data::guess_import(job.source, job.layer);
    if (guess.level && guess.kind == data::ImportKind::grids) {
        job.level = guess.level;
        return geo::Remark("level_taken", {data::level_names[std::size_t(*guess.level)]});
    }
    return guess.needs_level ? std::optional(geo::Remark("level_not_said")) : std::nullopt;
}

int run_undo(const ImportArguments& arguments, std::ostream& out)
{
    data::Actor actor;
    actor.seat = "command line";
    const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    data::Store store = data::Store::open_to_write(arguments.workspace, actor, now);
    const data::UndoneImport undone = store.undo_import(actor, now);
    const data::SessionLogEntry entry{now, actor, "import_undone", undone.file_name, undone.what};
    store.log(std::span(&entry, 1));
    if (arguments.json)
        out << fmt::format("{{\"undone\":{},\"as\":\"{}\"}}\n", undone.id, undone.what);
    else
        out << fmt::format("The import of {} as {} was taken back\n", undone.file_name, undone.what);
    return 0;
}

/// One line that is written over, on a terminal only.
class ProgressLine {
public:
    explicit ProgressLine(std::ostream& err) : err_(err), on_(&err == &std::cerr && isatty(STDERR_FILENO)) {}
    ~ProgressLine()
    {
        if (on_ && shown_ >= 0)
            err_ << fmt::format("\r\033[K");
    }
    void show(double share, const char* stage)
    {
        const int percent = int(share * 100);
        if (!on_ || percent == shown_)
            return;
        shown_ = percent;
        err_ << fmt::format("\r\033[K{} {} %", stage, percent);
        err_.flush();
    }

private:
    std::ostream& err_;
    bool on_;
    int shown_ = -1;
};

} // namespace

int run_import(const ImportArguments& arguments, std::ostream& out, std::ostream& err)
{
    try {
        if (arguments.undo)
            return run_undo(arguments, out);
        data::ImportJob job = job_from(arguments);
        const Interrupt interrupt;
        data::ImportReport report;
        const std::optional<geo::Remark> level = guess_level(job);
        if (!arguments.draft.empty() && !fs::exists(arguments.workspace))
            throw data::Error(fmt::format("{}: there is no such workspace, and so no draft of it", arguments.workspace));
        {
            Target target(arguments.workspace, job);
            target.store().stop_with(interrupt.token());
            ProgressLine line(err);
            const auto progress = [&](double share, const char* stage) { line.show(share, stage); };
            if (arguments.draft.empty())
                report = data::import_into(target.store(), job, progress, interrupt.token());
            else
                report = data::import_into_draft(target.store(), job, {arguments.draft, data::this_process("command line", {}, job.now), arguments.unlock},
                                                 progress, interrupt.token());
            target.keep();
            if (level)
                report.notes.push_back(*level);
        }
        if (arguments.json) {
            out << fmt::format("{}\n", arguments.explain ? data::json_explained(report) : data::json_from(report));
            print_remarks(err, report); // for people, beside what a program reads
        } else {
            print_report(out, arguments, report);
            if (arguments.explain)
                print_explanation(out, report);
        }
        if (report.imported == 0 && !report.rejected.empty()) {
            err << fmt::format("gridwatch import: every row of {} was refused, the first because: {}\n", arguments.source,
                       data::RemarkWords()(report.rejected.front().reasons));
            return 1;
        }
        return 0;
    } catch (const Usage& usage) {
        err << fmt::format("gridwatch import: {}\n", usage.what);
        return 2;
    } catch (const geo::Cancelled&) {
        err << fmt::format("The import was cancelled; the workspace is as it was\n");
        return 1;
    } catch (const data::NeedsSystem& needs) {
        err << fmt::format("gridwatch import: {}\n{}", data::one_line(needs.what()), data::candidate_lines(needs.candidates));
        return 1;
    } catch (const std::exception& error) {
        err << fmt::format("gridwatch import: {}\n", data::one_line(error.what()));
        return 1;
    }
}

} // namespace console
