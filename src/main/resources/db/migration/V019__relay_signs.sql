-- What only a relay process itself can notice: written by it, read by all, so that they agree on whether there is trouble.
create table relay_signs (
    relay   uuid        not null,           -- a process, not a machine
    sign    text        not null check (sign in ('KAFKA', 'ERRORS')),
    since   timestamptz not null,
    seen_at timestamptz not null,
    count   bigint      not null,
    error   text        not null,
    primary key (relay, sign)
);
