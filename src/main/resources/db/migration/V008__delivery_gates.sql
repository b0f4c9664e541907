-- Live updates go first; what was asked for in bulk follows behind them.
alter table deliveries add column bulk boolean not null default false;

drop index deliveries_due;
create index deliveries_due on deliveries (client_id, bulk, due_at) where wanted > delivered;

-- What holds the pushes to a client company's endpoint, for all relay processes together. No row: nothing does.
create table gates (
    client_id     bigint primary key references clients,
    breaker       text        not null default 'CLOSED' check (breaker in ('CLOSED', 'OPEN', 'HALF_OPEN')),
    failing_since timestamptz,                    -- the first of the failures that opened the breaker
    failed_probes integer     not null default 0, -- since it opened
    probe_at      timestamptz,                    -- while open: when the next probe may go
    last_error    text,                           -- what the last failure met, for people
    held_until    timestamptz,                    -- the client asked for no request before this time
    next_slot_at  timestamptz,                    -- the agreed pace: no push before this time
    check ((breaker = 'CLOSED') = (failing_since is null)),
    check ((breaker = 'OPEN') = (probe_at is not null))
) with (fillfactor = 50);

-- The relay processes that share the work, as they were last seen.
create table relays (
    id      uuid primary key,
    seen_at timestamptz not null
);

-- An adaptive pace stays below what was agreed while the client's server throttles or slows down.
alter table clients add column adaptive boolean not null default false;
