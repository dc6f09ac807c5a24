#pragma once
// The commands' services that only note what is asked of them.

#include "console/frame/services.h"

namespace console {

struct NoServices : RecordKeeper, WorkspaceKeeper, Importer, SeatKeeper, CameraDialler, CredentialKeeper, EvidenceKeeper, DraftKeeper, Photographer, Clipboard, RecordExporter {
    std::vector<data::Change> changes;
    std::vector<data::LogWords> logged_with; // a change each, as `changes`
    std::vector<std::string> logged;         // kinds of rows without a change
    void change(data::Change change, data::LogWords log) override
    {
        changes.push_back(std::move(change));
        logged_with.push_back(std::move(log));
    }
    void log(std::string kind, std::string, std::string) override { logged.push_back(std::move(kind)); }
    void open_workspace(const std::string& path) override { opened.push_back(path); }
    void close_workspace() override {}
    void save_copy(const std::string&) override {}
    void open_demo() override {}
    void open_older(const std::string&, bool) override {}
    std::vector<std::string> opened, looked_at;
    void import_files(const std::vector<std::string>&) override {}
    void import_as(const std::string&, const std::string&, const std::string&) override {}
    void cancel_imports() override {}
    void preview_import(const data::ImportJob& job, bool) override { looked_at.push_back(job.source); }
    void start_import(const data::ImportJob&) override {}
    void undo_import() override {}
    void sign_on(data::AccountId, std::string) override {}
    void lock_seat(const std::string&) override {}
    void retry_camera(data::CameraId) override {}
    void keep_diary(data::CameraId) override {}
    void set_credential(const std::string&, const std::string&, std::string) override {}
    void save_evidence(const EvidenceJob&) override {}
    std::vector<data::DraftOp> edits;
    std::vector<std::string> drafts_opened, drafts_discarded;
    std::vector<std::int64_t> steps_wanted;
    std::vector<std::optional<data::TimePoint>> published;
    std::vector<std::string> withdrawn;
    void open_draft(const std::string& name, bool) override { drafts_opened.push_back(name); }
    void close_draft() override {}
    void discard_draft(const std::string& name) override { drafts_discarded.push_back(name); }
    void edit(const data::DraftOp& op) override { edits.push_back(op); }
    void go_to_step(std::int64_t seq) override { steps_wanted.push_back(seq); }
    void publish_draft(std::optional<data::TimePoint> from) override { published.push_back(from); }
    void withdraw_edition(const std::string& name) override { withdrawn.push_back(name); }
    std::vector<data::ZoneFile> zones_wanted;
    void check_zones(const data::ZoneFile& file, const std::string&) override { zones_wanted.push_back(file); }
    void cancel_zones() override {}
    std::vector<GridExport> exported;
    void export_grids(const GridExport& wanted) override { exported.push_back(wanted); }
    void take_screenshot(const std::string&) override {}
    std::string copied;
    void copy(const std::string& text) override { copied = text; }
    std::vector<RecordExport> records_exported;
    void export_records(const RecordExport& wanted) override { records_exported.push_back(wanted); }

    operator Services() { return {*this, *this, *this, *this, *this, *this, *this, *this, *this, *this, *this}; }
};

}
