#include "console/look/table_order.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <numeric>

namespace console {
namespace {

std::string lower(std::string_view text)
{
    std::string made(text);
    for (char& c : made)
        if (static_cast<unsigned char>(c) < 128)
            c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return made;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

std::optional<double> number_from(std::string_view text)
{
    text = trimmed(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Empty: the filter is none of numbers.
std::optional<bool> passes_as_number(std::string_view filter, std::optional<double> number)
{
    for (const std::string_view sign : {"<=", ">=", "!=", "<", ">", "="}) {
        if (!filter.starts_with(sign))
            continue;
        const auto other = number_from(filter.substr(sign.size()));
        if (!other)
            return std::nullopt;
        if (!number)
            return false;
        return sign == "<=" ? *number <= *other : sign == ">=" ? *number >= *other : sign == "!=" ? *number != *other : sign == "<" ? *number < *other : sign == ">" ? *number > *other : *number == *other;
    }
    if (const std::size_t dash = filter.find('-', 1); dash != std::string_view::npos) {
        const auto low = number_from(filter.substr(0, dash)), high = number_from(filter.substr(dash + 1));
        if (low && high)
            return number && *number >= *low && *number <= *high;
    }
    if (const auto other = number_from(filter))
        return number && *number == *other;
    return std::nullopt;
}

std::string without_breaks(std::string text)
{
    std::ranges::replace_if(text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

std::pair<std::size_t, std::size_t> span_of(const TableHand& hand) { return std::minmax(hand.cursor, hand.anchor); }

}

TableState make_table_state(std::span<const TableColumn> columns)
{
    TableState state;
    for (const TableColumn& column : columns) {
        state.filters.emplace_back();
        state.hidden.push_back(column.is_hidden);
        state.widths.push_back(column.width);
        state.order.push_back(state.order.size());
    }
    return state;
}

std::vector<std::string> words_of_table(const TableState& state, std::span<const TableColumn> columns)
{
    std::vector<std::string> words;
    if (state.sorted)
        words.push_back(std::string("sorted ") + (state.ascending ? "" : "-") + columns[*state.sorted].name);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const TableColumn& column = columns[i];
        if (state.widths[i] != column.width)
            words.push_back("width " + column.name + " " + std::to_string(static_cast<int>(state.widths[i])));
        if (state.hidden[i] != column.is_hidden)
            words.push_back((state.hidden[i] ? "hidden " : "shown ") + column.name);
        if (!state.filters[i].empty())
            words.push_back("filter " + column.name + " " + state.filters[i]);
    }
    if (!std::ranges::is_sorted(state.order)) {
        words.emplace_back("order");
        for (const std::size_t column : state.order)
            words.back() += " " + columns[column].name;
    }
    return words;
}

TableState table_state_from(std::span<const std::string> words, std::span<const TableColumn> columns)
{
    constexpr int narrowest = 36, widest = 2000;
    TableState state = make_table_state(columns);
    for (const std::string& line : words) {
        std::string_view rest = line;
        const auto next = [&] {
            const std::string_view word = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
            return word;
        };
        const std::string_view what = next();
        if (what == "order") {
            state.order.clear();
            const auto add = [&](std::size_t column) {
                if (std::ranges::find(state.order, column) == state.order.end())
                    state.order.push_back(column);
            };
            while (!rest.empty())
                if (const auto column = std::ranges::find(columns, next(), &TableColumn::name); column != columns.end())
                    add(static_cast<std::size_t>(column - columns.begin()));
            // Those it does not name come last, as the columns are.
            for (std::size_t column = 0; column < columns.size(); ++column)
                add(column);
            continue;
        }
        std::string_view name = next();
        const bool is_down = what == "sorted" && name.starts_with('-');
        name.remove_prefix(is_down);
        const auto column = std::ranges::find(columns, name, &TableColumn::name);
        if (column == columns.end())
            continue;
        const auto i = static_cast<std::size_t>(column - columns.begin());
        if (what == "sorted")
            state.sorted = i, state.ascending = !is_down;
        else if (what == "filter")
            state.filters[i] = rest;
        else if (what == "hidden" || what == "shown")
            state.hidden[i] = what == "hidden";
        else if (const auto width = number_from(rest); what == "width" && width)
            state.widths[i] = static_cast<float>(std::clamp(static_cast<int>(*width), narrowest, widest));
    }
    if (std::ranges::count(state.hidden, false) == 0)
        state.hidden = make_table_state(columns).hidden;
    return state;
}

void move_column(TableState& state, std::size_t column, std::optional<std::size_t> before)
{
    if (before == column)
        return;
    std::erase(state.order, column);
    state.order.insert(before ? std::ranges::find(state.order, *before) : state.order.end(), column);
}

std::size_t step_column(TableState& state, std::size_t column, int by)
{
    const auto place_of = [&] { return std::ranges::find(state.order, column) - state.order.begin(); };
    const std::ptrdiff_t from = place_of(), count = std::ssize(state.order);
    std::ptrdiff_t to = from + by;
    while (!state.hidden[column] && to >= 0 && to < count && state.hidden[state.order[static_cast<std::size_t>(to)]])
        to += by;
    if (to >= 0 && to < count) {
        std::erase(state.order, column);
        state.order.insert(state.order.begin() + to, column);
    }
    return static_cast<std::size_t>(place_of());
}

bool passes(std::string_view filter, std::string_view text, std::optional<double> number)
{
    filter = trimmed(filter);
    if (filter.empty())
        return true;
    if (filter == "=")
        return text.empty();
    if (number || text.empty())
        if (const auto passed = passes_as_number(filter, number))
            return *passed;
    const std::string small = lower(text);
    if (filter.front() == '=')
        return small == lower(filter.substr(1));
    return small.find(lower(filter)) != std::string::npos;
}

std::vector<std::uint32_t> make_table_order(const TableSource& source, std::span<const TableColumn> columns, const TableState& state)
{
    std::vector<std::uint32_t> rows(source.size());
    std::iota(rows.begin(), rows.end(), 0U);
    for (std::size_t column = 0; column < columns.size(); ++column)
        if (const std::string& filter = state.filters[column]; !trimmed(filter).empty())
            std::erase_if(rows, [&](std::uint32_t row) {
                return !passes(filter, source.text(row, column), columns[column].is_number ? source.number(row, column) : std::nullopt);
            });
    if (!state.sorted || *state.sorted >= columns.size())
        return rows;
    const std::size_t column = *state.sorted;
    // The keys once a row, not once a comparison.
    struct Keyed {
        std::string text;
        std::optional<double> number;
        std::uint32_t row = 0;
        bool is_known() const { return number || !text.empty(); }
    };
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    for (const std::uint32_t row : rows)
        keyed.push_back(columns[column].is_number ? Keyed{"", source.number(row, column), row} : Keyed{lower(source.text(row, column)), {}, row});
    std::ranges::stable_sort(keyed, [&](const Keyed& a, const Keyed& b) {
        if (a.is_known() != b.is_known())
            return a.is_known();
        const Keyed &low = state.ascending ? a : b, &high = state.ascending ? b : a;
        return columns[column].is_number ? low.number < high.number : low.text < high.text;
    });
    std::ranges::transform(keyed, rows.begin(), &Keyed::row);
    return rows;
}

std::string tab_separated(const TableSource& source, std::span<const TableColumn> columns, const TableState& state, std::span<const std::uint32_t> rows)
{
    std::string text;
    const auto line = [&](const auto& cell) {
        bool is_first = true;
        for (const std::size_t column : state.order) {
            if (state.hidden[column])
                continue;
            text += is_first ? "" : "\t";
            text += without_breaks(cell(column));
            is_first = false;
        }
        text += "\n";
    };
    line([&](std::size_t column) { return columns[column].title; });
    for (const std::uint32_t row : rows)
        line([&](std::size_t column) { return source.text(row, column); });
    return text;
}

TableKeys after_click(TableHand& hand, std::span<const std::uint64_t> keys, const TableKeys& selected, std::size_t at, bool ctrl, bool shift)
{
    if (at >= keys.size())
        return selected;
    hand.cursor = at;
    if (!shift)
        hand.anchor = at;
    TableKeys after = ctrl ? selected : TableKeys{};
    if (shift) {
        const auto [first, last] = span_of(hand);
        for (std::size_t i = first; i <= last && i < keys.size(); ++i)
            after.insert(keys[i]);
    } else if (ctrl && selected.contains(keys[at])) {
        after.erase(keys[at]);
    } else {
        after.insert(keys[at]);
    }
    return after;
}

TableKeys after_key(TableHand& hand, std::span<const std::uint64_t> keys, TableKey key, std::size_t page, bool shift)
{
    if (keys.empty())
        return {};
    const std::size_t last = keys.size() - 1, from = std::min(hand.cursor, last);
    const auto back = [&](std::size_t steps) { return from > steps ? from - steps : 0; };
    std::size_t to = from;
    switch (key) {
    case TableKey::up: to = back(1); break;
    case TableKey::down: to = std::min(from + 1, last); break;
    case TableKey::page_up: to = back(std::max<std::size_t>(page, 1)); break;
    case TableKey::page_down: to = std::min(from + std::max<std::size_t>(page, 1), last); break;
    case TableKey::home: to = 0; break;
    case TableKey::end: to = last; break;
    }
    hand.anchor = std::min(hand.anchor, last);
    return after_click(hand, keys, {}, to, false, shift);
}

}
