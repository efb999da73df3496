-- locks: none: a new table.
-- needs: 0.1.0

-- What clients said they are interested in: bounded by those who write, the oldest go. Servers over one database share it.
create table interest (
    no bigint generated always as identity primary key,
    key bytea not null unique
);
