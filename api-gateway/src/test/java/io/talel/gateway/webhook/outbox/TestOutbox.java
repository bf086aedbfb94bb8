package io.talel.gateway.webhook.outbox;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox of a database of a test. */
public final class TestOutbox {

    private TestOutbox() {}

    public static Outbox of(JdbcClient jdbc) {
        return new Outbox(jdbc);
    }
}
