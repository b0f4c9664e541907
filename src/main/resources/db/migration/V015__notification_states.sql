-- A destination is a channel, or one place of it: telegram, telegram:1001.
alter table notify_messages
    add column state      text        not null default 'WANTED'
        check (state in ('WANTED', 'SENDING', 'UNKNOWN', 'FAILING', 'GIVEN_UP', 'SENT')),
    add column family     text,                          -- messages that belong together: alert:17
    add column buttons    text        not null default '[]', -- rows of label and action, as JSON
    add column picture    bytea,
    add column urgency    smallint    not null default 0;

update notify_messages set
    family = key,
    state = case when given_up then 'GIVEN_UP'
                 when sent_revision < wanted_revision and attempts > 0 then 'FAILING'
                 when sent_revision < wanted_revision then 'WANTED'
                 else 'SENT' end;

alter table notify_messages
    alter column family set not null,
    drop column given_up;

create index notify_messages_family on notify_messages (family, channel);
