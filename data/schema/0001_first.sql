-- Schema 1 of a workspace: one SpatiaLite file that any GIS opens. Instants are microseconds since 1970-01-01 UTC
-- (columns *_us), positions WGS 84 degrees (EPSG:4326). A select in this file must answer 1: SpatiaLite's functions
-- report failure by their value. Words of a column stand in data/store/tables/words.cpp.

create table workspace (
    magic text not null primary key,          -- 'gridwatch workspace': tells this file from any other SQLite file
    created_us bigint not null                -- when the file was made
);

create table schema_steps (
    number integer not null primary key,      -- number of the migration that was applied
    name text not null,                       -- its file name
    applied_us bigint not null                -- when
);

create table units (
    id integer primary key autoincrement,     -- key
    name text not null,                       -- responsible unit, as people call it
    duty_phone text not null,                 -- phone of the duty post
    remark text not null                      -- free words
);

create table accounts (
    id integer primary key autoincrement,     -- key
    label text not null,                      -- a label of a role, never the file of a person
    role text not null                        -- operator, analyst, responder, supervisor, admin
);

create table posts (
    id integer primary key autoincrement,     -- key
    label text not null,                      -- the post, "2"
    seat text not null                        -- the seat it belongs to, "duty-1"
);

create table grids (
    id integer primary key autoincrement,     -- key
    level text not null check (level in ('province', 'city', 'district', 'street', 'community', 'grid')), -- which level
    parent_id bigint references grids (id),   -- the area one or more levels above; null at the top
    code text not null,                       -- 15 digits for a unit grid: 6 division, 3 street, 3 community, 3 sequence
    name text not null,                       -- as people call it
    kind text not null check (kind in ('base', 'dedicated')), -- base grids tile the community, dedicated ones are cut out
    households integer,                       -- households; null: not known
    residents integer,                        -- residents; null: not known
    unit_id bigint references units (id),     -- responsible unit; null: that of the parent
    valid_from_us bigint,                     -- first instant of validity; null: not known
    valid_to_us bigint,                       -- end of validity; null: in force. Set once, never changed
    remark text not null                      -- free words
    -- geom: the area, MULTIPOLYGON, WGS 84 degrees, not null
);
select AddGeometryColumn('grids', 'geom', 4326, 'MULTIPOLYGON', 'XY', 1);
select CreateSpatialIndex('grids', 'geom');
create index grids_code on grids (code);
create index grids_parent on grids (parent_id);

create table places (
    id integer primary key autoincrement,     -- key
    kind text not null,                       -- address, building, road, crossing, landmark, pole, water, green
    name text not null,                       -- street or proper name
    number text not null,                     -- house number, or number of a pole
    width_m double not null,                  -- roads: width in metres; else 0
    height_m double not null,                 -- buildings: height in metres; else 0
    households integer not null,              -- buildings: households; else 0
    has_area integer not null check (has_area in (0, 1)),   -- 1: `area` is there
    has_lines integer not null check (has_lines in (0, 1))  -- 1: `lines` is there
    -- geom: where a search hit is shown, POINT, WGS 84 degrees, not null
    -- area: footprint, MULTIPOLYGON, WGS 84 degrees, null for points and roads
    -- lines: axis of a road or brook, MULTILINESTRING, WGS 84 degrees, else null
);
select AddGeometryColumn('places', 'geom', 4326, 'POINT', 'XY', 1);
select AddGeometryColumn('places', 'area', 4326, 'MULTIPOLYGON', 'XY', 0);
select AddGeometryColumn('places', 'lines', 4326, 'MULTILINESTRING', 'XY', 0);
select CreateSpatialIndex('places', 'geom');
select CreateSpatialIndex('places', 'area');
select CreateSpatialIndex('places', 'lines');

