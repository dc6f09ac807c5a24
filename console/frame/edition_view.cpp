#include "console/frame/edition_view.h"

#include "console/frame/view.h"

#include <algorithm>

namespace console {

std::int64_t edition_in_force(const data::World& world, data::TimePoint now)
{
    std::int64_t found = 0;
    for (const data::Edition& edition : world.editions->rows)
        if (edition.valid_from <= now)
            found = edition.id;
    return found;
}

const data::Edition* find_edition(const data::World& world, std::int64_t id)
{
    const auto at = std::ranges::find(world.editions->rows, id, &data::Edition::id);
    return at == world.editions->rows.end() ? nullptr : &*at;
}

std::optional<std::int64_t> compared_edition(const data::World& world, const Session& session, data::TimePoint now)
{
    if (!session.edition.shown || !session.edition.with)
        return std::nullopt;
    const std::int64_t with = *session.edition.with == EditionState::in_force ? edition_in_force(world, now) : *session.edition.with;
    return with == *session.edition.shown ? std::nullopt : std::optional(with);
}

EditionWords edition_words(const data::World& world, std::int64_t id, data::TimePoint now, const Texts& text)
{
    const auto date = [&](data::TimePoint time) {
        return data::iso8601(std::chrono::floor<std::chrono::seconds>(time + utc_offset(world.workspace, time))).substr(0, 10);
    };
    const std::vector<data::Edition>& all = world.editions->rows;
    const auto at = std::ranges::find(all, id, &data::Edition::id);
    const auto next = at == all.end() ? all.begin() : at + 1;
    EditionWords words;
    words.is_in_force = edition_in_force(world, now) == id;
    words.name = at == all.end() ? std::string(text("edition.first")) : at->name;
    if (at == all.end())
        words.dates = next == all.end() ? "" : text.format("edition.until", {date(next->valid_from)});
    else if (next == all.end())
        words.dates = text.format("edition.from", {date(at->valid_from)});
    else
        words.dates = text.format("edition.from_until", {date(at->valid_from), date(next->valid_from)});
    words.state = text(words.is_in_force ? "edition.in_force" : at != all.end() && at->valid_from > now ? "edition.to_come" : "edition.gone");
    return words;
}

std::vector<std::int64_t> editions_to_choose(const data::World& world)
{
    std::vector<std::int64_t> ids;
    for (const data::Edition& edition : world.editions->rows)
        ids.push_back(edition.id);
    if (ids.empty())
        return ids;
    std::ranges::reverse(ids);
    ids.push_back(0);
    return ids;
}

}
