-- locks: each doc_N exclusively, to empty it and change its columns; indexed_model and commit_head, for one row or a few.
-- needs: 0.1.0

-- Rows of documents hold the text of their StreamID, and the document as text. Their tables are emptied here and filled again from the log when the
-- server starts: until then queries over them answer that they are not available yet.

do $$
declare
    number integer;
begin
    for number in select table_no from indexed_model loop
        execute format('truncate table doc_%s', number);
        execute format('alter table doc_%s drop column content, add column id text collate "C" not null, add column content json not null', number);
    end loop;
end
$$;

update indexed_model set state = 'backfilling' where state in ('declared', 'live');
update commit_head set catalogue_version = catalogue_version + 1;
