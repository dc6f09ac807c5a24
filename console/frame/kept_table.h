#pragma once
// A table (console/look/data_table.h) whose columns are worded in the interface's language and whose shape, its columns, widths, order and
// filters, the seat remembers under a name of its own. UI thread.

#include "console/frame/view.h"
#include "console/look/data_table.h"

namespace console {

class KeptTable {
public:
    explicit KeptTable(std::string name) : name_(std::move(name)) {}

    /// As the seat left it; in another language titled anew.
    DataTable& in(const View& view, std::vector<TableColumn> (*columns)(const Texts& text));
    /// After it was drawn: what the operator did to its shape is remembered, and what he copied is said.
    void keep(const TableOutcome& outcome, Outbox& outbox);
    /// Buttons and hints that all tables have in common.
    static TableWords words(const Texts& text, std::string count);
    /// Names of widgets begin with it.
    const std::string& name() const { return name_; }

private:
    std::string name_;
    std::optional<DataTable> table_;
    std::optional<Language> language_;
    std::vector<std::string> shape_; // as it was told last
};

}
