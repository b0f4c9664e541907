\set base random(1, 4900)
with e as (
    select 'u' || (:base + g) as external_id, gen_random_uuid()::text as event_id, g % 21 as score from generate_series(0, 99) g
), u as (
    insert into users (client_id, external_id, revision) select 1, external_id, 1 from e order by external_id
    on conflict (client_id, external_id) do update set revision = users.revision + 1 returning id, external_id
)
insert into results (user_id, event_id, test_id, score, max_score, passed, completed_at)
select u.id, e.event_id, 'test-7', e.score, 20, e.score >= 12, now() from e join u using (external_id);
