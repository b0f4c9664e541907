-- Where to look for a message of which nobody knows whether it was delivered: behind what stood there when it was first sent.
alter table notify_channels
    add column newest text;                           -- the channel's own name of the message that was last seen there

alter table notify_messages
    add column sent_after text;                       -- the newest when it was first sent, empty: none known; null: surely not sent

update notify_messages set sent_after = '' where message_id is null and state in ('SENDING', 'UNKNOWN');
