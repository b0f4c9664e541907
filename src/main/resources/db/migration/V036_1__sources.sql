-- Where a platform posts in its own words for a client. The token in the URL is known by its hash alone.
create table sources (
    id                   bigint generated always as identity primary key,
    client_id            bigint      not null references clients,
    name                 text        not null collate "C",
    version              bigint      not null, -- raised by each change of the settings; quarantined requests bear it
    preset               text,                 -- null where the mapping is the source's own
    mapping              text,                 -- JSON; null where the preset's is used
    overrides            text,                 -- JSON; rules that replace those of the preset
    verification         text        not null, -- JSON, without the secret
    time_zone            text,                 -- of times that come without one
    tests                text        not null, -- JSON: name and maximum of each test
    answer_status        integer check (answer_status between 200 and 299), -- null: as the preset says
    token_hash           text        not null unique,
    previous_token_hash  text unique,
    previous_token_until timestamptz,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    unique (client_id, name),
    check ((preset is null) <> (mapping is null)),
    check ((previous_token_hash is null) = (previous_token_until is null))
);

-- The platform's secret, encrypted as the clients' are. Two count while it is being changed.
create table source_secrets (
    id          bigint generated always as identity primary key,
    source_id   bigint      not null references sources on delete cascade,
    sealed      bytea       not null,
    created_at  timestamptz not null,
    valid_until timestamptz -- null: the newest
);

create index source_secrets_of_source on source_secrets (source_id);

-- What became of what came, over all relays: taken, ignored by reason, kept in quarantine, refused as not authentic.
create table source_counts (
    source_id bigint      not null references sources on delete cascade,
    outcome   text        not null,
    reason    text        not null, -- empty where the outcome says it all
    count     bigint      not null,
    last_at   timestamptz not null,
    primary key (source_id, outcome, reason)
);

-- A source's request is mapped again with what came beside its body.
alter table quarantine
    add column mapping_version bigint, -- of the mapping that failed; null where no source took it
    add column request         text;   -- JSON: method, path, query and headers, without secrets
