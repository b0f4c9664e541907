-- The trail holds every request that changes something: noted before it is done, so that nothing is done without a row.
-- UNKNOWN is a request whose end was not noted: it failed half-way, or the relay died meanwhile.
alter table audit
    add column outcome text not null default 'DONE' check (outcome in ('DONE', 'UNKNOWN')),
    -- the client company that the subject names, such as acme in user:acme/u-17
    add column client text generated always as (
        case when subject ~ '^(client|user|token):' then split_part(split_part(subject, ':', 2), '/', 1) end) stored;

create index audit_by_client on audit (client, id) where client is not null;
