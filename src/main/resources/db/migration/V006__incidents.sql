-- One row for each episode: an ongoing or past trouble under its key.
create table incidents (
    id             bigint generated always as identity primary key,
    key            text        not null,             -- delivery:acme, malformed:webhook:acme, database
    kind           text        not null,
    client         text,                             -- the client's key; null where no single client is concerned
    subject        text        not null,             -- whom it is about, in words that people read
    opened_at      timestamptz not null,             -- when the trouble began, which may be before anybody noticed
    last_seen_at   timestamptz not null,
    resolved_at    timestamptz,
    occurrences    bigint      not null,             -- what can be counted: malformed webhooks; 0 elsewhere
    users_affected bigint      not null,             -- the most users that waited at one time
    first_error    text        not null,
    last_error     text        not null,
    told_at        timestamptz not null              -- when the message's text was last composed
);

create unique index incidents_open_once on incidents (key) where resolved_at is null;
create index incidents_by_key on incidents (key, resolved_at);
