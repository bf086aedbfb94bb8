package io.talel.command.database;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A source of numbers, each handed out once. A node draws a block of them at a time; what is left of it when the node stops
 * is a gap. The sequence is always ahead of every number that was handed out.
 */
public final class IdSequence {

    /** Numbers of a block: as many as PostgreSQL writes into its own log at a time. */
    static final int BLOCK = 32;

    private static final String DRAW = "SELECT nextval(?::regclass) FROM generate_series(1, ?)";

    private final JdbcClient jdbc;
    private final String sequence;
    private final Queue<Long> drawn = new ConcurrentLinkedQueue<>();

    /** @param sequence its name with the schema, {@code event_store.article_id} */
    public IdSequence(DataSource dataSource, String sequence) {
        this.jdbc = JdbcClient.create(dataSource);
        this.sequence = sequence;
    }

    /** Callers that find the block used up draw one each: none waits for another's connection. */
    public long next() {
        Long number = drawn.poll();
        return number == null ? draw() : number;
    }

    private long draw() {
        List<Long> block =
                jdbc.sql(DRAW).params(sequence, BLOCK).query(Long.class).list();
        drawn.addAll(block.subList(1, block.size()));
        return block.getFirst();
    }
}
