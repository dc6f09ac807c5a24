#pragma once
// Who saw which camera where, and why: rows of the session log, one when a picture appears and one when it goes. UI thread.

#include "console/frame/view.h"

#include <functional>
#include <map>
#include <string>
#include <utility>

namespace console {

/// A row of the session log, by the actor of the moment.
using LogRowSink = std::function<void(std::string kind, std::string subject, std::string detail)>;

class ViewLog {
public:
    explicit ViewLog(LogRowSink log) : log_(std::move(log)) {}

    /// Once a frame, of an open workspace.
    void follow(const data::World& world, const Wanted& wanted);
    /// The workspace is closed, and with it what is shown.
    void close();
    /// No row is written: none is open.
    void forget() { shown_.clear(); }

private:
    LogRowSink log_;
    std::map<std::pair<std::string, data::CameraId>, std::string> shown_; // (where, camera) → why
    std::map<data::CameraId, int> numbers_;                               // of cameras shown so far
};

}
