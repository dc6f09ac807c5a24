#include "geo/crs/coordinate_text.h"
#include "geo/error.h"
#include "geo/formats/json_ceilings.h"
#include "geo/formats/vector_source.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>
#include <vector>

namespace geo {
namespace {

using nlohmann::json;

std::string text_of(const json& value)
{
    return value.is_null() ? std::string() : value.is_string() ? value.get<std::string>() : value.dump();
}

std::optional<double> number_of(const json& value)
{
    return value.is_number()   ? std::optional(value.get<double>())
           : value.is_string() ? parse_number(value.get<std::string>())
                               : std::nullopt;
}

/// The position of {"type": "Point", "coordinates": [lon, lat]}; the numbers may be texts.
std::optional<LonLat> point_of(const json& geometry)
{
    if (!geometry.is_object() || geometry.value("type", json()) != "Point")
        return std::nullopt;
    const auto at = geometry.find("coordinates");
    if (at == geometry.end() || !at->is_array() || at->size() < 2)
        return std::nullopt;
    const auto lon = number_of((*at)[0]), lat = number_of((*at)[1]);
    return lon && lat ? std::optional(LonLat{*lon, *lat}) : std::nullopt;
}

constexpr std::array list_names{"features", "data", "items", "results", "records", "rows", "list"};

[[noreturn]] void refuse(const std::string& name, const char* what, std::int64_t most) { throw Error(remark("json_too_large", name, what, most)); }

/// Words of the reader that both passes hear: where in the document they are. Derived ones see each value, and what begins and ends.
class JsonWalk : public nlohmann::json_sax<json> {
public:
    bool null() final { return take(nullptr); }
    bool boolean(bool value) final { return take(value); }
    bool number_integer(number_integer_t value) final { return take(value); }
    bool number_unsigned(number_unsigned_t value) final { return take(value); }
    bool number_float(number_float_t value, const string_t&) final { return take(value); }
    bool string(string_t& value) final { return take(std::move(value)); }
    bool binary(binary_t&) final { return false; }
    bool key(string_t& name) final
    {
        if (!levels_.empty())
            levels_.back().member = name;
        heard_key(name);
        return true;
    }
    bool start_object(std::size_t) final { return begin(json::value_t::object); }
    bool start_array(std::size_t) final { return begin(json::value_t::array); }
    bool end_object() final { return end(); }
    bool end_array() final { return end(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) final { return false; }

protected:
    int depth() const { return int(levels_.size()); } // levels that are open
    /// Whether what comes next is an element of a list that lies in nothing but objects, or is the document.
    bool is_in_list() const { return !levels_.empty() && levels_.back().type == json::value_t::array && lists_ == 1; }
    /// Of that list: the members it lies in, joined by dots; "" where the document is the list.
    std::string list_path() const
    {
        std::string path;
        for (std::size_t i = 0; i + 1 < levels_.size(); ++i)
            path += (i ? "." : "") + levels_[i].member;
        return path;
    }
    /// The member of the document that is open; "" where it is a list.
    std::string member() const { return levels_.empty() ? std::string() : levels_.front().member; }
    virtual bool take(json value) = 0;
    virtual void heard_key(const std::string&) {}
    virtual bool began(json::value_t type) = 0;
    virtual void ended() {}

private:
    struct Level {
        json::value_t type;
        std::string member; // of an object, the one that is being read
    };
    bool begin(json::value_t type)
    {
        const bool goes_on = began(type);
        levels_.push_back({type, {}});
        lists_ += type == json::value_t::array;
        return goes_on;
    }
    bool end()
    {
        lists_ -= levels_.back().type == json::value_t::array;
        levels_.pop_back();
        ended();
        return true;
    }
    std::vector<Level> levels_;
    int lists_ = 0;
};

/// First pass: is it whole, does it stay below the ceilings, and where are its records.
class JsonSurvey final : public JsonWalk {
public:
    explicit JsonSurvey(std::string name) : name_(std::move(name)) {}

