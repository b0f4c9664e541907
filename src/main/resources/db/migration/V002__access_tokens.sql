create table access_tokens (
    id bigint generated always as identity primary key,
    client_id bigint references clients (id), -- null: scope ADMIN
    name text not null,
    scope text not null check (scope in ('ADMIN', 'INTAKE', 'CLIENT')),
    token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'), -- SHA-256; the token itself is nowhere
    created_at timestamptz not null,
    expires_at timestamptz, -- null: never
    first_admin boolean not null default false, -- the one that the start's configuration keeps
    check ((scope = 'ADMIN') = (client_id is null)),
    check (not first_admin or scope = 'ADMIN')
);

create index access_tokens_of_client on access_tokens (client_id, id);
create unique index access_tokens_first_admin on access_tokens (first_admin) where first_admin;
