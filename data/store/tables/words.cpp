#include "data/store/tables/words.h"

#include "data/error.h"

#include <fmt/core.h>

#include <span>

namespace data::store {
namespace {

constexpr const char* level_words[] = {"province", "city", "district", "street", "community", "grid"};
constexpr const char* grid_kind_words[] = {"base", "dedicated"};
constexpr const char* place_words[] = {"address", "building", "road", "crossing", "landmark", "pole", "water", "green"};
constexpr const char* camera_words[] = {"fixed", "dome", "half_dome", "ptz", "indoor"};
constexpr const char* status_words[] = {"in_use", "in_repair", "removed"};
constexpr const char* source_words[] = {"grid_worker", "video_patrol", "hotline",    "app",  "superior",
                                        "letter",      "device_alarm", "inspection", "other"};
constexpr const char* attention_words[] = {"new", "seen", "in_hand", "waiting"};
constexpr const char* layer_words[] = {"vector_basemap", "raster_basemap", "reference"};

template <class Enum> Enum find(std::span<const char* const> words, const std::string& text)
{
    for (std::size_t i = 0; i < words.size(); ++i)
        if (text == words[i])
            return static_cast<Enum>(i);
    throw Error(geo::remark("word_unknown", text));
}

} // namespace

std::string word(Level v)
{
    return level_words[static_cast<int>(v)];
}
std::string word(GridKind v)
{
    return grid_kind_words[static_cast<int>(v)];
}
std::string word(PlaceKind v)
{
    return place_words[static_cast<int>(v)];
}
std::string word(CameraKind v)
{
    return camera_words[static_cast<int>(v)];
}
std::string word(CameraStatus v)
{
    return status_words[static_cast<int>(v)];
}
std::string word(IncidentState v)
{
    return incident_state_names[static_cast<std::size_t>(v)];
}
std::string word(IncidentSource v)
{
    return source_words[static_cast<int>(v)];
}
std::string word(Attention v)
{
    return attention_words[static_cast<int>(v)];
}
std::string word(LayerKind v)
{
    return layer_words[static_cast<int>(v)];
}

template <> Level from_word(const std::string& text)
{
    return find<Level>(level_words, text);
}
template <> GridKind from_word(const std::string& text)
{
    return find<GridKind>(grid_kind_words, text);
}
template <> PlaceKind from_word(const std::string& text)
{
    return find<PlaceKind>(place_words, text);
}
template <> CameraKind from_word(const std::string& text)
{
    return find<CameraKind>(camera_words, text);
}
template <> CameraStatus from_word(const std::string& text)
{
    return find<CameraStatus>(status_words, text);
}
template <> IncidentState from_word(const std::string& text)
{
    return find<IncidentState>(incident_state_names, text);
}
template <> IncidentSource from_word(const std::string& text)
{
    return find<IncidentSource>(source_words, text);
}
template <> Attention from_word(const std::string& text)
{
    return find<Attention>(attention_words, text);
}
template <> LayerKind from_word(const std::string& text)
{
    return find<LayerKind>(layer_words, text);
}

} // namespace data::store
