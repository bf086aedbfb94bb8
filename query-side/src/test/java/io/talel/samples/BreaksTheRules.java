package io.talel.samples;

import io.talel.kernel.user.UserEvent;
import io.talel.markdown.text.Budget;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.query.projection.EventFold;
import io.talel.query.projection.RowContent;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

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

    public abstract static class NamedAfterNothing<R extends RowContent<R>> implements EventFold<UserEvent, R> {}

    public static final class ReadsTheClock {
        Instant time() {
            return Instant.now();
        }
    }
}
