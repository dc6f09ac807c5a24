#pragma once
// What a table shows and in which order, and what a hand on it selects. Pure; data_table.h draws it.

#include "console/look/painter.h"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace console {

struct TableColumn {
    std::string name;          // in widgets' names and commands
    std::string title;
    float width = 120;         // logical pixels, until somebody drags it
    bool is_number = false;    // to the right, in the order of its numbers
    bool is_hidden = false;    // until somebody shows it
    bool is_editable = false;  // of many rows at once
};

/// The rows, by index. `key` outlives a change of order and of rows.
class TableSource {
public:
    virtual ~TableSource() = default;
    virtual std::size_t size() const = 0;
    virtual std::uint64_t key(std::size_t row) const = 0;
    virtual std::string text(std::size_t row, std::size_t column) const = 0;
    virtual std::optional<double> number(std::size_t /*row*/, std::size_t /*column*/) const { return {}; }
};

struct TableState {
    std::optional<std::size_t> sorted;  // column; empty: as they come
    bool ascending = true;
    std::vector<std::string> filters;   // a column each; empty: all
    std::vector<bool> hidden;           // a column each
    std::vector<float> widths;          // logical pixels, a column each
    std::vector<std::size_t> order;     // the columns from left to right, hidden ones too
    bool operator==(const TableState&) const = default;
};

/// As the columns say.
TableState make_table_state(std::span<const TableColumn> columns);
/// What is otherwise than the columns say, a line each ("sorted -households", "width name 140", "hidden remark", "shown area",
/// "filter households <150", "order
/// unit name code"): a seat keeps it over a restart. A line that means nothing is passed over.
std::vector<std::string> words_of_table(const TableState& state, std::span<const TableColumn> columns);
TableState table_state_from(std::span<const std::string> words, std::span<const TableColumn> columns);
/// Puts a column before another one; `before` empty: at the end.
void move_column(TableState& state, std::size_t column, std::optional<std::size_t> before);
/// One place to the left or right (−1, 1) among those shown; a hidden one among all. Its place in the order then.
std::size_t step_column(TableState& state, std::size_t column, int by);
/// Whether a filter lets a value through: words are held (case of ASCII does not count), "=word" is the whole of it, "=" is nothing at all;
/// numbers take "150", "<150", ">=150", "150-300" and "!=150".
bool passes(std::string_view filter, std::string_view text, std::optional<double> number);
/// Rows by index, filtered and in order; what is not known comes last, whichever way. Rows that are equal keep their order.
std::vector<std::uint32_t> make_table_order(const TableSource& source, std::span<const TableColumn> columns, const TableState& state);
/// Of these rows, with a line of titles: tabs between cells, ready for a spreadsheet.
std::string tab_separated(const TableSource& source, std::span<const TableColumn> columns, const TableState& state, std::span<const std::uint32_t> rows);

enum class TableKey { up, down, page_up, page_down, home, end };

/// Where a hand is in the table: positions in the order, not rows.
struct TableHand {
    std::size_t cursor = 0, anchor = 0;
};
using TableKeys = std::set<std::uint64_t>;

/// What is selected after a click at this position, or a step of a key. `keys`: of the rows in order.
TableKeys after_click(TableHand& hand, std::span<const std::uint64_t> keys, const TableKeys& selected, std::size_t at, bool ctrl, bool shift);
TableKeys after_key(TableHand& hand, std::span<const std::uint64_t> keys, TableKey key, std::size_t page, bool shift);

}
