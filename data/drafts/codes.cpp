#include "data/drafts/codes.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace data {
namespace {

constexpr std::size_t community_digits = 12, sequence_digits = 3, grid_digits = community_digits + sequence_digits;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
bool are_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// Nothing where it is no number, or one of more than 15 digits.
std::optional<std::int64_t> number_in(std::string_view text)
{
    if (!are_digits(text) || text.size() > 15)
        return std::nullopt;
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string padded(std::int64_t number, std::size_t width)
{
    std::string text = std::to_string(number);
    if (text.size() < width)
        text.insert(0, width - text.size(), '0');
    return text;
}

std::string_view common_beginning(std::string_view a, std::string_view b)
{
    const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
    return a.substr(0, static_cast<std::size_t>(end - a.begin()));
}

/// The name without the letter (or two) that an earlier split gave it.
std::string_view stem_of(std::string_view name)
{
    std::size_t letters = 0;
    while (letters < name.size() && letters < 3 && is_small_letter(name[name.size() - 1 - letters]))
        ++letters;
    if (letters == 0 || letters == name.size())
        return name;
    const char before = name[name.size() - 1 - letters];
    if (letters <= 2 && (is_digit(before) || static_cast<unsigned char>(before) >= 0x80))
        return name.substr(0, name.size() - letters);
    if (letters == 1 && before == ' ' && name.size() > 2)
        return name.substr(0, name.size() - 2);
    return name;
}

/// b, c … z, ba, bb …
std::string letters_of(std::size_t n)
{
    return n < 25 ? std::string(1, static_cast<char>('b' + n))
                  : letters_of((n - 25) / 26 % 25) + static_cast<char>('a' + (n - 25) % 26);
}

template <class Map> void take_one(Map& uses, const std::string& key)
{
    if (const auto at = uses.find(key); at != uses.end() && --at->second == 0)
        uses.erase(at);
}

} // namespace

bool is_grid_code(std::string_view code) { return code.size() == grid_digits && are_digits(code); }
bool is_community_code(std::string_view code) { return code.size() == community_digits && are_digits(code); }

CodeProblem problem_of_code(std::string_view code, std::string_view community_code)
{
    if (code.empty())
        return CodeProblem::missing;
    if (!is_grid_code(code) || (is_community_code(community_code) && !code.starts_with(community_code)))
        return CodeProblem::wrong;
    return CodeProblem::none;
}

CodeRefusal judge_code(const CodeBook& book, const DraftGrid& grid, std::string_view code)
{
    if (code == grid.code)
        return CodeRefusal::none;
    const std::string& community = book.code_of_community(grid.parent);
    const bool has_shape = is_community_code(community);
    const bool is_right = !grid.code.empty() && (!has_shape || problem_of_code(grid.code, community) == CodeProblem::none) && book.faces_with(grid.code).size() < 2;
    if (grid.id.value > 0 && is_right)
        return CodeRefusal::stays;
    if (code.empty())
        return CodeRefusal::none;
    if (has_shape && problem_of_code(code, community) != CodeProblem::none)
        return CodeRefusal::wrong;
    return book.is_taken(code) ? CodeRefusal::taken : CodeRefusal::none;
}

std::vector<geo::FaceId> in_reading_order(const geo::Tessellation& map, std::vector<geo::FaceId> faces)
{
    struct Placed {
        std::int64_t row, x;
        geo::FaceId face;
        auto operator<=>(const Placed&) const = default;
    };
    std::vector<std::int64_t> heights;
    std::int64_t north = std::numeric_limits<std::int64_t>::min();
    for (const geo::FaceId face : faces)
        if (const geo::Face* f = map.face(face); f && !f->box.is_empty()) {
            heights.push_back(f->box.north - f->box.south);
            north = std::max(north, (f->box.north + f->box.south) / 2);
        }
    std::int64_t row_height = 1;
    if (!heights.empty()) {
        const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
        std::nth_element(heights.begin(), middle, heights.end());
        row_height = std::max<std::int64_t>(1, *middle);
    }
    std::vector<Placed> placed;
    for (const geo::FaceId face : faces) {
        const geo::Face* f = map.face(face);
        if (!f || f->box.is_empty())
            placed.push_back({std::numeric_limits<std::int64_t>::max(), 0, face});
        else // A middle within half a row below the first one belongs to its row.
            placed.push_back({(north - (f->box.north + f->box.south) / 2 + row_height / 2) / row_height, (f->box.west + f->box.east) / 2, face});
    }
    std::sort(placed.begin(), placed.end());
    for (std::size_t i = 0; i < faces.size(); ++i)
        faces[i] = placed[i].face;
    return faces;
}

CodeBook::CodeBook(const DraftGround& ground, const DraftVersion& version)
{
    for (const Grid& area : ground.areas) {
        if (area.level != Level::grid) {
            community_codes_[area.id] = area.code;
            continue;
        }
        if (!area.code.empty())
            ++codes_[area.code].count, ++communities_[area.parent].codes[area.code];
    }
    for (const std::string& code : ground.retired)
        ++codes_[code].count, retired_.insert(code);
    visit_grids(version, [&](geo::FaceId face, const DraftGrid& grid) { add(face, grid); });
    for (const auto& [id, community] : communities_)
        look_for_shape(id);
}

void CodeBook::add(geo::FaceId face, const DraftGrid& grid)
{
    Community& community = communities_[grid.parent];
    if (!grid.code.empty()) {
        Uses& uses = codes_[grid.code];
        ++uses.count, uses.faces.insert(face);
        if (++community.codes[grid.code] == 1)
            follow_shape(community, grid.code, true);
    }
    if (!grid.name.empty())
        ++community.names[grid.name];
}

void CodeBook::remove(geo::FaceId face, const DraftGrid& grid)
{
    Community& community = communities_[grid.parent];
    if (const auto at = codes_.find(grid.code); at != codes_.end()) {
        at->second.faces.erase(face);
        if (--at->second.count == 0)
            codes_.erase(at);
        take_one(community.codes, grid.code);
        if (!community.codes.contains(grid.code))
            follow_shape(community, grid.code, false);
    }
    take_one(community.names, grid.name);
}

void CodeBook::follow(std::span<const DraftEdit::GridChange> changes)
{
    for (const DraftEdit::GridChange& change : changes)
        if (change.before)
            remove(change.face, *change.before);
    for (const DraftEdit::GridChange& change : changes)
        if (change.after)
            add(change.face, *change.after);
    for (const DraftEdit::GridChange& change : changes)
        for (const DraftGridPtr& grid : {change.before, change.after})
            if (grid)
                look_for_shape(grid->parent);
}

void CodeBook::follow_shape(Community& community, std::string_view code, bool has_come)
{
    if (community.is_shape_due)
        return;
    community.is_shape_due = true;
    if (!community.shape || community.shape->width == 0 || !code.starts_with(community.shape->prefix))
        return;
    const std::string_view digits = code.substr(community.shape->prefix.size());
    const auto number = number_in(digits);
    if (!number || digits.size() != community.shape->width || (!has_come && *number == community.shape->most))
        return;
    community.shape->most = std::max(community.shape->most, *number);
    community.is_shape_due = false;
}

void CodeBook::look_for_shape(GridId id)
{
    Community& community = communities_[id];
    if (std::exchange(community.is_shape_due, false) && !is_community_code(code_of_community(id)))
        community.shape = shape_of_codes(community.codes);
}

std::vector<geo::FaceId> CodeBook::faces_with(std::string_view code) const
{
    const auto at = codes_.find(code);
    return at == codes_.end() ? std::vector<geo::FaceId>() : std::vector<geo::FaceId>(at->second.faces.begin(), at->second.faces.end());
}

bool CodeBook::is_taken(std::string_view code) const { return codes_.contains(code); }

bool CodeBook::is_name_taken(GridId community, std::string_view name) const
{
    const auto at = communities_.find(community);
    return at != communities_.end() && at->second.names.contains(name);
}

const std::string& CodeBook::code_of_community(GridId community) const
{
    static const std::string none;
    const auto at = community_codes_.find(community);
    return at == community_codes_.end() ? none : at->second;
}

std::optional<CodeBook::Shape> CodeBook::shape_of(GridId community) const
{
    if (const std::string& code = code_of_community(community); is_community_code(code)) {
        Shape shape{code, sequence_digits, 0};
        for (auto at = codes_.lower_bound(code); at != codes_.end() && at->first.starts_with(code); ++at)
            if (at->first.size() == grid_digits)
                if (const auto number = number_in(std::string_view(at->first).substr(community_digits)))
                    shape.most = std::max(shape.most, *number);
        return shape;
    }
    const auto at = communities_.find(community);
    return at == communities_.end() ? std::nullopt : at->second.shape;
}

std::optional<CodeBook::Shape> CodeBook::shape_of_codes(const std::map<std::string, int, std::less<>>& codes)
{
    if (codes.empty())
        return std::nullopt;
    std::string_view prefix = codes.begin()->first;
    for (const auto& [code, uses] : codes)
        prefix = common_beginning(prefix, code);
    while (!prefix.empty() && is_digit(prefix.back()))
        prefix.remove_suffix(1);
    Shape shape{std::string(prefix), codes.begin()->first.size() - prefix.size(), 0};
    bool is_one_width = true, has_zeros = false;
    for (const auto& [code, uses] : codes) {
        const std::string_view digits = std::string_view(code).substr(prefix.size());
        const auto number = number_in(digits);
        if (!number)
            return std::nullopt;
        shape.most = std::max(shape.most, *number);
        is_one_width &= digits.size() == shape.width;
        has_zeros |= digits.size() > 1 && digits.front() == '0';
    }
    if (!is_one_width) {
        if (has_zeros)
            return std::nullopt;
        shape.width = 0;
    }
    return shape;
}

std::vector<std::string> CodeBook::propose(GridId community, std::size_t count) const
{
    std::vector<std::string> out;
    if (const auto shape = shape_of(community)) {
        const auto take = [&](std::int64_t number) {
            std::string code = shape->prefix + padded(number, shape->width);
            if (!is_taken(code))
                out.push_back(std::move(code));
        };
        const bool is_whole = shape->prefix.size() == community_digits && is_community_code(shape->prefix);
        const std::int64_t last = is_whole ? 999 : shape->most + static_cast<std::int64_t>(count) + static_cast<std::int64_t>(codes_.size());
        for (std::int64_t number = shape->most + 1; number <= last && out.size() < count; ++number)
            take(number);
        for (std::int64_t number = 1; number <= shape->most && out.size() < count; ++number)
            take(number);
    }
    out.resize(count);
    return out;
}

std::string CodeBook::derive_name(GridId community, std::string_view name, const std::set<std::string>& also) const
{
    if (name.empty())
        return {};
    const std::string stem(stem_of(name));
    const char last = stem.back();
    const std::string start = is_digit(last) || static_cast<unsigned char>(last) >= 0x80 ? stem : stem + ' ';
    for (std::size_t n = 0; n < 25 + 25 * 26; ++n) {
        std::string derived = start + letters_of(n);
        if (!also.contains(derived) && !is_name_taken(community, derived))
            return derived;
    }
    return std::string(name);
}

std::vector<CodeChange> plan_renumber(const DraftVersion& version, const CodeBook& book, GridId community)
{
    const auto shape = book.shape_of(community);
    if (!shape)
        return {};
    std::vector<geo::FaceId> faces;
    visit_grids(version, [&](geo::FaceId face, const DraftGrid& grid) {
        if (grid.parent == community)
            faces.push_back(face);
    });
    std::vector<CodeChange> out;
    std::int64_t number = 0;
    for (const geo::FaceId face : in_reading_order(version.map, std::move(faces))) {
        std::string code;
        const std::string& own = version.owner(face)->code;
        // Its own, or one that no other grid has or had: a code never goes from one grid to another.
        do
            code = shape->prefix + padded(++number, shape->width);
        while (code != own && book.is_taken(code));
        if (shape->width > 0 && code.size() > shape->prefix.size() + shape->width)
            return {}; // more grids than numbers
        if (const DraftGrid& grid = *version.owner(face); grid.code != code)
            out.push_back({face, grid.code, code});
    }
    return out;
}

} // namespace data
