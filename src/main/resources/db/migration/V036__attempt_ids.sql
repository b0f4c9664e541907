-- Platforms that do not number the attempts at a test give each an id of its own. The id is resolved to a number once; the row
-- that stands for the attempt keeps it. Rows without an id are not in the index.
alter table results add column attempt_id text collate "C";

create unique index results_attempt_ids on results (user_id, test_id, attempt_id) where stands and attempt_id is not null;
