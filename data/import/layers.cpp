#include "data/import/layers.h"

#include "data/error.h"
#include "data/import/columns.h"
#include "data/import/level_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace data {
namespace {

/// What an import would take of a layer.
struct Fit {
    std::size_t layer = 0;
    int shapes = 0;                    // 0: none of the kind; 3: nothing else
    std::vector<std::string> taken;    // our fields
    bool has_code = false;             // of the areas themselves
    std::optional<Level> level;        // by its words
    bool is_asked_level = false;
    auto rank() const { return std::tuple(shapes > 1, is_asked_level, taken.size(), shapes, -std::int64_t(layer)); }
};

int shapes_fit(const geo::VectorLayer& layer, const ColumnMap& map, const ImportJob& job, geo::ShapeKind wanted)
{
    const bool has_position = (map.contains("lon") && map.contains("lat")) || map.contains("wkt");
    if (wanted == geo::ShapeKind::any || layer.shapes == wanted)
        return 3;
    if (layer.shapes == geo::ShapeKind::any)
        return 2;
    if (layer.shapes == geo::ShapeKind::none)
        return has_position ? 3 : job.kind == ImportKind::incidents ? 1 : 0;
    return 0;
}

Fit fit_of(geo::VectorFile& file, std::size_t index, const ImportJob& job, geo::ShapeKind wanted)
{
    const geo::VectorLayer& layer = file.layers()[index];
    const std::vector<std::string> columns = column_names(layer);
    Fit fit{.layer = index};
    if (job.kind == ImportKind::grids)
        fit.level = level_by_words(columns, layer.name, layer.count);
    const Level level = job.level.value_or(fit.level.value_or(Level::grid));
    fit.is_asked_level = job.level && fit.level == job.level;
    const ColumnMap map = guess_columns(job.kind, level, columns, {});
    fit.shapes = layer.count == 0 ? 0 : shapes_fit(layer, map, job, wanted);
    for (const auto& [field, at] : map)
        fit.taken.push_back(field);
    fit.has_code = map.contains("code");
    return fit;
}

/// Layers of areas that lie over one another are levels, not parts of one.
bool lie_over(const geo::LonLatBox& a, const geo::LonLatBox& b)
{
    constexpr double half = 0.5;
    if (a.is_empty() || b.is_empty())
        return false;
    const auto area = [](double width, double height) { return width > 0 && height > 0 ? width * height : 0; };
    const double shared = area(std::min(a.east, b.east) - std::max(a.west, b.west), std::min(a.north, b.north) - std::max(a.south, b.south));
    return shared > half * std::min(area(a.east - a.west, a.north - a.south), area(b.east - b.west, b.north - b.south));
}

/// How long the codes of a layer are, by its first one; 0: it has none. Those of levels differ: 9 digits of a street, 12 of a community.
std::size_t code_length(geo::VectorFile& file, std::size_t layer, const ImportJob& job)
{
    const ColumnMap map = guess_columns(ImportKind::grids, job.level.value_or(Level::grid), column_names(file.layers()[layer]), {});
    const auto at = map.find("code");
    std::size_t length = 0;
    if (at != map.end())
        file.read_values(layer, [&](const std::vector<std::string>& values) {
            length = values[std::size_t(at->second)].size();
            return length == 0;
        });
    return length;
}

/// Throws where several layers of areas might be meant.
void require_one_level(geo::VectorFile& file, const ImportJob& job, const Fit& best, const std::vector<Fit>& fits, const std::vector<std::size_t>& read)
{
    std::vector<std::size_t> levels{best.layer};
    for (const Fit& fit : fits)
        if (fit.layer != best.layer && fit.shapes > 1 && !job.level && fit.has_code && fit.level && best.level && fit.level != best.level)
            levels.push_back(fit.layer);
    for (std::size_t i = 1; i < read.size() && levels.size() == 1; ++i)
        for (std::size_t j = 0; j < i && levels.size() == 1; ++j)
            if (const std::size_t length = code_length(file, read[i], job); lie_over(file.raw_extent(read[i]), file.raw_extent(read[j])) && (length == 0 || length != code_length(file, read[j], job)))
                levels = read;
    if (levels.size() > 1) {
        std::ranges::sort(levels);
        std::vector<LayerLeft> meant;
        for (const std::size_t i : levels)
            meant.push_back({file.layers()[i].name, file.count(i)});
        throw Error(geo::remark("several_layers", with_counts(meant)));
    }
}

} // namespace

std::size_t choose_layer(const std::vector<geo::VectorLayer>& layers, const std::string& wanted, geo::ShapeKind shapes)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (layers[i].name == wanted)
            return i;
        names.push_back(layers[i].name);
    }
    if (!wanted.empty())
        throw Error(geo::remark("no_source_layer", wanted, fmt::format("{}", fmt::join(names, ", "))));
    if (shapes == geo::ShapeKind::any) // OSM's first layer are its points; its collections come last
        return std::size_t(std::ranges::find_if(layers, [](const auto& layer) { return layer.count != 0; }) -
                           layers.begin()) %
               layers.size();
    for (const bool exact : {true, false})
        for (std::size_t i = 0; i < layers.size(); ++i)
            if (layers[i].count != 0 && (exact ? layers[i].shapes == shapes : layers[i].shapes == geo::ShapeKind::any))
                return i;
    return 0;
}

std::string with_counts(const std::vector<LayerLeft>& layers)
{
    constexpr std::size_t shown = 8;
    std::string words;
    for (std::size_t i = 0; i < std::min(layers.size(), shown); ++i)
        words += fmt::format("{}{} ({})", i ? ", " : "", layers[i].name, layers[i].rows < 0 ? "?" : std::to_string(layers[i].rows));
    return words + (layers.size() > shown ? ", …" : "");
}

std::vector<std::string> column_names(const geo::VectorLayer& layer)
{
    std::vector<std::string> names;
    for (const geo::VectorField& field : layer.fields)
        names.push_back(field.name);
    return names;
}

LayerChoice choose_layers(geo::VectorFile& file, const ImportJob& job, geo::ShapeKind shapes, const std::string& wanted)
{
    const std::vector<geo::VectorLayer>& layers = file.layers();
    LayerChoice choice;
    const auto leave_others = [&] {
        for (std::size_t i = 0; i < layers.size(); ++i)
            if (std::ranges::find(choice.read, i) == choice.read.end() && layers[i].count != 0)
                choice.left.push_back({layers[i].name, file.count(i)});
        std::erase_if(choice.left, [](const LayerLeft& layer) { return layer.rows == 0; });
    };
    if (!wanted.empty() || layers.size() == 1 || file.driver() == "OSM" || job.kind == ImportKind::units) {
        choice.read = {choose_layer(layers, wanted, shapes)};
        if (wanted.empty() && file.driver() != "OSM") // OSM's others are other shapes; what an operator named is what is wanted
            leave_others();
        return choice;
    }
    std::vector<Fit> fits;
    for (std::size_t i = 0; i < layers.size(); ++i)
        fits.push_back(fit_of(file, i, job, shapes));
    const Fit& best = *std::ranges::max_element(fits, {}, &Fit::rank);
    for (const Fit& fit : fits)
        if (fit.layer == best.layer || (fit.shapes > 0 && fit.taken == best.taken && fit.level == best.level))
            choice.read.push_back(fit.layer);
    if (job.kind == ImportKind::grids)
        require_one_level(file, job, best, fits, choice.read);
    leave_others();
    return choice;
}

} // namespace data
