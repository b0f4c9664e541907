-- People may hold back new alerts for a while.
create table mutes (
    id       bigint generated always as identity primary key,
    until    timestamptz not null,
    muted_by text        not null
);
create index mutes_by_end on mutes (until);
