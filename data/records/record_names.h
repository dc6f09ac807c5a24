#pragma once
// What the kinds and states of records are called in exported files, in --json and in the record of an import; the names of others
// are understood by data/import/values.h. Pure functions; any thread.

#include "data/records/records.h"

namespace data {

const char* name_of(GridKind kind);
const char* name_of(CameraKind kind);
const char* name_of(CameraStatus status);
const char* name_of(IncidentSource source);
const char* name_of(PlaceKind kind);

} // namespace data
