package io.talel.query.article;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static io.talel.query.RecordedEvents.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.talel.kernel.UnknownEvent;
import io.talel.kernel.article.content.Markdown;
import io.talel.markdown.MarkdownRenderer;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import io.talel.query.projection.RowVersion;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class ArticleProjectionTest {

    private static final String LONGEST = "word ".repeat(Markdown.MAX_BYTES / 5);

    private final Projection articles = new Projection(
            "article", "article", 1, new ArticleProjection(new CachedRendering((body, _) -> new MarkdownRenderer()
                    .render(body))::render));
    private final FoldedEvents events = articles.noEvents();

    @Test
    void three_of_the_longest_articles_fill_a_batch() {
        int added = 0;
        for (; !events.isFull(); added++) {
            events.add(event(revised(added + 1, LONGEST), 1, MONDAY));
        }

        assertThat(added).isLessThanOrEqualTo(3);
    }

    @Test
    void a_hundred_usual_articles_do_not_fill_a_batch() {
        for (long id = 1; id <= 100; id++) {
            events.add(event(published(id, ADA, "Article " + id), 0, MONDAY));
        }

        assertThat(events.isFull()).isFalse();
        assertThat(events.reached()).hasSize(100);
    }

    @Test
    void a_revision_of_an_article_of_the_same_batch_is_one_row_of_the_later_version() {
        DomainEventMessage<?> revision = event(revised(1, "Better"), 1, MONDAY.plusSeconds(1));

        events.add(event(published(1, ADA, "Hello"), 0, MONDAY));
        events.add(revision);

        assertThat(events.reached()).extracting(RowVersion::position).containsExactly(position(revision));
    }

    @Test
    void an_event_that_this_version_cannot_read_is_refused_and_remembered() {
        DomainEventMessage<?> unknown =
                event("Article", "article-1", 0, new UnknownEvent("ArticlePinned", "1"), MONDAY);

        assertThatIllegalStateException().isThrownBy(() -> events.add(unknown)).withMessageContaining("ArticlePinned");
        assertThat(events.events()).hasSize(1);
    }

    @Test
    void only_events_of_articles_are_handled() {
        assertThat(articles.handles(event(published(1, ADA, "Hello"), 0, MONDAY)))
                .isTrue();
        assertThat(articles.handles(event("User", "user-7", 0, new UnknownEvent("UserPinned", "1"), MONDAY)))
                .isFalse();
    }
}
