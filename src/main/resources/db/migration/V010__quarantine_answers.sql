-- What came of a kept thing: it waits to be looked at until it is replayed or discarded.
alter table quarantine
    add column cut        boolean not null default false, -- content holds only the beginning
    add column state      text    not null default 'WAITING' check (state in ('WAITING', 'REPLAYED', 'DISCARDED')),
    add column settled_at timestamptz,                    -- when it was replayed or discarded
    add column settled_by bigint,                         -- the token that asked for it
    add column note       text,                           -- what the replay came to, or why it was discarded
    add check ((state = 'WAITING') = (settled_at is null));

update quarantine set cut = true
where octet_length(content) = 262144
   or reason like 'A single event may have at most 256 KiB%' or reason like 'A body may have at most 1 MiB%';

create index quarantine_of_client on quarantine (client_id, id);
create index quarantine_of_source on quarantine (source, id);
create index quarantine_waiting on quarantine (id) where state = 'WAITING';
