package io.talel.command.database;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A source of numbers, each handed out once. A node draws a block of them at a time; what is left of it when the node stops
 * is a gap. The numbers of a node grow; another node may hand out smaller ones later. The sequence is always ahead of every
 * number that was handed out.
 */
public final class IdSequence {

    /** Numbers of a block: as many as PostgreSQL writes into its own log at a time. */
    static final int BLOCK = 32;

    private static final String DRAW = "SELECT nextval(?::regclass) FROM generate_series(1, ?)";

    private final JdbcClient jdbc;
    private final String sequence;
    private final NavigableSet<Long> drawn = new TreeSet<>();
    private long last;

    /** @param sequence its name with the schema, {@code event_store.article_id} */
    public IdSequence(DataSource dataSource, String sequence) {
        this.jdbc = JdbcClient.create(dataSource);
        this.sequence = sequence;
    }

    /** Callers that find the block used up draw one each: none waits for another's connection. */
    public long next() {
        Long number = poll();
        while (number == null) {
            add(jdbc.sql(DRAW).params(sequence, BLOCK).query(Long.class).list());
            number = poll();
        }
        return number;
    }

    private synchronized @Nullable Long poll() {
        Long number = drawn.pollFirst();
        if (number != null) {
            last = number;
        }
        return number;
    }

    /** What is smaller than a number that was handed out becomes a gap. */
    private synchronized void add(List<Long> block) {
        block.stream().filter(number -> number > last).forEach(drawn::add);
    }
}
