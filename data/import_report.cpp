#include "data/import.h"

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

nlohmann::ordered_json rows(const std::vector<ImportRefusal>& refusals)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const ImportRefusal& refusal : refusals)
        list.push_back({{"row", refusal.row}, {"reason", refusal.reason}});
    return list;
}

nlohmann::ordered_json figures(const ImportReport& report)
{
    return {{"read", report.read},
            {"imported", report.imported},
            {"updated", report.updated},
            {"unchanged", report.unchanged},
            {"missing", report.missing},
            {"repaired", report.repaired},
            {"rejected", rows(report.rejected)},
            {"seconds", report.seconds}};
}

} // namespace

std::string json_of_mapping(const ImportReport& report)
{
    return text_of(mapping_object(report));
}

std::string json_from(const ImportReport& report)
{
    return text_of(figures(report));
}

std::string json_of_record(const ImportReport& report)
{
    nlohmann::ordered_json object = figures(report);
    object["repairs"] = rows(report.repairs);
    object["layer"] = report.layer;
    object["crs"] = report.crs;
    object["mapping"] = mapping_object(report);
    object["notes"] = report.notes;
    return text_of(object);
}

} // namespace data
