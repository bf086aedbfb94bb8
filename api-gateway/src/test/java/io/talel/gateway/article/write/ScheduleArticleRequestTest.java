package io.talel.gateway.article.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Schedule;
import io.talel.kernel.article.ScheduledTime;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether an article is scheduled as a repeated request wants it. */
class ScheduleArticleRequestTest {

    private static final String MARCH = "2026-03-01T09:30:00Z";
    private static final String APRIL = "2026-04-01T09:30:00Z";
    private static final long SCHEDULED_AT = 3;

    private final ScheduleArticleRequest both = new ScheduleArticleRequest(MARCH, APRIL);

    @Test
    void the_same_moments_are_what_it_wants() {
        assertThat(isMet(both, schedule(MARCH, APRIL))).isTrue();
        assertThat(isMet(new ScheduleArticleRequest("2026-03-01T10:30:00+01:00", null), schedule(MARCH, "")))
                .isTrue();
    }

    @Test
    void nothing_and_other_moments_are_not() {
        assertThat(isMet(both, null)).isFalse();
        assertThat(isMet(both, schedule(MARCH, ""))).isFalse();
        assertThat(isMet(both, schedule(APRIL, APRIL))).isFalse();
        assertThat(isMet(new ScheduleArticleRequest(MARCH, null), schedule(MARCH, APRIL)))
                .isFalse();
    }

    @Test
    void the_same_publication_of_an_older_text_is_not() {
        assertThat(both.isMetBy(
                        article(5, "Newer", schedule(MARCH, APRIL)), version -> article(version, "Older", null)))
                .isFalse();
    }

    @Test
    void to_an_end_the_text_does_not_matter() {
        ScheduleArticleRequest end = new ScheduleArticleRequest(null, APRIL);
        assertThat(end.isMetBy(article(5, "Newer", schedule("", APRIL)), version -> article(version, "Older", null)))
                .isTrue();
    }

    private static boolean isMet(ScheduleArticleRequest wanted, @Nullable Schedule schedule) {
        return wanted.isMetBy(article(5, "Text", schedule), version -> article(version, "Text", null));
    }

    private static Schedule schedule(String publication, String end) {
        return new Schedule(SCHEDULED_AT, ScheduledTime.of(publication), ScheduledTime.of(end));
    }

    private static RecordedArticle article(long version, String body, @Nullable Schedule schedule) {
        return new RecordedArticle(
                new ArticleId(42),
                version,
                ArticleStatus.DRAFT,
                Instant.EPOCH,
                Instant.EPOCH,
                new Slug("hello"),
                ArticleContent.of(new Title("Hello"), new Markdown(body)),
                false,
                schedule);
    }
}
