-- Keys stay as they are: to change them SQLite would write the whole log anew.
SELECT 1;
