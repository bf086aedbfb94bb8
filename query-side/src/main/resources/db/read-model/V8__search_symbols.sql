-- A title or description as SearchText has it: signs part words and are left out, symbols are words of their own, since PostgreSQL
-- takes them for letters where LC_CTYPE is C, every kind of blank is one, and what only tells where a line may break within a word
-- is left out.
CREATE FUNCTION read_model.parted(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        translate(
            regexp_replace(words, '[\u007F-\u00A0\u1680\u2000-\u200B\u2028\u2029\u202F\u205F\u3000]', ' ', 'g'),
            '</>“”„‟‘’‚‛«»‹›–—―…·•' || U&'\00AD\2060\FEFF',
            repeat(' ', 21)),
        '([\u00A1-\u00A9\u00AC\u00AE-\u00B1\u00B4\u00B6\u00B8\u00BF\u00D7\u00F7\u2010-\u2027\u2030-\u205E\u20A0-\u20CF'
            || '\u2190-\u245F\u2500-\u2BFF\u3001-\u3004\u3008-\u3020\uFF01-\uFF0F\uFF1A-\uFF20\U0001F000-\U0001FAFF])',
        ' \1 ',
        'g')
$$;

-- What searches look at: the words of title, description and text, by weight, and lexemes for author, configuration and tags, which
-- begin as no word does.
CREATE OR REPLACE FUNCTION read_model.search_words(
    author_id bigint, configuration text, title text, meta_description text, plain_text text, tags text[]
) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    language CONSTANT regconfig := CAST(configuration AS regconfig);
BEGIN
    RETURN setweight(to_tsvector(language, read_model.parted(title)), 'A')
        || setweight(to_tsvector(language, read_model.parted(meta_description)), 'B')
        || to_tsvector(language, plain_text)
        || array_to_tsvector(
               ARRAY['@' || author_id, '=' || configuration] || ARRAY(SELECT DISTINCT '#' || lower(tag) FROM unnest(tags) tag));
END $$;

GRANT EXECUTE ON FUNCTION read_model.parted(text) TO "${application}";
