-- Upgrade: privacy masks, recorders, guarded cameras, views of the wall and windows of seats have tables of their own.
-- They were settings, each a text with a grammar of its own. What stands in them is moved by setup_from_settings.cpp, in the same
-- transaction; a text that cannot be read stays a setting.

create table camera_mask_corners (
    camera_id bigint not null references cameras (id), -- of which camera
    mask integer not null check (mask >= 1),  -- which of its masks, from 1
    corner integer not null check (corner >= 1), -- which corner of the mask, from 1; a mask has three or more
    x double not null check (x between 0 and 1), -- from the left of the upright picture, 1: its right edge
    y double not null check (y between 0 and 1), -- from the top, 1: its bottom edge
    primary key (camera_id, mask, corner)     -- one row a corner
);

create table camera_recorders (
    camera_id integer primary key references cameras (id), -- whose pictures the recorder keeps
    model text not null,                      -- how it is asked: hikvision, dahua, clock, …
    url text not null,                        -- of the recording, never with credentials
    utc_offset_min integer,                   -- what its clock is ahead of UTC, in minutes; null: as the city's
    credential text not null                  -- name of a credential in the system's key ring, never its secret; empty: the camera's
);

create table guarded_cameras (
    camera_id integer primary key references cameras (id) -- a camera that stays connected though nobody looks
);

create table wall_views (
    id integer primary key autoincrement,     -- key
    name text not null unique,                -- as people call it
    tiles integer not null check (tiles >= 1) -- how many tiles the wall shows
);

create table wall_view_tiles (
    view_id bigint not null references wall_views (id) on delete cascade, -- of which view
    tile integer not null check (tile >= 1),  -- which tile, from 1
    camera_number integer,                    -- short number of its camera; null: empty
    is_hot integer not null check (is_hot in (0, 1)), -- 1: grave incidents may appear here
    primary key (view_id, tile)               -- one row a tile
);

create table seat_plans (
    id integer primary key autoincrement,     -- key
    seat text not null unique                 -- the seat, "duty-1"
);

create table seat_plan_windows (
    plan_id bigint not null references seat_plans (id) on delete cascade, -- of which seat
    place integer not null check (place >= 1), -- which of its windows, from 1; the first is the one with the keyboard
    layout text not null,                     -- desk, wall, list, sheet, …
    wall_view text not null,                  -- name of the view a wall begins with; empty: what it showed last
    monitor text not null,                    -- name of its output, "DP-1"; empty: the primary one
    fullscreen integer not null check (fullscreen in (0, 1)), -- 1: fills the monitor
    distance_mm integer not null check (distance_mm >= 0), -- from which it is read, in millimetres; 0: as on a desk
    primary key (plan_id, place)              -- one row a window
);

insert into revisions values ('camera_mask_corners', 0), ('camera_recorders', 0), ('guarded_cameras', 0), ('wall_views', 0), ('seat_plans', 0);
create trigger revision_of_camera_mask_corners_i after insert on camera_mask_corners begin update revisions set value = value + 1 where name = 'camera_mask_corners'; end;
create trigger revision_of_camera_mask_corners_u after update on camera_mask_corners begin update revisions set value = value + 1 where name = 'camera_mask_corners'; end;
create trigger revision_of_camera_mask_corners_d after delete on camera_mask_corners begin update revisions set value = value + 1 where name = 'camera_mask_corners'; end;
create trigger revision_of_camera_recorders_i after insert on camera_recorders begin update revisions set value = value + 1 where name = 'camera_recorders'; end;
create trigger revision_of_camera_recorders_u after update on camera_recorders begin update revisions set value = value + 1 where name = 'camera_recorders'; end;
create trigger revision_of_camera_recorders_d after delete on camera_recorders begin update revisions set value = value + 1 where name = 'camera_recorders'; end;
create trigger revision_of_guarded_cameras_i after insert on guarded_cameras begin update revisions set value = value + 1 where name = 'guarded_cameras'; end;
create trigger revision_of_guarded_cameras_u after update on guarded_cameras begin update revisions set value = value + 1 where name = 'guarded_cameras'; end;
create trigger revision_of_guarded_cameras_d after delete on guarded_cameras begin update revisions set value = value + 1 where name = 'guarded_cameras'; end;
create trigger revision_of_wall_views_i after insert on wall_views begin update revisions set value = value + 1 where name = 'wall_views'; end;
create trigger revision_of_wall_views_u after update on wall_views begin update revisions set value = value + 1 where name = 'wall_views'; end;
create trigger revision_of_wall_views_d after delete on wall_views begin update revisions set value = value + 1 where name = 'wall_views'; end;
create trigger revision_of_wall_view_tiles_i after insert on wall_view_tiles begin update revisions set value = value + 1 where name = 'wall_views'; end;
create trigger revision_of_wall_view_tiles_u after update on wall_view_tiles begin update revisions set value = value + 1 where name = 'wall_views'; end;
create trigger revision_of_wall_view_tiles_d after delete on wall_view_tiles begin update revisions set value = value + 1 where name = 'wall_views'; end;
create trigger revision_of_seat_plans_i after insert on seat_plans begin update revisions set value = value + 1 where name = 'seat_plans'; end;
create trigger revision_of_seat_plans_u after update on seat_plans begin update revisions set value = value + 1 where name = 'seat_plans'; end;
create trigger revision_of_seat_plans_d after delete on seat_plans begin update revisions set value = value + 1 where name = 'seat_plans'; end;
create trigger revision_of_seat_plan_windows_i after insert on seat_plan_windows begin update revisions set value = value + 1 where name = 'seat_plans'; end;
create trigger revision_of_seat_plan_windows_u after update on seat_plan_windows begin update revisions set value = value + 1 where name = 'seat_plans'; end;
create trigger revision_of_seat_plan_windows_d after delete on seat_plan_windows begin update revisions set value = value + 1 where name = 'seat_plans'; end;
