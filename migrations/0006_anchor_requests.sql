-- Tips that somebody wants anchored: at most one for each log, always the latest. What is anchored has no row, the log says it by itself.
create table anchor_request (
    log_no bigint primary key,
    tip bytea not null,
    -- 1 waits, 2 is worked on, 4 failed: the numbers of the wire.
    status smallint not null,
    tries smallint not null default 0,
    requested_at bigint not null,
    updated_at bigint not null,
    message text
);

create index anchor_request_waiting on anchor_request (requested_at, log_no) where status = 1;
