package io.talel.command.eventlog.serialization;

import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.ArticleScheduled;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.image.ImageEvent.ImageRemoved;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.user.UserEvent.AvatarChanged;
import io.talel.kernel.user.UserEvent.EmailChangeRequested;
import io.talel.kernel.user.UserEvent.EmailChanged;
import io.talel.kernel.user.UserEvent.EmailConfirmed;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserEvent.UserRemoved;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/** Every event that can be stored, and how its older revisions become the newest. */
public final class EventCatalogue {

    /** The events of talelio, in the order of the document that is made of it. */
    public static final EventCatalogue TALELIO = new EventCatalogue(
            List.of(
                    new StoredEvent("UserRegistered", "1", UserRegistered.class),
                    new StoredEvent("EmailConfirmed", "1", EmailConfirmed.class),
                    new StoredEvent("EmailChangeRequested", "1", EmailChangeRequested.class),
                    new StoredEvent("EmailChanged", "1", EmailChanged.class),
                    new StoredEvent("LocationChanged", "1", LocationChanged.class),
                    new StoredEvent("AvatarChanged", "1", AvatarChanged.class),
                    new StoredEvent("UserRemoved", "1", UserRemoved.class),
                    new StoredEvent("ArticlePublished", "3", ArticlePublished.class),
                    new StoredEvent("ArticleDrafted", "2", ArticleDrafted.class),
                    new StoredEvent("ArticleRevised", "2", ArticleRevised.class),
                    new StoredEvent("ArticleRetitled", "2", ArticleRetitled.class),
                    new StoredEvent("SlugChanged", "1", SlugChanged.class),
                    new StoredEvent("DraftPublished", "1", DraftPublished.class),
                    new StoredEvent("ArticleUnpublished", "1", ArticleUnpublished.class),
                    new StoredEvent("ArticleRepublished", "1", ArticleRepublished.class),
                    new StoredEvent("ArticleScheduled", "1", ArticleScheduled.class),
                    new StoredEvent("ScheduleCancelled", "1", ScheduleCancelled.class),
                    new StoredEvent("VersionPinned", "1", VersionPinned.class),
                    new StoredEvent("VersionUnpinned", "1", VersionUnpinned.class),
                    new StoredEvent("ArticleTrashed", "1", ArticleTrashed.class),
                    new StoredEvent("ArticleRestored", "1", ArticleRestored.class),
                    new StoredEvent("ArticleRemoved", "1", ArticleRemoved.class),
                    new StoredEvent("ImageUploaded", "2", ImageUploaded.class),
                    new StoredEvent("ImageRemoved", "1", ImageRemoved.class)),
            new EventUpcasterChain(
                    new ArticlePublished1To2(),
                    new ImageUploaded1To2(),
                    new LabelsUpcaster("ArticlePublished", 2),
                    new LabelsUpcaster("ArticleDrafted", 1),
                    new LabelsUpcaster("ArticleRevised", 1),
                    new LabelsUpcaster("ArticleRetitled", 1)));

    private final List<StoredEvent> events;
    private final Map<String, StoredEvent> byName;
    private final Map<Class<?>, StoredEvent> byType;
    private final EventUpcaster upcasters;

    EventCatalogue(List<StoredEvent> events, EventUpcaster upcasters) {
        this.events = List.copyOf(events);
        this.byName = events.stream().collect(Collectors.toUnmodifiableMap(StoredEvent::name, Function.identity()));
        this.byType = events.stream().collect(Collectors.toUnmodifiableMap(StoredEvent::type, Function.identity()));
        this.upcasters = upcasters;
    }

    public List<StoredEvent> events() {
        return events;
    }

    public EventUpcaster upcasters() {
        return upcasters;
    }

    /** @throws IllegalArgumentException if the class is no event: its Java name must not get into the log */
    StoredEvent of(Class<?> type) {
        StoredEvent event = byType.get(type);
        if (event == null) {
            throw new IllegalArgumentException(type + " is not in the event catalogue");
        }
        return event;
    }

    /** Empty if this code cannot read that revision of that event. */
    Optional<StoredEvent> find(String name, String revision) {
        return Optional.ofNullable(byName.get(name))
                .filter(event -> event.revision().equals(revision));
    }
}
