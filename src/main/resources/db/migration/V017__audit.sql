-- Who did what from where: written in the transaction of the deed, never changed.
create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,   -- token 3, or the name of a linked person
    via     text        not null check (via in ('API', 'CHAT', 'RELAY')),
    origin  text        not null,   -- an address, or a chat
    action  text        not null,   -- acknowledge, pause, resync …
    subject text        not null,   -- incident:17, client:acme, user:acme/u-17
    detail  text        not null default ''
);

create index audit_by_subject on audit (subject, id);
