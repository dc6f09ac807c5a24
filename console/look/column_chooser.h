#pragma once
// The list of a table's columns under its button: which are shown, and in which order. A click or Enter shows a column or hides it, the arrows
// beside it or Left and Right move it among those shown; Up and Down go from one to the next. Holds widget state only. UI thread.

#include "console/look/painter.h"
#include "console/look/table_order.h"

namespace console {

class ColumnChooser {
public:
    /// The button and, while it is open, the list; changes what is hidden and in which order. Rows are named NAME.COLUMN.
    void draw(const Painter& painter, const std::string& name, Rect button, std::string_view label, std::span<const TableColumn> columns, TableState& state);

private:
    void draw_rows(const Painter& painter, const std::string& name, std::span<const TableColumn> columns, TableState& state);
    void take_keys(const Painter& painter, Rect box, TableState& state);

    std::size_t at_ = 0; // place in the order
};

}
