\set user random(1, 5000)
\set score random(0, 20)
with u as (
    insert into users (client_id, external_id, revision) values (1, 'u' || :user, 1)
    on conflict (client_id, external_id) do update set revision = users.revision + 1 returning id
)
insert into results (user_id, event_id, test_id, score, max_score, passed, completed_at)
select id, gen_random_uuid()::text, 'test-7', :score, 20, :score >= 12, now() from u;
