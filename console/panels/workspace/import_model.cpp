#include "console/panels/workspace/import_model.h"

#include "console/text/crs_words.h"

#include <fmt/format.h>

namespace console {

namespace {

/// What was empty says so by a dash.
std::string quoted(const std::string& value) { return value.empty() ? "–" : value; }

}

std::string field_words(const Texts& text, const std::string& field)
{
    const std::string key = "field." + field;
    const std::string words = text(key);
    return words == key ? field : words;
}

std::string taken_words(const Texts& text, const std::string& field, const std::string& why)
{
    const bool is_plain = why.empty() || why == "name" || why == "said";
    return field_words(text, field) + (is_plain ? std::string() : " · " + std::string(text("import.why." + why)));
}

std::string refusal_words(const Texts& text, const data::CrsCandidate& candidate)
{
    return candidate.why.empty() ? candidate.refusal : words_of(text, std::span(&candidate.why, 1));
}

std::string system_words(const Texts& text, std::string_view name)
{
    if (text.language() == Language::en)
        return std::string(name);
    return worded_system(name, [&](const char* key, const std::string& first, const std::string& second) { return text.format(key, {first, second}); });
}

std::vector<FindingRow> make_finding_rows(const Texts& text, const data::ImportReport& report)
{
    std::vector<FindingRow> rows;
    const auto number = [&](std::int64_t row) { return text.format("import.row", {std::to_string(row)}); };
    for (const data::ImportRefusal& refusal : report.rejected) {
        // The last reason is the one that decided.
        const std::string key = refusal.reasons.empty() ? std::string() : "proposal." + refusal.reasons.back().key;
        const std::string proposal = text(key);
        rows.push_back({FindingRow::Kind::refused, number(refusal.row), words_of(text, refusal.reasons), proposal == key ? "" : proposal});
    }
    for (const data::ImportRefusal& repair : report.repairs)
        rows.push_back({FindingRow::Kind::repaired, number(repair.row), words_of(text, repair.reasons), {}});
    for (const data::ImportUpdate& update : report.updates) {
        std::string words = update.name + ": ";
        for (std::size_t i = 0; i < update.fields.size(); ++i)
            words += fmt::format("{}{} {} → {}", i ? ", " : "", field_words(text, update.fields[i].field), quoted(update.fields[i].before), quoted(update.fields[i].after));
        rows.push_back({FindingRow::Kind::changed, {}, std::move(words), {}});
    }
    for (const geo::Remark& note : report.notes)
        rows.push_back({FindingRow::Kind::noted, {}, words_of(text, std::span(&note, 1)), {}});
    return rows;
}

std::string start_words(const Texts& text, const std::optional<data::ImportReport>& report, data::MissingPolicy missing)
{
    const std::string rows = std::to_string(report ? report->imported : 0);
    const std::int64_t changed = report ? report->updated + (missing == data::MissingPolicy::close ? report->missing : 0) : 0;
    return changed > 0 ? text.format("import.start_changing", {rows, std::to_string(changed)}) : text.format("import.start", {rows});
}

std::string share_text(const data::CrsCandidate& candidate)
{
    const auto percent = [](double share) { return share < 0 ? std::string("–") : fmt::format("{:.0f} %", share * 100); };
    return percent(candidate.in_grids) + " / " + percent(candidate.near_roads);
}

}
