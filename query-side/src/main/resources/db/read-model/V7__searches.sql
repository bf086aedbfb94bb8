-- How many articles PostgreSQL expects to match, from its statistics of their words: it reads neither articles nor their index, so
-- frequent words cost no more than rare ones. The result is 0.5 % of all articles before the first ANALYZE.
CREATE FUNCTION read_model.expected_matches(searched tsquery) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM read_model.article_search WHERE words @@ CAST(%L AS tsquery)', searched)
    INTO plan;
    RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END $$;

-- A regular expression that matches a word, with and without the dots that German stems lack.
CREATE FUNCTION read_model.as_expression(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT replace(replace(replace(regexp_replace(word, '([^[:alnum:]])', '\\\1', 'g'), 'a', '[aä]'), 'o', '[oö]'), 'u', '[uü]')
$$;

GRANT EXECUTE ON FUNCTION read_model.expected_matches(tsquery), read_model.as_expression(text) TO "${application}";
