// What the draft service gets from other consoles and gives to other programs: edits of a draft that another console holds, exports, the
// crosswalk of an edition.
#include "console/services/draft_service.h"

#include "console/error.h"
#include "console/work/new_files.h"
#include "data/drafts/draft_rows.h"
#include "data/export/crosswalk_file.h"
#include "data/export/export.h"
#include "data/store/process.h"

#include <fmt/format.h>

#include <filesystem>

namespace console {
namespace {

// Faces that another console changed at once: more are not looked at one by one, but with everything, in the background.
constexpr std::size_t most_news = 300;

}

/// Who holds it and how long its journal is are read from the workspace's list, which follows other consoles.
void DraftService::follow_holder(const data::World& world)
{
    const data::DraftHead* head = find_draft(world, open_->head.name);
    if (!head || head->id != open_->head.id) {
        const std::string name = open_->head.name;
        events_.say(said("draft.ended_there", name), false);
        close_draft();
        return events_.gone(name);
    }
    open_->head.holder = head->holder;
    // Where its holder left or was killed, whoever looked on goes on with it.
    if (!world.workspace.read_only && (!head->holder || !data::is_alive(*head->holder))) {
        events_.say(said("draft.free", open_->head.name), false);
        return open_draft(std::string(open_->head.name), false);
    }
    if (head->entries <= static_cast<std::size_t>(open_->draft->newest_seq()) || head->entries == open_->news_asked || open_->news_task.is_running())
        return;
    open_->news_asked = head->entries;
    open_->news_task = store_.ask(
        "news of a draft",
        [this, open = open_.get(), id = head->id, after = open_->draft->newest_seq()](data::Store& store) -> std::function<void()> {
            return [this, open, entries = store.entries(id, after)] {
                if (open == open_.get() && !open_->is_mine)
                    take_news(entries);
            };
        },
        [this](Said words) { events_.say(std::move(words), true); });
}

void DraftService::take_news(std::span<const data::DraftEntry> entries)
{
    const data::DraftVersion before = open_->draft->version();
    try {
        open_->draft->replay(entries);
    } catch (const std::exception&) {
        return open_draft(std::string(open_->head.name), false); // from the beginning of its journal
    }
    open_->steps.add_all(entries);
    open_->head.entries = static_cast<std::size_t>(open_->draft->newest_seq());
    ++open_->revision;
    const data::DraftVersion& now = open_->draft->version();
    const std::vector<geo::FaceId> faces = data::difference(before, now).faces;
    if (faces.size() > most_news)
        return work_out();
    count_grids();
    open_->areas_due.insert(faces.begin(), faces.end());
    open_->findings_due.insert(faces.begin(), faces.end());
    note_areas({});
    note_findings({});
}

void DraftService::export_grids(const GridExport& wanted)
{
    if (open_ && open_->is_mine && open_->head.name == wanted.draft)
        when_saved([this, wanted] { export_now(wanted); });
    else
        export_now(wanted);
}

void DraftService::export_now(const GridExport& wanted)
{
    std::filesystem::path path(wanted.path);
    if (path.is_relative())
        path = std::filesystem::path(store_.path()).parent_path() / path;
    data::ExportJob job{.out = path};
    job.edition_name = wanted.edition, job.draft = wanted.draft;
    job.actor = events_.actor(), job.now = clock_.now();
    scheduler_.run(
        Queue::slow, "export.task",
        [job, workspace = store_.path()](std::stop_token, TaskProgress&) {
            if (std::filesystem::exists(job.out))
                throw Error(geo::remark("file_exists", job.out.string()));
            data::Store store = data::Store::open(workspace, data::OpenMode::read_only);
            data::ExportReport report = data::export_from(store, job);
            as_new_files_are(job.out.string());
            return report;
        },
        [this, path](const data::ExportReport& report) {
            events_.log("export", "grids", fmt::format("rows={} file={}", report.written, path.string()));
            events_.say(said("export.done", report.written, path.string()), false);
            for (const geo::Remark& note : report.notes)
                events_.say(note, false);
        },
        [this](Said words) { events_.say(said("export.failed", words), true); }).detach();
}

void DraftService::write_crosswalk(std::shared_ptr<const data::Preview> preview, const std::string& edition)
{
    scheduler_.run(
        Queue::slow, "draft.task_crosswalk",
        [preview = std::move(preview), edition, folder = std::filesystem::path(store_.path()).parent_path()](std::stop_token, TaskProgress&) {
            data::CrosswalkFiles files = data::save_crosswalks(data::make_crosswalk(*preview), folder, edition);
            for (const std::filesystem::path& file : files.written)
                as_new_files_are(file.string());
            return files;
        },
        [this, edition](const data::CrosswalkFiles& files) {
            std::string written;
            for (const std::filesystem::path& file : files.written)
                written += (written.empty() ? "" : ", ") + file.string();
            if (!written.empty()) {
                events_.log("crosswalk_written", edition, written);
                events_.say(said("draft.crosswalk", edition, written), false);
            }
            for (const auto& [file, why] : files.failed)
                events_.say(said("draft.no_crosswalk", file.string(), Fault{why, geo::remark("not_writable")}), true);
        },
        [this](Said words) { events_.say(std::move(words), true); }).detach();
}

}
