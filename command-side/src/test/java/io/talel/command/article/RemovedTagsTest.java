package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.Articles;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.FindRemovedTags;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.user.UserId;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

class RemovedTagsTest {

    private static final ArticleEvent PUBLISHED =
            ArticlePublished.of(HELLO, new UserId(7), new Slug("hello"), 1, tagged("News", "c/c++"));

    @Test
    void an_edit_takes_away_the_tags_that_it_does_not_name_in_whatever_case() {
        assertThat(lost(PUBLISHED, ArticleRevised.of(HELLO, tagged("NEWS", "java"))))
                .containsExactly("c/c++");
        assertThat(lost(PUBLISHED, ArticleRetitled.of(HELLO, tagged()))).containsExactly("news", "c/c++");
    }

    @Test
    void an_edit_of_anything_else_takes_away_none() {
        assertThat(lost(PUBLISHED, ArticleRevised.of(HELLO, tagged("News", "c/c++"))))
                .isEmpty();
        assertThat(lost(PUBLISHED, Articles.slugChanged(HELLO, "hi", 1))).isEmpty();
    }

    @Test
    void an_article_that_is_hidden_is_found_under_no_tag() {
        assertThat(lost(PUBLISHED, new ArticleUnpublished(HELLO))).containsExactly("news", "c/c++");
        assertThat(lost(PUBLISHED, new ArticleTrashed(HELLO))).containsExactly("news", "c/c++");
        assertThat(lost(PUBLISHED, new ArticleRemoved(HELLO))).containsExactly("news", "c/c++");
    }

    @Test
    void what_readers_did_not_see_is_not_lost() {
        ArticleEvent drafted = ArticleDrafted.of(HELLO, new UserId(7), new Slug("hello"), 1, tagged("Secret"));

        assertThat(lost(PUBLISHED)).isEmpty();
        assertThat(lost(drafted, ArticleRevised.of(HELLO, tagged()))).isEmpty();
        assertThat(lost(drafted, ArticleRevised.of(HELLO, tagged("news")), new DraftPublished(HELLO)))
                .isEmpty();
        assertThat(lost(PUBLISHED, new ArticleTrashed(HELLO), new ArticleRemoved(HELLO)))
                .isEmpty();
    }

    @Test
    void tags_of_a_pinned_version_are_lost_when_it_goes() {
        ArticleEvent pinned = VersionPinned.of(HELLO, 0, tagged("News", "c/c++"));
        ArticleEvent revised = ArticleRevised.of(HELLO, tagged("news"));

        assertThat(lost(PUBLISHED, pinned, revised)).isEmpty();
        assertThat(lost(PUBLISHED, pinned, revised, new VersionUnpinned(HELLO))).containsExactly("c/c++");
    }

    private static ArticleContent tagged(String... tags) {
        ArticleContent content = Articles.content("Hello", "# Hello");
        return new ArticleContent(
                content.title(),
                content.body(),
                content.metaDescription(),
                content.featuredImage(),
                new Tags(List.of(tags)),
                content.language(),
                content.dialect());
    }

    /** By the last event. */
    private static List<String> lost(ArticleEvent... happened) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (ArticleEvent event : happened) {
            events.add(new GenericDomainEventMessage<>("Article", HELLO.toString(), events.size(), event));
        }
        return new RemovedTags(new EventsInMemory(_ -> events)).handle(new FindRemovedTags(HELLO, events.size() - 1));
    }
}
