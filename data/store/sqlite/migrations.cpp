#include "data/store/sqlite/migrations.h"

#include "data/error.h"
#include "data/records/time.h"
#include "data/store/sqlite/setup_from_settings.h"
#include "data/store/sqlite/spatialite.h"
#include "geo/new_file.h"

#include <embedded/embedded_schema.h>
#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace data::store {
namespace {

constexpr const char* magic_text = "gridwatch workspace";
constexpr int application_id = 0x47574B31; // "GWK1" in the header of the file, for `file` and others

/// What a step does beyond its statements.
constexpr struct {
    int number;
    std::vector<std::string> (*run)(FileConnection&); // returns the keys of settings that it could not read
} by_hand[] = {
    {6, setup_from_settings},
};

void apply_step(FileConnection& connection, const Migration& step, std::vector<std::string>& kept)
{
    run_script(connection.handle(), step.sql);
    for (const auto& hand : by_hand)
        if (hand.number == step.number)
            for (std::string& key : hand.run(connection))
                kept.push_back(std::move(key));
    long long number = step.number;
    std::string name = step.name;
    long long now =
        micros_from_time(std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()));
    connection.sql() << "insert into schema_steps (number, name, applied_us) values (:number, :name, :now)",
        soci::use(number), soci::use(name), soci::use(now);
}

/// The step's own words: its first line, "-- Upgrade: …".
std::string words_of(const Migration& step)
{
    constexpr std::string_view mark = "-- Upgrade: ";
    if (!step.sql.starts_with(mark))
        return step.name;
    return step.sql.substr(mark.size(), step.sql.find('\n') - mark.size());
}

void note_upgrade(FileConnection& connection, const UpgradePlan& plan)
{
    long long from = plan.from, to = plan.to, mark = mark_of(connection);
    std::string copy = plan.copy.filename().string();
    long long now =
        micros_from_time(std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()));
    connection.sql() << "insert into upgrades (time_us, from_schema, to_schema, copy, mark) values (:now, :from, :to, :copy, :mark)",
        soci::use(now), soci::use(from), soci::use(to), soci::use(copy), soci::use(mark);
}

std::filesystem::path part_of(std::filesystem::path copy) { return copy += ".part"; }

} // namespace

std::int64_t mark_of(Connection& connection)
{
    return connection.number("select (select coalesce(sum(value), 0) from revisions) + "
                             "(select coalesce(sum(seq), 0) from sqlite_sequence where name not in ('session_log', 'upgrades')) + "
                             "(select coalesce(sum(value), 0) from counters)");
}

std::vector<Migration> embedded_migrations()
{
    std::vector<Migration> steps;
    for (const auto& file : embedded::embedded_schema())
        steps.push_back(
            {std::atoi(std::string(file.name.substr(0, 4)).c_str()), std::string(file.name), std::string(file.bytes)});
    return steps;
}

int schema_of(FileConnection& connection)
{
    const auto foreign = [&] {
        return Error(
            fmt::format("{} is a database of another program, not a workspace; import it with \"gridwatch import\".",
                        connection.path().string()));
    };
    if (!connection.number(
            "select count(*) from sqlite_master where type = 'table' and name in ('workspace', 'schema_steps')"))
        throw foreign();
    try {
        std::string magic;
        connection.sql() << "select magic from workspace", soci::into(magic);
        if (magic != magic_text)
            throw foreign();
        return static_cast<int>(connection.number("select max(number) from schema_steps"));
    } catch (const soci::soci_error&) {
        throw foreign();
    }
}

void make_spatial_tables(FileConnection& connection)
{
    // With all 6,000 systems a new workspace takes seconds.
    run_script(connection.handle(), "select InitSpatialMetaData(0, 'NONE'); select InsertEpsgSrid(4326);");
}

void make_schema(FileConnection& connection, std::span<const Migration> migrations)
{
    Transaction transaction(connection);
    make_spatial_tables(connection);
    std::vector<std::string> none;
    for (const Migration& step : migrations)
        apply_step(connection, step, none);
    std::string magic = magic_text;
    long long now =
        micros_from_time(std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()));
    connection.sql() << "insert into workspace (magic, created_us) values (:magic, :now)", soci::use(magic),
        soci::use(now);
    connection.sql() << fmt::format("pragma application_id = {}", application_id);
    transaction.commit();
}

void require_newest(FileConnection& connection, std::span<const Migration> migrations)
{
    const int schema = schema_of(connection), newest = migrations.back().number;
    if (schema > newest)
        throw Error(geo::remark("schema_newer", connection.path().string(), schema, newest));
    if (schema < newest)
        throw Error(geo::remark("schema_older", connection.path().string(), schema, newest));
}

UpgradePlan plan(FileConnection& connection, std::span<const Migration> migrations)
{
    UpgradePlan plan;
    plan.from = schema_of(connection);
    plan.to = std::max(plan.from, migrations.back().number);
    for (const Migration& step : migrations)
        if (step.number > plan.from)
            plan.steps.push_back({step.number, words_of(step)});
    // Every upgrade has a copy of its own: one that is there already is of another attempt, and events may have come since.
    for (int n = 1; plan.copy.empty() || std::filesystem::exists(plan.copy); ++n)
        plan.copy = connection.path().string() + fmt::format(".schema-{}{}.bak", plan.from, n > 1 ? fmt::format(".{}", n) : "");
    return plan;
}

UpgradePlan upgrade(FileConnection& connection, std::span<const Migration> migrations)
{
    UpgradePlan plan = store::plan(connection, migrations);
    if (plan.steps.empty()) {
        require_newest(connection, migrations);
        return plan;
    }
    std::filesystem::path part;
    attempt(fmt::format("The workspace could not be upgraded to schema {}", plan.to), connection.path(), [&] {
        Transaction transaction(connection); // from here on nobody else writes, and what is copied is what is upgraded
        const int from = plan.from;
        plan = store::plan(connection, migrations);
        if (plan.from != from)
            throw Error(geo::remark("being_upgraded", connection.path().string()));
        // Under another name until the upgrade is committed: what has the name is what one can go back to. A program that dies in between leaves
        // it to the next opening (adopt_copy).
        part = part_of(plan.copy);
        std::filesystem::remove(part);
        try {
            {
                FileConnection before(connection.path(), Access::query_only);
                copy_database(before.handle(), part);
            }
            geo::sync_tree(part);
            geo::sync_folder(part.parent_path());
            for (const Migration& step : migrations)
                if (step.number > plan.from)
                    apply_step(connection, step, plan.kept);
            note_upgrade(connection, plan);
            transaction.commit();
        } catch (...) {
            std::error_code ignored; // nothing was changed, so nothing needs the copy
            std::filesystem::remove(part, ignored);
            throw;
        }
    });
    adopt_copy(connection);
    return plan;
}

void adopt_copy(FileConnection& connection)
{
    namespace fs = std::filesystem;
    std::string name;
    connection.sql() << "select copy from upgrades order by id desc limit 1", soci::into(name);
    const fs::path copy = connection.path().parent_path() / fs::path(name).filename(), part = part_of(copy);
    std::error_code failed;
    if (name.empty() || !fs::exists(part, failed))
        return;
    if (fs::exists(copy, failed))
        fs::remove(part, failed); // of an upgrade that began and was never committed
    else
        fs::rename(part, copy, failed);
    geo::sync_folder(copy.parent_path());
}

int FileConnection::schema()
{
    return schema_of(*this);
}

} // namespace data::store
