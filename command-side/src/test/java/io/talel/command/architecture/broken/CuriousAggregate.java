package io.talel.command.architecture.broken;

import io.talel.kernel.article.ArticleId;
import java.time.Instant;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/** Public, asks a database, and looks at the clock on the wall. */
public final class CuriousAggregate {

    @AggregateIdentifier
    ArticleId id = new ArticleId(1);

    @CommandHandler
    boolean handle(Instant command, DataSource database) {
        return Instant.now().isAfter(command) && database != null;
    }
}