create table cameras (
    id integer primary key autoincrement,     -- key
    number integer not null unique check (number between 1 and 99999), -- the short number an operator types
    code text not null,                       -- 20 digits of GB/T 28181, or the source's own id
    name text not null,                       -- as people call it
    address text not null,                    -- where it stands, in words
    owner text not null,                      -- owner unit
    point_class integer not null check (point_class between 0 and 3), -- 1 police-built public place, 2 other key public place, 3 other, 0 not known
    height_m double,                          -- height above ground in metres; null: not known
    azimuth_deg double,                       -- viewing direction, degrees clockwise from north; null: not known
    hfov_deg double,                          -- horizontal field angle in degrees; null: not known
    vfov_deg double,                          -- vertical field angle in degrees; null: not known
    tilt_deg double,                          -- degrees below the horizon; null: not known
    range_m double,                           -- maximum view distance in metres; null: not known
    kind text not null,                       -- fixed, dome, half_dome, ptz, indoor
    indoor integer not null check (indoor in (0, 1)),       -- 1: inside a building
    has_light integer not null check (has_light in (0, 1)), -- 1: has a lamp of its own
    resolution text not null,                 -- picture size, "1920x1080"
    codec text not null,                      -- "H.264"
    main_url text not null,                   -- main stream, never with credentials
    sub_url text not null,                    -- sub stream, never with credentials
    credential text not null,                 -- name of a credential in the system's key ring, never its secret
    storage_days integer,                     -- days kept by the recorder; null: not known
    installed_us bigint,                      -- installed on; null: not known
    maintained_by text not null,              -- maintaining unit
    status text not null,                     -- in_use, in_repair, removed
    grid_id bigint references grids (id)      -- the most detailed grid that contains it; null: outside all
    -- geom: position, POINT, WGS 84 degrees, not null
);
select AddGeometryColumn('cameras', 'geom', 4326, 'POINT', 'XY', 1);
select CreateSpatialIndex('cameras', 'geom');

create table incidents (
    id integer primary key autoincrement,     -- key
    number text not null,                     -- what people call it, "4471", or the source's own id
    class_code text not null,                 -- class and subclass, "0403", or the source's own word
    title text not null,                      -- the class in words, as reported
    severity integer not null check (severity between 1 and 3), -- 1 grave, 2 serious, 3 ordinary
    source text not null,                     -- grid_worker, video_patrol, hotline, app, superior, letter, device_alarm, inspection, other
    place text not null,                      -- the address in words
    has_position integer not null check (has_position in (0, 1)), -- 1: `geom` is there
    reported_us bigint not null,              -- when it was reported
    due_us bigint,                            -- limit; null: none
    closed_us bigint,                         -- when it was closed; null: not closed
    state text not null,                      -- reported, verified, opened, dismissed, dispatched, accepted, handled, feedback, checked, closed, rated, archived
    attention text not null,                  -- new, seen, in_hand, waiting
    post_id bigint references posts (id),     -- in whose hand; null: nobody's
    grid_id bigint references grids (id)      -- the most detailed grid that contains it; null: outside all
    -- geom: position, POINT, WGS 84 degrees, null where the report names none (has_position 0)
);
select AddGeometryColumn('incidents', 'geom', 4326, 'POINT', 'XY', 0);
select CreateSpatialIndex('incidents', 'geom');
create index incidents_number on incidents (number);

create table incident_events (
    id integer primary key autoincrement,     -- key, in the order of writing
    incident_id bigint not null references incidents (id), -- of which incident
    time_us bigint not null,                  -- when
    kind text not null,                       -- reported, imported, seen, accepted, note, closed, severity, cameras, …
    text text not null,                       -- in words
    account_id bigint references accounts (id), -- by which account; null: none signed on
    post_id bigint references posts (id),     -- at which post; null: none
    seat text not null                        -- at which seat
);
create index incident_events_incident on incident_events (incident_id);

create table layers (
    id integer primary key autoincrement,     -- key
    kind text not null,                       -- vector_basemap, raster_basemap, reference
    name text not null,                       -- as shown in the layer list
    path text not null,                       -- absolute, or relative to the workspace's folder; empty: drawn from `places`
    crs text not null,                        -- "EPSG:4326"; empty: the file's own
    attribution text not null,                -- whose data, shown on the map
    visible integer not null check (visible in (0, 1)), -- 1: shown
    opacity double not null,                  -- 0 to 1
    position integer not null                 -- drawing order, lowest first
);

create table settings (
    key text not null primary key,            -- name of the setting, "workspace.utc_offset"
    value text not null                       -- its value
);

create table session_log (
    id integer primary key autoincrement,     -- key, in the order of writing
    time_us bigint not null,                  -- when it happened
    account_id bigint references accounts (id), -- by which account; null: none signed on
    post_id bigint references posts (id),     -- at which post; null: none
    seat text not null,                       -- at which seat
    kind text not null,                       -- sign_on, camera_shown, stream_state, search, export, …
    subject text not null,                    -- "camera 217", "window 1 tile 3"
    detail text not null                      -- why, in words or as key=value
);
create index session_log_time on session_log (time_us);

