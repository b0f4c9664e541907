-- A new message that may have arrived already is told again and says so; nobody looks for it any more. Messages are text.
alter table notify_messages
    add column perhaps_again boolean not null default false; -- it may stand there already, under a name that nobody knows

update notify_messages set perhaps_again = true where message_id is null and sent_after is not null;

alter table notify_messages
    drop column sent_after,
    drop column picture;

alter table notify_channels
    drop column newest;
