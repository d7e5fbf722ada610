.mode list
.nullvalue NULL
select abs(-3), char(72, 105), coalesce(null, 2), hex('abc'), ifnull(null, 'x'), iif(1 > 2, 'a', 'b'), instr('hello', 'l'), length('häß'), lower('ABC'), ltrim('  x '), max(1, 5, 3), min('b', 'a'), nullif(1, 1), quote('it''s'), replace('aXbX', 'X', '-'), round(2.567, 2), substr('hello', -3, 2), trim('..x..', '.'), typeof(1.0), unicode('€'), upper('abc'), zeroblob(3) = x'000000';
select printf('%d|%5.2f|%-6s|%06d|%x|%e|%g|%q|%,d|%c', 42, 3.14159, 'ab', 42, 255, 12345.678, 1e-5, 'it''s', 1234567, 'z');
select date('2024-02-29', '+1 year'), time('12:00', '-90 minutes'), datetime(0, 'unixepoch'), julianday('2000-01-01'), strftime('%Y-%j-%W %H', '2021-03-04 05:06:07'), date('2023-01-31', 'start of month', '+1 month', '-1 day');
select 1 + '2', '3' || 4, 7 / 2, 7 % 3, 7.0 / 2, 1 << 4, ~5, 5 & 3, 5 | 3, not 0, null is null, 1 <> 2, 'a' < 'b', 9223372036854775807 + 1, 1e308 * 10, -5 / 2, 3 in (1, 2, 3), 'abc' glob 'a*', 'ABC' like 'a_c', x'41' || 'B', cast('12abc' as int), cast(3.99 as int);
select sin(1), cos(1), ln(10), pow(2, 0.5), ceil(1.2), floor(-1.2), mod(7.5, 2), degrees(pi()), atan2(1, 2), log2(8), trunc(-1.7), sqrt(2);
select json('{"a":[1,2,{"b":null}]}'), json_extract('{"a":[1,2,{"b":true}]}', '$.a[2].b'), json_array(1, 'x', null), json_object('k', json_array(1)), json_type('[1.5]', '$[0]'), json_set('{"a":1}', '$.b', 2), json_remove('[0,1,2]', '$[1]'), '{"x":{"y":9}}' -> '$.x' ->> 'y', json_patch('{"a":1,"b":2}', '{"b":null}'), json_valid('{x');
select key, value, type, fullkey from json_tree('{"a":[1,{"b":"c"}],"d":2.5}'); select value from json_each('[3,1,2]') order by 1;
create virtual table doc using fts5(title, body);
insert into doc values ('first', 'the quick brown fox jumps over the lazy dog'), ('second', 'a lazy afternoon with a book'), ('third', 'quick quick slow');
select title, highlight(doc, 1, '[', ']'), round(bm25(doc), 4) from doc where doc match 'quick OR lazy' order by rank; select snippet(doc, 1, '<', '>', '..', 4) from doc where doc match 'fox'; select title from doc where doc match 'body : la* NOT fox';
create virtual table box using rtree(id, x0, x1, y0, y1); with recursive n(i) as (select 1 union all select i + 1 from n where i < 500) insert into box select i, i % 25, i % 25 + 1, i / 25, i / 25 + 2 from n;
select count(*), min(id), max(id) from box where x0 >= 5 and x1 <= 9 and y0 > 3 and y1 < 9;
create table t(a, b, c as (a * 2) stored, check (a < 100)); create trigger tr after insert on t begin update t set b = 'seen ' || new.a where rowid = new.rowid; end; insert into t(a) values (1), (50); select * from t; insert into t(a) values (100);
create view v as select a, c from t; select * from v; create temp table tt as select * from v; select count(*) from tt; alter table t rename column b to bb; alter table t add column d default 9; select * from t; drop view v;
select sqlite_version() = '3.40.1', total_changes() > 0, last_insert_rowid(), changes(); select * from pragma_compile_options() where compile_options like 'ENABLE%' order by 1;
attach ':memory:' as other; create table other.x(y primary key) without rowid; insert into other.x values (3), (1), (2); select * from other.x; detach other;
select nosuch; select * from nosuch; selec 1; select 1 where; select abs(-9223372036854775808); select json_extract('{', '$'); insert into t(a) values (raise(abort, 'x'));
explain select a + 1 from t where a > 10;
vacuum; pragma page_count; pragma quick_check; .dump t
