package io.talel.samples;

import io.talel.kernel.user.UserEvent;
import io.talel.ops.localstack.PostgresDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;

/** What the rules of the query side forbid; outside of its packages, where Hibernate would find the row. */
public final class BreaksTheRules {

    private BreaksTheRules() {}

    public static final class KnowsTheOperators {
        private PostgresDatabase database;
    }

    @Entity
    public static class ShownRow {
        @Id
        private long id;
    }

    public static final class ShownQueries {}

    public static final class NamedAfterNothing {
        @EventHandler
        void on(UserEvent event) {}
    }

    public static final class ReadsTheClock {
        Instant time() {
            return Instant.now();
        }
    }
}
