-- The peer of `gridwatch bench assign`: 10,000 incidents of a workspace to their grids, by SpatiaLite with the spatial index.
select load_extension('mod_spatialite');
.timer on
select count(*) from (select geom from incidents where geom is not null limit 10000) i cross join grids g
    where g.rowid in (select rowid from SpatialIndex where f_table_name = 'grids' and search_frame = i.geom)
    and g.level = 'grid' and ST_Intersects(g.geom, i.geom);
