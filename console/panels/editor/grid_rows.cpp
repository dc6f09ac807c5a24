#include "console/panels/editor/grid_rows.h"

#include <array>

namespace console {
namespace {

struct ColumnRow {
    data::GridField field;
    float width;
    bool is_number, is_hidden;
};
constexpr std::array rows{
    ColumnRow{data::GridField::code, 176, false, false},      ColumnRow{data::GridField::name, 150, false, false},
    ColumnRow{data::GridField::kind, 90, false, true},        ColumnRow{data::GridField::community, 140, false, false},
    ColumnRow{data::GridField::unit, 150, false, false},      ColumnRow{data::GridField::households, 116, true, false},
    ColumnRow{data::GridField::residents, 96, true, false},   ColumnRow{data::GridField::area, 110, true, false},
    ColumnRow{data::GridField::estimated, 92, false, false},  ColumnRow{data::GridField::remark, 180, false, true},
};
static_assert(rows.size() == data::grid_field_names.size());

}

std::vector<TableColumn> make_grid_columns(const Texts& text)
{
    std::vector<TableColumn> columns;
    for (const ColumnRow& row : rows) {
        const std::string name = data::grid_field_names[static_cast<std::size_t>(row.field)];
        columns.push_back({name, text("grid.field." + name), row.width, row.is_number, row.is_hidden,
                           // A code belongs to one grid; another community is an operation of its own.
                           (data::is_editable(row.field) && row.field != data::GridField::code) || row.field == data::GridField::community});
    }
    return columns;
}

std::string shown_value(const Texts& text, data::GridField field, const data::GridValue& value)
{
    if (field == data::GridField::kind)
        return text("grid.kind." + value.text);
    if (field == data::GridField::estimated && value.is_known())
        return text("grid.estimated");
    return value.text;
}

std::vector<geo::FaceId> grid_faces(const data::DraftVersion& version)
{
    std::vector<geo::FaceId> faces;
    data::visit_grids(version, [&](geo::FaceId face, const data::DraftGrid&) { faces.push_back(face); });
    return faces;
}

data::GridValue GridRows::value(std::size_t row, std::size_t column) const
{
    const auto field = static_cast<data::GridField>(column);
    const geo::FaceId face = faces_[row];
    const bool has_area = field == data::GridField::area && draft_.areas && face < draft_.areas->size();
    if (field == data::GridField::area && !has_area)
        return {}; // still being worked out
    const data::DraftGrid* grid = draft_.draft.version().owner(face);
    return grid ? data::value_of(draft_.draft, *grid, field, has_area ? (*draft_.areas)[face] : 0) : data::GridValue{};
}

std::string GridRows::text(std::size_t row, std::size_t column) const
{
    return shown_value(text_, static_cast<data::GridField>(column), value(row, column));
}

std::optional<double> GridRows::number(std::size_t row, std::size_t column) const { return value(row, column).number; }

}
