-- Users are found by name with the index that is unique. While there were a few hundred of them and no statistics yet, PostgreSQL took one
-- of these two instead, if it was a page smaller, and read all of the client's users for each name, until the next analyze. Now it cannot:
-- one begins with the bucket, the other is for statements that say something about the id, which is never null.
drop index users_by_bucket;
create index users_by_bucket on users (user_bucket(external_id), client_id, external_id);
drop index users_of_client;
create index users_of_client on users (client_id, id) where id is not null;
