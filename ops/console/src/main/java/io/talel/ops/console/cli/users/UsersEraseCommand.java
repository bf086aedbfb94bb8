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
            description = "keep (default): published articles stay, by 'deleted user'; remove: they are removed, too.")
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
                        isRemoved(application, user);
                    }
                },
                () -> erase(context, user),
                () -> completed(context, user));
    }

    private Done erase(CommandContext context, UserId user) throws SQLException {
        boolean repeated;
        try (EmbeddedApplication application = EmbeddedApplication.start(context.settings())) {
            repeated = isRemoved(application, user);
            if (!repeated) {
                application
                        .get(CommandGateway.class)
                        .sendAndWait(asCommandMessage(new RemoveUser(user, articles.ofRemoved()))
                                .andMetaData(Map.of(
                                        MessageMetaData.ACTOR,
                                        "operator " + context.operator().name())));
            }
        }
        boolean queued = queueRest(context, user);
        if (repeated && !queued) {
            throw new Refused("%s was erased already".formatted(user));
        }
        return erased(user);
    }

    /**
     * Does what a node does when it takes the event: a restored database may have no node yet. May be repeated, since the
     * command may have been cut off behind the event.
     *
     * @return false if that was done before
     */
    private boolean queueRest(CommandContext context, UserId user) throws SQLException {
        try (Connection eventStore = context.settings().eventStore().write()) {
            int credentials = Rows.change(eventStore, AUTH.get("drop-credential"), user.value());
            int erasures = Rows.change(
                    eventStore,
                    AUTH.get("owe-erasure"),
                    user.value(),
                    articles.ofRemoved().name());
            return credentials + erasures > 0;
        }
    }

    private Done erased(UserId user) {
        return new Done(
                "%s is erased; nodes remove the remaining data.".formatted(user),
                Map.of("user", user.value(), "articles", articles.name()));
    }

    /** From the event on nobody can read the personal data, so a failure behind it leaves the rest to be done. */
    private Optional<Done> completed(CommandContext context, UserId user) throws SQLException {
        try (Connection eventStore = context.settings().eventStore().read()) {
            if (!Rows.is(eventStore, EVENT_STORE.get("is-removed"), user.toString())) {
                return Optional.empty();
            }
        }
        queueRest(context, user);
        return Optional.of(erased(user));
    }

    /**
     * Whether the log has the removal. The account may be unreadable: a log restored to a place before the removal has the
     * account, but not its key.
     *
     * @throws Refused if there is no such user, or if the removal says something else about the articles
     */
    private boolean isRemoved(EmbeddedApplication application, UserId user) {
        List<? extends DomainEventMessage<?>> events = application
                .get(EventStore.class)
                .readEvents(user.toString())
                .asStream()
                .toList();
        if (events.isEmpty()) {
            throw new Refused("there is no %s".formatted(user));
        }
        Optional<UserRemoved> removal = events.stream()
                .map(DomainEventMessage::getPayload)
                .filter(UserRemoved.class::isInstance)
                .map(UserRemoved.class::cast)
                .findFirst();
        if (removal.isPresent() && removal.get().articles() != articles.ofRemoved()) {
            throw new Refused("%s was erased already, with --articles %s"
                    .formatted(user, removal.get().articles().name().toLowerCase(Locale.ROOT)));
        }
        return removal.isPresent();
    }
}
