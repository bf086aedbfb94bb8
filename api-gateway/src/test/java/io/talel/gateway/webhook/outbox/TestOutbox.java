package io.talel.gateway.webhook.outbox;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox of a database of a test. */
public final class TestOutbox {

    private TestOutbox() {}

    public static WebhookOutbox of(JdbcClient jdbc) {
        return new WebhookOutbox(jdbc);
    }
}
