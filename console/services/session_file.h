#pragma once
// What outlives a restart, per seat: splits, theme, language, layout, scale, the map's view and the workspaces opened last.
// TOML under XDG_STATE_HOME/gridwatch (docs: README, "Files"). Written atomically. UI thread; a file of two kilobytes.

#include "console/seat/session.h"

#include <chrono>
#include <string>
#include <vector>

namespace console {

class SessionFile {
public:
    /// Not `kept`: nothing is read or written (a drive script must not meet what an operator left).
    explicit SessionFile(const std::string& seat, bool kept = true);
    ~SessionFile();
    SessionFile(const SessionFile&) = delete;
    SessionFile& operator=(const SessionFile&) = delete;
    /// A missing or broken file leaves the session as it is.
    void load(Session& session);
    /// Writes when something worth keeping differs from what was written last, at most every two seconds. Never throws:
    /// a seat whose home is read-only works all the same.
    void save_if_changed(Session& session, const data::World& world);
    void save(Session& session, const data::World& world) noexcept;
    /// This seat was left by a crash or a power cut: since when, until now. Empty after an orderly end.
    const std::optional<Absence>& absence() const { return absence_; }

private:
    void watch_absence(const std::string& path);
    void say_here() noexcept;

    std::string path_;
    std::string written_;
    std::chrono::steady_clock::time_point checked_{}, said_here_{};
    std::string here_path_; // of the file that says each second that this seat runs, and is gone when it was left
    int here_ = -1;
    std::optional<Absence> absence_;
};

}
