#include "console/frame/kept_table.h"

namespace console {

DataTable& KeptTable::in(const View& view, std::vector<TableColumn> (*columns)(const Texts& text))
{
    if (language_ == view.text.language())
        return *table_;
    language_ = view.text.language();
    std::vector<TableColumn> made = columns(view.text);
    if (table_) {
        std::vector<std::string> titles;
        for (const TableColumn& column : made)
            titles.push_back(column.title);
        table_->set_titles(titles);
        return *table_;
    }
    table_.emplace(std::move(made));
    if (const auto kept = view.session.tables.find(name_); kept != view.session.tables.end())
        table_->set_shape(kept->second);
    shape_ = table_->shape();
    return *table_;
}

void KeptTable::keep(const TableOutcome& outcome, Outbox& outbox)
{
    if (outcome.copied > 0)
        outbox.run("table.copied", {std::to_string(outcome.copied)});
    if (!table_ || table_->is_in_hand() || table_->shape() == shape_)
        return;
    shape_ = table_->shape();
    std::vector<std::string> words{name_};
    words.insert(words.end(), shape_.begin(), shape_.end());
    outbox.run("layout.table", std::move(words));
}

TableWords KeptTable::words(const Texts& text, std::string count)
{
    return {std::move(count), text("table.columns"), text("table.copy"), text("table.clear"), text("table.change"), text("table.value"), text("table.none")};
}

}
