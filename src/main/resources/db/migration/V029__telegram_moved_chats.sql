-- Groups that became supergroups, and with that have another number: the settings and old messages name the first.
create table telegram_moved_chats (
    chat     text primary key,   -- -4711
    moved_to text not null       -- -1001234567890
);
