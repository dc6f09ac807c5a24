#pragma once
// What a sheet is drawn with: Cairo with the console's font, in the sheet's units. Belongs to one thread and one file.

#include "console/look/palette.h"
#include "console/map/canvas.h"
#include "console/map/sheet/sheet_box.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace console {

class SheetPen {
public:
    /// A page of a PDF file, or a picture, of so many units. Throws Error.
    static SheetPen for_pdf(const std::string& path, double width, double height, const std::string& title);
    static SheetPen for_picture(double width, double height);
    SheetPen(SheetPen&&) noexcept;
    ~SheetPen();

    /// From now on pixels of the map, clipped to its box; back with leave().
    void enter(const SheetBox& box, double units_per_pixel);
    void leave();

    void colour(Rgba colour, double alpha = 1);
    void fill(const SheetBox& box);
    void frame(const SheetBox& box, double width);
    void disc(double x, double y, double radius);
    void circle(double x, double y, double radius, double width);
    void polygon(std::span<const ScreenPoint> ring);
    void line(std::span<const ScreenPoint> points, double width, bool is_closed = false);
    /// `size`: of the letters. Baseline at y.
    void text(double x, double y, std::string_view words, double size);
    /// The same with a border that keeps it readable on the map; top left corner.
    void label(double x, double top, std::string_view words, double size, Rgba ink, Rgba halo, double alpha);
    double width_of(std::string_view words, double size);
    /// Opaque pixels as a canvas has them; the rows lie one after another.
    void image(const std::uint32_t* pixels, int width, int height);

    /// Writes what was drawn. Throws Error.
    void finish_pdf();
    void finish_picture(const std::string& path);

private:
    struct Impl;
    explicit SheetPen(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}
