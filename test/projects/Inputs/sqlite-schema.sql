-- What tables are, however SQLite keeps their text: columns, keys, indexes, checks.
SELECT m.name, c.* FROM sqlite_master AS m JOIN pragma_table_xinfo(m.name) AS c
WHERE m.type = 'table' ORDER BY 1, 2;
SELECT m.name, k."from", k."table", k."to", k.on_update, k.on_delete
FROM sqlite_master AS m JOIN pragma_foreign_key_list(m.name) AS k
WHERE m.type = 'table' ORDER BY 1, 2;
SELECT m.name, i."unique", i.origin, c.name, c.seqno, c.desc
FROM sqlite_master AS m JOIN pragma_index_list(m.name) AS i JOIN pragma_index_xinfo(i.name) AS c
WHERE m.type = 'table' ORDER BY 1, 2, 3, 4, 5;
SELECT name, sql LIKE '%CONSTRAINT user_status CHECK%' FROM sqlite_master WHERE type = 'table' ORDER BY 1;