    /// The list of objects: the document itself, a member of a usual name, else the longest wherever it lies; empty: there is none.
    std::optional<std::string> list() const
    {
        const std::pair<std::string, std::int64_t>* longest = nullptr;
        for (const auto& one : lists_)
            if (one.first.empty())
                return "";
            else if (!longest || one.second > longest->second)
                longest = &one;
        for (const char* name : list_names)
            if (std::ranges::find(lists_, name, &std::pair<std::string, std::int64_t>::first) != lists_.end())
                return name;
        return longest ? std::optional(longest->first) : std::nullopt;
    }
    /// The members of the document, for the message that there is no list.
    std::string members() const
    {
        std::string words;
        for (const std::string& member : members_)
            words += (words.empty() ? "" : ", ") + member;
        return words.empty() ? "no members" : words;
    }

private:
    bool take(json) override { return count(); }
    void heard_key(const std::string& name) override
    {
        constexpr std::size_t shown = 12;
        if (depth() == 1 && members_.size() < shown)
            members_.push_back(name);
    }
    bool began(json::value_t type) override
    {
        constexpr std::size_t most_lists = 1000;
        if (type == json::value_t::object && is_in_list()) {
            const std::string path = list_path();
            if (lists_.empty() || lists_.back().first != path)
                if (std::ranges::find(lists_, path, &std::pair<std::string, std::int64_t>::first) == lists_.end() && lists_.size() < most_lists)
                    lists_.emplace_back(path, 0);
            if (!lists_.empty() && lists_.back().first == path)
                ++lists_.back().second;
            in_record_ = 0, record_depth_ = depth() + 1;
        }
        if (depth() >= json_ceiling::depth)
            refuse(name_, "levels", json_ceiling::depth);
        return count();
    }
    void ended() override
    {
        if (depth() < record_depth_)
            record_depth_ = 0;
    }
    bool count()
    {
        if (record_depth_ > 0 && ++in_record_ > json_ceiling::record_values)
            refuse(name_, "values in one record", json_ceiling::record_values);
        if (++values_ > json_ceiling::values)
            refuse(name_, "values", json_ceiling::values);
        return true;
    }

    std::string name_;
    std::vector<std::pair<std::string, std::int64_t>> lists_; // with how many objects each has
    std::vector<std::string> members_;
    int record_depth_ = 0; // levels open inside the record; 0: in none
    std::int64_t values_ = 0, in_record_ = 0;
};

/// Second pass: one record at a time is in memory.
class JsonRecords final : public JsonWalk {
public:
    JsonRecords(std::string list, std::function<void(const json&)> on_record) : list_(std::move(list)), on_record_(std::move(on_record)) {}

private:
    bool is_record() const { return is_in_list() && list_path() == list_; }
    bool take(json value) override
    {
        if (!open_.empty())
            add(std::move(value));
        else if (is_record())
            on_record_(value); // a list may hold others than objects
        return true;
    }
    void heard_key(const std::string& name) override { key_ = name; }
    bool began(json::value_t type) override
    {
        if (!open_.empty())
            open_.push_back(add(json(type)));
        else if (is_record())
            record_ = json(type), open_ = {&record_};
        return true;
    }
    void ended() override
    {
        if (open_.empty())
            return;
        open_.pop_back();
        if (open_.empty())
            on_record_(record_);
    }
    /// Into what is open; what was put in before stays where it is while it is open.
    json* add(json value)
    {
        json& parent = *open_.back();
        if (parent.is_object())
            return &(parent[key_] = std::move(value));
        parent.push_back(std::move(value));
        return &parent.back();
    }

    std::string list_;
    std::function<void(const json&)> on_record_;
    std::string key_;
    json record_;
    std::vector<json*> open_;
};

/// The one member that is a list of objects which say more than the record around them: a post with its cameras. Null where there is none.
const json* inner_list(const json& record, std::string& key)
{
    const auto scalars = [](const json& object) { return std::ranges::count_if(object, [](const json& value) { return value.is_primitive() && !value.is_null(); }); };
    const json* found = nullptr;
    for (const auto& [name, value] : record.items()) {
        if (!value.is_array() || value.empty() || !std::ranges::all_of(value, [](const json& one) { return one.is_object(); }))
            continue;
        if (found)
            return nullptr;
        found = &value, key = name;
    }
    return found && scalars(record) < scalars(found->front()) ? found : nullptr;
}

/// Rows and columns as they come.
class JsonTableMaker {
public:
    explicit JsonTableMaker(const std::string& name) { table_.name = name; }

