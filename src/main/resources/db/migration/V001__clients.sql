create table clients (
    id bigint generated always as identity primary key,
    version bigint not null,
    key text not null unique check (key ~ '^[a-z0-9-]{1,64}$'),
    name text not null,
    endpoint_url text not null,
    policy text not null check (policy in ('BEST', 'LAST', 'FIRST')),
    detail text not null check (detail in ('TESTS', 'TOTALS')),
    per_minute integer check (per_minute > 0), -- null: no limit
    in_flight integer not null check (in_flight > 0),
    paused_at timestamptz, -- null: not paused
    pause_reason text,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create table client_secrets (
    id bigint generated always as identity primary key,
    client_id bigint not null references clients (id),
    sealed bytea not null, -- AES-GCM under RELAY_SECRET_KEY
    created_at timestamptz not null,
    valid_until timestamptz -- null: the newest one
);

create index client_secrets_of_client on client_secrets (client_id);
