#pragma once
// What of a workspace is written for others: records as tables and layers, the map as a page or a picture. Written on the slow queue;
// says where it lies, or why it could not be written. UI thread.

#include "console/frame/services.h"
#include "console/said.h"
#include "console/work/scheduler.h"

#include <functional>
#include <memory>
#include <string>

namespace console {

struct MapSheet;

struct ExportEvents {
    std::function<std::string()> workspace;                // path of the one that is open
    std::function<data::Actor()> actor;
    std::function<data::TimePoint()> now;
    std::function<void(Said words, bool is_fault)> say;
    std::function<void(std::string subject, std::string detail)> log;
    std::function<void(std::uint64_t serial)> sheet_taken; // the map need not be handed over again
};

class ExportService final : public RecordExporter {
public:
    ExportService(Scheduler& scheduler, ExportEvents events);

    void export_records(const RecordExport& wanted) override;
    /// The sheet the map made, if it did: written once.
    void follow(std::shared_ptr<const MapSheet> sheet);

private:
    Scheduler& scheduler_;
    ExportEvents events_;
    std::uint64_t taken_ = 0;
};

/// Why nothing can be written there, as far as it shows beforehand; `none`: nothing does.
enum class WriteFault { none, is_there, no_folder, no_right, no_room };
WriteFault judge_goal(const std::string& path, bool may_replace);
/// Key of its words, which take the path.
const char* words_of(WriteFault fault);

}
