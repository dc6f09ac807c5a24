#pragma once
// What commands may set in motion beyond changing the session: one narrow interface a matter, each kept by the service whose work it is.
// Calls return at once; answers come back as facts, or through console/services/answers.h. UI thread.

#include "data/drafts/draft_op.h"
#include "data/import/job.h"
#include "data/import/zones.h"
#include "data/records/changes.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace console {

/// Decisions about records, and rows of the session log besides.
class RecordKeeper {
public:
    virtual ~RecordKeeper() = default;
    /// To the archive queue; shows when durable. `log`: its row of the session log, written with it or not at all.
    virtual void change(data::Change change, data::LogWords log = {}) = 0;
    /// Of what changes no record.
    virtual void log(std::string kind, std::string subject, std::string detail) = 0;
};

/// Which workspace is open.
class WorkspaceKeeper {
public:
    virtual ~WorkspaceKeeper() = default;
    virtual void open_workspace(const std::string& path) = 0;
    virtual void close_workspace() = 0;
    /// What is open now, to a new file. Where the one that was opened is not in its place any more, the work goes on in the copy.
    virtual void save_copy(const std::string& path) = 0;
    /// Makes the demo workspace on first use.
    virtual void open_demo() = 0;
    /// An older workspace: bring it up to date, or show a copy and leave it as it is.
    virtual void open_older(const std::string& path, bool upgrade) = 0;
};

/// Foreign files on their way in.
class Importer {
public:
    virtual ~Importer() = default;
    /// A workspace file is opened; what other files hold is judged by their content.
    virtual void import_files(const std::vector<std::string>& paths) = 0;
    /// KIND as in data::import_kind_names, LEVEL as in data::level_names or empty. Throws Error for other words.
    virtual void import_as(const std::string& path, const std::string& kind, const std::string& level) = 0;
    virtual void cancel_imports() = 0;
    /// Looks at the file of the import desk again; the answer arrives in the session.
    virtual void preview_import(const data::ImportJob& job, bool guess) = 0;
    virtual void start_import(const data::ImportJob& job) = 0;
    virtual void undo_import() = 0;
};

/// Who has the controls of this seat.
class SeatKeeper {
public:
    virtual ~SeatKeeper() = default;
    /// Proves the account by its PIN (empty: it needs none) and gives it the controls; the answer arrives in the session.
    virtual void sign_on(data::AccountId account, std::string pin) = 0;
    virtual void lock_seat(const std::string& why) = 0;
};

/// Cameras that are to be dialled.
class CameraDialler {
public:
    virtual ~CameraDialler() = default;
    virtual void retry_camera(data::CameraId camera) = 0;
    /// Dials it once more and writes down each step; Session::diary gets the answer.
    virtual void keep_diary(data::CameraId camera) = 0;
};

class CredentialKeeper {
public:
    virtual ~CredentialKeeper() = default;
    /// Into this person's own file of credentials on this machine; cameras that were refused with it are dialled again.
    virtual void set_credential(const std::string& name, const std::string& user, std::string password) = 0;
};

/// A picture or a stretch of a camera, to be kept as a file with its sidecar.
struct EvidenceJob {
    data::CameraId camera;
    std::chrono::seconds clip{0};        // 0: a picture; else so much up to what is shown now
    std::string purpose;                 // a line of text; empty only with an incident
    data::IncidentId incident;           // its history names the file; 0: none
};

class EvidenceKeeper {
public:
    virtual ~EvidenceKeeper() = default;
    virtual void save_evidence(const EvidenceJob& job) = 0;
};

/// The boundaries to be written for other programs.
struct GridExport {
    std::string draft, edition; // by name; both empty: those in force
    std::string path;           // its ending chooses the format
};

/// The draft of the boundaries that is open in the editor. What comes of a call is seen in the view's draft; what was not done is said.
class DraftKeeper {
public:
    virtual ~DraftKeeper() = default;
    /// Replaces the one that is open. `make`: a new one, on the newest boundaries.
    virtual void open_draft(const std::string& name, bool make) = 0;
    virtual void close_draft() = 0;
    /// For good; its journal stays in the workspace's log.
    virtual void discard_draft(const std::string& name) = 0;
    /// Done at once, on the disk a moment later. Undo and redo wait for what is on its way there.
    virtual void edit(const data::DraftOp& op) = 0;
    /// Undoes or does again until this step is the newest one done; 0: none is.
    virtual void go_to_step(std::int64_t seq) = 0;
    /// `from`: empty: from now on. The crosswalk is laid beside the workspace.
    virtual void publish_draft(std::optional<data::TimePoint> from) = 0;
    /// One that is still to come; its draft is open again.
    virtual void withdraw_edition(const std::string& name) = 0;
    /// Which zones are no unions of the draft's grids; replaces what was asked before. `title`: what people call the file.
    virtual void check_zones(const data::ZoneFile& file, const std::string& title) = 0;
    virtual void cancel_zones() = 0;
    /// To a file that is not there yet, in the background.
    virtual void export_grids(const GridExport& wanted) = 0;
};

/// Records to be written for other programs.
struct RecordExport {
    std::string kind;           // "grids", "cameras", "incidents", "places"
    std::string path;           // its ending chooses the format
    bool may_replace = false;   // the operator said so
};

class RecordExporter {
public:
    virtual ~RecordExporter() = default;
    /// In the background; what came of it is said.
    virtual void export_records(const RecordExport& wanted) = 0;
};

class Photographer {
public:
    virtual ~Photographer() = default;
    /// Of the window, with the next frame.
    virtual void take_screenshot(const std::string& path) = 0;
};

class Clipboard {
public:
    virtual ~Clipboard() = default;
    /// For other programs, and for the fields of this one.
    virtual void copy(const std::string& text) = 0;
};

/// Whom commands ask.
struct Services {
    RecordKeeper& records;
    WorkspaceKeeper& workspaces;
    Importer& imports;
    SeatKeeper& seat;
    CameraDialler& dialler;
    CredentialKeeper& credentials;
    EvidenceKeeper& evidence;
    DraftKeeper& drafts;
    Photographer& photographer;
    Clipboard& clipboard;
    RecordExporter& exports;
};

}
