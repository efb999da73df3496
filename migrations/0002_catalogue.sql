-- Which models are indexed, in which table and columns, and which composites are served.

create table indexed_model (
    table_no integer primary key,
    model_no bigint not null unique,
    model_id text collate "C" not null unique,
    state text not null check (state in ('declared', 'backfilling', 'live', 'stopped')),
    declared_at bigint not null
);

-- A typed column of an index table. kind: key (a field that is filtered or sorted by), document or account (a relation).
create table indexed_column (
    table_no integer not null references indexed_model on delete cascade,
    column_no integer not null,
    field text not null,
    kind text not null check (kind in ('key', 'document', 'account')),
    type text not null check (type in ('number', 'boolean', 'text', 'reference')),
    primary key (table_no, column_no),
    unique (table_no, field, kind)
);

-- A declared index over key columns, in the order given.
create table declared_index (
    table_no integer not null references indexed_model on delete cascade,
    index_no integer not null,
    columns integer[] not null,
    state text not null check (state in ('declared', 'backfilling', 'live')),
    primary key (table_no, index_no)
);

-- A composite that is served as a GraphQL schema; name '' is the one at /graphql.
create table deployment (
    name text collate "C" primary key,
    composite text not null,
    deployed_at bigint not null,
    version bigint not null
);
