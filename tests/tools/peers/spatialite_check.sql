-- The peer of `gridwatch bench check`: overlaps between neighbours, and the union of all grids for its gaps, by SpatiaLite.
select load_extension('mod_spatialite');
.timer on
select count(*) from grids a cross join grids b
    where a.level = 'grid' and b.rowid in (select rowid from SpatialIndex where f_table_name = 'grids' and search_frame = a.geom)
    and b.level = 'grid' and b.id > a.id and coalesce(ST_Area(ST_Intersection(a.geom, b.geom)), 0) > 1e-14;
select ST_NumInteriorRing(ST_GeometryN(ST_UnaryUnion(ST_Collect(geom)), 1)) from grids where level = 'grid';
