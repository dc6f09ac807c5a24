#include "geo/crs/coordinate_text.h"
#include "geo/error.h"
#include "geo/formats/json_ceilings.h"
#include "geo/formats/vector_source.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <unordered_map>

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
        if (depth_ == 1)
            member_ = name;
        heard_key(name);
        return true;
    }
    bool start_object(std::size_t) final { return begin(json::value_t::object); }
    bool start_array(std::size_t) final { return begin(json::value_t::array); }
    bool end_object() final { return end(); }
    bool end_array() final { return end(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) final { return false; }

protected:
    /// Levels that are open, and the member of the document they are in; "" where it is a list.
    int depth() const { return depth_; }
    const std::string& member() const { return member_; }
    virtual bool take(json value) = 0;
    virtual void heard_key(const std::string&) {}
    virtual bool began(json::value_t type) = 0;
    virtual void ended() {}

private:
    bool begin(json::value_t type)
    {
        const bool goes_on = began(type);
        ++depth_;
        return goes_on;
    }
    bool end()
    {
        --depth_;
        ended();
        return true;
    }
    int depth_ = 0;
    std::string member_;
};

/// First pass: is it whole, does it stay below the ceilings, and where are its records.
class JsonSurvey final : public JsonWalk {
public:
    explicit JsonSurvey(std::string name) : name_(std::move(name)) {}

    /// The member that is a list of objects, "" for the document itself; empty: none is.
    std::optional<std::string> list() const
    {
        if (is_list_)
            return "";
        const auto at = std::ranges::find_if(list_names, [this](const char* name) { return lists_.contains(name); });
        return at == list_names.end() ? std::nullopt : std::optional<std::string>(*at);
    }

private:
    bool take(json) override
    {
        is_first_ = false;
        return count();
    }
    bool began(json::value_t type) override
    {
        // The first thing in the document's list, or in the list that one of its members is.
        if (type == json::value_t::object && is_first_ && depth() == 1 && !is_object_)
            is_list_ = true;
        if (type == json::value_t::object && is_first_ && depth() == 2 && is_object_)
            lists_.insert(member());
        if (depth() == 0)
            is_object_ = type == json::value_t::object;
        is_first_ = type == json::value_t::array;
        if (depth() == (is_object_ ? 2 : 1))
            in_record_ = 0;
        if (depth() >= json_ceiling::depth)
            refuse(name_, "levels", json_ceiling::depth);
        return count();
    }
    void ended() override { is_first_ = false; }
    bool count()
    {
        if (++in_record_ > json_ceiling::record_values && depth() > 2)
            refuse(name_, "values in one record", json_ceiling::record_values);
        if (++values_ > json_ceiling::values)
            refuse(name_, "values", json_ceiling::values);
        return true;
    }

    std::string name_;
    std::set<std::string> lists_;
    bool is_list_ = false, is_object_ = false, is_first_ = false;
    std::int64_t values_ = 0, in_record_ = 0;
};

/// Second pass: one record at a time is in memory.
class JsonRecords final : public JsonWalk {
public:
    JsonRecords(std::string list, std::function<void(const json&)> on_record)
        : list_(std::move(list)), record_depth_(list_.empty() ? 1 : 2), on_record_(std::move(on_record))
    {
    }

private:
    bool is_in_list() const { return record_depth_ == 1 || member() == list_; }
    bool take(json value) override
    {
        if (!open_.empty())
            add(std::move(value));
        else if (depth() == record_depth_ && is_in_list())
            on_record_(value); // a list may hold others than objects
        return true;
    }
    void heard_key(const std::string& name) override { key_ = name; }
    bool began(json::value_t type) override
    {
        if (!open_.empty())
            open_.push_back(add(json(type)));
        else if (depth() == record_depth_ && is_in_list())
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
    int record_depth_;
    std::function<void(const json&)> on_record_;
    std::string key_;
    json record_;
    std::vector<json*> open_;
};

/// Rows and columns as they come.
class JsonTableMaker {
public:
    explicit JsonTableMaker(const std::string& name) { table_.name = name; }

    void add(const json& record)
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
        table_.rows.push_back(std::move(row));
        table_.points.push_back(point);
        if (static_cast<std::int64_t>(table_.rows.size() * table_.fields.size()) > json_ceiling::cells)
            refuse(table_.name, "cells", json_ceiling::cells);
    }

    JsonTable made()
    {
        for (auto& row : table_.rows)
            row.resize(table_.fields.size());
        return std::move(table_);
    }

private:
    void take(std::vector<std::string>& row, const std::string& key, const json& value)
    {
        const auto [at, added] = columns_.emplace(key, table_.fields.size());
        if (added)
            table_.fields.push_back(key);
        if (static_cast<std::int64_t>(table_.fields.size()) > json_ceiling::columns)
            refuse(table_.name, "columns", json_ceiling::columns);
        row.resize(table_.fields.size());
        row[at->second] = text_of(value);
    }

    JsonTable table_;
    std::unordered_map<std::string, std::size_t> columns_;
};

} // namespace

std::optional<JsonTable> json_table_from(std::string_view bytes, const std::string& name)
{
    JsonSurvey survey(name);
    if (!json::sax_parse(bytes.begin(), bytes.end(), &survey))
        return std::nullopt;
    const std::optional<std::string> list = survey.list();
    if (!list)
        return std::nullopt;
    JsonTableMaker table(name);
    JsonRecords reader(*list, [&](const json& record) { table.add(record); });
    json::sax_parse(bytes.begin(), bytes.end(), &reader);
    return table.made();
}

} // namespace geo