    void add(const json& record)
    {
        std::string key;
        const json* inner = record.is_object() ? inner_list(record, key) : nullptr;
        if (!inner)
            return add_row(record);
        ++spread_records_;
        for (const json& one : *inner) {
            json whole = record;
            whole.erase(key);
            for (const auto& [name, value] : one.items())
                whole[whole.contains(name) ? key + "." + name : name] = value;
            add_row(whole);
            ++spread_rows_;
        }
        spread_key_ = key;
    }

    SourceTable made()
    {
        for (auto& row : table_.rows)
            row.resize(table_.fields.size());
        if (!has_points_)
            table_.points.clear();
        return std::move(table_);
    }
    /// Where records hold lists of records; nothing to say otherwise.
    Remark note() const { return spread_records_ ? Remark("rows_from_lists", {std::to_string(spread_records_), spread_key_, std::to_string(spread_rows_)}) : Remark(); }

private:
    void add_row(const json& record)
    {
        std::vector<std::string> row(table_.fields.size());
        std::optional<LonLat> point;
        if (record.is_object())
            for (const auto& [key, value] : record.items()) {
                if (value.is_object() && !point)
                    point = point_of(value);
                if (key == "properties" && value.is_object())
                    for (const auto& [inner, property] : value.items())
                        take(row, inner, property);
                else if (!(key == "geometry" || (key == "type" && value == "Feature")))
                    take(row, key, value);
            }
        has_points_ = has_points_ || point;
        table_.rows.push_back(std::move(row));
        table_.points.push_back(point);
        if (static_cast<std::int64_t>(table_.rows.size() * table_.fields.size()) > json_ceiling::cells)
            refuse(table_.name, "cells", json_ceiling::cells);
    }
    /// What lies in an object goes by the names of both: "geo.lat".
    void take(std::vector<std::string>& row, const std::string& key, const json& value, int level = 0)
    {
        constexpr int most_levels = 3;
        if (value.is_object() && !value.empty() && level < most_levels && !point_of(value)) {
            for (const auto& [inner, property] : value.items())
                take(row, key + "." + inner, property, level + 1);
            return;
        }
        const auto [at, added] = columns_.emplace(key, table_.fields.size());
        if (added)
            table_.fields.push_back(key);
        if (static_cast<std::int64_t>(table_.fields.size()) > json_ceiling::columns)
            refuse(table_.name, "columns", json_ceiling::columns);
        row.resize(table_.fields.size());
        row[at->second] = text_of(value);
    }

    SourceTable table_;
    std::unordered_map<std::string, std::size_t> columns_;
    bool has_points_ = false;
    std::int64_t spread_records_ = 0, spread_rows_ = 0;
    std::string spread_key_;
};

} // namespace

JsonTable json_table_from(std::string_view bytes, const std::string& name)
{
    JsonTable result;
    JsonSurvey survey(name);
    if (!json::sax_parse(bytes.begin(), bytes.end(), &survey))
        return result;
    const std::optional<std::string> list = survey.list();
    if (!list) {
        result.remark = remark("json_no_list", name, survey.members());
        return result;
    }
    JsonTableMaker table(name);
    JsonRecords reader(*list, [&](const json& record) { table.add(record); });
    json::sax_parse(bytes.begin(), bytes.end(), &reader);
    result.table = table.made();
    result.remark = table.note();
    return result;
}

JsonTable json_lines_from(std::string_view bytes, const std::string& name)
{
    JsonTable result;
    JsonTableMaker table(name);
    std::int64_t number = 0;
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        std::string_view line = bytes.substr(0, end);
        bytes = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
        ++number;
        if (line.find_first_not_of("\xef\xbb\xbf \t\r\x1e") == std::string_view::npos)
            continue;
        line.remove_prefix(line.find_first_not_of("\xef\xbb\xbf \t\r\x1e"));
        JsonSurvey survey(name);
        const bool is_whole = json::sax_parse(line.begin(), line.end(), &survey);
        if (!is_whole && number == 1)
            return result;
        if (!is_whole)
            throw Error(remark("json_line_broken", name, number));
        table.add(json::parse(line));
    }
    result.table = table.made();
    result.remark = table.note();
    return result;
}

} // namespace geo
