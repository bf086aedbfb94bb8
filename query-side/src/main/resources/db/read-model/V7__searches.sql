-- Whether PostgreSQL expects more articles to match than that, from its statistics of their words. It reads neither articles nor
-- their index, so the answer takes the same time for all words. Words that the statistics lack are rare, but PostgreSQL expects
-- 0.5 % of all articles for each: that does not count, however many articles there are.
CREATE FUNCTION read_model.is_frequent(searched tsquery, most integer) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM read_model.article_search WHERE words @@ CAST(%L AS tsquery)', searched)
    INTO plan;
    RETURN CAST(plan -> 0 -> 'Plan' ->> 'Plan Rows' AS double precision) > greatest(
        most,
        0.005 * numnode(searched)
            * (SELECT reltuples FROM pg_class WHERE oid = CAST('read_model.article_search' AS regclass)));
END $$;

-- A regular expression that matches a word, and those with signs that stems lack.
CREATE FUNCTION read_model.as_expression(word text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    class text;
BEGIN
    word := replace(regexp_replace(word, '([^[:alnum:]])', '\\\1', 'g'), 'ss', '(ss|ß)');
    FOREACH class IN ARRAY ARRAY['aàáâãäå', 'cç', 'eèéêë', 'iìíîï', 'nñ', 'oòóôõö', 'uùúûü'] LOOP
        word := replace(word, left(class, 1), '[' || class || ']');
    END LOOP;
    RETURN word;
END $$;

GRANT EXECUTE ON FUNCTION read_model.is_frequent(tsquery, integer), read_model.as_expression(text) TO "${application}";