create table imports (
    id integer primary key autoincrement,     -- key
    time_us bigint not null,                  -- when
    account_id bigint references accounts (id), -- by which account; null: none signed on
    file_name text not null,                  -- name of the source file without its folder
    hash text not null,                       -- SHA-256 of the file in hexadecimal; empty: not computed
    what text not null,                       -- grids, cameras, incidents, places, basemap, …
    mapping text not null,                    -- which column became which field, JSON
    report text not null                      -- counts and refused rows with their reasons, JSON
);

create table unindexed (
    table_name text not null primary key,     -- table into which many rows are being written without their spatial index
    first_id bigint not null                  -- rows with this id and above may not be in the index yet
);

create table counters (
    name text not null primary key,           -- what is counted: 'incident'
    value bigint not null                     -- the last number that was given out
);
insert into counters values ('incident', 0);

-- SpatiaLite's own triggers look up the column's type and prepare two statements for every row, and note the time of every
-- change in a table that nobody reads: writing 100,000 incidents took 9 s with them. These do the same for the insert, under
-- the same names, so that SpatiaLite still finds them. While many rows are written their index waits (table unindexed): it is
-- filled in one go, sorted by place. 1 point, 5 multilinestring, 6 multipolygon.
drop trigger tmi_grids_geom;
drop trigger tmu_grids_geom;
drop trigger tmd_grids_geom;
drop trigger ggi_grids_geom;
drop trigger gii_grids_geom;
create trigger ggi_grids_geom before insert on grids when GeometryConstraints(new.geom, 6, 4326) <> 1
    begin select raise(rollback, 'grids.geom is not the geometry it should be'); end;
create trigger gii_grids_geom after insert on grids when new.geom is not null
    begin insert into idx_grids_geom values (new.rowid, MbrMinX(new.geom), MbrMaxX(new.geom), MbrMinY(new.geom), MbrMaxY(new.geom)); end;
drop trigger tmi_places_geom;
drop trigger tmu_places_geom;
drop trigger tmd_places_geom;
drop trigger ggi_places_geom;
drop trigger gii_places_geom;
create trigger ggi_places_geom before insert on places when GeometryConstraints(new.geom, 1, 4326) <> 1
    begin select raise(rollback, 'places.geom is not the geometry it should be'); end;
create trigger gii_places_geom after insert on places
    when new.geom is not null and not exists (select 1 from unindexed where table_name = 'places')
    begin insert into idx_places_geom values (new.rowid, MbrMinX(new.geom), MbrMaxX(new.geom), MbrMinY(new.geom), MbrMaxY(new.geom)); end;
drop trigger tmi_places_area;
drop trigger tmu_places_area;
drop trigger tmd_places_area;
drop trigger ggi_places_area;
drop trigger gii_places_area;
create trigger ggi_places_area before insert on places when GeometryConstraints(new.area, 6, 4326) <> 1
    begin select raise(rollback, 'places.area is not the geometry it should be'); end;
create trigger gii_places_area after insert on places
    when new.area is not null and not exists (select 1 from unindexed where table_name = 'places')
    begin insert into idx_places_area values (new.rowid, MbrMinX(new.area), MbrMaxX(new.area), MbrMinY(new.area), MbrMaxY(new.area)); end;
drop trigger tmi_places_lines;
drop trigger tmu_places_lines;
drop trigger tmd_places_lines;
drop trigger ggi_places_lines;
drop trigger gii_places_lines;
create trigger ggi_places_lines before insert on places when GeometryConstraints(new.lines, 5, 4326) <> 1
    begin select raise(rollback, 'places.lines is not the geometry it should be'); end;
create trigger gii_places_lines after insert on places
    when new.lines is not null and not exists (select 1 from unindexed where table_name = 'places')
    begin insert into idx_places_lines values (new.rowid, MbrMinX(new.lines), MbrMaxX(new.lines), MbrMinY(new.lines), MbrMaxY(new.lines)); end;
drop trigger tmi_cameras_geom;
drop trigger tmu_cameras_geom;
drop trigger tmd_cameras_geom;
drop trigger ggi_cameras_geom;
drop trigger gii_cameras_geom;
create trigger ggi_cameras_geom before insert on cameras when GeometryConstraints(new.geom, 1, 4326) <> 1
    begin select raise(rollback, 'cameras.geom is not the geometry it should be'); end;
