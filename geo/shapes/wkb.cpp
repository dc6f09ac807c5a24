// The well-known binary of shapes.h: ISO and EWKB are read, two-dimensional ISO is written.
#include "geo/error.h"
#include "geo/shapes/shapes.h"
#include "geo/shapes/wkb_walk.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace geo {
namespace {

static_assert(std::endian::native == std::endian::little, "the writer copies numbers as they lie in memory");

class Writer {
public:
    void header(WkbType type)
    {
        bytes.push_back(1);
        put(static_cast<std::uint32_t>(type));
    }
    void count(std::size_t n) { put(static_cast<std::uint32_t>(n)); }
    void coordinates(LonLat p) { put(p.lon), put(p.lat); }
    void ring(const Ring& ring)
    {
        count(ring.size() + 1);
        for (LonLat p : ring)
            coordinates(p);
        coordinates(ring.front());
    }
    std::string bytes;

private:
    template <typename T> void put(T value)
    {
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        bytes.append(raw, sizeof value);
    }
};

/// `key`: of data/i18n/error.json.
template <class... Values> [[noreturn]] void fail(const char* key, const Values&... values) { throw Error(remark(key, values...)); }

class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    /// The type with Z, M and SRID taken off.
    WkbType header()
    {
        const auto order = static_cast<unsigned char>(take(1)[0]);
        if (order > 1)
            fail("wkb_byte_order", order);
        swap_ = order == 0;
        std::uint32_t type = number<std::uint32_t>();
        dimensions_ = 2 + ((type & 0x80000000u) ? 1 : 0) + ((type & 0x40000000u) ? 1 : 0);
        if (type & 0x20000000u)
            number<std::uint32_t>();
        type &= 0x0fffffffu;
        if (type >= 4000)
            fail("wkb_type", type);
        if (type >= 1000)
            dimensions_ = type >= 3000 ? 4 : 3;
        return static_cast<WkbType>(type % 1000);
    }

    /// A count of things that take at least `least` bytes each: more than the rest can hold is refused before memory is asked for.
    std::size_t count(std::size_t least)
    {
        const std::size_t n = number<std::uint32_t>();
        if (n > rest_.size() / least)
            fail("wkb_cut_short_of", n, rest_.size());
        return n;
    }
    std::size_t count_points() { return count(8 * static_cast<std::size_t>(dimensions_)); }

    LonLat coordinates()
    {
        const LonLat p{number<double>(), number<double>()};
        take(8 * static_cast<std::size_t>(dimensions_ - 2));
        if (!std::isfinite(p.lon) || !std::isfinite(p.lat))
            fail("wkb_no_number");
        return p;
    }

    std::vector<LonLat> points()
    {
        std::vector<LonLat> out(count_points());
        for (LonLat& p : out)
            p = coordinates();
        return out;
    }

    void end() const
    {
        if (!rest_.empty())
            fail("wkb_too_long", rest_.size());
    }

private:
    std::string_view take(std::size_t n)
    {
        if (n > rest_.size())
            fail("wkb_cut_short");
        const std::string_view taken = rest_.substr(0, n);
        rest_.remove_prefix(n);
        return taken;
    }
    template <typename T> T number()
    {
        char raw[sizeof(T)];
        std::memcpy(raw, take(sizeof(T)).data(), sizeof(T));
        if (swap_)
            std::reverse(raw, raw + sizeof(T));
        T value;
        std::memcpy(&value, raw, sizeof(T));
        return value;
    }

    std::string_view rest_;
    bool swap_ = false;
    int dimensions_ = 2;
};

Ring read_ring(Reader& reader)
{
    Ring ring = reader.points();
    if (ring.size() > 1 && ring.front() == ring.back())
        ring.pop_back();
    return ring;
}

/// Empty polygons and empty rings vanish.
void read_polygon(Reader& reader, MultiPolygon& out)
{
    Polygon polygon;
    const std::size_t rings = reader.count(4);
    for (std::size_t i = 0; i < rings; ++i) {
        Ring ring = read_ring(reader);
        if (i == 0)
            polygon.outer = std::move(ring);
        else if (!ring.empty())
            polygon.holes.push_back(std::move(ring));
    }
    if (!polygon.outer.empty())
        out.push_back(std::move(polygon));
}

void write_polygon(Writer& writer, const Polygon& polygon_)
{
    std::size_t rings = 1;
    for (const Ring& hole : polygon_.holes)
        rings += hole.empty() ? 0 : 1;
    writer.header(WkbType::polygon);
    writer.count(rings);
    writer.ring(polygon_.outer);
    for (const Ring& hole : polygon_.holes)
        if (!hole.empty())
            writer.ring(hole);
}

