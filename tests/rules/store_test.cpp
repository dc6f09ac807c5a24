// One engine's words stay in its folder: docs/ARCHITECTURE.md, "The workspace", and decision 0082. What stands in data/store/tables
// and everywhere else any engine understands.

#include "tests/rules/tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

namespace {

constexpr const char* folder = "data/store/sqlite/";

/// What SQLite and SpatiaLite alone understand, or what only they are, in lower case: names, statements, functions, tables, files.
constexpr std::string_view words[] = {
    "sqlite", "spatialite", "pragma", "begin immediate", "insert or replace", "insert or ignore", "insert or abort", "insert or rollback", "replace into",
    "create temp", "into temp.", "from temp.", "into main.", "from main.", "autoincrement", "rowid", "glob '", "changes()", "instr(", "json_each",
    "unixepoch", "mbrmin", "mbrmax", "castto", "addgeometrycolumn", "createspatialindex", "geometryconstraints", "rtree", "idx_", "data_version", "-wal", "-shm",
};

/// The first of them in a line; empty: none.
std::string_view word_in(const std::string& line)
{
    std::string small(line);
    std::ranges::transform(small, small.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto at = [&](std::size_t i) { return i < small.size() ? small[i] : ' '; };
    const auto is_part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
    for (const std::string_view word : words)
        for (std::size_t begin = small.find(word); begin != std::string::npos; begin = small.find(word, begin + 1)) {
            const char before = begin > 0 ? small[begin - 1] : ' ', after = at(begin + word.size());
            // ".sqlite" is how the file of a workspace ends, whatever is in it; "#pragma once" is the compiler's.
            if ((word == "sqlite" && before == '.' && !is_part(after)) || (word == "pragma" && before == '#'))
                continue;
            if ((word.front() == '-' && is_part(after)) || (word == "idx_" && is_part(before)))
                continue;
            return word;
        }
    return {};
}

struct Excuse {
    const char *file, *word, *why;
};

constexpr Excuse excuses[] = {
    {"console/cli/manual_command.cpp", "SpatiaLite", "the manual says by which programs a workspace is opened"},
    {"data/import/identity.cpp", "rowid", "counters of rows in tables of others"},
};

TEST(Store, TheWordsAreKnown)
{
    for (const char* bad :
         {"\"pragma data_version\"", "begin immediate", "insert or replace into x", "from sqlite_sequence", "select rowid, a", "idx_grids_geom x",
          "#include \"data/store/sqlite/staging.h\"", "soci::sqlite3", "select changes()", "MbrMinX(geom)", "CastToMultiPolygon(g)", "path + \"-wal\"",
          "create temporary table", "a SpatiaLite database", "integer primary key autoincrement", "an rtree", "sqlite3_step", "insert into main.{0}"})
        EXPECT_FALSE(word_in(bad).empty()) << bad;
    for (const char* good : {"#pragma once", "city.sqlite", "\"/older.sqlite\"", "ST_Multi(GeomFromEWKB(:shape))", "hex(ST_AsBinary(geom))", "on conflict (id) do update",
                             "strftime", "replace(:kinds, 'a', '')", "main.cpp", "-wall", "a packed R-tree", "update or ask"})
        EXPECT_EQ(word_in(good), "") << good;
}

TEST(Store, WordsOfOneEngineStayInItsFolder)
{
    std::set<const Excuse*> used;
    for (const std::string& file : tree::sources()) {
        if (file.starts_with(folder))
            continue;
        int number = 0;
        for (const std::string& line : tree::lines(file)) {
            ++number;
            if (word_in(line).empty())
                continue;
            const auto excuse = std::find_if(std::begin(excuses), std::end(excuses),
                                             [&](const Excuse& e) { return file == e.file && line.find(e.word) != std::string::npos; });
            EXPECT_NE(excuse, std::end(excuses)) << file << ":" << number << ": " << line << "\nwhat one engine alone understands belongs into " << folder;
            if (excuse != std::end(excuses))
                used.insert(&*excuse);
        }
    }
    for (const Excuse& excuse : excuses)
        EXPECT_TRUE(used.contains(&excuse)) << excuse.file << " needs no excuse for " << excuse.word << " any more";
}

TEST(Store, NobodyNamesAnEngine)
{
    // The face (data/store) declares what an engine does; who calls it does not know which one.
    for (const std::string& file : tree::sources())
        for (const std::string& line : tree::lines(file))
            if (line.starts_with("#include \"data/store/") && !file.starts_with(folder)) {
                EXPECT_EQ(line.find("/sqlite/"), std::string::npos) << file << ": " << line;
                EXPECT_EQ(line.find("/postgresql/"), std::string::npos) << file << ": " << line;
            }
}

}
