#pragma once
// A workspace: one file that any GIS opens. One Store is one connection, used by one thread at a time (the archive queue
// writes, a second read-only Store answers queries). Every public function throws data::Error with one line for
// operators.

#include "data/drafts/draft_version.h"
#include "data/drafts/journal.h"
#include "data/records/assign.h"
#include "data/records/changes.h"
#include "data/records/facts.h"
#include "data/records/import_record.h"
#include "data/records/log_filter.h"
#include "data/store/open_mode.h"
#include "data/store/upgrade.h"
#include "geo/remark.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <utility>

namespace data {

namespace store {
struct OpenStore;
}
struct Opening;

class Store {
public:
    /// Makes a new workspace of the newest schema. Refuses an existing file.
    static Store create(const std::filesystem::path& path);
    /// Opens, upgrading an older schema after a backup copy ("city.sqlite.schema-1.bak"). Refuses, each with its own
    /// reason: missing, empty, truncated, not a workspace, made by a newer program, not readable, not writable
    /// (read_write only), on a network file system.
    static Store open(const std::filesystem::path& path, OpenMode mode);
    /// As the command line opens it to write: editions whose date has come are applied first.
    static Store open_to_write(const std::filesystem::path& path, const Actor& actor, TimePoint now);
    /// As the command line opens it to read: editions whose date has come are applied first, where the workspace may be written.
    static Store open_to_read(const std::filesystem::path& path, const Actor& actor, TimePoint now);
    /// As a console opens it: to write where that can be, else to read; an older workspace is left as it is and its plan returned.
    static Opening open_or_plan(const std::filesystem::path& path);

    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    /// From here on, once `stop` asks for it, whatever statement is at work ends: the call throws geo::Cancelled, its transaction is taken
    /// back. For a verb, whose store ends with it.
    void stop_with(std::stop_token stop);

    WorkspaceInfo info() const;
    /// What opening it for writing changed in an older workspace.
    const std::optional<UpgradePlan>& upgraded() const;
    /// Everything but histories; 100,000 incidents within 1 s.
    WorkspaceLoaded load();
    /// What other connections changed since load() or the last call; a few microseconds while nothing did. Changes of this
    /// connection may come again. Everything is read anew after an import, a grid or a camera changed. Throws, as every write does, where
    /// the file was removed, moved, replaced or cut; what it still holds can be written elsewhere by backup().
    std::vector<Fact> news();

    /// Commits one change and its row of the session log durably (one transaction, on the disk when this returns) and returns what
    /// became true.
    Fact commit(const Change& change, const Actor& actor, TimePoint now, const LogWords& log = {});
    /// Appends rows to the session log in one transaction.
    void log(std::span<const SessionLogEntry> entries);

    std::vector<IncidentEvent> history(IncidentId incident);
    std::vector<SessionLogEntry> session_log(TimePoint from, TimePoint to);
    /// Row by row in the order of writing, so that a year's log needs no memory; ends early when `each` returns false.
    void read_log(const LogFilter& filter, const std::function<bool(const LogRow&)>& each);
    /// Ids of the rows that fit, newest first; a hundred thousand within a tenth of a second.
    std::vector<std::int64_t> log_ids(const LogFilter& filter);
    /// What stands in the log's column "kind", sorted.
    std::vector<std::string> log_kinds();

    /// Bulk writing for imports and the demo, each call in transactions of at most 50 ms, ids assigned where 0; rows
    /// with an id are updated. Returns the ids in order. Incidents written so get one event "imported" with the actor.
    /// Parents are put before children, units before the grids that name them. Cameras and incidents whose grid is 0
    /// get the grid that contains them; cameras without a short number and incidents without a number get the next free
    /// one. Settings "workspace.name", "workspace.projected_crs", "workspace.utc_offset" and "workspace.time_zone" are what info() tells.
    std::vector<GridId> put(std::span<const Grid> grids);
    std::vector<PlaceId> put(std::span<const Place> places);
    std::vector<CameraId> put(std::span<const Camera> cameras);
    std::vector<IncidentId> put(std::span<const Incident> incidents, const Actor& actor);
    /// Incidents with ids of their own that bring their history (the demo): no event is added to `history`, whose events follow
    /// each incident's in the order given.
    void put(std::span<const Incident> incidents, std::span<const IncidentEvent> history);
    std::vector<UnitId> put(std::span<const Unit> units);
    std::vector<AccountId> put(std::span<const Account> accounts);
    std::vector<PostId> put(std::span<const Post> posts);
    /// The account signs on with this PIN from now on; empty takes it away. data/store/pin.h says which are refused.
    void set_pin(AccountId account, std::string_view pin);
    /// A tenth of a second. False also for an account without a PIN.
    bool is_pin_of(AccountId account, std::string_view pin);
    /// How often its PIN was wrong since the right one came or it was set anew, at whichever seat.
    int wrong_pins(AccountId account);
    /// One more: on the disk when this returns how many it makes.
    int note_wrong_pin(AccountId account);
    void forget_wrong_pins(AccountId account);
    LayerId put(const Layer& layer);
    void put_setting(const std::string& key, const std::string& value);

