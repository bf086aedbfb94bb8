package io.talel.gateway.bus;

import static org.axonframework.commandhandling.GenericCommandMessage.asCommandMessage;

import io.talel.gateway.trace.LogContext;
import io.talel.kernel.AwaitVersion;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.ListEventsOf;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.Recorded;
import io.talel.kernel.ShredDeletedKeys;
import io.talel.kernel.StreamEvent;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand;
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.image.ImageCommand.RemoveImage;
import io.talel.kernel.image.ImageCommand.UploadImages;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.user.UserCommand;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserCommand.RequestEmailChange;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserQuery.FindUserById;
import io.talel.kernel.user.UserView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Sends commands in the name of a user and returns once the read models show what was recorded, or after a timeout: a write
 * is not lost because a read model is late or its database is down. Does not wait for a paused projection.
 */
@Component
public class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final String ANONYMOUS = "anonymous";

    private final CommandGateway gateway;
    private final Queries queries;
    private final Duration visibilityTimeout;

    /** @param visibilityTimeout longest time that a write waits until the read models show it */
    public Commands(
            CommandGateway gateway,
            Queries queries,
            @Value("${talelio.commands.visibility-timeout:3s}") Duration visibilityTimeout) {
        this.gateway = gateway;
        this.queries = queries;
        this.visibilityTimeout = visibilityTimeout;
    }

    public Recorded<UserRegistered> send(RegisterUser command) {
        Recorded<UserRegistered> recorded = dispatch(ANONYMOUS, command);
        awaitVisible(List.of(recorded.position()));
        return recorded;
    }

    public RecordedArticle send(ArticleCommand.Change command) {
        RecordedArticle changed = dispatch(command.actorId().toString(), command);
        awaitVisible(List.of(changed.position()));
        return changed;
    }

    public List<Recorded<ImageUploaded>> send(UserId actor, UploadImages command) {
        List<Recorded<ImageUploaded>> recorded = dispatch(actor.toString(), command);
        awaitVisible(recorded.stream().map(Recorded::position).toList());
        awaitShown(actor);
        return recorded;
    }

    /**
     * What an earlier command has recorded, by the log. Returns once the read models show it, like the command.
     *
     * @param first type of the first event of the stream
     */
    public <E> Optional<Recorded<E>> recorded(String stream, Class<E> first) {
        Optional<Recorded<E>> recorded = queries.list(new ListEventsOf(stream, -1), StreamEvent.class).stream()
                .findFirst()
                .map(event -> new Recorded<>(
                        new StreamVersion(stream, event.version()), event.at(), first.cast(event.event())));
        recorded.ifPresent(found -> awaitVisible(List.of(found.position())));
        return recorded;
    }

    /**
     * Returns once the read models show the user, or after the timeout. Articles and images are shown with their owner, whose
     * row may be late by itself.
     */
    public void awaitShown(UserId user) {
        try {
            if (queries.find(new FindUserById(user), UserView.class).isPresent()) {
                return;
            }
        } catch (RuntimeException e) {
            LOG.warn("Whether {} is visible cannot be looked up: {}", user, e.toString());
            return;
        }
        awaitVisible(List.of(new StreamVersion(user.toString(), 0)));
    }

    public StreamVersion send(UserId actor, UserCommand.Change command) {
        return change(Map.of(MessageMetaData.ACTOR, actor.toString()), command);
    }

    /** @param passwordGeneration generation of the password that the actor has just entered */
    public StreamVersion send(UserId actor, int passwordGeneration, RequestEmailChange command) {
        return change(
                Map.of(
                        MessageMetaData.ACTOR,
                        actor.toString(),
                        MessageMetaData.PASSWORD_GENERATION,
                        passwordGeneration),
                command);
    }

    private StreamVersion change(Map<String, ?> metaData, Object command) {
        StreamVersion reached = dispatch(metaData, command);
        awaitVisible(List.of(reached));
        return reached;
    }

    public void send(UserId actor, ShredDeletedKeys command) {
        dispatch(actor.toString(), command);
    }

    /** Does not wait until the read models show it; the caller does, by {@link #awaitVisible(StreamVersion)}. */
    public Recorded<Beginning> record(UserId actor, ArticleCommand.Begin command) {
        return dispatch(actor.toString(), command);
    }

    /** Does not wait until the read models show it; for callers that send many commands and check the result themselves. */
    public void record(UserId actor, ArticleCommand.Removal command) {
        dispatch(actor.toString(), command);
    }

    /** As {@link #record(UserId, ArticleCommand.Removal)}. */
    public void record(UserId actor, RemoveImage command) {
        dispatch(actor.toString(), command);
    }

    private <R> R dispatch(String actor, Object command) {
        return dispatch(Map.of(MessageMetaData.ACTOR, actor), command);
    }

    private <R> R dispatch(Map<String, ?> metaData, Object command) {
        try {
            return gateway.sendAndWait(
                    asCommandMessage(command).andMetaData(LogContext.origin()).andMetaData(metaData));
        } catch (InvalidValue e) {
            throw new IllegalStateException("A stored event cannot be read", e);
        }
    }

    /** Returns once the read models show what was recorded, or after the timeout. */
    public void awaitVisible(StreamVersion recorded) {
        awaitVisible(List.of(recorded));
    }

    /** All of them are awaited at once. */
    private void awaitVisible(List<StreamVersion> recorded) {
        try {
            Map<StreamVersion, Supplier<Boolean>> visible = new LinkedHashMap<>();
            recorded.forEach(each -> visible.put(
                    each, queries.begin(new AwaitVersion(each, visibilityTimeout.toMillis()), Boolean.class)));
            visible.forEach((each, seen) -> {
                if (!seen.get()) {
                    LOG.warn("{} is recorded, but not visible yet", each);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("{} is recorded, but whether it is visible cannot be looked up: {}", recorded, e.toString());
        }
    }
}
