package io.talel.ops.console.status;

import io.talel.ops.console.store.Rows;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads where every segment is and who works on it. */
final class TokenQuery {

    /** Silence of a node after which its segments may be claimed by others. */
    static final Duration CLAIM = Duration.ofSeconds(10);

    /** A claim is renewed by the clock of its node; that a node is there is told by the clock of the database. */
    private static final String TOKENS = """
            SELECT token.processor_name, segment, token, coalesce(owner, '') AS owner, progressed_at, node.since,
                   owner IS NOT NULL
                       AND (coalesce(token.timestamp::timestamptz > now() - make_interval(secs => ?), false)
                            OR coalesce(node.seen_at > now() - make_interval(secs => ?), false)) AS owner_alive
            FROM read_model.token_entry token
            LEFT JOIN read_model.processor_node node
                ON node.processor_name = token.processor_name AND node.node = token.owner
            ORDER BY token.processor_name, segment""";

    private TokenQuery() {}

    static List<Token> run(Connection readModel) throws SQLException {
        return Rows.list(readModel, TOKENS, TokenQuery::token, CLAIM.toSeconds(), CLAIM.toSeconds());
    }

    private static Token token(ResultSet row) throws SQLException {
        byte[] stored = row.getBytes("token");
        JsonNode token =
                JsonMapper.shared().readTree(stored == null ? "{}" : new String(stored, StandardCharsets.UTF_8));
        Set<Long> gaps = new HashSet<>();
        token.path("gaps").forEach(gap -> places(gap).forEach(gaps::add));
        return new Token(
                row.getString("processor_name"),
                row.getInt("segment"),
                token.path("index").asLong(-1),
                gaps,
                row.getString("owner"),
                row.getBoolean("owner_alive"),
                Rows.timeOrNull(row, "since"),
                Rows.timeOrNull(row, "progressed_at"));
    }

    /** @param gap one place, or the first and the last one of a run */
    private static LongStream places(JsonNode gap) {
        return gap.isArray()
                ? LongStream.rangeClosed(gap.path(0).asLong(), gap.path(1).asLong())
                : LongStream.of(gap.asLong());
    }
}
