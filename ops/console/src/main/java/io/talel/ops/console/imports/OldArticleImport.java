package io.talel.ops.console.imports;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;
import static org.axonframework.commandhandling.GenericCommandMessage.asCommandMessage;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.article.ArticleCommand.ImportArticle;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Tags;
import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Imports articles under their old numbers and slugs, as of the time when they were published. */
final class OldArticleImport {

    private final CommandGateway commands;
    private final Connection eventStore;
    private final ImportedStreams streams;

    OldArticleImport(EmbeddedApplication application, Connection eventStore) {
        this.commands = application.get(CommandGateway.class);
        this.eventStore = eventStore;
        this.streams = new ImportedStreams(eventStore);
    }

    /**
     * Looks the article up.
     *
     * @return whether it is new; false if an import brought it before, even if it was removed since
     * @throws IllegalArgumentException with the reason
     */
    boolean isNew(OldArticle old) throws SQLException {
        Optional<Boolean> byImport = streams.find(old.id().toString());
        if (byImport.isPresent() && !byImport.get()) {
            throw new IllegalArgumentException("has a number that another article has here");
        }
        if (byImport.isEmpty()
                && Rows.is(
                        eventStore, EVENT_STORE.get("is-slug-taken"), old.slug().value())) {
            throw new IllegalArgumentException("has a slug that another article has here");
        }
        return byImport.isEmpty();
    }

    /**
     * Imports an article that {@link #isNew}.
     *
     * @throws IllegalArgumentException with the reason
     */
    void bringIn(OldArticle old) {
        ImportArticle command = new ImportArticle(
                old.id(),
                old.author(),
                old.slug(),
                new ArticleContent(
                        old.title(),
                        old.body(),
                        old.metaDescription(),
                        old.featuredImage(),
                        Tags.NONE,
                        Language.UNKNOWN,
                        Dialect.PYTHON_MARKDOWN),
                old.publishedAt());
        try {
            commands.sendAndWait(
                    asCommandMessage(command).andMetaData(Map.of(MessageMetaData.ACTOR, MessageMetaData.IMPORT)));
        } catch (CommandRefused e) {
            throw new IllegalArgumentException("lost a race with another change, import it again", e);
        }
    }
}
