#include "data/import/kinds.h"
#include "data/import/source.h"
#include "geo/cancelled.h"

#include <map>
#include <tuple>

namespace data {

void import_units(Import& import)
{
    std::map<std::string, const Unit*> known;
    for (const Unit& unit : import.world.units->rows)
        known.emplace(unit.name, &unit);
    std::map<std::string, std::int64_t> seen;
    std::vector<Unit> batch;
    read_source(import, geo::ShapeKind::any, [&](const SourceRow& row) {
        const std::string name = row.text("name");
        if (name.empty())
            return import.refuse(row.number(), geo::Remark("unnamed_unit"));
        if (const auto [at, added] = seen.emplace(name, row.number()); !added)
            return import.refuse(row.number(), {"unit_twice", {name, std::to_string(at->second)}});
        ++import.report.imported;
        const auto before = known.find(name);
        Unit unit = before == known.end() ? Unit{.name = name} : *before->second;
        if (row.has("duty_phone"))
            unit.duty_phone = row.text("duty_phone");
        if (row.has("remark"))
            unit.remark = row.text("remark");
        if (before != known.end()) {
            const Unit& old = *before->second;
            const bool same = std::tie(old.duty_phone, old.remark) == std::tie(unit.duty_phone, unit.remark);
            count_found(import, same, name, old, unit);
            if (same)
                return;
        }
        batch.push_back(std::move(unit));
    });
    if (import.stop.stop_requested())
        throw geo::Cancelled{};
    import.report.missing = std::int64_t(known.size()) - import.report.updated - import.report.unchanged;
    import.say(0.7, "writing");
    if (!import.job.dry_run && !batch.empty())
        import.store.put(std::span<const Unit>(batch));
    import.say(1, "done");
}

} // namespace data
