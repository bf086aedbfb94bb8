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
                    new CataloguedEvent("UserRegistered", "1", UserRegistered.class),
                    new CataloguedEvent("EmailConfirmed", "1", EmailConfirmed.class),
                    new CataloguedEvent("EmailChangeRequested", "1", EmailChangeRequested.class),
                    new CataloguedEvent("EmailChanged", "1", EmailChanged.class),
                    new CataloguedEvent("LocationChanged", "1", LocationChanged.class),
                    new CataloguedEvent("AvatarChanged", "1", AvatarChanged.class),
                    new CataloguedEvent("UserRemoved", "1", UserRemoved.class),
                    new CataloguedEvent("ArticlePublished", "3", ArticlePublished.class),
                    new CataloguedEvent("ArticleDrafted", "2", ArticleDrafted.class),
                    new CataloguedEvent("ArticleRevised", "2", ArticleRevised.class),
                    new CataloguedEvent("ArticleRetitled", "2", ArticleRetitled.class),
                    new CataloguedEvent("SlugChanged", "1", SlugChanged.class),
                    new CataloguedEvent("DraftPublished", "1", DraftPublished.class),
                    new CataloguedEvent("ArticleUnpublished", "1", ArticleUnpublished.class),
                    new CataloguedEvent("ArticleRepublished", "1", ArticleRepublished.class),
                    new CataloguedEvent("ArticleScheduled", "1", ArticleScheduled.class),
                    new CataloguedEvent("ScheduleCancelled", "1", ScheduleCancelled.class),
                    new CataloguedEvent("VersionPinned", "1", VersionPinned.class),
                    new CataloguedEvent("VersionUnpinned", "1", VersionUnpinned.class),
                    new CataloguedEvent("ArticleTrashed", "1", ArticleTrashed.class),
                    new CataloguedEvent("ArticleRestored", "1", ArticleRestored.class),
                    new CataloguedEvent("ArticleRemoved", "1", ArticleRemoved.class),
                    new CataloguedEvent("ImageUploaded", "2", ImageUploaded.class),
                    new CataloguedEvent("ImageRemoved", "1", ImageRemoved.class)),
            new EventUpcasterChain(
                    new ArticlePublished1To2(),
                    new ImageUploaded1To2(),
                    new ArticleFieldsUpcaster("ArticlePublished", 2),
                    new ArticleFieldsUpcaster("ArticleDrafted", 1),
                    new ArticleFieldsUpcaster("ArticleRevised", 1),
                    new ArticleFieldsUpcaster("ArticleRetitled", 1)));

    private final List<CataloguedEvent> events;
    private final Map<String, CataloguedEvent> byName;
    private final Map<Class<?>, CataloguedEvent> byType;
    private final EventUpcaster upcasters;

    EventCatalogue(List<CataloguedEvent> events, EventUpcaster upcasters) {
        this.events = List.copyOf(events);
        this.byName = events.stream().collect(Collectors.toUnmodifiableMap(CataloguedEvent::name, Function.identity()));
        this.byType = events.stream().collect(Collectors.toUnmodifiableMap(CataloguedEvent::type, Function.identity()));
        this.upcasters = upcasters;
    }

    public List<CataloguedEvent> events() {
        return events;
    }

    public EventUpcaster upcasters() {
        return upcasters;
    }

    /** @throws IllegalArgumentException if the class is no event: its Java name must not get into the log */
    CataloguedEvent of(Class<?> type) {
        CataloguedEvent event = byType.get(type);
        if (event == null) {
            throw new IllegalArgumentException(type + " is not in the event catalogue");
        }
        return event;
    }

    /** Empty if this code cannot read that revision of that event. */
    Optional<CataloguedEvent> find(String name, String revision) {
        return Optional.ofNullable(byName.get(name))
                .filter(event -> event.revision().equals(revision));
    }
}
