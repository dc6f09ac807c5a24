#include "console/cli/draft_report.h"

#include "data/drafts/draft.h"
#include "data/drafts/frame_area.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <future>

namespace console {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t shown_lines = 20;

std::string text_of(const ordered_json& object) { return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace); }

/// To a tenth.
double rounded(double value) { return std::round(value * 10) / 10; }

ordered_json json_of(const data::FlowTotals& totals)
{
    return {{"grids", totals.grids}, {"households", std::llround(static_cast<double>(totals.households))}, {"incidents", totals.incidents}, {"cameras", totals.cameras}, {"area_m2", rounded(totals.area_m2)}};
}

/// As scripts name it; "" for land of no grid.
std::string name_of(const data::FlowEnd& end)
{
    return !end.id ? "" : end.code.empty() ? fmt::format("#{}", end.id.value) : end.code;
}

std::string title_of(const data::FlowEnd& end)
{
    return !end.id ? "no grid" : end.name.empty() || end.name == end.code ? name_of(end) : fmt::format("{} {}", name_of(end), end.name);
}

ordered_json json_of(const DraftReport::Line& line)
{
    const data::Finding& finding = line.finding;
    ordered_json out{{"kind", data::finding_kind_names[static_cast<std::size_t>(finding.kind)]},
                     {"severity", data::finding_rank_names[static_cast<std::size_t>(data::rank_of(finding.kind))]},
                     {"grids", line.grids},
                     {"at", {finding.at.lon, finding.at.lat}},
                     {"text", finding.text},
                     {"fixes", finding.fixes},
                     {"key", finding.key}};
    if (!finding.ignored.empty())
        out["ignored"] = finding.ignored;
    return out;
}

bool has_codes(const data::DraftVersion& version)
{
    bool has = false;
    data::visit_grids(version, [&](geo::FaceId, const data::DraftGrid& grid) { has = has || !grid.code.empty(); });
    return has;
}

} // namespace

DraftReport make_draft_report(const data::Draft& draft, const data::DraftHead& head, std::optional<std::string> edition)
{
    const data::DraftVersion& version = draft.version();
    DraftReport out;
    out.draft = head.name;
    out.edition = std::move(edition);
    out.entries = head.entries;
    data::visit_grids(version, [&](geo::FaceId, const data::DraftGrid&) { ++out.grids; });
    // The second core has the digest meanwhile.
    std::future<std::string> digest = std::async(std::launch::async, [&version] { return data::digest_of(version); });
    data::DraftFindings findings(draft.ground_ptr(), std::nullopt, draft.invalid());
    findings.run(version);
    const bool is_coded = has_codes(draft.base());
    for (data::Finding& finding : findings.list()) {
        switch (finding.kind) {
        case data::FindingKind::overlap: ++out.overlaps; break;
        case data::FindingKind::gap: ++(finding.ignored.empty() ? out.gaps : out.unassigned); break;
        case data::FindingKind::invalid: out.invalid += finding.ignored.empty(); break;
        case data::FindingKind::unassigned: ++out.unassigned; break;
        case data::FindingKind::orphan: ++out.orphans; break;
        case data::FindingKind::code_missing: out.code_errors += is_coded; break;
        case data::FindingKind::code_wrong:
        case data::FindingKind::code_twice: ++out.code_errors; break;
        default: break;
        }
        DraftReport::Line line{std::move(finding), {}};
        for (const geo::FaceId face : line.finding.faces)
            if (std::string name = draft.name_for_scripts(face); !name.empty())
                line.grids.push_back(std::move(name));
        out.findings.push_back(std::move(line));
    }
    out.area_units2 = fmt::format("{}", data::doubled_frame_area(draft.base(), version));
    out.digest = digest.get();
    return out;
}

std::string json_from(const DraftReport& r)
{
    ordered_json findings = ordered_json::array();
    for (const DraftReport::Line& line : r.findings)
        findings.push_back(json_of(line));
    return text_of({{"draft", r.draft},
                    {"edition", r.edition ? ordered_json(*r.edition) : ordered_json()},
                    {"entries", r.entries},
                    {"grids", r.grids},
                    {"overlaps", r.overlaps},
                    {"gaps", r.gaps},
                    {"unassigned", r.unassigned},
                    {"invalid", r.invalid},
                    {"orphans", r.orphans},
                    {"code_errors", r.code_errors},
                    {"area_units2", r.area_units2},
                    {"digest", r.digest},
                    {"findings", std::move(findings)},
                    {"seconds", r.seconds}});
}

std::string words_from(const DraftReport& r)
{
    std::string out = fmt::format("{}, {} edits, {} grids: {} overlaps, {} gaps, {} unassigned, {} invalid, {} orphans, {} code errors; {:.2f} s\n", r.draft, r.entries,
                                  r.grids, r.overlaps, r.gaps, r.unassigned, r.invalid, r.orphans, r.code_errors, r.seconds);
    for (std::size_t i = 0; i < std::min(r.findings.size(), shown_lines); ++i) {
        const data::Finding& finding = r.findings[i].finding;
        out += fmt::format("  {}: {} ({:.6f} {:.6f}){}\n", data::finding_kind_names[static_cast<std::size_t>(finding.kind)], finding.text, finding.at.lon, finding.at.lat,
                           finding.ignored.empty() ? "" : "; set aside: " + finding.ignored);
    }
    if (r.findings.size() > shown_lines)
        out += fmt::format("  and {} more\n", r.findings.size() - shown_lines);
    return out;
}

std::string json_from(const data::Preview& preview)
{
    ordered_json moves = ordered_json::array();
    for (const data::Flow& move : preview.moves)
        moves.push_back({{"from", name_of(move.from)},
                         {"to", name_of(move.to)},
                         {"households", std::llround(move.households)},
                         {"incidents", move.incidents},
                         {"cameras", move.cameras},
                         {"area_m2", rounded(move.area_m2)}});
    return text_of({{"moves", std::move(moves)}, {"before", json_of(preview.before)}, {"after", json_of(preview.after)}});
}

std::string words_from(const data::Preview& preview)
{
    std::string out;
    for (std::size_t i = 0; i < std::min(preview.moves.size(), shown_lines); ++i) {
        const data::Flow& move = preview.moves[i];
        out += fmt::format("{} → {}: {:.0f} households, {} open incidents, {} cameras, {:.0f} m²\n", title_of(move.from), title_of(move.to), move.households, move.incidents,
                           move.cameras, move.area_m2);
    }
    if (preview.moves.size() > shown_lines)
        out += fmt::format("and {} more\n", preview.moves.size() - shown_lines);
    for (const auto& [word, totals] : {std::pair("before", &preview.before), std::pair("after", &preview.after)})
        out += fmt::format("{}: {} grids, {} households, {} open incidents, {} cameras\n", word, totals->grids, totals->households, totals->incidents, totals->cameras);
    return out;
}

} // namespace console