/// The values of hexadecimal digits; 16 for any other character. A city's shapes are 30 MB of them.
constexpr std::array<std::uint8_t, 256> digit_values = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(16);
    for (int i = 0; i < 10; ++i)
        values[static_cast<std::size_t>('0' + i)] = static_cast<std::uint8_t>(i);
    for (int i = 0; i < 6; ++i)
        values[static_cast<std::size_t>('A' + i)] = values[static_cast<std::size_t>('a' + i)] = static_cast<std::uint8_t>(10 + i);
    return values;
}();

void append_hex(std::string& out, std::string_view bytes)
{
    constexpr char digits[] = "0123456789ABCDEF";
    for (const char c : bytes) {
        out.push_back(digits[static_cast<unsigned char>(c) >> 4]);
        out.push_back(digits[static_cast<unsigned char>(c) & 15]);
    }
}

} // namespace

std::string wkb_from_multipolygon(const MultiPolygon& shape)
{
    Writer writer;
    std::size_t parts = 0, points = 0;
    for (const Polygon& p : shape) {
        parts += p.outer.empty() ? 0 : 1;
        points += p.outer.size() + 1;
        for (const Ring& hole : p.holes)
            points += hole.size() + 1;
    }
    writer.bytes.reserve(9 + parts * 32 + points * 16);
    writer.header(WkbType::multi_polygon);
    writer.count(parts);
    for (const Polygon& p : shape)
        if (!p.outer.empty())
            write_polygon(writer, p);
    return std::move(writer.bytes);
}

std::string wkb_from_multiline(const MultiLine& shape)
{
    Writer writer;
    writer.header(WkbType::multi_line);
    writer.count(shape.size());
    for (const Line& line : shape) {
        writer.header(WkbType::line);
        writer.count(line.size());
        for (LonLat p : line)
            writer.coordinates(p);
    }
    return std::move(writer.bytes);
}

std::string wkb_from_point(LonLat p)
{
    Writer writer;
    writer.header(WkbType::point);
    writer.coordinates(p);
    return std::move(writer.bytes);
}

MultiPolygon multipolygon_from_wkb(std::string_view wkb)
{
    Reader reader(wkb);
    MultiPolygon out;
    const WkbType type = reader.header();
    if (type == WkbType::polygon) {
        read_polygon(reader, out);
    } else if (type == WkbType::multi_polygon) {
        const std::size_t parts = reader.count(9);
        for (std::size_t i = 0; i < parts; ++i) {
            if (reader.header() != WkbType::polygon)
                fail("wkb_part_no_polygon");
            read_polygon(reader, out);
        }
    } else {
        fail("wkb_no_polygon", static_cast<std::uint32_t>(type));
    }
    reader.end();
    return out;
}

MultiLine multiline_from_wkb(std::string_view wkb)
{
    Reader reader(wkb);
    MultiLine out;
    const WkbType type = reader.header();
    if (type == WkbType::line) {
        if (Line line = reader.points(); !line.empty())
            out.push_back(std::move(line));
    } else if (type == WkbType::multi_line) {
        const std::size_t parts = reader.count(9);
        for (std::size_t i = 0; i < parts; ++i) {
            if (reader.header() != WkbType::line)
                fail("wkb_part_no_line");
            if (Line line = reader.points(); !line.empty())
                out.push_back(std::move(line));
        }
    } else {
        fail("wkb_no_line", static_cast<std::uint32_t>(type));
    }
    reader.end();
    return out;
}

LonLat point_from_wkb(std::string_view wkb)
{
    Reader reader(wkb);
    if (const WkbType type = reader.header(); type != WkbType::point)
        fail("wkb_no_point", static_cast<std::uint32_t>(type));
    const LonLat p = reader.coordinates();
    reader.end();
    return p;
}

std::string ewkb_hex_from_wkb(std::string_view wkb)
{
    if (wkb.size() < 5 || wkb[0] != 1)
        fail("wkb_big_endian");
    std::string out;
    out.reserve(2 * wkb.size() + 8);
    const std::uint32_t type = static_cast<std::uint32_t>(wkb_type(wkb)) | 0x20000000u;
    const std::uint32_t srid = 4326;
    char head[9] = {1};
    std::memcpy(head + 1, &type, 4);
    std::memcpy(head + 5, &srid, 4);
    append_hex(out, {head, sizeof head});
    append_hex(out, wkb.substr(5));
    return out;
}

std::string bytes_from_hex(std::string_view hex)
{
    if (hex.size() % 2)
        fail("hex_odd");
    std::string out(hex.size() / 2, '\0');
    unsigned seen = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const unsigned high = digit_values[static_cast<unsigned char>(hex[2 * i])], low = digit_values[static_cast<unsigned char>(hex[2 * i + 1])];
        seen |= high | low;
        out[i] = static_cast<char>(high << 4 | low);
    }
    if (seen > 15)
        fail("hex_wrong");
    return out;
}

}
