-- Which epoch a client's users are in; no row: 1. It rises on command, after a restore from a backup, and for all users of a
-- client at one moment, those included that are not known yet: so it is kept here and no longer with each user.
create table epochs (
    client_id bigint primary key references clients,
    epoch     integer     not null check (epoch > 1),
    raised_at timestamptz not null
);

alter table users drop column epoch;

-- The epoch in which `delivered` was confirmed; in an earlier one than the client's, nothing is confirmed.
alter table deliveries add column epoch integer not null default 1;

-- Clients whose epoch has risen and whose deliveries are being made wanted again, in the order of their users.
create table renewals (
    client_id bigint primary key references clients,
    epoch     integer not null,
    next_user bigint  not null -- all users before this one are done
);

-- The bucket of a user's digest: the first byte of SHA-256 over the id. What convert_to says depends on the database's encoding
-- alone, which never changes.
create function user_bucket(external_id text) returns smallint
    language sql immutable strict parallel safe
    return get_byte(sha256(convert_to(external_id, 'UTF8')), 0);

create index users_by_bucket on users (client_id, user_bucket(external_id), external_id);
