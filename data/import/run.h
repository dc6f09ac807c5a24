#pragma once
// One import under way: what its parts by kind of record share. One import is one thread's work.

#include "data/import/job.h"
#include "data/import/local_time.h"
#include "data/import/neighbourhood.h"
#include "data/store/store.h"

#include <stop_token>

namespace data {

struct Import {
    Store& store;
    const ImportJob& job;
    ImportReport& report;
    const ImportProgress& progress;
    std::stop_token stop;
    WorkspaceLoaded world;       // before the import
    LocalTime local = {};        // of times without a zone
    bool is_settled = false;     // the settings below were chosen
    std::int64_t closed_lines = 0; // taken as areas
    std::int64_t further_points = 0, first_of_several = 0; // of shapes with several points; the first such row
    Neighbourhood neighbourhood = {};                      // of the layer being read
    std::string system = {};     // in which the numbers are read, where it is not the file's own
    std::map<std::string, DateOrder, std::less<>> date_orders = {}; // by our field, where its column shows one
    std::vector<std::pair<std::string, std::string>> settings = {}; // to be written when the import has succeeded

    void refuse(std::int64_t row, geo::Remark reason) { report.rejected.push_back({row, {std::move(reason)}}); }
    void refuse(std::int64_t row, std::vector<geo::Remark> reasons) { report.rejected.push_back({row, std::move(reasons)}); }
    void note(geo::Remark remark) { report.notes.push_back(std::move(remark)); }
    /// A time of a field of ours, in the order of days and months that the operator says, else its column; empty: it is none.
    std::optional<TimePoint> time_from(std::string_view field, std::string_view text) const;
    /// A value of a taken column that says nothing to us; counted once a row.
    void not_understood(std::int64_t row, const std::string& field, const std::string& value);
    void say(double share, const char* stage) const;
    /// An area or a unit as people know it, where a field has its id; what came with this import keeps "#ID".
    std::string title_of(const std::string& field, const std::string& id) const;
};

/// Says what was not understood and what was not taken of shapes; once an import.
void note_unread(Import& import);

/// Counts a record that was found in the workspace: unchanged or updated.
inline void count_found(ImportReport& report, bool same)
{
    same ? ++report.unchanged : ++report.updated;
}

/// The same, noting what changed.
template <class Record> void count_found(Import& import, bool same, const std::string& name, const Record& before, const Record& after)
{
    ImportReport& report = import.report;
    count_found(report, same);
    if (same)
        return;
    std::vector<FieldChange> changes = changes_between(before, after);
    for (FieldChange& change : changes) {
        ++report.updated_fields[change.field];
        if (change.field == "unit" || change.field == "parent" || change.field == "grid")
            for (std::string* id : {&change.before, &change.after})
                *id = import.title_of(change.field, *id);
    }
    if (report.updates.size() < 1000)
        report.updates.push_back({name, std::move(changes)});
}

/// Throws Error when records of this kind have no such field.
void check_match_field(const std::string& match, const std::vector<FieldText>& fields);

} // namespace data
