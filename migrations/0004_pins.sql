-- Logs that need not stay, what was collected of them, and what must not come back.

-- Every log is pinned until somebody says otherwise.
alter table log add column unpinned_at bigint;
create index log_unpinned on log (unpinned_at) where unpinned_at is not null;

-- Names of events whose bytes are gone: the chain of receipts over commit groups stays verifiable.
create table collected (
    position bigint primary key,
    cid bytea not null
);

-- Events and payloads that were erased, by name. The doors refuse them.
create table erased (
    cid bytea primary key,
    erased_at bigint not null
);