create trigger gii_cameras_geom after insert on cameras
    when new.geom is not null and not exists (select 1 from unindexed where table_name = 'cameras')
    begin insert into idx_cameras_geom values (new.rowid, MbrMinX(new.geom), MbrMaxX(new.geom), MbrMinY(new.geom), MbrMaxY(new.geom)); end;
drop trigger tmi_incidents_geom;
drop trigger tmu_incidents_geom;
drop trigger tmd_incidents_geom;
drop trigger ggi_incidents_geom;
drop trigger gii_incidents_geom;
create trigger ggi_incidents_geom before insert on incidents when GeometryConstraints(new.geom, 1, 4326) <> 1
    begin select raise(rollback, 'incidents.geom is not the geometry it should be'); end;
create trigger gii_incidents_geom after insert on incidents
    when new.geom is not null and not exists (select 1 from unindexed where table_name = 'incidents')
    begin insert into idx_incidents_geom values (new.rowid, MbrMinX(new.geom), MbrMaxX(new.geom), MbrMinY(new.geom), MbrMaxY(new.geom)); end;

-- History is append-only.
create trigger incident_events_no_update before update on incident_events
    begin select raise(abort, 'the history of an incident is never changed'); end;
create trigger incident_events_no_delete before delete on incident_events
    begin select raise(abort, 'the history of an incident is never deleted'); end;
create trigger session_log_no_update before update on session_log
    begin select raise(abort, 'the session log is never changed'); end;
create trigger session_log_no_delete before delete on session_log
    begin select raise(abort, 'the session log is never deleted'); end;
create trigger imports_no_update before update on imports
    begin select raise(abort, 'the record of an import is never changed'); end;
create trigger imports_no_delete before delete on imports
    begin select raise(abort, 'the record of an import is never deleted'); end;
create trigger grids_closed_once before update on grids
    when old.valid_to_us is not null and (new.valid_to_us is not old.valid_to_us or new.geom is not old.geom
        or new.code is not old.code or new.level is not old.level)
    begin select raise(abort, 'a closed grid is never changed'); end;

-- SpatiaLite turns a geometry it does not understand into null without a word: the flags catch that.
create trigger incidents_position_insert before insert on incidents when new.has_position <> (new.geom is not null)
    begin select raise(abort, 'the position of an incident was not understood'); end;
create trigger incidents_position_update before update on incidents when new.has_position <> (new.geom is not null)
    begin select raise(abort, 'the position of an incident was not understood'); end;
create trigger places_shape_insert before insert on places
    when new.has_area <> (new.area is not null) or new.has_lines <> (new.lines is not null)
    begin select raise(abort, 'the shape of a place was not understood'); end;
create trigger places_shape_update before update on places
    when new.has_area <> (new.area is not null) or new.has_lines <> (new.lines is not null)
    begin select raise(abort, 'the shape of a place was not understood'); end;

-- For people who open the file in a GIS: incidents and grids in words.
create view incidents_in_words as
    select i.id as id, i.number as number, i.title as title, i.severity as severity, i.state as state, i.place as place,
           datetime(i.reported_us / 1000000, 'unixepoch') as reported_utc,
           datetime(i.due_us / 1000000, 'unixepoch') as due_utc,
           datetime(i.closed_us / 1000000, 'unixepoch') as closed_utc,
           g.code as grid_code, g.name as grid_name, i.geom as geom
    from incidents i left join grids g on g.id = i.grid_id;
create view grids_in_words as
    select g.id as id, g.level as level, g.code as code, g.name as name, p.name as parent_name, g.households as households,
           u.name as unit, u.duty_phone as duty_phone,
           datetime(g.valid_from_us / 1000000, 'unixepoch') as valid_from_utc,
           datetime(g.valid_to_us / 1000000, 'unixepoch') as valid_to_utc, g.geom as geom
    from grids g left join grids p on p.id = g.parent_id left join units u on u.id = g.unit_id;
insert into views_geometry_columns (view_name, view_geometry, view_rowid, f_table_name, f_geometry_column, read_only)
    values ('incidents_in_words', 'geom', 'id', 'incidents', 'geom', 1), ('grids_in_words', 'geom', 'id', 'grids', 'geom', 1);
