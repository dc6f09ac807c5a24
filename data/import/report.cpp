#include "data/import/report.h"

#include "data/import/remark_words.h"

#include <nlohmann/json.hpp>

namespace data {
namespace {

nlohmann::ordered_json mapping_object(const ImportReport& report)
{
    nlohmann::ordered_json mapping = nlohmann::ordered_json::object();
    for (const auto& [field, column] : report.mapping)
        mapping[field] = column;
    return mapping;
}

std::string text_of(const nlohmann::ordered_json& json)
{
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

nlohmann::ordered_json rows(const std::vector<ImportRefusal>& refusals, const RemarkWords& words)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const ImportRefusal& refusal : refusals)
        list.push_back({{"row", refusal.row}, {"reason", words(refusal.reasons)}});
    return list;
}

nlohmann::ordered_json figures(const ImportReport& report, const RemarkWords& words)
{
    return {{"read", report.read},
            {"imported", report.imported},
            {"updated", report.updated},
            {"unchanged", report.unchanged},
            {"missing", report.missing},
            {"repaired", report.repaired},
            {"rejected", rows(report.rejected, words)},
            {"seconds", report.seconds}};
}

} // namespace

std::string json_of_mapping(const ImportReport& report)
{
    return text_of(mapping_object(report));
}

std::vector<std::pair<std::string, std::string>> mapping_from_json(const std::string& text)
{
    std::vector<std::pair<std::string, std::string>> fields;
    const auto object = nlohmann::ordered_json::parse(text, nullptr, false);
    if (object.is_object())
        for (const auto& [field, column] : object.items())
            if (column.is_string())
                fields.emplace_back(field, column.get<std::string>());
    return fields;
}

std::string json_from(const ImportReport& report)
{
    return text_of(figures(report, RemarkWords()));
}

std::string json_explained(const ImportReport& report)
{
    nlohmann::ordered_json object = figures(report, RemarkWords());
    object["fields"] = nlohmann::ordered_json::array();
    for (const FieldTaken& field : report.fields) {
        const auto unread = report.unread.find(field.field);
        nlohmann::ordered_json one{{"field", field.field}, {"column", field.column}, {"why", field.why}, {"example", field.example}, {"unread", 0}};
        if (unread != report.unread.end())
            one["unread"] = unread->second.count, one["unread_example"] = unread->second.example;
        object["fields"].push_back(std::move(one));
    }
    object["columns_not_taken"] = report.columns_not_taken;
    object["layers_not_read"] = nlohmann::ordered_json::array();
    for (const LayerLeft& layer : report.layers_not_read)
        object["layers_not_read"].push_back({{"name", layer.name}, {"rows", layer.rows}});
    return text_of(object);
}

std::string json_of_record(const ImportReport& report, const std::vector<std::pair<std::string, std::string>>& settings)
{
    const RemarkWords words;
    nlohmann::ordered_json object = figures(report, words);
    object["repairs"] = rows(report.repairs, words);
    object["new"] = report.imported - report.updated - report.unchanged;
    object["updated_fields"] = report.updated_fields;
    object["changes"] = nlohmann::ordered_json::array();
    for (const ImportUpdate& update : report.updates)
        for (const FieldChange& change : update.fields)
            object["changes"].push_back({{"name", update.name}, {"field", change.field}, {"before", change.before}, {"after", change.after}});
    object["layer"] = report.layer;
    object["crs"] = report.crs;
    object["mapping"] = mapping_object(report);
    object["columns_not_taken"] = report.columns_not_taken;
    for (const auto& [key, value] : settings)
        object["settings"][key] = value;
    for (const geo::Remark& note : report.notes)
        object["notes"].push_back(words(note));
    return text_of(object);
}

} // namespace data