    /// Finds the grid of every incident and camera again; call once after grids were imported or changed. Incidents and
    /// cameras that are put or reported later get theirs at once, so this is only for those that were there before.
    Reassigned reassign_grids(TimePoint now);
    /// From here on what is put is kept aside, unseen by others and without a lock, until publish_import() lets it appear in one
    /// transaction with the record of the import; drop_import() or closing leaves nothing. `stop`: asked while rows are kept aside,
    /// which then throws geo::Cancelled. Cameras must have their numbers and cameras and incidents their grids.
    void begin_import(std::stop_token stop = {});
    /// Returns whether the import can be undone (it cannot when its changes would fill a hundred megabytes).
    bool publish_import(const ImportRecord& record, std::span<const std::pair<std::string, std::string>> settings,
                        const Actor& actor, TimePoint now);
    void drop_import();
    /// Takes the newest import back as one step: rows it brought go, rows it changed are as they were. Refuses, changing nothing,
    /// when somebody changed one of them since. Settings it chose and labels to sign on with stay.
    UndoneImport undo_import(const Actor& actor, TimePoint now);

    /// The open ones; without a holder where its process is gone. Of `draft`: empty when no open one has that name.
    std::vector<DraftHead> drafts();
    std::optional<DraftHead> draft(const std::string& name);
    /// In whatever state it is, by its id.
    std::optional<DraftHead> draft_of(std::int64_t id);
    /// Begins a draft on the newest edition. Refuses a name that is empty, longer than 100 bytes, with blanks around it or control
    /// characters in it, or that an open draft or an edition has.
    DraftHead create_draft(const std::string& name, const std::string& base_digest, const Actor& actor, TimePoint now);
    /// Takes the draft for this process (see process.h) if nobody holds it or who did is dead. Returns the other holder where not.
    std::optional<DraftHolder> hold_draft(std::int64_t draft, const DraftHolder& holder);
    /// Nothing where another holds it.
    void release_draft(std::int64_t draft, const DraftHolder& holder);
    /// On the disk when this returns, all of them or, with an Error, none. Refuses when this process does not hold the draft, it is not
    /// open or an entry is not the next one. DiskFull: the same may be tried again.
    void append(std::int64_t draft, const DraftHolder& holder, std::span<const DraftEntry> entries);
    /// The whole journal, also of a draft that is closed; or what of it comes after the entry `after`.
    std::vector<DraftEntry> entries(std::int64_t draft, std::int64_t after = 0);
    /// Closes it for good; its journal stays. Refused while another holds it.
    void discard_draft(std::int64_t draft, const DraftHolder& holder, const Actor& actor, TimePoint now);

    /// Oldest first.
    std::vector<Edition> editions();
    /// The areas of every level, as load() has them. 0: those before the first edition; without any, those in force at `now`.
    std::vector<Grid> areas_of_edition(std::int64_t edition, TimePoint now);
    /// What a draft on that edition is drawn on; of the areas nothing is derived but their boxes.
    DraftGroundPtr draft_ground(std::int64_t edition, TimePoint now);
    /// One transaction: areas end and begin, the draft is closed, the edition is there and, where its date has come, cameras and open
    /// incidents have their grids by it, each incident that changes with an event "reassigned". Areas below one that is made anew under
    /// its code are made anew with it. Refused: OutOfDate where `newest` is not the newest edition; Error where valid_from lies before
    /// that of the newest one, the draft is not open or this process does not hold it.
    Published publish(const Publication& publication, const DraftHolder& holder, const Actor& actor, TimePoint now);
    /// One transaction: the newest editions, all to come, are withdrawn, then each step is worked out on what is there and written; none of it
    /// where a plan gives nothing. Refused: OutOfDate where others are the newest; Error where one of them is in force, or an open draft (but
    /// that of a step) or a step's edition was begun on one.
    std::optional<std::vector<Published>> write_anew(const EditionsAnew& anew, const DraftHolder& holder, const Actor& actor, TimePoint now);
    /// Editions whose date has come since, each once, whoever asks first: cameras and open incidents as in publish(). Returns how many;
    /// then the records want reading again. A few microseconds where there is none; nothing in a workspace opened for reading.
    std::size_t apply_due_editions(TimePoint now, const Actor& actor);
    /// Drafts and editions as they are: for the console that changed them itself, to which news() does not tell them.
    DraftsChanged drafts_changed();

    /// Oldest first.
    std::vector<ImportRecord> imports();
    /// The newest import of such records from a file with these columns that was not taken back; without its report.
    std::optional<ImportRecord> import_like(const std::string& what, const std::string& columns);
    /// The newest fitted system among the imports ("FITTED:{…}"); empty: none.
    std::string newest_fit();
    /// A whole copy of the workspace as it is now, log included. Refuses an existing file.
    void backup(const std::filesystem::path& to);
    /// Brings everything from the log into the file itself, so that the file may be renamed. Throws where the disk refuses.
    void settle();
    /// Upper bound of the file, in pages of 4 KiB, beyond which writing fails as on a full disk; 0: none.
    void limit_pages(std::int64_t pages);

private:
    explicit Store(std::unique_ptr<store::OpenStore> impl);
    /// With `older` an older workspace is not changed: its plan is written there, and the store is good for nothing but closing.
    static Store open(const std::filesystem::path& path, OpenMode mode, UpgradePlan* older);
    std::unique_ptr<store::OpenStore> impl_;
};

struct Opening {
    std::optional<Store> store;    // empty: the workspace is an older one
    UpgradePlan plan;              // what opening it for writing would change
    std::string read_only_because; // empty: it may be written
    geo::Remark read_only_why;     // the same, where it is a remark
};

} // namespace data
