package io.talel.gateway.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.article.ArticleAnswers.Published;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.auth.session.SessionId;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.WebSettings;
import io.talel.gateway.web.answer.UserAnswer;
import io.talel.kernel.AwaitVersion;
import io.talel.kernel.Recorded;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleQuery.RenderMarkdown;
import io.talel.kernel.article.view.RenderedMarkdown;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserQuery.FindUserById;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;

class WrittenArticlesTest {

    private static final SignedIn ADA =
            new SignedIn(new SessionId("AAECAwQFBgcICQoLDA0ODw"), new UserId(7), new Username("ada"), Instant.EPOCH);
    private static final RecordedArticle HELLO = RecordedArticle.of(new Recorded<>(
            new StreamVersion("article-3", 0),
            Instant.parse("2026-02-03T04:05:06Z"),
            ArticlePublished.of(
                    new ArticleId(3),
                    ADA.userId(),
                    new Slug("hello"),
                    1,
                    ArticleContent.of(new Title("Hello"), new Markdown("Text.")))));

    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final Queries queries =
            new Queries(DefaultQueryGateway.builder().queryBus(bus).build());
    private final WrittenArticles written = new WrittenArticles(
            new Commands(
                    DefaultCommandGateway.builder()
                            .commandBus(SimpleCommandBus.builder().build())
                            .build(),
                    queries,
                    Duration.ofSeconds(3)),
            queries,
            new ArticleAnswers(new WebSettings(
                    List.of(), URI.create("http://127.0.0.1"), "https://www.talel.io/articles/", false)));

    @Test
    void the_author_is_read_while_the_row_is_written_and_the_text_is_rendered_after_it() {
        List<String> asked = new ArrayList<>();
        bus.subscribe(FindUserById.class.getName(), UserView.class, _ -> {
            asked.add("author");
            return new UserView(ADA.userId(), 0, ADA.username(), "Berlin", "");
        });
        bus.subscribe(AwaitVersion.class.getName(), Boolean.class, message -> {
            asked.add(((AwaitVersion) message.getPayload()).position().toString());
            return true;
        });
        bus.subscribe(RenderMarkdown.class.getName(), RenderedMarkdown.class, _ -> {
            asked.add("text");
            return new RenderedMarkdown("<p>Text.</p>", "");
        });
        Published shown = (Published) written.begun(ADA, HELLO);
        assertThat(asked).containsExactly("author", HELLO.position().toString(), "text");
        assertThat(shown.user().location()).isEqualTo("Berlin");
    }

    @Test
    void what_is_recorded_is_shown_as_recorded_though_no_database_answers() {
        bus.subscribe(
                RenderMarkdown.class.getName(), RenderedMarkdown.class, _ -> new RenderedMarkdown("<p>Text.</p>", ""));
        Published shown = (Published) written.begun(ADA, HELLO);
        assertThat(shown.user()).isEqualTo(UserAnswer.plain(ADA.userId(), ADA.username()));
        assertThat(shown.article().slug()).isEqualTo(new Slug("hello"));
        assertThat(shown.article().html()).isEqualTo("<p>Text.</p>");
    }
}
