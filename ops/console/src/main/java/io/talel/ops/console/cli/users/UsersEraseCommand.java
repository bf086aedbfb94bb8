package io.talel.ops.console.cli.users;

import static io.talel.ops.backup.store.OperatorStatements.AUTH;
import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;
import static org.axonframework.commandhandling.GenericCommandMessage.asCommandMessage;

import io.talel.kernel.MessageMetaData;
import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.UserCommand.RemoveUser;
import io.talel.kernel.user.UserEvent.UserRemoved;
import io.talel.kernel.user.UserId;
import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.console.cli.CommandContext;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "erase",
        description = {
            "Erases a person for ever, as they could themselves: deletes the key at once, so that the personal data"
                    + " cannot be read again, and frees their names. Nodes then end the sessions and remove the images,"
                    + " and the articles if requested.",
            UsersCommand.ON_REASONS
        })
final class UsersEraseCommand extends AccountCommand {

    @Option(
            names = "--articles",
            paramLabel = "WHAT",
            defaultValue = "keep",
            description = "keep (default): under the name of a deleted user; or remove.")
    private ArticleHandling articles = ArticleHandling.keep;

    enum ArticleHandling {
        keep,
        remove;

        ArticlesOnRemoval ofRemoved() {
            return ArticlesOnRemoval.valueOf(name().toUpperCase(Locale.ROOT));
        }
    }

    @Override
    int change(CommandContext context, UserId user) throws SQLException, IOException {
        return change(
                context,
                "users erase %d --articles %s".formatted(user.value(), articles),
                "%s is erased for ever; their articles are %s."
                        .formatted(user, articles == ArticleHandling.keep ? "kept" : "removed"),
                () -> {
                    try (EmbeddedApplication application = EmbeddedApplication.start(context.settings())) {
                        requireThere(application, user);
                    }
                },
                () -> erase(context, user),
                () -> isErased(context, user) ? Optional.of(erased(user)) : Optional.empty());
    }

    private Done erase(CommandContext context, UserId user) throws SQLException {
        try (EmbeddedApplication application = EmbeddedApplication.start(context.settings());
                Connection eventStore = context.settings().eventStore().write()) {
            requireThere(application, user);
            application
                    .get(CommandGateway.class)
                    .sendAndWait(asCommandMessage(new RemoveUser(user, articles.ofRemoved()))
                            .andMetaData(Map.of(
                                    MessageMetaData.ACTOR,
                                    "operator " + context.operator().name())));
            // A node does both when it takes the event, but a restored database may have no node yet.
            Rows.change(eventStore, AUTH.get("drop-credential"), user.value());
            Rows.change(
                    eventStore,
                    AUTH.get("owe-erasure"),
                    user.value(),
                    articles.ofRemoved().name());
        }
        return erased(user);
    }

    private Done erased(UserId user) {
        return new Done(
                "%s is erased; nodes remove the remaining data.".formatted(user),
                Map.of("user", user.value(), "articles", articles.name()));
    }

    /** From the event on nobody can read the personal data, even if a later step fails. */
    private static boolean isErased(CommandContext context, UserId user) throws SQLException {
        try (Connection eventStore = context.settings().eventStore().read()) {
            return Rows.is(eventStore, EVENT_STORE.get("is-removed"), user.toString());
        }
    }

    /** The account may be unreadable: a log restored to a place before the removal has the account, but not its key. */
    private static void requireThere(EmbeddedApplication application, UserId user) {
        List<? extends DomainEventMessage<?>> events = application
                .get(EventStore.class)
                .readEvents(user.toString())
                .asStream()
                .toList();
        if (events.isEmpty()) {
            throw new Refused("there is no %s".formatted(user));
        }
        if (events.stream().anyMatch(event -> event.getPayloadType() == UserRemoved.class)) {
            throw new Refused("%s was erased already".formatted(user));
        }
    }
}
