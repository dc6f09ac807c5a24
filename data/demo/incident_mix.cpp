#include "data/demo/incident_mix.h"

#include <array>
#include <cassert>
#include <cstring>
#include <numeric>

namespace data::demo {
namespace {

using enum Severity;
constexpr std::array<IncidentKind, 40> kinds{{
    {"2201", "煤气味", grave, 1, false},         {"2101", "电线冒烟", grave, 1, false},
    {"2102", "楼道堆放杂物", serious, 5, false}, {"2103", "电动车飞线充电", serious, 6, false},
    {"2301", "外墙脱落", serious, 2, false},     {"2401", "路面塌陷", grave, 1, true},
    {"2501", "水管爆裂", serious, 4, true},      {"2502", "路面积水", serious, 5, true},
    {"2601", "电线下垂", serious, 3, true},      {"2602", "停电", serious, 3, false},
    {"2701", "出入口拥堵", ordinary, 3, true},   {"0101", "井盖缺失", serious, 3, true},
    {"0102", "路灯不亮", ordinary, 9, true},     {"0103", "井盖破损", ordinary, 5, true},
    {"0104", "消火栓损坏", serious, 2, true},    {"0201", "信号灯故障", serious, 3, true},
    {"0202", "护栏损坏", ordinary, 5, true},     {"0203", "路名牌歪斜", ordinary, 2, true},
    {"0301", "垃圾箱满溢", ordinary, 8, true},   {"0302", "公厕设施损坏", ordinary, 2, false},
    {"0401", "行道树倒伏", serious, 2, true},    {"0402", "绿地损毁", ordinary, 4, true},
    {"0501", "健身器材损坏", ordinary, 3, false}, {"1101", "暴露垃圾", ordinary, 14, true},
    {"1102", "积存渣土", ordinary, 5, true},     {"1103", "道路污水", ordinary, 5, true},
    {"1104", "油烟扰民", ordinary, 4, false},    {"1201", "违规广告", ordinary, 6, true},
    {"1202", "店招破损", ordinary, 4, true},     {"1301", "施工扰民", ordinary, 6, false},
    {"1302", "施工围挡破损", ordinary, 4, true}, {"1401", "道路遗撒", serious, 3, true},
    {"1501", "占道经营", ordinary, 14, true},    {"1502", "违规停车", ordinary, 12, true},
    {"1503", "共享单车乱停", ordinary, 10, true}, {"1601", "违法搭建", serious, 3, false},
    {"3101", "漏水纠纷", ordinary, 5, false},    {"3201", "噪声纠纷", ordinary, 6, false},
    {"3701", "物业纠纷", ordinary, 6, false},    {"3102", "车位纠纷", ordinary, 4, false},
}};

constexpr std::array sources{IncidentSource::grid_worker, IncidentSource::grid_worker, IncidentSource::grid_worker,
                             IncidentSource::hotline,     IncidentSource::hotline,     IncidentSource::app,
                             IncidentSource::video_patrol, IncidentSource::inspection, IncidentSource::superior,
                             IncidentSource::device_alarm, IncidentSource::letter};

constexpr std::array handled_words{"已到场处理，现场恢复正常", "已清理完毕", "已修复并复查", "责任单位已整改", "已劝导，当事人已自行清理",
                                   "已更换损坏部件", "双方已达成一致"};
constexpr std::array note_words{"已通知责任单位", "网格员已到场", "现场情况属实", "等待材料到场", "与物业核实中", "已调看附近摄像机"};

const Actor desk{{1}, {2}, "duty-1"}, field{{3}, {3}, "duty-3"}, chief{{4}, {1}, "duty-2"};

const char* words_of(IncidentSource source)
{
    switch (source) {
    case IncidentSource::grid_worker: return "网格员上报";
    case IncidentSource::video_patrol: return "视频巡查发现";
    case IncidentSource::hotline: return "12345热线";
    case IncidentSource::app: return "手机应用上报";
    case IncidentSource::superior: return "上级交办";
    case IncidentSource::letter: return "来信来访";
    case IncidentSource::device_alarm: return "设备报警";
    case IncidentSource::inspection: return "专项检查";
    case IncidentSource::other: break;
    }
    return "其他来源";
}

void add_event(std::vector<IncidentEvent>& events, const Incident& incident, TimePoint time, const char* kind, const char* text,
               const Actor& actor)
{
    events.push_back({{std::int64_t(events.size()) + 1}, incident.id, time, kind, text, actor});
}

} // namespace

const std::vector<OpenCase> open_cases{
    {"2201", 2, Attention::in_hand, IncidentState::accepted, 117},
    {"2501", 25 * 60 + 12, Attention::in_hand, IncidentState::accepted, -72},
    {"0102", 41 * 60, Attention::seen, IncidentState::opened, 31 * 60},
    {"2101", 6, Attention::fresh, IncidentState::reported, 2 * 60 - 7},
    {"1503", 11, Attention::fresh, IncidentState::reported, 72 * 60 - 11},
    {"0201", 17, Attention::fresh, IncidentState::reported, 24 * 60 - 17},
    {"1101", 49 * 60, Attention::waiting, IncidentState::dispatched, 23 * 60},
    {"0101", 19 * 60 + 40, Attention::in_hand, IncidentState::accepted, 4 * 60 + 20},
    {"1301", 5 * 60, Attention::seen, IncidentState::verified, 67 * 60},
    {"1501", 8 * 60 + 25, Attention::seen, IncidentState::opened, 63 * 60 + 35},
    {"2103", 13 * 60, Attention::in_hand, IncidentState::accepted, 11 * 60},
    {"3101", 55 * 60, Attention::waiting, IncidentState::dispatched, 17 * 60},
    {"1401", 9 * 60 + 5, Attention::in_hand, IncidentState::handled, 14 * 60 + 55},
    {"0301", 27 * 60, Attention::seen, IncidentState::opened, 45 * 60},
    {"1302", 60 * 60, Attention::waiting, IncidentState::dispatched, 12 * 60},
    {"0402", 34 * 60, Attention::in_hand, IncidentState::accepted, 38 * 60},
    {"1201", 44 * 60, Attention::seen, IncidentState::opened, 28 * 60},
};

const IncidentKind& pick_kind(Random& random)
{
    static constexpr int total = std::accumulate(kinds.begin(), kinds.end(), 0,
                                                 [](int sum, const IncidentKind& kind) { return sum + kind.weight; });
    int at = random.whole(0, total - 1);
    for (const IncidentKind& kind : kinds)
        if ((at -= kind.weight) < 0)
            return kind;
    return kinds.back();
}

const IncidentKind& kind_of(const char* code)
{
    for (const IncidentKind& kind : kinds)
        if (std::strcmp(kind.code, code) == 0)
            return kind;
    assert(false);
    return kinds[0];
}

std::chrono::hours limit_of(Severity severity)
{
    return std::chrono::hours(severity == grave ? 2 : severity == serious ? 24 : 72);
}

void finish_incident(Incident& incident, const IncidentKind& kind, TimePoint reported, TimePoint now, Random& random,
                     std::vector<IncidentEvent>& events)
{
    incident.class_code = kind.code;
    incident.title = kind.title;
    incident.severity = kind.severity;
    incident.source = random.pick(sources);
    incident.reported = reported;
    incident.due = reported + limit_of(kind.severity);
    incident.attention = Attention::seen;

    // Nine in ten within the limit; all over before now.
    const auto limit = std::chrono::duration_cast<std::chrono::seconds>(limit_of(kind.severity)).count();
    const auto gone = std::chrono::duration_cast<std::chrono::seconds>(now - reported).count();
    const double needed = limit * (random.chance(0.9) ? random.uniform(0.08, 0.95) : random.uniform(1.02, 1.6));
    const auto took = std::chrono::seconds(long(std::min(needed, gone * 0.97)));
    auto after = [&](double share) { return reported + std::chrono::seconds(long(took.count() * share)); };
    add_event(events, incident, reported, "reported", words_of(incident.source), desk);
    add_event(events, incident, after(0.03), "seen", "", desk);
    if (random.chance(0.04)) {
        incident.state = IncidentState::dismissed;
        incident.closed = after(0.2);
        add_event(events, incident, *incident.closed, "dismissed", "重复上报，不予立案", chief);
        return;
    }
    add_event(events, incident, after(0.08), "accepted", "", desk);
    if (random.chance(0.6))
        add_event(events, incident, after(random.uniform(0.2, 0.6)), "note", random.pick(note_words), field);
    incident.closed = after(1);
    incident.state = random.chance(0.6) ? IncidentState::closed : random.chance(0.7) ? IncidentState::archived : IncidentState::rated;
    incident.post = {2};
    add_event(events, incident, *incident.closed, "closed", random.pick(handled_words), field);
}

void open_incident(Incident& incident, const OpenCase& open, TimePoint now, std::vector<IncidentEvent>& events)
{
    using std::chrono::minutes, std::chrono::seconds;
    const IncidentKind& kind = kind_of(open.code);
    incident.class_code = kind.code;
    incident.title = kind.title;
    incident.severity = kind.severity;
    incident.source = sources[std::size_t(open.minutes_ago) % sources.size()];
    if (kind.severity == grave)
        incident.source = IncidentSource::hotline;
    // The demo's moment is 02:14:37: the gas smell was reported at 02:12:09.
    incident.reported = now - minutes(open.minutes_ago) - seconds(open.minutes_ago < 60 ? 28 : 0);
    incident.due = now + minutes(open.minutes_left) + seconds(open.minutes_ago < 60 ? 32 : 0);
    incident.state = open.state;
    incident.attention = open.attention;
    const auto age = now - incident.reported;
    add_event(events, incident, incident.reported, "reported", words_of(incident.source), desk);
    if (open.attention == Attention::fresh)
        return;
    add_event(events, incident, std::min(incident.reported + seconds(22), now), "seen", "", desk);
    if (open.attention == Attention::seen)
        return;
    incident.post = open.attention == Attention::in_hand ? PostId{2} : PostId{3};
    add_event(events, incident, incident.reported + age / 3, "accepted", "", desk);
    if (open.attention == Attention::waiting)
        add_event(events, incident, incident.reported + age / 2, "note", "已派单，等待责任单位反馈", desk);
    if (open.state == IncidentState::handled)
        add_event(events, incident, incident.reported + age * 3 / 4, "note", "现场已处理，等待复查", field);
}

TimePoint past_moment(TimePoint now, Random& random)
{
    for (;;) {
        const auto back = std::chrono::seconds(random.whole(6 * 3600, 30 * 86400));
        const TimePoint t = std::chrono::floor<std::chrono::seconds>(now - back);
        const auto local = (t + std::chrono::hours(8)).time_since_epoch() % std::chrono::days(1);
        const bool by_day = local > std::chrono::hours(7) && local < std::chrono::hours(21);
        if (by_day || random.chance(0.25))
            return t;
    }
}

}
