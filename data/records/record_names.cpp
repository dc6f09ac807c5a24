#include "data/records/record_names.h"

namespace data {

const char* name_of(GridKind kind)
{
    switch (kind) {
    case GridKind::base:
        return "base";
    case GridKind::dedicated:
        return "dedicated";
    }
    return "";
}

const char* name_of(CameraKind kind)
{
    switch (kind) {
    case CameraKind::fixed:
        return "fixed";
    case CameraKind::dome:
        return "dome";
    case CameraKind::half_dome:
        return "halfdome";
    case CameraKind::ptz:
        return "ptz";
    case CameraKind::indoor:
        return "indoor";
    }
    return "";
}

const char* name_of(CameraStatus status)
{
    switch (status) {
    case CameraStatus::in_use:
        return "inuse";
    case CameraStatus::in_repair:
        return "inrepair";
    case CameraStatus::removed:
        return "removed";
    }
    return "";
}

const char* name_of(IncidentSource source)
{
    switch (source) {
    case IncidentSource::grid_worker:
        return "gridworker";
    case IncidentSource::video_patrol:
        return "videopatrol";
    case IncidentSource::hotline:
        return "hotline";
    case IncidentSource::app:
        return "app";
    case IncidentSource::superior:
        return "superior";
    case IncidentSource::letter:
        return "letter";
    case IncidentSource::device_alarm:
        return "devicealarm";
    case IncidentSource::inspection:
        return "inspection";
    case IncidentSource::other:
        return "other";
    }
    return "";
}

const char* name_of(PlaceKind kind)
{
    switch (kind) {
    case PlaceKind::address:
        return "address";
    case PlaceKind::building:
        return "building";
    case PlaceKind::road:
        return "road";
    case PlaceKind::crossing:
        return "crossing";
    case PlaceKind::landmark:
        return "landmark";
    case PlaceKind::pole:
        return "pole";
    case PlaceKind::water:
        return "water";
    case PlaceKind::green:
        return "green";
    }
    return "";
}

} // namespace data
