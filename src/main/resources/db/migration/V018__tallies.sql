-- What happened to a client company in an hour (UTC): statistics, written every few seconds, of which a crash may lose the last.
create table tallies (
    client_id   bigint      not null references clients,
    hour        timestamptz not null,
    received    bigint      not null default 0,   -- events taken from its platform, duplicates included
    refused_in  bigint      not null default 0,   -- events of its platform that were refused
    relayed     bigint      not null default 0,   -- summaries that its server confirmed
    late        bigint      not null default 0,   -- of these, later than its objective
    refused_out bigint      not null default 0,   -- summaries that its server refused as they are
    primary key (client_id, hour)
);

create index tallies_by_hour on tallies (hour);

-- When anything last came from a client's platform.
create table tallies_heard (
    client_id bigint      primary key references clients,
    first_at  timestamptz not null,
    last_at   timestamptz not null
);

-- Since when some relay has been there to hear it, without a gap worth the name; one row.
create table tallies_listening (
    only_one boolean     primary key default true check (only_one),
    since    timestamptz not null,
    seen_at  timestamptz not null
);

-- The days whose digest was told.
create table digests (
    day     date        primary key,
    told_at timestamptz not null
);
