#include "console/text/log_words.h"

#include "data/records/time.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <array>
#include <vector>

namespace console {
namespace {

// What this program writes into the session log; rows of older ones stay as they are.
constexpr auto kinds = std::to_array<std::string_view>({"alarm_acknowledged", "alarm_shown", "absence", "account_added", "pin_set", "pin_removed",
    "camera_shown", "camera_hidden", "cameras_opened", "clip", "snapshot", "credential_set", "crosswalk_written", "diary", "draft_made",
    "draft_discarded", "edition_published", "edition_applied", "edition_withdrawn", "edition_reissued", "export", "faults", "faults_over", "hot_tile", "import", "import_undone",
    "mask_added", "mask_removed", "mask_lifted", "recorder_set", "replay_started", "replay_ended", "search", "seat_locked",
    "save_again", "seat_unlocked", "sign_on", "sign_off", "stream_state", "view_saved", "view_removed", "workspace_opened", "workspace_upgraded",
    "guard_on", "guard_off", "map_server_allowed", "map_server_denied", "roll_call_on", "roll_call_off", "grid_rules", "upgrade_kept"});
constexpr auto things = std::to_array<std::string_view>({"incident", "camera", "seat", "view", "draft", "edition", "account", "credential",
    "place", "schema", "grids", "cameras", "incidents", "places", "wall", "window", "case", "setting"});
constexpr auto keys = std::to_array<std::string_view>({"from", "to", "where", "why", "state", "cause", "by", "file", "sha256", "purpose",
    "reason", "tile", "camera", "cameras", "incidents", "severity", "minutes", "rows", "read", "imported", "refused", "undone", "what",
    "valid_from", "edits", "copy", "handed_over_to", "role", "login"});
constexpr auto words_of_ours = std::to_array<std::string_view>({"number", "tree", "area", "sheet", "command", "prefetch", "hot", "replaced", "closed", "back", "enlarged", "guard", "selected", "instant", "tour",
    "strip", "record", "screen", "accepted", "workspace_closed", "read_only", "not_taken_over", "untouched", "by_hand", "unread"});

/// The words of a name of ours, null of any other.
template <std::size_t N> const char* found(const Texts& text, const std::array<std::string_view, N>& ours, const char* start, std::string_view name)
{
    return std::ranges::find(ours, name) == ours.end() ? nullptr : text(start + std::string(name));
}

/// The words of the table under a beginning and a name, where there are any.
const char* any(const Texts& text, const char* start, std::string_view name) { return text.in(text.language(), start + std::string(name)); }

std::pair<std::string_view, std::string_view> first_word(std::string_view words)
{
    const std::size_t space = words.find(' ');
    return space == words.npos ? std::pair(words, std::string_view()) : std::pair(words.substr(0, space), words.substr(space + 1));
}

/// "from" of "from=2026-…": a key of ours at the beginning of a word.
std::size_t key_length(const Texts& text, std::string_view words)
{
    const std::size_t equals = words.find('=');
    return equals != words.npos && found(text, keys, "log.key.", words.substr(0, equals)) ? equals : 0;
}

/// What operators typed is never read as ours.
bool is_typed(std::string_view key) { return key == "purpose" || key == "reason"; }

std::string up_to_mark(std::string_view words) { return std::string(words.substr(0, words.find(" {"))); }

/// The value of a key: a time, a word of ours, a place of ours with its number ("tile 3"), or what somebody typed.
std::string value_words(const Texts& text, std::string_view key, std::string_view value, std::chrono::minutes utc_offset)
{
    if (is_typed(key) || key == "file" || key == "copy")
        return std::string(value);
    if (value.size() >= 19 && value[4] == '-')
        if (const auto time = data::parse_time(std::string(value)))
            return fmt::format("{:%Y-%m-%d %H:%M:%S}", std::chrono::floor<std::chrono::seconds>(*time + utc_offset));
    for (const auto& [of, start] : {std::pair("cause", "cause."), {"cause", "log.cause."}, {"state", "state."}, {"state", "log.state."}})
        if (key == of)
            if (const char* words = any(text, start, value))
                return up_to_mark(words); // how far it is, a row does not know
    const auto [thing, rest] = first_word(value);
    if (const char* words = found(text, words_of_ours, "log.word.", thing))
        return rest.empty() ? std::string(words) : fmt::format("{} {}", words, rest);
    return log_subject_words(text, std::string(value));
}

}

std::string log_kind_words(const Texts& text, const std::string& kind)
{
    const char* words = found(text, kinds, "log.kind.", kind);
    return words ? words : kind;
}

std::string log_subject_words(const Texts& text, const std::string& subject)
{
    const auto [thing, rest] = first_word(subject);
    const char* words = found(text, things, "log.about.", thing);
    return !words ? subject : rest.empty() ? std::string(words) : fmt::format("{} {}", words, rest);
}

std::string log_detail_words(const Texts& text, const std::string& detail, std::chrono::minutes utc_offset)
{
    // A value reaches to the next key of ours, so that it may have spaces.
    std::vector<std::pair<std::string_view, std::string>> parts; // key, value
    std::string_view left = detail;
    while (!left.empty()) {
        if (!parts.empty() && is_typed(parts.back().first)) { // to the end
            parts.back().second += " " + std::string(left);
            break;
        }
        const auto [word, rest] = first_word(left);
        if (const std::size_t length = key_length(text, word))
            parts.emplace_back(word.substr(0, length), std::string(word.substr(length + 1)));
        else if (parts.empty())
            parts.emplace_back(std::string_view(), std::string(word));
        else
            parts.back().second += " " + std::string(word);
        left = rest;
    }
    std::string words;
    for (const auto& [key, value] : parts) {
        if (!words.empty())
            words += text.language() == Language::zh ? "，" : ", ";
        if (!key.empty())
            words += text.format("log.pair", {found(text, keys, "log.key.", key), value_words(text, key, value, utc_offset)});
        else
            words += value_words(text, key, value, utc_offset);
    }
    return words;
}

std::string task_words(const Texts& text, const std::string& name)
{
    if (const char* whole = text.in(text.language(), name))
        return whole;
    const auto [key, rest] = first_word(name);
    return any(text, "task.", key) ? text.format("task." + std::string(key), {rest}) : name;
}

}
