-- Attempts by day (UTC), so that those kept long enough go whole, as files, and cost no delete. The relay makes the days
-- ahead of time and drops the old ones; there is no default partition, which would hold what no day claims for ever.
alter table attempts rename to attempts_before;
alter index attempts_pkey rename to attempts_before_pkey;

create table attempts (
    id          bigint generated always as identity,
    user_id     bigint      not null,
    client_id   bigint      not null,
    epoch       integer     not null,
    revision    bigint      not null,
    started_at  timestamptz not null,
    duration_ms integer     not null,
    outcome     text        not null,
    status      integer,            -- the HTTP status, where there was an answer
    answer      text,               -- the first 8 KiB of it, or what went wrong
    primary key (user_id, started_at, id)
) partition by range (started_at);

do $$
declare
    day date;
begin
    for day in select distinct (started_at at time zone 'UTC')::date from attempts_before loop
        execute format('create table %I partition of attempts for values from (%L) to (%L)',
                       'attempts_' || to_char(day, 'YYYYMMDD'), day || ' 00:00:00+00', day + 1 || ' 00:00:00+00');
    end loop;
end $$;

insert into attempts (id, user_id, client_id, epoch, revision, started_at, duration_ms, outcome, status, answer)
overriding system value
select id, user_id, client_id, epoch, revision, started_at, duration_ms, outcome, status, answer
from attempts_before order by id;

select setval(pg_get_serial_sequence('attempts', 'id'), coalesce((select max(id) from attempts_before), 0) + 1, false);

drop table attempts_before;
