-- An answer such as 401, 403 or 404 may be about the user or about the client: it is the client's when several users meet it and no
-- push of another succeeds in between. Whoever began to fail before one did has trouble of its own.
alter table gates
    add column suspects bigint[] not null default '{}', -- who has met such an answer since
    add column succeeded_at timestamptz;                -- the last success that emptied them
