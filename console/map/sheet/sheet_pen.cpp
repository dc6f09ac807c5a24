#include "console/map/sheet/sheet_pen.h"

#include "console/error.h"
#include "console/look/font_files.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/format.h>

#include <cstring>
#include <numbers>
#include <utility>

namespace console {
namespace {

/// The face and the library it belongs to; Cairo lets go of it last.
struct OpenFace {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    ~OpenFace()
    {
        if (face)
            FT_Done_Face(face);
        if (library)
            FT_Done_FreeType(library);
    }
};

bool open_face(OpenFace& open, const char* path)
{
    // The collection holds a face for each of the languages that share the characters.
    for (FT_Long i = 0, count = 1; i < count; ++i) {
        FT_Face face = nullptr;
        if (FT_New_Face(open.library, path, i, &face) != 0)
            return false;
        count = face->num_faces;
        if (count == 1 || std::strcmp(face->family_name, "Noto Sans CJK SC") == 0) {
            open.face = face;
            return true;
        }
        FT_Done_Face(face);
    }
    return false;
}

cairo_font_face_t* make_font()
{
    auto open = std::make_unique<OpenFace>();
    if (FT_Init_FreeType(&open->library) != 0)
        throw Error(geo::remark("no_freetype"));
    bool is_found = false;
    for (const char* path : cjk_font_paths)
        is_found = is_found || open_face(*open, path);
    if (!is_found)
        throw Error(geo::remark("no_sheet_font"));
    cairo_font_face_t* font = cairo_ft_font_face_create_for_ft_face(open->face, FT_LOAD_NO_HINTING);
    static const cairo_user_data_key_t key{};
    cairo_font_face_set_user_data(font, &key, open.release(), [](void* data) noexcept { delete static_cast<OpenFace*>(data); });
    return font;
}

/// `what`: a key of data/i18n/error.json.
void check(cairo_status_t status, const char* what)
{
    if (status != CAIRO_STATUS_SUCCESS)
        throw Error(geo::remark(what, cairo_status_to_string(status)));
}

}

struct SheetPen::Impl {
    explicit Impl(cairo_surface_t* on) : surface(on), context(cairo_create(on)), font(make_font())
    {
        cairo_set_font_face(context, font);
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_set_font_options(context, options);
        cairo_font_options_destroy(options);
    }
    ~Impl()
    {
        cairo_destroy(context);
        cairo_surface_destroy(surface);
        cairo_font_face_destroy(font);
    }
    void path(std::span<const ScreenPoint> points)
    {
        cairo_new_path(context);
        for (const ScreenPoint p : points)
            cairo_line_to(context, p.x, p.y);
    }

    cairo_surface_t* surface;
    cairo_t* context;
    cairo_font_face_t* font;
};

SheetPen::SheetPen(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SheetPen::SheetPen(SheetPen&&) noexcept = default;
SheetPen::~SheetPen() = default;

SheetPen SheetPen::for_pdf(const std::string& path, double width, double height, const std::string& title)
{
    cairo_surface_t* surface = cairo_pdf_surface_create(path.c_str(), width, height);
    check(cairo_surface_status(surface), "sheet_not_begun");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Gridwatch");
    return SheetPen(std::make_unique<Impl>(surface));
}

SheetPen SheetPen::for_picture(double width, double height)
{
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width), static_cast<int>(height));
    check(cairo_surface_status(surface), "sheet_not_begun");
    return SheetPen(std::make_unique<Impl>(surface));
}

void SheetPen::enter(const SheetBox& box, double units_per_pixel)
{
    cairo_save(impl_->context);
    cairo_rectangle(impl_->context, box.x, box.y, box.width, box.height);
    cairo_clip(impl_->context);
    cairo_translate(impl_->context, box.x, box.y);
    cairo_scale(impl_->context, units_per_pixel, units_per_pixel);
}

void SheetPen::leave() { cairo_restore(impl_->context); }

void SheetPen::colour(Rgba c, double alpha)
{
    const auto part = [&](int shift) { return ((c >> shift) & 0xff) / 255.0; };
    cairo_set_source_rgba(impl_->context, part(0), part(8), part(16), part(24) * alpha);
}

