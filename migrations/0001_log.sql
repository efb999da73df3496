-- The log of all events, and the head that orders the groups in which they are committed.

-- Everyone who ever controlled a log or is pointed to by one. Numbers are never reused.
create table principal (
    author_no bigint primary key,
    did text collate "C" not null unique
);

-- One row for every log ever named, also before its init event arrives (family is null until then).
create table log (
    log_no bigint primary key,
    name bytea not null unique,
    family text collate "C",
    model_no bigint,
    controller_no bigint,
    tip_position bigint not null default 0,
    tip_cid bytea,
    state bytea
);

create index log_by_model on log (model_no, log_no) where model_no is not null;

-- The only store of event bytes. An unsigned event has no payload of its own: its envelope is the payload.
create table event (
    position bigint primary key,
    cid bytea not null unique,
    payload_cid bytea,
    log_no bigint not null,
    kind smallint not null,
    author_no bigint not null,
    received_at bigint not null,
    expires_at bigint,
    anchored_by bigint,
    capability_cid bytea,
    envelope bytea,
    payload bytea,
    erased_at bigint
);

create index event_by_log on event (log_no, position);
create index event_by_payload on event (payload_cid) where payload_cid is not null;

-- Blocks that events share: capabilities now; proofs and tree nodes with anchoring.
create table block (
    cid bytea primary key,
    bytes bytea not null
);

-- One row. Held by the group that is being committed, so positions have no gaps and appear in order.
create table commit_head (
    id smallint primary key default 1 check (id = 1),
    position bigint not null default 0,
    log_no bigint not null default 0,
    author_no bigint not null default 0,
    catalogue_version bigint not null default 1,
    receipt_hash bytea not null default '',
    -- Tells cursors of this database from those of another, whose numbers mean other documents.
    database text not null default substr(md5(gen_random_uuid()::text), 1, 12)
);

insert into commit_head default values;

create table commit_group (
    first_position bigint primary key,
    last_position bigint not null,
    committed_at bigint not null,
    root bytea not null,
    previous_hash bytea not null,
    hash bytea not null
);
