#pragma once
// The grids of a draft as rows of the table: columns, their words, and what stands in each. Pure.

#include "console/frame/draft_view.h"
#include "console/look/table_order.h"

#include <span>
#include <vector>

namespace console {

/// A column a field of data/drafts/grid_fields.h, in that order.
std::vector<TableColumn> make_grid_columns(const Texts& text);
/// A value as it is shown: kind and yes in the interface language.
std::string shown_value(const Texts& text, data::GridField field, const data::GridValue& value);

/// The faces of all grids, ascending.
std::vector<geo::FaceId> grid_faces(const data::DraftVersion& version);

/// `draft` and `faces` must live as long. Keys are faces.
class GridRows final : public TableSource {
public:
    GridRows(const DraftView& draft, const Texts& text, std::span<const geo::FaceId> faces) : draft_(draft), text_(text), faces_(faces) {}
    std::size_t size() const override { return faces_.size(); }
    std::uint64_t key(std::size_t row) const override { return faces_[row]; }
    std::string text(std::size_t row, std::size_t column) const override;
    std::optional<double> number(std::size_t row, std::size_t column) const override;

private:
    data::GridValue value(std::size_t row, std::size_t column) const;

    const DraftView& draft_;
    const Texts& text_;
    std::span<const geo::FaceId> faces_;
};

}
