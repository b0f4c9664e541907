create table slow ();
select pg_sleep(3);
