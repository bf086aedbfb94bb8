package io.talel.query.article;

import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;

/**
 * Articles of about 300 words that no event has made, one a minute, of 500 authors. Their words tell how frequent they are:
 * {@code everywhere}; {@code tenth}, {@code hundredth}, {@code thousandth} of the articles; {@code once}, which is the first;
 * {@code formerly}, all but the newest twentieth; {@code apart ... asunder}, never next to each other. The same holds for tags.
 * Every tenth article is of author 1.
 */
final class GeneratedArticles {

    static final int AUTHORS = 500;

    private GeneratedArticles() {}

    static void insert(TestDatabase owner, int count) {
        owner.execute("""
                INSERT INTO user_g1.user_account (id, version, username, location, avatar_url, created_at, updated_at)
                SELECT id, 0, 'author' || id, '', 'default.jpg', now(), now()
                FROM generate_series(1, %d) id;
                """.formatted(AUTHORS));
        owner.execute("""
                INSERT INTO article_g1.article (id, version, author_id, slug, title, body, html, table_of_contents, meta_description,
                                                featured_image, created_at, updated_at, tags, language, plain_text)
                SELECT id, 0, CASE WHEN id %% 10 = 0 THEN 1 ELSE id %% %2$d + 1 END, 'slug-' || id, 'Title ' || id, words, words,
                       '', 'About number ' || id, '', '2020-01-01Z'::timestamptz + id * interval '1 minute', now(),
                       string_to_array(concat_ws(' ', 'Everywhere', nullif(special, ''), 't' || id %% 500), ' '),
                       CASE WHEN id %% 5 = 0 THEN 'de' WHEN id %% 7 = 0 THEN '' ELSE 'en' END,
                       words
                FROM generate_series(1, %1$d) id
                CROSS JOIN LATERAL (
                    SELECT concat_ws(' ', CASE WHEN id %% 10 = 0 THEN 'tenth' END, CASE WHEN id %% 100 = 0 THEN 'hundredth' END,
                                     CASE WHEN id %% 1000 = 0 THEN 'thousandth' END, CASE WHEN id = 1 THEN 'once' END,
                                     CASE WHEN id < %1$d * 0.95 THEN 'formerly' END) AS special
                ) rare
                CROSS JOIN LATERAL (
                    SELECT 'apart everywhere asunder ' || special || ' '
                           || string_agg('w' || CAST(20000 * power(random(), 3) AS integer), ' ') AS words
                    FROM generate_series(1, 300 + 0 * id)
                ) text;
                """.formatted(count, AUTHORS));
        owner.execute("VACUUM ANALYZE article_g1.article");
        owner.execute("VACUUM ANALYZE article_g1.tag_articles");
        owner.execute("VACUUM ANALYZE user_g1.user_account");
    }

    /** Lets searches find them. */
    static void index(QueryNode node, TestDatabase owner) {
        node.index();
        owner.execute("VACUUM ANALYZE read_model.article_search");
    }
}
