-- Days of people begin on the quarter of an hour in every time zone there is, and not on the hour in all of them. What was
-- counted before by the hour stays with the hour's first quarter.
alter table tallies rename column hour to quarter_hour;
alter index tallies_by_hour rename to tallies_by_quarter_hour;
