#pragma once
// The table of the console: columns that are shown, hidden, moved, dragged wider and filtered, rows in the order of a click on a head, rows selected by
// mouse and keys, one field of many changed at once, copied into a spreadsheet. Holds widget state only; what is selected is the caller's.
// Only the rows on screen are drawn: a city's 17,000 grids cost what thirty do. UI thread.
//
// While the operator's hands are on its rows the arrows, Home, End, PageUp, PageDown, Enter, Ctrl+A and Ctrl+C are the table's and no
// commands: it says so by the name list_keyboard (console/commands/key_commands.h).

#include "console/look/column_chooser.h"
#include "console/look/list_keys.h"
#include "console/look/table_order.h"

#include <memory>

namespace console {

struct TableWords {
    std::string count;         // "97 grids, 3 selected"
    std::string columns, copy, clear, change, value; // buttons and hints
    std::string none;          // no row passes the filters
    std::string notice = {};   // of a button beside the count ("Changed: refresh"); empty: there is none
};

struct TableEdit {
    std::size_t column = 0;
    std::string value;
};

/// What the operator did with it in this frame.
struct TableOutcome {
    std::optional<TableKeys> selected;
    std::optional<std::uint64_t> opened; // double click, Enter
    std::optional<TableEdit> edit;       // of all that is selected
    std::size_t copied = 0;              // rows
    std::optional<std::uint64_t> clicked; // plainly: neither Shift nor Ctrl was held
    std::optional<std::pair<std::uint64_t, AreaState>> asked; // by the right button
    std::optional<std::pair<std::size_t, std::size_t>> seen;  // the first and the last row of the source on the screen
    bool is_noticed = false;             // the button beside the count was pressed
    bool is_busy = false;                // the pointer is on the rows: let them stay
};

class DataTable {
public:
    explicit DataTable(std::vector<TableColumn> columns);

    /// `revision`: another one means other rows. `can_edit`: fields may be changed.
    TableOutcome draw(const Painter& painter, const std::string& name, Rect box, const TableSource& source, std::uint64_t revision,
                      const TableKeys& selected, const TableWords& words, bool can_edit);
    /// Titles in another language.
    void set_titles(std::span<const std::string> titles);
    /// Of rows, when another place selected them: the first one is brought into sight once.
    void show(TableKeys keys) { wanted_ = std::move(keys); }
    std::size_t shown() const { return order_.size(); }
    /// How it is shown, where that is not as its columns say (words_of_table), and shown so again.
    std::vector<std::string> shape() const { return words_of_table(state_, columns_); }
    void set_shape(std::span<const std::string> words) { state_ = table_state_from(words, columns_); }
    /// An edge or a column is being dragged: its width or place is not one yet.
    bool is_in_hand() const { return dragged_ || carried_; }

private:
    void refresh(const TableSource& source, std::uint64_t revision);
    float bar_width(const Painter& p, const TableWords& words) const;
    void draw_bar(const Painter& p, Rect box, const TableSource& source, const TableKeys& selected, const TableWords& words, bool can_change, TableOutcome& outcome);
    void draw_edit(const Painter& p, Rect& row, const TableKeys& selected, const TableWords& words, TableOutcome& outcome);
    void draw_heads(const Painter& p, Rect heads, Rect filters);
    void draw_lines(const Painter& p, Rect box, const TableSource& source, const TableKeys& selected, const TableWords& words, TableOutcome& outcome);
    void take_keys(const Painter& p, Rect box, const TableSource& source, const TableKeys& selected, TableOutcome& outcome);
    std::size_t copy(const TableSource& source, const TableKeys& selected) const;
    float width_of(std::size_t column, const Painter& p) const;
    /// Which columns give way in this width, and what the others get of the rest.
    void fit(const Painter& p, float width);
    Align align_of(std::size_t column) const { return columns_[column].is_number || columns_[column].is_right ? Align::right : Align::left; }
    /// Before which column one would come that is let go there; none: after all.
    std::optional<std::size_t> column_before(Rect heads, float pointer, const Painter& p) const;

    std::string name_;
    std::vector<TableColumn> columns_;
    TableState state_, made_of_;
    std::uint64_t revision_ = ~std::uint64_t{0};
    std::vector<std::uint32_t> order_;    // rows
    std::vector<std::uint64_t> keys_;     // of the rows in order
    TableHand hand_;
    TableKeys wanted_;
    int into_sight_ = -1;
    float scroll_x_ = 0;
    std::vector<bool> gone_;              // by column: it gave way
    float share_ = 0;                     // pixels that a growing column gets more
    std::optional<std::size_t> dragged_;  // column whose edge is in hand
    float drag_from_ = 0, drag_width_ = 0;
    std::optional<std::size_t> carried_;  // column in hand by its head
    ColumnChooser chooser_;
    std::size_t edited_ = 0;              // column of the edit field
    std::string value_;
    std::size_t page_ = 10;
    ListArrival arrival_;
};

}
