#include "data/import/system.h"

#include "data/import/crs_candidates.h"
#include "data/store/named_system.h"
#include "geo/crs/crs.h"
#include "geo/crs/fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace data {
namespace {

constexpr std::size_t most_points = 2000;
constexpr double clearly_better = 0.1; // of the points; less is chance

bool is_better(const CrsCandidate& best, const CrsCandidate& plain)
{
    return best.crs != plain.crs && best.crs != "FITTED" && best.score() > plain.score() + clearly_better;
}

} // namespace

std::string settle_system(Import& import, geo::VectorFile& file, const geo::VectorQuery& query, const geo::VectorLayer& layer)
{
    const std::string said = resolve_system(import.store, import.job.crs);
    if (geo::is_fit_text(said)) {
        const geo::Fit fit = geo::fit_from_text(said);
        for (std::size_t i = 0; i < fit.pairs.size(); ++i)
            import.note({"fit_pair", {std::to_string(i + 1), fmt::format("{:.3f}", fit.residuals_m[i])}});
    }
    if (!said.empty() || file.driver() == "OSM")
        return said;
    if (!layer.crs.empty() && !geo::CrsTransform::is_wgs84(layer.crs))
        return {};
    const std::vector<geo::MapPoint> numbers = file.raw_positions(query, most_points, import.stop);
    const auto degrees = std::ranges::count_if(numbers, [](geo::MapPoint p) { return std::abs(p.x) <= 180 && std::abs(p.y) <= 90; });
    // GeoJSON is WGS 84 by its standard and says nothing; numbers that are no degrees speak against it, and against a description beside the file.
    const bool is_said = !layer.crs.empty() && (numbers.empty() || std::size_t(degrees) * 2 > numbers.size());
    if (!is_said)
        if (const auto before = remembered(import, import.report.columns); before && !before->system.empty()) {
            import.note({"system_remembered", {before->system.substr(0, 40)}});
            return before->system;
        }
    if (numbers.empty())
        return {};
    std::vector<CrsCandidate> candidates = crs_candidates(numbers, import.world, import.job.now);
    const auto plain = std::ranges::find(candidates, "EPSG:4326", &CrsCandidate::crs);
    if (is_said) { // it says WGS 84: believed, with a word where another system fits better
        if (plain != candidates.end() && is_better(candidates.front(), *plain))
            import.note({"other_system_fits", {candidates.front().crs, fmt::format("{:.0f}", candidates.front().score() * 100),
                                               fmt::format("{:.0f}", plain->score() * 100)}});
        return {};
    }
    // Degrees far from all the workspace holds are taken as they are unless another system brings them home.
    const CrsCandidate nothing;
    if (std::size_t(degrees) * 2 <= numbers.size() || is_better(candidates.front(), plain == candidates.end() ? nothing : *plain))
        throw NeedsSystem(layer.name, std::move(candidates));
    return {};
}

std::optional<ImportRecord> remembered(Import& import, const std::string& columns)
{
    return import.store.import_like(import_kind_names[std::size_t(import.job.kind)], columns);
}

} // namespace data
