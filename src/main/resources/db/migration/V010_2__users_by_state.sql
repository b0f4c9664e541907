-- Users can be made before their first result, and are then not taken away again with a first result that is refused.
alter table users add column registered boolean not null default false;

create index users_of_client on users (client_id, id);
create index deliveries_waiting on deliveries (client_id, user_id) where wanted > delivered;

-- A person has asked that this user is not pushed. Several statements move due_at, and none of them may make such a row
-- due: so the row itself sees to it. A lease that is under way is left alone.
alter table deliveries add column held boolean not null default false;
create index deliveries_held on deliveries (client_id, user_id) where held;

create function deliveries_stay_held() returns trigger language plpgsql as $$
begin
    new.due_at := '9999-01-01T00:00:00Z'; -- never, as everywhere
    return new;
end $$;

create trigger deliveries_held before insert or update on deliveries
for each row when (new.held and new.lease is null) execute function deliveries_stay_held();
