alter table notify_channels
    add column sent_at       timestamptz[] not null default '{}', -- the last sends, oldest first: the throttle judges by them
    add column failing_since timestamptz;                         -- the first attempt since the last one that delivered

alter table notify_messages
    add column failing_since timestamptz;                         -- the first attempt since the last delivery of this message

create index notify_messages_age on notify_messages (coalesce(delivered_at, created_at));
