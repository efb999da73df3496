-- locks: commit_group exclusively, to add two columns; collected against writers while an index over its rows is made.
-- needs: 0.1.0

-- Signatures over links of the chain of commit groups, by the key of the server that committed them. Groups from before have none.
alter table commit_group add column signature bytea, add column signer text collate "C";

-- Receipts of what was collected are asked for by name.
create index collected_by_cid on collected (cid);
