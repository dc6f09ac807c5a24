// Readers of what people and programs write: no input may crash them or come out as something that is none.

#include "data/error.h"
#include "data/import/columns.h"
#include "data/import/import.h"
#include "data/import/osm_places.h"
#include "data/import/report.h"
#include "data/import/values.h"
#include "data/records/camera_url.h"
#include "data/records/place_names.h"
#include "data/records/plain_text.h"
#include "data/records/record_names.h"
#include "geo/crs/coordinate_text.h"
#include "geo/crs/crs.h"
#include "geo/crs/fit.h"
#include "geo/crs/position_text.h"
#include "geo/error.h"
#include "geo/formats/text_encoding.h"
#include "geo/formats/vector_source.h"
#include "tests/mutation.h"

#include <cmath>
#include <set>

namespace {

const std::string corpora = SOURCE_DIR "/tests/data/corpus/";

TEST(Fuzz, Coordinates)
{
    mutation::feed(corpora + "coordinates.txt", [](const std::string& text) {
        EXPECT_TRUE(std::isfinite(geo::parse_angle(text).value_or(0)));
        EXPECT_TRUE(std::isfinite(geo::parse_number(text).value_or(0)));
        if (const auto p = geo::parse_position(text)) {
            EXPECT_LE(std::abs(p->lon), 180);
            EXPECT_LE(std::abs(p->lat), 90);
            const auto again = geo::parse_position(geo::format_position(*p, 7));
            ASSERT_TRUE(again) << geo::format_position(*p, 7);
            EXPECT_LT(geo::distance_m(*p, *again), 0.05);
        }
        if (const auto direction = data::parse_direction(text)) {
            EXPECT_GE(*direction, 0);
            EXPECT_LT(*direction, 360.0001);
        }
    });
}

TEST(Fuzz, Dates)
{
    mutation::feed(corpora + "dates.txt", [](const std::string& text) {
        for (const int zone : {0, 480, -360})
            if (const auto time = data::parse_source_time(text, std::chrono::minutes(zone))) {
                const auto again = data::parse_source_time(data::iso8601(*time), {});
                ASSERT_TRUE(again) << data::iso8601(*time);
                EXPECT_LT(std::abs(data::micros_from_time(*again) - data::micros_from_time(*time)), 1'000'000);
            }
    });
}

TEST(Fuzz, Mapping)
{
    mutation::feed(corpora + "columns.txt", [](const std::string& text) {
        std::vector<std::string> columns;
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t bar = std::min(text.find('|', at), text.size());
            columns.push_back(text.substr(at, bar - at));
            at = bar + 1;
        }
        for (std::size_t kind = 0; kind < data::import_kind_names.size(); ++kind)
            for (const auto& [field, column] : data::guess_columns(data::ImportKind(kind), data::Level::community, columns, {})) {
                EXPECT_GE(column, 0) << field;
                EXPECT_LT(std::size_t(column), columns.size()) << field;
            }
        for (const auto& [field, column] : data::mapping_from_json("{\"" + text + "\":\"x\"}"))
            EXPECT_EQ(column, "x");
    });
}

TEST(Fuzz, Systems)
{
    mutation::feed(corpora + "fits.txt", [](const std::string& text) {
        try {
            const geo::CrsTransform transform = geo::CrsTransform::make(text);
            if (const auto p = transform.lonlat(100, 200)) {
                EXPECT_LE(std::abs(p->lon), 180);
                EXPECT_LE(std::abs(p->lat), 90);
            }
        } catch (const geo::Error& error) {
            EXPECT_STRNE(error.what(), "");
        }
    }, 100); // each asks PROJ's database
}

/// Nothing is added to an address, and no key of a secret is left in its query.
TEST(Fuzz, Addresses)
{
    mutation::feed(corpora + "addresses.txt", [](const std::string& text) {
        const data::StreamAddress once = data::without_credentials(text);
        EXPECT_LE(once.url.size(), text.size());
        const std::string query = once.url.substr(std::min(once.url.find('?'), once.url.size()));
        for (const char* key : {"?pwd=", "&pwd=", "?password=", "&password="})
            EXPECT_EQ(query.find(key), std::string::npos) << once.url;
    });
}

TEST(Fuzz, TagLists)
{
    mutation::feed(corpora + "tags.txt", [](const std::string& text) {
        data::each_hstore_tag(text, [&](const std::string& key, const std::string& value) { EXPECT_LE(key.size() + value.size(), text.size()); });
        for (const auto& [key, name] : data::other_names(data::Place{.other_names = data::names_from_hstore(text)})) {
            EXPECT_EQ(key.find('\n'), std::string::npos);
            EXPECT_NE(name, "");
        }
    });
}

TEST(Fuzz, JsonTables)
{
    mutation::feed(corpora + "json.txt", [](const std::string& text) {
        try {
            const auto table = geo::json_table_from(text, "t").table;
            if (!table)
                return;
            EXPECT_TRUE(table->points.empty() || table->points.size() == table->rows.size());
            for (const auto& row : table->rows)
                EXPECT_EQ(row.size(), table->fields.size());
            for (const auto& point : table->points)
                EXPECT_TRUE(!point || (std::isfinite(point->lon) && std::isfinite(point->lat)));
        } catch (const geo::Error& error) {
            EXPECT_STRNE(error.what(), "");
        }
    });
}

TEST(Fuzz, TextsOfAnyEncoding)
{
    mutation::feed(corpora + "texts.txt", [](const std::string& text) {
        for (const bool cut : {false, true})
            EXPECT_TRUE(geo::is_utf8(geo::utf8_from(text, geo::guess_encoding(text, cut))));
        for (const geo::Encoding forced : {geo::Encoding::utf8, geo::Encoding::gb18030, geo::Encoding::latin1})
            EXPECT_TRUE(geo::is_utf8(geo::utf8_from(text, forced))) << name_of(forced);
        const std::string line = data::one_line(text);
        EXPECT_EQ(line.find('\n'), std::string::npos);
    });
}

} // namespace
