package io.talel.command.database;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A source of numbers that grow, each handed out once, with gaps. */
public final class IdSequence {

    private final JdbcClient jdbc;
    private final String sequence;

    /** @param sequence its name with the schema, {@code event_store.article_id} */
    public IdSequence(DataSource dataSource, String sequence) {
        this.jdbc = JdbcClient.create(dataSource);
        this.sequence = sequence;
    }

    public long next() {
        return jdbc.sql("SELECT nextval(?::regclass)")
                .param(sequence)
                .query(Long.class)
                .single();
    }
}
