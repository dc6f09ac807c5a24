#include "console/panels/editor/finding_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace console {
namespace {

std::string number(const data::Finding& finding)
{
    switch (finding.kind) {
    case data::FindingKind::sliver:
    case data::FindingKind::narrow: return fmt::format("{:.2f}", finding.value);
    // Too few of them are merged, too many split.
    case data::FindingKind::households:
        return fmt::format("{} {:.0f}", !finding.fixes.empty() && finding.fixes.front() == std::string_view("merge") ? "<" : ">", finding.value);
    default: return fmt::format("{:.0f}", finding.value);
    }
}

}

std::string finding_words(const Texts& text, const data::Finding& finding)
{
    const std::string kind = data::finding_kind_names[static_cast<std::size_t>(finding.kind)];
    const std::string words = text.format("edit.found." + kind, {number(finding), finding.other});
    return finding.subject.empty() ? words : finding.subject + "  " + words;
}

std::vector<FindingEntry> make_finding_entries(const Texts& text, const std::vector<data::Finding>& found, std::optional<data::FindingKind> kind)
{
    std::vector<FindingEntry> rows;
    for (const data::Finding& finding : found) {
        if (kind && finding.kind != *kind)
            continue;
        FindingEntry row{&finding, finding_words(text, finding), "", !finding.ignored.empty()};
        if (row.is_set_aside)
            row.below = text.format("edit.set_aside", {finding.ignored == data::read_even_odd ? std::string(text("edit.as_read")) : finding.ignored});
        else if (!finding.fixes.empty())
            row.below = text.format("edit.fix_offered", {text(std::string("edit.fix.") + finding.fixes.front())});
        rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(rows, {}, [](const FindingEntry& row) { return std::pair(row.is_set_aside, data::rank_of(row.finding->kind)); });
    return rows;
}

FindingCounts count_findings(const std::vector<data::Finding>& found)
{
    FindingCounts counts;
    for (const data::Finding& finding : found) {
        const data::FindingRank rank = data::rank_of(finding.kind);
        std::size_t& of = !finding.ignored.empty() ? counts.set_aside
                          : rank == data::FindingRank::fault ? counts.faults : rank == data::FindingRank::warning ? counts.warnings : counts.hints;
        ++of;
    }
    return counts;
}

std::string step_words(const Texts& text, const DraftStep& step, const std::function<std::string(data::GridId)>& name)
{
    std::string subject = step.subject;
    if (step.op == "repair") {
        static constexpr std::pair<std::string_view, const char*> kinds[] = {
            {"overlaps", "edit.kind.overlap"}, {"gaps", "edit.kind.gap"}, {"slivers", "edit.kind.sliver"}, {"invalid", "edit.kind.invalid"}};
        // The kind, then the land that moved and the grids, in no language.
        const std::size_t colon = subject.find(": ");
        const auto kind = std::ranges::find(kinds, subject.substr(0, colon), [](const auto& row) { return row.first; });
        if (kind != std::end(kinds))
            subject = colon == std::string::npos ? std::string(text(kind->second)) : text.format("edit.step_repair", {text(kind->second), subject.substr(colon + 2)});
    } else if (step.op == "ignore") {
        // The finding's key: its kind, then "#17" of a grid or a place.
        const std::size_t blank = subject.find(' ');
        const std::string kind = subject.substr(0, blank), rest = blank == std::string::npos ? std::string() : subject.substr(blank + 1);
        const bool is_kind = std::ranges::find(data::finding_kind_names, kind) != data::finding_kind_names.end();
        subject = text(is_kind ? "edit.kind." + kind : std::string("edit.kind.unassigned"));
        std::int64_t id = 0;
        if (rest.starts_with('#') && std::from_chars(rest.data() + 1, rest.data() + rest.size(), id).ec == std::errc())
            if (const std::string named = name(data::GridId{id}); !named.empty())
                subject += " " + named;
    }
    return text.format("edit.step", {text("draft.op." + step.op), subject});
}

}
