package io.talel.ops.localstack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * Makes the log long: repeats published articles under new numbers and slugs, a tenth of them by their author, the others by new
 * people. Claims, keys and credentials grow with the log and sequences stay ahead of it, so nodes may run meanwhile. Everybody
 * has the password of the first person who registered.
 */
public final class LogGrowth {

    private static final int ARTICLES_A_PERSON = 100;

    /** Events of a transaction. */
    private static final int BATCH = 50_000;

    private static final int HMAC_BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private static final String COUNT =
            "SELECT count(*) FROM event_store.domain_event WHERE event_name = 'ArticlePublished'";

    /** Draws a range of numbers; the result is the last one. */
    private static final String DRAW =
            "SELECT setval(sequence, nextval(sequence) + ?) FROM (SELECT ?::regclass AS sequence) drawn";

    /** Personal fields may be stored in clear; see {@code PersonalFields}. Parameters: keys of the HMAC, numbers of the people. */
    private static final String REGISTER = """
            WITH hmac (outer_key, inner_key) AS (VALUES (?::bytea, ?::bytea)),
            person AS (
                SELECT id, 'author-' || id AS name, 'author-' || id || '@example.org' AS email
                FROM generate_series(?::bigint, ?) AS id),
            keys AS (
                INSERT INTO personal.person_key (person, key)
                SELECT 'user-' || id, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) FROM person),
            emails AS (
                INSERT INTO claims.claimed_email (email_hmac, user_id)
                SELECT sha256(outer_key || sha256(inner_key || convert_to(email, 'UTF8'))), id FROM person, hmac),
            names AS (
                INSERT INTO claims.claimed_username (username, user_id) SELECT name, id FROM person),
            credentials AS (
                INSERT INTO auth.credential (user_id, password_hash, created_at, inert)
                SELECT person.id, first.password_hash, first.created_at, false
                FROM person, (SELECT * FROM auth.credential WHERE NOT inert ORDER BY user_id LIMIT 1) first)
            INSERT INTO event_store.domain_event
              (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
               event_name, event_revision, payload, metadata)
            SELECT gen_random_uuid(), 'user-' || id, 0, 'User', clock_timestamp(), 'UserRegistered', '1',
                   convert_to(format('{"userId":%s,"email":{"clear":"%s"},"username":{"clear":"%s"}}', id, email, name), 'UTF8'),
                   convert_to(format('{"actor":"anonymous","correlationId":"%1$s","causationId":"%1$s"}', gen_random_uuid()), 'UTF8')
            FROM person""";

    /** The first articles of the log. What follows the slug in their payload is copied. */
    private static final String REMEMBER = """
            CREATE TEMPORARY TABLE original AS
            SELECT row_number() OVER (ORDER BY global_index) - 1 AS position, count(*) OVER () AS articles,
                   (said ->> 'authorId')::bigint AS author, said ->> 'slug' AS slug, claimed.number,
                   substring(text FROM position(',"title":' IN text)) AS rest,
                   aggregate_type, event_name, event_revision, metadata
            FROM (SELECT * FROM event_store.domain_event
                  WHERE event_name = 'ArticlePublished' ORDER BY global_index LIMIT 10000) first
            CROSS JOIN LATERAL (SELECT convert_from(payload, 'UTF8') AS text) payload
            CROSS JOIN LATERAL (SELECT text::jsonb AS said) parsed
            CROSS JOIN LATERAL (
                SELECT coalesce(max(number), 1) AS number FROM claims.claimed_slug WHERE base = said ->> 'slug') claimed""";

    /** Parameters: places among the new articles, number of the first article, people, number of the first person. */
    private static final String AGAIN = """
            WITH again AS (
                SELECT original.*, place, place + ? AS id, number + 1 + place / articles AS slug_number,
                       CASE place % 10 WHEN 0 THEN author ELSE place % ? + ? END AS new_author
                FROM generate_series(?::bigint, ?) AS place
                JOIN original ON original.position = place % original.articles
                ORDER BY place),
            claimed AS (
                INSERT INTO claims.claimed_slug (slug, article_id, base, number)
                SELECT slug || '-' || slug_number, id, slug, slug_number FROM again)
            INSERT INTO event_store.domain_event
              (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
               event_name, event_revision, payload, metadata)
            SELECT gen_random_uuid(), 'article-' || id, 0, aggregate_type, clock_timestamp(), event_name, event_revision,
                   convert_to(format('{"articleId":%s,"authorId":%s,"slug":"%s-%s","slugNumber":%4$s',
                                     id, new_author, slug, slug_number) || rest, 'UTF8'),
                   metadata
            FROM again
            ORDER BY place""";

    private final Connection owner;

    private LogGrowth(Connection owner) {
        this.owner = owner;
    }

    /**
     * @param articles published afterwards, unless there are more already; needs one to repeat
     * @return how many are published
     */
    public static long growTo(Connection owner, long articles) throws SQLException {
        LogGrowth log = new LogGrowth(owner);
        long missing = articles - log.number(COUNT);
        if (missing > 0) {
            log.grow(missing);
        }
        return log.number(COUNT);
    }

    private void grow(long articles) throws SQLException {
        long people = 1 + articles / ARTICLES_A_PERSON;
        long firstPerson = draw("event_store.user_id", people);
        long firstArticle = draw("event_store.article_id", articles);
        byte[] key = lookupKey();
        for (long place = 0; place < people; place += BATCH) {
            long end = Math.min(people, place + BATCH);
            update(REGISTER, padded(key, OUTER), padded(key, INNER), firstPerson + place, firstPerson + end - 1);
        }
        update(REMEMBER);
        update("ANALYZE original");
        for (long place = 0; place < articles; place += BATCH) {
            long end = Math.min(articles, place + BATCH);
            update(AGAIN, firstArticle, people, firstPerson, place, end - 1);
        }
        update("DROP TABLE original");
    }

    private long draw(String sequence, long numbers) throws SQLException {
        try (PreparedStatement draw = owner.prepareStatement(DRAW)) {
            draw.setLong(1, numbers);
            draw.setString(2, sequence);
            try (ResultSet last = draw.executeQuery()) {
                last.next();
                return last.getLong(1) - numbers + 1;
            }
        }
    }

    private byte[] lookupKey() throws SQLException {
        try (Statement select = owner.createStatement();
                ResultSet row = select.executeQuery("SELECT key FROM personal.lookup_key")) {
            row.next();
            return row.getBytes(1);
        }
    }

    /** One of the two keys of an HMAC (RFC 2104). */
    private static byte[] padded(byte[] key, byte pad) {
        byte[] padded = Arrays.copyOf(key, HMAC_BLOCK);
        for (int i = 0; i < padded.length; i++) {
            padded[i] ^= pad;
        }
        return padded;
    }

    private long number(String query) throws SQLException {
        try (Statement select = owner.createStatement();
                ResultSet row = select.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
