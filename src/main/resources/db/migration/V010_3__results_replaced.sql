-- With results_standing, every result of a user is found by its user; those that stand, nearly all, are not indexed twice.
create index results_replaced on results (user_id) where not stands;
