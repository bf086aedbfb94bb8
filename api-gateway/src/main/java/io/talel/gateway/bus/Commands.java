package io.talel.gateway.bus;

import static org.axonframework.commandhandling.GenericCommandMessage.asCommandMessage;

import io.talel.kernel.AwaitVersion;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.Recorded;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.image.ImageCommand.UploadImage;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends commands in the name of somebody and returns once the read models show what was recorded, or after
 * {@link #PATIENCE}: a write is not lost because a read model is late or its database is down.
 */
@Component
public class Commands {

    /** How long a write waits to become visible. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final String ANONYMOUS = "anonymous";

    private final CommandGateway gateway;
    private final Queries queries;

    Commands(CommandGateway gateway, Queries queries) {
        this.gateway = gateway;
        this.queries = queries;
    }

    public Recorded<UserRegistered> send(RegisterUser command) {
        return visible(dispatch(ANONYMOUS, command));
    }

    public Recorded<ArticlePublished> send(UserId actor, PublishArticle command) {
        return visible(dispatch(actor.toString(), command));
    }

    /** Sends one after the other; what went before a refused one stays recorded. */
    public List<Recorded<ImageUploaded>> send(UserId actor, List<UploadImage> commands) {
        List<Recorded<ImageUploaded>> recorded = commands.stream()
                .<Recorded<ImageUploaded>>map(command -> dispatch(actor.toString(), command))
                .toList();
        recorded.forEach(Commands.this::visible);
        return recorded;
    }

    private <R> R dispatch(String actor, Object command) {
        return gateway.sendAndWait(asCommandMessage(command).andMetaData(Map.of(MessageMetaData.ACTOR, actor)));
    }

    private <E> Recorded<E> visible(Recorded<E> recorded) {
        StreamVersion position = recorded.position();
        try {
            if (!queries.ask(new AwaitVersion(position, PATIENCE.toMillis()), Boolean.class)) {
                LOG.warn("{} is recorded, but not visible after {}", position, PATIENCE);
            }
        } catch (RuntimeException e) {
            LOG.warn("{} is recorded, but nobody could say whether it is visible: {}", position, e.toString());
        }
        return recorded;
    }
}
