-- GraphQL documents that the operator trusts, beside those in files. Servers over one database share them.

create sequence trusted_document_stamp;

create table trusted_document (
    id text collate "C" primary key,
    document text not null,
    -- From the sequence, with each change: the largest, with the number of rows, tells servers that something is new.
    stamp bigint not null
);
