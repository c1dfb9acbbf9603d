-- SQLite keeps its checks: it compiles them once, with the statement.
SELECT 1;
