#pragma once
// How enumerators and absent values stand in the tables: enumerators as words, so that any GIS shows something
// readable.

#include "data/records/records.h"

#include <optional>
#include <string>

namespace data::store {

std::string word(Level v);
std::string word(GridKind v);
std::string word(PlaceKind v);
std::string word(CameraKind v);
std::string word(CameraStatus v);
std::string word(IncidentState v);
std::string word(IncidentSource v);
std::string word(Attention v);
std::string word(LayerKind v);

/// The enumerator of a word. Throws Error on a word that this schema does not know.
template <class Enum> Enum from_word(const std::string& text);
template <> Level from_word(const std::string& text);
template <> GridKind from_word(const std::string& text);
template <> PlaceKind from_word(const std::string& text);
template <> CameraKind from_word(const std::string& text);
template <> CameraStatus from_word(const std::string& text);
template <> IncidentState from_word(const std::string& text);
template <> IncidentSource from_word(const std::string& text);
template <> Attention from_word(const std::string& text);
template <> LayerKind from_word(const std::string& text);

/// A numeral in SQL stands for "absent" (nullif on the way in, coalesce on the way out), because SOCI's indicators need
/// a variable more for each column. The SQL of each table repeats these values.
inline constexpr long long no_time = -9'000'000'000'000'000'000;
inline constexpr long long no_count = -1;
inline constexpr double no_measure = -1e9;

inline long long value_or_none(const std::optional<TimePoint>& t)
{
    return t ? micros_from_time(*t) : no_time;
}
inline long long value_or_none(const std::optional<int>& n)
{
    return n ? *n : no_count;
}
inline double value_or_none(const std::optional<double>& x)
{
    return x ? *x : no_measure;
}
inline std::optional<TimePoint> time_or_none(long long us)
{
    return us == no_time ? std::nullopt : std::optional(time_from_micros(us));
}
inline std::optional<int> count_or_none(long long n)
{
    return n == no_count ? std::nullopt : std::optional(static_cast<int>(n));
}
inline std::optional<double> measure_or_none(double x)
{
    return x == no_measure ? std::nullopt : std::optional(x);
}

} // namespace data::store
