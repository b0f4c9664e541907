-- One row for each channel that was ever told something: when it may be used next. One message at a time in the whole
-- cluster, spaced by the channel's pace, closed while the channel asks for patience.
create table notify_channels (
    name    text primary key,
    open_at timestamptz not null
);

-- One row for each (message, channel): the text that is wanted there and the revision of it that was delivered. A row whose
-- wanted revision is ahead is sent (first time) or edited in place (afterwards), whatever died in between.
create table notify_messages (
    id              bigint generated always as identity primary key,
    key             text        not null,
    channel         text        not null references notify_channels,
    wanted_text     text        not null,
    wanted_revision integer     not null default 1,
    sent_revision   integer     not null default 0,
    message_id      text,                             -- the channel's own name of the message; null until it was delivered
    due_at          timestamptz not null,             -- not before: the lease while somebody sends it, the backoff after a failure
    attempts        integer     not null default 0,   -- failed ones since the last delivery
    last_error      text,
    given_up        boolean     not null default false, -- the channel needs a person; tried slowly until then
    created_at      timestamptz not null,
    delivered_at    timestamptz,
    unique (key, channel)
);

create index notify_messages_behind on notify_messages (channel, due_at) where sent_revision < wanted_revision;
