#pragma once
// A workspace: one SpatiaLite file. One Store is one connection, used by one thread at a time (the archive queue writes,
// a second read-only Store answers queries). Every public function throws data::Error with one line for operators.

#include "data/changes.h"
#include "data/facts.h"

#include <filesystem>
#include <memory>
#include <span>

namespace data {

enum class OpenMode { read_write, read_only };

class Store {
public:
    /// Makes a new workspace of the newest schema. Refuses an existing file.
    static Store create(const std::filesystem::path& path);
    /// Opens, upgrading an older schema after a backup copy ("city.sqlite.schema-1.bak"). Refuses, each with its own reason: missing,
    /// empty, truncated, not a workspace, made by a newer program, not readable, not writable (read_write only).
    static Store open(const std::filesystem::path& path, OpenMode mode);

    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    WorkspaceInfo info() const;
    /// Everything but histories; 100,000 incidents within 1 s.
    WorkspaceLoaded load();

    /// Commits one change durably (one transaction, synchronous=FULL) and returns what became true.
    Fact commit(const Change& change, const Actor& actor, TimePoint now);
    /// Appends rows to the session log in one transaction.
    void log(std::span<const SessionLogEntry> entries);

    std::vector<IncidentEvent> history(IncidentId incident);
    std::vector<SessionLogEntry> session_log(TimePoint from, TimePoint to);

    /// Bulk writing for imports and the demo, each call in transactions of at most 50 ms, ids assigned where 0; rows with an id
    /// are updated. Returns the ids in order. Incidents written so get one event "imported" with the actor.
    std::vector<GridId> put(std::span<const Grid> grids);
    std::vector<PlaceId> put(std::span<const Place> places);
    std::vector<CameraId> put(std::span<const Camera> cameras);
    std::vector<IncidentId> put(std::span<const Incident> incidents, const Actor& actor);
    std::vector<UnitId> put(std::span<const Unit> units);
    std::vector<AccountId> put(std::span<const Account> accounts);
    std::vector<PostId> put(std::span<const Post> posts);
    LayerId put(const Layer& layer);
    void put_setting(const std::string& key, const std::string& value);

private:
    struct Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}
