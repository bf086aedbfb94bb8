package io.talel.ops.console.status;

import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.kernel.LogPosition;
import io.talel.ops.backup.store.Rows;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the position and owner of every segment. */
final class TokenQuery {

    /** Within this time a segment whose node is silent is claimed again; {@code SegmentClaimTimes} of the query side says why. */
    static final Duration RECLAIMED_WITHIN = Duration.ofSeconds(5);

    private TokenQuery() {}

    static List<Token> run(Connection readModel) throws SQLException {
        return Rows.list(
                readModel,
                READ_MODEL.get("tokens"),
                TokenQuery::token,
                RECLAIMED_WITHIN.toSeconds(),
                RECLAIMED_WITHIN.toSeconds());
    }

    private static Token token(ResultSet row) throws SQLException {
        byte[] stored = row.getBytes("token");
        JsonNode token =
                JsonMapper.shared().readTree(stored == null ? "{}" : new String(stored, StandardCharsets.UTF_8));
        return new Token(
                row.getString("processor_name"),
                row.getInt("segment"),
                LogPosition.of(
                        token.path("index").asLong(-1),
                        token.path("gaps").valueStream().map(TokenQuery::gap).toList()),
                row.getString("owner"),
                row.getBoolean("owner_alive"),
                Rows.timeOrNull(row, "since"),
                Rows.timeOrNull(row, "progressed_at"));
    }

    /** @return a place, or first and last place of a run, which may be very long */
    private static Object gap(JsonNode gap) {
        return gap.isArray() ? List.of(gap.path(0).asLong(), gap.path(1).asLong()) : gap.asLong();
    }
}
