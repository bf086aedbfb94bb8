package io.talel.command.eventlog.serialization;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talel.command.Articles;
import io.talel.command.Images;
import io.talel.command.Users;
import io.talel.command.personal.PersonalFields;
import io.talel.command.personal.Seal;
import io.talel.command.personal.TestKeys;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/** One example of every event, and a serializer whose keys and nonces are always the same. */
public final class Contracts {

    /** Where the approved samples are: one file a revision, {@code ArticlePublished.1.json}. */
    public static final Path SAMPLES = Path.of("src/test/resources/events");

    static final List<Record> EXAMPLES = List.of(
            Users.adaRegistered(),
            Users.adasEmailConfirmed(),
            Users.newEmailRequested(),
            Users.emailChanged(),
            Users.locationChanged(),
            Users.avatarChanged(),
            Users.adaRemoved(),
            Articles.published(Articles.HELLO, "Hello World", 3),
            Articles.drafted(Articles.HELLO, "Hello World", 3),
            Articles.revised(Articles.HELLO, "# Bye"),
            Articles.retitled(Articles.HELLO, "Good Morning"),
            Articles.slugChanged(Articles.HELLO, "good-morning", 2),
            new DraftPublished(Articles.HELLO),
            new ArticleUnpublished(Articles.HELLO),
            new ArticleRepublished(Articles.HELLO),
            Articles.scheduled(Articles.HELLO, "2026-03-01T09:30:00Z", ""),
            new ScheduleCancelled(Articles.HELLO),
            VersionPinned.of(Articles.HELLO, 1, Articles.content("Good Morning", "# Hello")),
            new VersionUnpinned(Articles.HELLO),
            new ArticleTrashed(Articles.HELLO),
            new ArticleRestored(Articles.HELLO),
            Articles.removed(Articles.HELLO),
            Images.sunsetUploaded(),
            Images.sunsetRemoved());

    private Contracts() {}

    static EventSerializer serializer() {
        ObjectMapper mapper = EventSerializer.mapper();
        PersonalFields personal = new PersonalFields(TestKeys.OF_EVERYBODY, new Seal(new Nothing()), mapper);
        return new EventSerializer(EventCatalogue.TALELIO, personal, mapper);
    }

    /** The approved samples of all revisions, by name. */
    public static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    static Path sample(CataloguedEvent event) {
        return SAMPLES.resolve(event.name() + "." + event.revision() + ".json");
    }

    private static final class Nothing extends SecureRandom {

        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {}
    }
}
