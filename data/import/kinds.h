#pragma once
// The importers, one a kind of record. Each reads the source, judges every row, and puts what is new or changed.

namespace data {

struct Import;

void import_grids(Import& import);
void import_cameras(Import& import);
void import_incidents(Import& import);
void import_places(Import& import);
void import_units(Import& import);
void import_layer(Import& import);

} // namespace data
