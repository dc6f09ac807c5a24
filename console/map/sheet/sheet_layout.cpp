#include "console/map/sheet/map_sheet.h"

#include <algorithm>
#include <cmath>

namespace console {
namespace {

struct Paper {
    const char* name;
    double width, height; // points
};
// ISO 216: A4 is 210 × 297 mm, A3 297 × 420 mm.
constexpr Paper papers[] = {{"a4_landscape", 841.89, 595.28}, {"a4_portrait", 595.28, 841.89}, {"a3_landscape", 1190.55, 841.89}, {"a3_portrait", 841.89, 1190.55}};
constexpr double page_margin = 28, head_height = 30;         // points; printers leave 5 mm white
constexpr double page_unit = 0.75;                           // points in a logical pixel of 1/96 inch
constexpr float page_scale = 2;                              // pixels of the map in a logical pixel: 192 to the inch
constexpr double foot_px = 82, legend_row_px = 22, legend_title_px = 170, legend_class_px = 130; // logical pixels

double foot_height(double width_px, std::size_t classes)
{
    if (classes == 0)
        return foot_px;
    const double in_row = std::max(1.0, std::floor((width_px - legend_title_px) / legend_class_px));
    return foot_px + legend_row_px * std::ceil(static_cast<double>(classes) / in_row);
}

}

void lay_out(MapSheet& sheet, double picture_width, double picture_height, float picture_scale, std::size_t legend_rows)
{
    const auto paper = std::ranges::find(papers, sheet.wish.paper, &Paper::name);
    const bool is_page = paper != std::end(papers);
    sheet.unit = is_page ? page_unit : picture_scale;
    const double margin = is_page ? page_margin : 0, head = is_page ? head_height : 0;
    const double inner = (is_page ? paper->width : picture_width) - 2 * margin, foot = foot_height(inner / sheet.unit, legend_rows) * sheet.unit;
    sheet.width = is_page ? paper->width : picture_width;
    sheet.height = is_page ? paper->height : std::ceil(picture_height + foot);
    sheet.head = {margin, margin, inner, head};
    sheet.map = {margin, margin + head, inner, is_page ? paper->height - 2 * margin - head - foot : picture_height};
    sheet.viewport.scale = is_page ? page_scale : picture_scale;
    const double pixels = sheet.viewport.scale / sheet.unit;
    sheet.viewport.width = std::floor(sheet.map.width * pixels), sheet.viewport.height = std::floor(sheet.map.height * pixels);
    sheet.map.width = sheet.viewport.width / pixels, sheet.map.height = sheet.viewport.height / pixels;
    sheet.foot = {margin, sheet.map.y + sheet.map.height, sheet.map.width, sheet.height - margin - sheet.map.y - sheet.map.height};
}

}
