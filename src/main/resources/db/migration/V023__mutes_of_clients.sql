-- A mute may be for the alerts of one client alone.
alter table mutes
    add column client text; -- the client's key; null: whatever is new
