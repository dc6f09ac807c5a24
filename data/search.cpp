#include "data/search.h"

#include "geo/position_text.h"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace data {
namespace {

// Between fields and between records; neither occurs in names.
constexpr char field_end = '\x1f', record_end = '\n';

/// Lower case, full-width ASCII (U+FF01–FF5E) made plain, control characters made blanks.
void append_folded(std::string& out, std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
        unsigned char c = byte(i);
        if (c == 0xEF && i + 2 < text.size() && (byte(i + 1) == 0xBC || byte(i + 1) == 0xBD)) {
            const int wide = (0xF << 12) | ((byte(i + 1) & 0x3F) << 6) | (byte(i + 2) & 0x3F);
            if (wide >= 0xFF01 && wide <= 0xFF5E) {
                c = static_cast<unsigned char>(wide - 0xFF01 + '!');
                i += 2;
            }
        } else if (c == 0xE3 && i + 2 < text.size() && byte(i + 1) == 0x80 && byte(i + 2) == 0x80) {
            c = ' '; // the ideographic space
            i += 2;
        }
        if (c < ' ')
            c = ' ';
        out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
}

/// "#217" and "0217" are the camera 217.
std::string_view without_number_mark(std::string_view word)
{
    if (word.size() > 1 && word.front() == '#')
        word.remove_prefix(1);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (word.size() <= 5 && std::all_of(word.begin(), word.end(), is_digit))
        while (word.size() > 1 && word.front() == '0')
            word.remove_prefix(1);
    return word;
}

std::vector<std::string> words_of(std::string_view query)
{
    std::string folded;
    append_folded(folded, query);
    std::vector<std::string> words;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t end = std::min(folded.find(' ', at), folded.size());
        if (end > at)
            words.emplace_back(without_number_mark(std::string_view(folded).substr(at, end - at)));
        at = end + 1;
    }
    return words;
}

/// Among equal matches: what stands still before what comes and goes, or a street's incidents would hide its houses.
int order_of(HitKind kind)
{
    switch (kind) {
    case HitKind::coordinate:
    case HitKind::grid:
        return 0;
    case HitKind::camera:
        return 1;
    case HitKind::place:
        return 2;
    case HitKind::incident:
        return 3;
    }
    return 4;
}

std::string place_title(const Place& place)
{
    if (place.name.empty() || place.number.empty())
        return place.name + place.number;
    // "解放大道12" but "Main Street 12"
    const bool is_latin = static_cast<unsigned char>(place.name.back()) < 0x80;
    return place.name + (is_latin ? " " : "") + place.number;
}

int rank_of(std::string_view record, std::string_view word)
{
    int best = 4;
    for (std::size_t at = record.find(word); at != std::string_view::npos && best > 0; at = record.find(word, at + 1)) {
        const bool begins = at == 0 || record[at - 1] == field_end;
        const std::size_t end = at + word.size();
        const bool ends = end == record.size() || record[end] == field_end;
        const bool begins_word = begins || record[at - 1] == ' ';
        best = std::min(best, begins && ends ? 0 : begins ? 1 : begins_word ? 2 : 3);
    }
    return best;
}

} // namespace

struct SearchIndex::Entries {
    struct Entry {
        HitKind kind;
        std::uint32_t table, row; // which of the added tables of that kind
        std::size_t begin;        // of the record in `text`
    };
    std::string text; // all records, folded, one after the other
    std::vector<Entry> list;
    std::vector<Frozen<Grid>> grids;
    std::vector<Frozen<Camera>> cameras;
    std::vector<Frozen<Place>> places;
    std::vector<std::shared_ptr<const std::vector<Incident>>> incidents;

    template <class... Fields> void append(HitKind kind, std::size_t table, std::size_t row, const Fields&... fields)
    {
        list.push_back({kind, static_cast<std::uint32_t>(table), static_cast<std::uint32_t>(row), text.size()});
        const auto field = [this](const std::string& value) {
            if (value.empty())
                return;
            append_folded(text, value);
            text += field_end;
        };
        (field(fields), ...);
        if (!text.empty() && text.back() == field_end)
            text.back() = record_end;
        else
            text += record_end;
    }

    std::string_view record(std::size_t i) const
    {
        const std::size_t end = i + 1 < list.size() ? list[i + 1].begin : text.size();
        return std::string_view(text).substr(list[i].begin, end - list[i].begin - 1);
    }

