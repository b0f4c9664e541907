-- What the client company should have of each user, and what it has confirmed. A row with wanted > delivered is work.
create table deliveries (
    user_id       bigint primary key references users,
    client_id     bigint      not null,
    wanted        bigint      not null,           -- the user's revision that the client should have
    delivered     bigint      not null default 0, -- the newest revision that the client has confirmed
    wanted_since  timestamptz not null,           -- since when the client lacks something
    due_at        timestamptz not null,           -- when to look next; while leased: when the lease ends; infinity: set aside
    lease         uuid,                           -- held by the one push that is under way
    attempts      integer     not null default 0, -- failed attempts in a row
    failing_since timestamptz,                    -- the first of them
    troubled      boolean     not null default false, -- the first minute of retries did not help
    last_error    text                            -- what the last failed attempt met, for people
) with (fillfactor = 70);

create index deliveries_due on deliveries (client_id, due_at) where wanted > delivered;
create index deliveries_troubled on deliveries (client_id) where troubled;

-- One row for each push, whatever came of it.
create table attempts (
    id          bigint generated always as identity,
    user_id     bigint      not null,
    client_id   bigint      not null,
    epoch       integer     not null,
    revision    bigint      not null,
    started_at  timestamptz not null,
    duration_ms integer     not null,
    outcome     text        not null,
    status      integer,            -- the HTTP status, where there was an answer
    answer      text,               -- the first 8 KiB of it, or what went wrong
    primary key (user_id, id)
);
