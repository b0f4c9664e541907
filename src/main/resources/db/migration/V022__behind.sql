-- Whether a row is work. While this stays true, a user's further results change nothing that an index holds: with "wanted > delivered"
-- in the indexes' conditions, each of them wrote to every index.
alter table deliveries add column behind boolean not null generated always as (wanted > delivered) stored;

-- An analyze at a calm hour would find nobody behind. Plans made then would read all who wait, once many do: so none are made of that.
alter table deliveries alter column behind set statistics 0;

drop index deliveries_due;
drop index deliveries_waiting;
create index deliveries_due on deliveries (client_id, bulk, due_at) where behind;
create index deliveries_waiting on deliveries (client_id, user_id) where behind;