    SearchHit hit(const Entry& entry, int rank) const
    {
        switch (entry.kind) {
        case HitKind::grid: {
            const Grid& g = grids[entry.table]->rows[entry.row];
            return {HitKind::grid, g.id.value, g.name, g.code, g.label, true, rank};
        }
        case HitKind::camera: {
            const Camera& c = cameras[entry.table]->rows[entry.row];
            return {HitKind::camera,
                    c.id.value,
                    std::to_string(c.number) + " " + c.name,
                    c.address,
                    c.position,
                    true,
                    rank};
        }
        case HitKind::incident: {
            const Incident& i = (*incidents[entry.table])[entry.row];
            return {HitKind::incident, i.id.value, i.number + " " + i.title, i.place, i.position, i.has_position, rank};
        }
        default: {
            const Place& p = places[entry.table]->rows[entry.row];
            return {HitKind::place, p.id.value, place_title(p), "", p.point, true, rank};
        }
        }
    }
};

SearchIndex::SearchIndex() : entries_(std::make_unique<Entries>()) {}
SearchIndex::~SearchIndex() = default;
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;

void SearchIndex::add(Frozen<Grid> grids)
{
    Entries& e = *entries_;
    for (std::size_t i = 0; i < grids->rows.size(); ++i)
        if (const Grid& g = grids->rows[i]; !g.valid_to)
            e.append(HitKind::grid, e.grids.size(), i, g.name, g.code);
    e.grids.push_back(std::move(grids));
}

void SearchIndex::add(Frozen<Camera> cameras)
{
    Entries& e = *entries_;
    for (std::size_t i = 0; i < cameras->rows.size(); ++i)
        if (const Camera& c = cameras->rows[i]; c.status != CameraStatus::removed)
            e.append(HitKind::camera, e.cameras.size(), i, std::to_string(c.number), c.name, c.code, c.address);
    e.cameras.push_back(std::move(cameras));
}

void SearchIndex::add(Frozen<Place> places)
{
    Entries& e = *entries_;
    for (std::size_t i = 0; i < places->rows.size(); ++i)
        if (const Place& p = places->rows[i]; !p.name.empty() || !p.number.empty())
            e.append(HitKind::place, e.places.size(), i, place_title(p), p.number);
    e.places.push_back(std::move(places));
}

void SearchIndex::add(std::shared_ptr<const std::vector<Incident>> incidents)
{
    Entries& e = *entries_;
    for (std::size_t i = 0; i < incidents->size(); ++i)
        e.append(HitKind::incident, e.incidents.size(), i, (*incidents)[i].number, (*incidents)[i].title,
                 (*incidents)[i].place);
    e.incidents.push_back(std::move(incidents));
}

std::size_t SearchIndex::size() const
{
    return entries_->list.size();
}

std::vector<SearchHit> SearchIndex::find(std::string_view query, std::size_t most) const
{
    const Entries& e = *entries_;
    const std::vector<std::string> words = words_of(query);
    if (words.empty() || most == 0)
        return {};
    // The longest word is the rarest; the whole text is run through once for it.
    const std::string& longest =
        *std::max_element(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });

    struct Match {
        int rank, order;
        std::size_t length, entry;
        bool operator<(const Match& o) const
        {
            return std::tie(rank, order, length, entry) < std::tie(o.rank, o.order, o.length, o.entry);
        }
    };
    std::vector<Match> matches;
    const char* const begin = e.text.data();
    const char* const end = begin + e.text.size();
    std::size_t entry = 0;
    for (const char* at = begin; at < end;) {
        at = static_cast<const char*>(memmem(at, static_cast<std::size_t>(end - at), longest.data(), longest.size()));
        if (!at)
            break;
        const auto offset = static_cast<std::size_t>(at - begin);
        while (entry + 1 < e.list.size() && e.list[entry + 1].begin <= offset)
            ++entry;
        const std::string_view record = e.record(entry);
        int rank = 0;
        for (const std::string& word : words)
            rank = std::max(rank, rank_of(record, word));
        if (rank < 4)
            matches.push_back({rank, order_of(e.list[entry].kind), record.size(), entry});
        at = entry + 1 < e.list.size() ? begin + e.list[entry + 1].begin : end;
    }
    const std::size_t count = std::min(most, matches.size());
    std::partial_sort(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(count), matches.end());
    std::vector<SearchHit> hits;
    for (std::size_t i = 0; i < count; ++i)
        hits.push_back(e.hit(e.list[matches[i].entry], matches[i].rank));
    return hits;
}

std::vector<SearchHit> search(std::span<const SearchIndex* const> indices, std::string_view query, std::size_t most,
                              const geo::LonLatBox& nearby)
{
    std::vector<SearchHit> hits;
    for (const SearchIndex* index : indices) {
        auto found = index->find(query, most);
        hits.insert(hits.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    }
    std::stable_sort(hits.begin(), hits.end(), [](const SearchHit& a, const SearchHit& b) {
        return std::pair(a.rank, order_of(a.kind)) < std::pair(b.rank, order_of(b.kind));
    });
    if (const auto point = geo::parse_position(query, nearby))
        hits.insert(hits.begin(), {HitKind::coordinate, 0, std::string(query), "", *point, true, 0});
    if (hits.size() > most)
        hits.resize(most);
    return hits;
}

} // namespace data
