#pragma once
// Invented names of the demo's roads, communities, grids and compounds.

#include "data/demo/street_plan.h"

#include <array>
#include <string>

namespace data::demo {

/// The five avenues' names by the cut that made them; streets and lanes from lists, each name once.
void name_roads(StreetPlan& plan, const std::vector<int>& road_of_cut);

/// By the order of StreetPlan::communities.
inline constexpr std::array<const char*, 8> community_names{"学府社区", "北苑社区", "站前社区", "西园社区",
                                                            "中山社区", "南湖社区", "东风社区", "江景社区"};
/// "一" … "九十九".
std::string chinese_number(int n);
/// "东七格".
std::string grid_name(const std::string& community, int sequence);

/// Two characters for whatever needs a name of its own; n from 0, all different.
std::string place_stem(int n);
int place_stem_count();

}
