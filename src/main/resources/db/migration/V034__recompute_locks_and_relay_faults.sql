-- Two tables and their columns get the words that the rest of the relay uses. A relay of the version before, which may still run
-- beside the first new one, finds both under their old names. What is kept for it alone says so, and a later version drops it.
alter table recompute_turns rename to recompute_locks;
alter index recompute_turns_pkey rename to recompute_locks_pkey;
comment on table recompute_locks is
    'One row for each client that ever had a task. Whoever plans its minutes or releases its users locks the row.';

create view recompute_turns as select client_id from recompute_locks;
comment on view recompute_turns is 'The old name of recompute_locks, for the version before. A later version drops it.';

alter table relay_signs rename to relay_faults;
alter table relay_faults rename column sign to kind;
alter table relay_faults rename column seen_at to last_seen_at;
alter table relay_faults rename column error to last_error;
alter index relay_signs_pkey rename to relay_faults_pkey;
alter table relay_faults rename constraint relay_signs_sign_check to relay_faults_kind_check;
comment on table relay_faults is 'What only a relay process itself can notice. It writes its rows, and all relays read them.';

create view relay_signs as
select relay, kind as sign, since, last_seen_at as seen_at, count, last_error as error from relay_faults;
comment on view relay_signs is 'The old names of relay_faults, for the version before. A later version drops it.';

comment on column alerts.caught_up_at is 'Unused. The version before reads it with every alert; a later version drops it.';
