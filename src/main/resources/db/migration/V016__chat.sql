-- One relay listens to a bot; another takes over when the lease ends. What it has heard is noted with what came of it.
create table telegram_pollers (
    bot         text primary key,
    holder      uuid        not null,
    lease_until timestamptz not null,
    next_offset bigint      not null default 0, -- updates before this one are done
    heard_at    timestamptz,                    -- when an update last came
    polled_at   timestamptz                     -- when Telegram last answered
);

-- Persons who may act from a chat.
create table chat_people (
    id          bigint generated always as identity primary key,
    telegram_id bigint      not null unique,
    name        text        not null,   -- as the administrator who made the code calls them
    username    text,                   -- as they call themselves there
    linked_at   timestamptz not null,
    linked_by   text        not null
);

-- Codes that are not used yet.
create table chat_links (
    code_hash  bytea primary key,
    name       text        not null,
    made_by    text        not null,
    expires_at timestamptz not null
);

-- Deeds that wait for a yes of the person who asked for them.
create table chat_questions (
    id          bigint generated always as identity primary key,
    person_id   bigint      not null references chat_people on delete cascade,
    client_id   bigint      not null references clients,
    expires_at  timestamptz not null,
    answered_at timestamptz
);
create index chat_questions_of_person on chat_questions (person_id);

-- Persons who are not linked and write all the same.
create table telegram_strangers (
    telegram_id   bigint primary key,
    first_at      timestamptz not null,
    last_at       timestamptz not null,
    count         bigint      not null default 1,
    wrong_codes   integer     not null default 0,
    ignored_until timestamptz
);
create index telegram_strangers_by_last on telegram_strangers (last_at);
