package io.talel.gateway.article.write;

import io.talel.gateway.auth.caller.RateLimited;
import io.talel.gateway.auth.caller.RateLimitedAction;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.body.JsonBody;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.view.ArticleQuery.RenderMarkdown;
import io.talel.kernel.article.view.RenderedMarkdown;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a text will look like, without keeping anything. */
@RestController
class PreviewController {

    private final Queries queries;
    private final JsonAnswers json;
    private final AnswerMemory memory;

    PreviewController(Queries queries, JsonAnswers json, AnswerMemory memory) {
        this.queries = queries;
        this.json = json;
        this.memory = memory;
    }

    /**
     * The body of a request for a preview.
     *
     * @param dialect null for python-markdown
     * @param tags only checked
     * @param language only checked
     */
    record Source(
            Markdown body,
            @Nullable Dialect dialect,
            @Nullable Tags tags,
            @Nullable Language language) {}

    @PostMapping("/articles/preview")
    @RateLimited(RateLimitedAction.WRITE)
    ResponseEntity<byte[]> preview(SignedIn author, @JsonBody(maxBytes = NewArticleRequest.MAX_BYTES) Source source) {
        NewArticleRequest.reserve(memory, source.body());
        RenderedMarkdown rendered = queries.ask(
                new RenderMarkdown(
                        source.body(), Objects.requireNonNullElse(source.dialect(), Dialect.PYTHON_MARKDOWN)),
                RenderedMarkdown.class);
        return json.done(PreviewAnswer.of(rendered));
    }
}
