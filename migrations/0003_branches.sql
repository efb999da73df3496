-- Branches of a log, evidence of time events, states kept beside events, and what waits.

alter table event add column prev_position bigint, add column time_seconds bigint;

-- Until now no log forked, so each event builds on the one before it.
update event e set prev_position = (
    select max(p.position) from event p where p.log_no = e.log_no and p.position < e.position)
where e.kind <> 0;

-- Time of the last group: no group is older than the one before, whatever a server's clock does.
alter table commit_head add column committed_at bigint not null default 0;
update commit_head set committed_at = coalesce((select max(committed_at) from commit_group), 0);

-- Blocks behind a time event: its proof and the tree nodes on the path. Their bytes are in block.
create table evidence (
    position bigint not null,
    no smallint not null,
    cid bytea not null,
    primary key (position, no)
);

-- State after every so-manieth event of a log, so that an old state is never far from one.
create table snapshot (
    position bigint primary key,
    state bytea not null
);

-- Init events that anyone could have made in anyone's name, kept for a while. They have no number, no position and no index row.
create table unclaimed (
    no bigint generated always as identity primary key,
    name bytea not null unique,
    cid bytea not null unique,
    family text collate "C" not null,
    state bytea not null,
    payload bytea not null,
    received_at bigint not null
);

-- Events that wait for what they build on. Nothing in them is verified.
create table parked (
    cid bytea primary key,
    init bytea not null,
    signer text collate "C" not null,
    missing bytea not null,
    since bigint not null,
    size_bytes integer not null,
    blocks bytea not null
);

create index parked_by_missing on parked (missing);
create index parked_by_log on parked (init, since);
create index parked_by_signer on parked (signer, since);
