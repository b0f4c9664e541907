-- Under which of the client's settings a user's revision is shown. They change with the revision alone, so that one revision never
-- shows two contents; a user whose settings differ from the client's gets the client's, and a new revision, when it is pushed next.
alter table users
    add column policy text not null default 'BEST',
    add column detail text not null default 'TESTS';

update users u set policy = c.policy, detail = c.detail
from clients c where c.id = u.client_id and (c.policy, c.detail) <> ('BEST', 'TESTS');

-- A change of these settings makes a task for the users it concerns. They are listed only after the change is committed.
alter table recompute_tasks
    add column new_settings boolean not null default false, -- it gives its users the client's settings and a new revision
    add column listed       boolean not null default true;  -- its users are known
