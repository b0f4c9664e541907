-- What could not be used, with its bytes and the reason. The same content from the same place is one row, counted.
create table quarantine (
    id        bigint generated always as identity primary key,
    source    text        not null, -- where it came from: webhook, recompute
    client_id bigint,               -- null where it cannot be known
    digest    bytea       not null, -- sha-256 of the whole content
    content   bytea       not null, -- the content, cut at 256 KiB
    reason    text        not null, -- the newest reason, one sentence a person can act on
    count     bigint      not null, -- how often it came
    first_at  timestamptz not null,
    last_at   timestamptz not null,
    unique nulls not distinct (source, client_id, digest)
);

create index quarantine_last_at on quarantine (last_at);
