-- One row for each user a platform has reported on. The revision counts the changes of what stands for the user;
-- the epoch rises only on command, after a restore from a backup, so that receivers accept new revisions.
create table users (
    id          bigint generated always as identity primary key,
    client_id   bigint      not null references clients,
    external_id text        not null collate "C",
    epoch       integer     not null default 1,
    revision    bigint      not null default 1,
    created_at  timestamptz not null,
    unique (client_id, external_id)
) with (fillfactor = 80);

-- One row for each accepted event, never deleted. Of all events for one (user, test, attempt) exactly one stands.
create table results (
    id           bigint generated always as identity primary key,
    client_id    bigint         not null,
    user_id      bigint         not null references users,
    event_id     text           not null collate "C",
    fingerprint  uuid           not null, -- of the event's content: the same id with another fingerprint is refused
    test_id      text           not null collate "C",
    test_name    text,
    attempt      integer        not null,
    score        numeric(11, 2) not null,
    max_score    numeric(11, 2) not null,
    passed       boolean,                 -- null: unknown
    provisional  boolean        not null,
    stands       boolean        not null, -- false once a later event for the same attempt has replaced it
    occurred_at  timestamptz,             -- null: the platform did not say, arrival decides
    completed_at timestamptz    not null,
    received_at  timestamptz    not null,
    unique (client_id, event_id)
);

create unique index results_standing on results (user_id, test_id, attempt) where stands;