void SheetPen::fill(const SheetBox& box)
{
    cairo_rectangle(impl_->context, box.x, box.y, box.width, box.height);
    cairo_fill(impl_->context);
}

void SheetPen::frame(const SheetBox& box, double width)
{
    cairo_set_line_width(impl_->context, width);
    cairo_rectangle(impl_->context, box.x + width / 2, box.y + width / 2, box.width - width, box.height - width);
    cairo_stroke(impl_->context);
}

void SheetPen::disc(double x, double y, double radius)
{
    cairo_new_path(impl_->context);
    cairo_arc(impl_->context, x, y, radius, 0, 2 * std::numbers::pi);
    cairo_fill(impl_->context);
}

void SheetPen::circle(double x, double y, double radius, double width)
{
    cairo_new_path(impl_->context);
    cairo_set_line_width(impl_->context, width);
    cairo_arc(impl_->context, x, y, radius, 0, 2 * std::numbers::pi);
    cairo_stroke(impl_->context);
}

void SheetPen::polygon(std::span<const ScreenPoint> ring)
{
    impl_->path(ring);
    cairo_close_path(impl_->context);
    cairo_fill(impl_->context);
}

void SheetPen::line(std::span<const ScreenPoint> points, double width, bool is_closed)
{
    impl_->path(points);
    if (is_closed)
        cairo_close_path(impl_->context);
    cairo_set_line_width(impl_->context, width);
    cairo_stroke(impl_->context);
}

void SheetPen::text(double x, double y, std::string_view words, double size)
{
    cairo_set_font_size(impl_->context, size);
    cairo_move_to(impl_->context, x, y);
    cairo_show_text(impl_->context, std::string(words).c_str());
}

void SheetPen::label(double x, double top, std::string_view words, double size, Rgba ink, Rgba halo, double alpha)
{
    cairo_set_font_size(impl_->context, size);
    const double baseline = top + size * 0.98; // between ascent and descent of Noto Sans CJK, as the map has it
    const std::string text(words);
    cairo_new_path(impl_->context);
    cairo_move_to(impl_->context, x, baseline);
    cairo_text_path(impl_->context, text.c_str());
    colour(halo, alpha * 0.8);
    cairo_set_line_width(impl_->context, size * 0.22);
    cairo_set_line_join(impl_->context, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(impl_->context);
    colour(ink, alpha);
    cairo_move_to(impl_->context, x, baseline);
    cairo_show_text(impl_->context, text.c_str());
}

double SheetPen::width_of(std::string_view words, double size)
{
    cairo_text_extents_t extents;
    cairo_set_font_size(impl_->context, size);
    cairo_text_extents(impl_->context, std::string(words).c_str(), &extents);
    return extents.x_advance;
}

void SheetPen::image(const std::uint32_t* pixels, int width, int height)
{
    cairo_surface_t* copy = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    check(cairo_surface_status(copy), "sheet_no_memory");
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(copy));
    unsigned char* rows = cairo_image_surface_get_data(copy);
    for (int y = 0; y < height; ++y)
        std::memcpy(rows + stride * static_cast<std::size_t>(y), pixels + static_cast<std::ptrdiff_t>(width) * y, 4 * static_cast<std::size_t>(width));
    cairo_surface_mark_dirty(copy);
    cairo_set_source_surface(impl_->context, copy, 0, 0);
    cairo_paint(impl_->context);
    cairo_surface_destroy(copy);
}

void SheetPen::finish_pdf()
{
    cairo_show_page(impl_->context);
    check(cairo_status(impl_->context), "sheet_not_drawn");
    cairo_surface_finish(impl_->surface);
    check(cairo_surface_status(impl_->surface), "sheet_not_written");
}

void SheetPen::finish_picture(const std::string& path)
{
    check(cairo_status(impl_->context), "sheet_not_drawn");
    cairo_surface_flush(impl_->surface);
    check(cairo_surface_write_to_png(impl_->surface, path.c_str()), "sheet_not_written");
}

}
