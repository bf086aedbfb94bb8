package io.talel.command.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.Articles;
import io.talel.command.eventlog.SnapshotKind;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ArticleSnapshotTest {

    private static final SnapshotKind SNAPSHOTS = ArticleAutoConfiguration.SNAPSHOTS;
    private static final Path SAMPLE =
            Path.of("src/test/resources/snapshots/Article." + Article.SNAPSHOT_REVISION + ".json");
    private static final Instant START = Instant.parse("2026-02-03T04:05:06.000007Z");

    @Property(tries = 300)
    void a_snapshot_and_the_events_after_it_are_the_whole_history(
            @ForAll("histories") List<ArticleEvent> history, @ForAll @IntRange(max = 30) int place) {
        int taken = Math.clamp(place, 1, history.size());
        Article replayed = after(new Article(), history, 0, history.size());

        byte[] snapshot = SNAPSHOTS.write(after(new Article(), history, 0, taken));
        Article restored = after((Article) SNAPSHOTS.read(snapshot), history, taken, history.size());

        assertThat(restored).usingRecursiveComparison().isEqualTo(replayed);
    }

    @Test
    void an_article_is_kept_as_the_sample_of_its_revision_says() throws IOException {
        List<ArticleEvent> history = List.of(
                Articles.drafted(Articles.HELLO, "Hello World", 3),
                Articles.scheduled(Articles.HELLO, "2026-03-01T09:30:00Z", ""),
                Articles.revised(Articles.HELLO, "# Bye"));

        byte[] snapshot = SNAPSHOTS.write(after(new Article(), history, 0, 3));

        assertThat(new String(snapshot, StandardCharsets.UTF_8))
                .as(
                        "Snapshots of this revision are stored already: raise Article.SNAPSHOT_REVISION and keep the state as"
                                + " the sample of that revision, instead of editing this one")
                .isEqualTo(Files.readString(SAMPLE).strip());
    }

    @Provide
    Arbitrary<List<ArticleEvent>> histories() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(40).filter(ArticleSnapshotTest::isStorable);
        Arbitrary<Tags> tags = Arbitraries.of("a", "ß", "漢", "\"")
                .list()
                .uniqueElements()
                .ofMaxSize(4)
                .map(Tags::new);
        Arbitrary<Language> languages = Arbitraries.of("", "de", "zh-Hant-TW").map(Language::new);
        Arbitrary<ArticleEvent> revisions = Combinators.combine(texts, texts, texts, tags, languages)
                .as((body, description, image, labels, language) -> new ArticleRevised(
                        Articles.HELLO,
                        new Markdown(body),
                        new MetaDescription(description),
                        new FeaturedImage(image),
                        labels,
                        language,
                        Dialect.COMMON_MARK));
        Arbitrary<ArticleEvent> others = Arbitraries.of(
                Articles.retitled(Articles.HELLO, "Good Morning"),
                Articles.slugChanged(Articles.HELLO, "good-morning", 2),
                new DraftPublished(Articles.HELLO),
                new ArticleUnpublished(Articles.HELLO),
                new ArticleRepublished(Articles.HELLO),
                Articles.scheduled(Articles.HELLO, "2026-03-01T09:30:00Z", ""),
                Articles.scheduled(Articles.HELLO, "2026-03-01T09:30:00Z", "2026-04-01T09:30:00Z"),
                Articles.scheduled(Articles.HELLO, "", "2026-04-01T09:30:00Z"),
                new ScheduleCancelled(Articles.HELLO),
                VersionPinned.of(Articles.HELLO, 1, Articles.content("Pinned", "# Pinned")),
                new VersionUnpinned(Articles.HELLO),
                new ArticleTrashed(Articles.HELLO),
                new ArticleRestored(Articles.HELLO));
        return Combinators.combine(
                        Arbitraries.of(
                                Articles.published(Articles.HELLO, "Hello"),
                                Articles.drafted(Articles.HELLO, "Hello", 3)),
                        Arbitraries.oneOf(revisions, others).list().ofMaxSize(25),
                        Arbitraries.of(false, true))
                .as(ArticleSnapshotTest::history);
    }

    private static List<ArticleEvent> history(ArticleEvent first, List<ArticleEvent> others, boolean removed) {
        List<ArticleEvent> history = new ArrayList<>(List.of(first));
        history.addAll(others);
        if (removed) {
            history.add(Articles.removed(Articles.HELLO));
        }
        return history;
    }

    /** What the kernel's texts refuse: NUL, and halves of surrogate pairs. */
    private static boolean isStorable(String text) {
        return text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c));
    }

    private static Article after(Article article, List<ArticleEvent> history, int from, int to) {
        for (int i = from; i < to; i++) {
            article.on(history.get(i), START.plusMillis(i), i);
        }
        return article;
    }
}
