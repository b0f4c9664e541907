-- A new message that may have arrived already is told again and says so; nobody looks for it any more. Messages are text.
alter table notify_messages
    add column perhaps_again boolean not null default false; -- it may stand there already, under a name that nobody knows

update notify_messages set perhaps_again = true where message_id is null and sent_after is not null;

-- A relay of the version before, which may still run beside the first new one, writes these with every message.
comment on column notify_messages.sent_after is 'Unused, for the version before. A later version drops it.';
comment on column notify_messages.picture is 'Unused, for the version before. A later version drops it.';
comment on column notify_channels.newest is 'Unused, for the version before. A later version drops it.';
