package io.talel.query.processor;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.talel.kernel.LogPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Brings the segments of a processor to the number that is set, when a node starts. The new segments stand at the place that
 * all the old ones have passed: what is projected again has no effect. Nodes at work lose their claims and claim again.
 */
final class Segmentation {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String COUNT = "SELECT count(*) FROM read_model.token_entry WHERE processor_name = ?";

    /** Waits until no batch is being committed. */
    private static final String FREEZE = """
            SET LOCAL synchronous_commit = on;
            LOCK TABLE read_model.token_entry IN SHARE ROW EXCLUSIVE MODE""";

    private static final String TOKENS = "SELECT token FROM read_model.token_entry WHERE processor_name = ?";

    private static final String FORGET = "DELETE FROM read_model.token_entry WHERE processor_name = ?";

    private static final String BEGIN = """
            INSERT INTO read_model.token_entry (processor_name, segment, token, token_type, progressed_at)
            SELECT ?, segment, ?::bytea, ?::text, now() FROM generate_series(0, ? - 1) segment""";

    private final JdbcTemplate jdbc;
    private final TransactionManager transactions;
    private final int segments;

    Segmentation(DataSource readModelDataSource, TransactionManager transactions, int segments) {
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.transactions = transactions;
        this.segments = segments;
    }

    /** How many segments a processor is to have. */
    int segments() {
        return segments;
    }

    /** Leaves a processor alone that has as many segments, or has never been started. */
    void apply(String processor) {
        if (isToChange(processor)) {
            transactions.executeInTransaction(() -> {
                jdbc.execute(FREEZE);
                if (isToChange(processor)) {
                    change(processor);
                }
            });
        }
    }

    private boolean isToChange(String processor) {
        int count = Objects.requireNonNull(jdbc.queryForObject(COUNT, Integer.class, processor));
        return count != 0 && count != segments;
    }

    private void change(String processor) {
        LogPosition passed = passedByAll(jdbc.query(TOKENS, (row, _) -> row.getBytes(1), processor));
        jdbc.update(FORGET, processor);
        jdbc.update(
                BEGIN,
                processor,
                passed == null ? null : written(passed),
                passed == null ? null : type(passed),
                segments);
    }

    /** @return null for the beginning of the log */
    private static @Nullable LogPosition passedByAll(List<byte @Nullable []> tokens) {
        List<LogPosition> positions = new ArrayList<>();
        for (byte[] token : tokens) {
            if (token == null) {
                return null;
            }
            positions.add(read(token));
        }
        return positions.stream().reduce(LogPosition::lowerBound).orElseThrow();
    }

    private static LogPosition read(byte[] token) {
        try {
            return JSON.readValue(token, LogPosition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] written(LogPosition position) {
        try {
            return JSON.writeValueAsBytes(position);
        } catch (JacksonException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(LogPosition position) {
        return Objects.requireNonNull(LogPosition.toStore(position)).getClass().getName();
    }
}
