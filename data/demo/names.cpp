#include "data/demo/names.h"

#include <algorithm>
#include <map>

namespace data::demo {
namespace {

constexpr std::array stems{
    "学院", "友谊", "和平", "胜利", "光明", "文昌", "幸福", "平安", "丹桂", "梧桐", "银杏", "香樟", "玉兰", "桃源", "柳荫", "竹叶",
    "清风", "明月", "长乐", "兴业", "工农", "前进", "跃进", "红旗", "劳动", "青年", "体育", "电厂", "纺织", "粮道", "米市", "花园",
    "菜园", "码头", "渡口", "石桥", "车站", "邮电", "云林", "长青", "惠民", "永安", "西河", "东兴", "天成", "景明", "金桥", "宝善",
    "崇文", "育才", "望江", "听涛", "临江", "江岸", "丰收", "三阳", "四维", "五福", "六合", "七里", "八方", "九如", "槐树", "杨柳",
    "松涛", "梅园", "兰亭", "菊隐", "荷塘", "芙蓉", "海棠", "紫薇", "凤凰", "白鹤", "金鱼", "龙泉", "虎泉", "马场", "牛栏", "羊角"};

/// Names by cut: the four sides of the outline, then the cuts of street_plan.cpp's cut_communities in their order.
constexpr std::array avenues{"沿江大道", "京广大道", "发展大道", "黄浦大道", "解放大道", "建设大道",
                             "新华路",   "江汉路",   "新华路",   "新华北路", "航空路"};

} // namespace

std::string chinese_number(int n)
{
    constexpr std::array digits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    std::string text;
    if (n >= 10)
        text = std::string(n >= 20 ? digits[n / 10] : "") + "十";
    return text + digits[n % 10];
}

std::string grid_name(const std::string& community, int sequence)
{
    constexpr std::size_t character = 3; // bytes of a Chinese character in UTF-8
    return community.substr(0, character) + chinese_number(sequence) + "格";
}

std::string place_stem(int n)
{
    return stems[n % stems.size()];
}

int place_stem_count()
{
    return int(stems.size());
}

void name_roads(StreetPlan& plan, const std::vector<int>& road_of_cut)
{
    for (std::size_t cut = 0; cut < avenues.size(); ++cut)
        if (Road& road = plan.roads[road_of_cut[cut]]; road.name.empty())
            road.name = avenues[cut];

    // Streets from the north-west to the south-east, so that neighbours in the list are neighbours on the ground.
    int street = 0;
    for (Road& road : plan.roads)
        if (road.rank == RoadClass::street) {
            const int round = street / int(stems.size());
            road.name = std::string(stems[street % stems.size()]) + (round ? "二" : "") + (street % 3 ? "街" : "路");
            ++street;
        }
    std::map<std::string, int> lanes; // of a street
    for (Road& lane : plan.roads) {
        if (lane.rank != RoadClass::lane)
            continue;
        const Road* nearest = nullptr;
        for (const Road& road : plan.roads)
            if (road.rank == RoadClass::street && (!nearest || offset_from(road, lane.line.front()).distance_m <
                                                                   offset_from(*nearest, lane.line.front()).distance_m))
                nearest = &road;
        const std::string stem = nearest->name.substr(0, nearest->name.size() - 3);
        lane.name = stem + chinese_number(++lanes[stem]) + "巷";
    }
}

}
