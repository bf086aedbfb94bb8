package io.talel.samples;

import io.talel.kernel.user.UserEvent;
import io.talel.markdown.text.Budget;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.query.projection.EventFold;
import io.talel.query.projection.RowBatch;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.function.Consumer;

/** What the rules of the query side forbid; outside of its packages, where Hibernate would find the row. */
public final class BreaksTheRules {

    private BreaksTheRules() {}

    public static final class KnowsTheOperators {
        private PostgresDatabase database;
    }

    public static final class KnowsThePartsOfMarkdown {
        private Budget budget;
    }

    @Entity
    public static class ShownRow {
        @Id
        private long id;
    }

    public static final class ShownQueries {}

    public static final class NamedAfterNothing implements EventFold<UserEvent, RowBatch> {
        @Override
        public Class<UserEvent> events() {
            return UserEvent.class;
        }

        @Override
        public RowBatch emptyBatch() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer<RowBatch> fold(UserEvent event, long version, Instant at) {
            return _ -> {};
        }
    }

    public static final class ReadsTheClock {
        Instant time() {
            return Instant.now();
        }
    }
}
