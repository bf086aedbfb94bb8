package io.talel.command;

import io.talel.kernel.article.ArticleId;
import io.talel.ops.localstack.PostgresDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An article with very many versions. */
public final class LongArticle {

    /** Copies the first revision, with another text and a second later each time. */
    private static final String REVISE = """
            INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
            SELECT gen_random_uuid(), aggregate_identifier, version, aggregate_type,
                   occurred_at + make_interval(secs => version), event_name, event_revision,
                   convert_to(replace(convert_from(payload, 'UTF8'), 'Text 1', 'Text ' || version), 'UTF8'), metadata
            FROM event_store.domain_event
            CROSS JOIN generate_series(2, :revisions) AS version
            WHERE aggregate_identifier = :stream AND sequence_number = 1
            ORDER BY version
            """;

    private LongArticle() {}

    /** Published with version 0; every later version says {@code Text} and its number. */
    public static void publish(PostgresDatabase database, Node node, ArticleId id, int revisions) {
        node.send(Articles.publish(id, "Long " + id.value()));
        node.send(Articles.revise(id, 0, "Text 1"));
        JdbcClient owner = Node.ownerOf(database);
        owner.sql(REVISE)
                .param("revisions", revisions)
                .param("stream", id.toString())
                .update();
        owner.sql("VACUUM ANALYZE event_store.domain_event").update();
    }
}
