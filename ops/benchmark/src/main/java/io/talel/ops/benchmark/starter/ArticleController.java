package io.talel.ops.benchmark.starter;

import io.talel.ops.benchmark.starter.ArticleMessages.ArticleList;
import io.talel.ops.benchmark.starter.ArticleMessages.ArticleView;
import io.talel.ops.benchmark.starter.ArticleMessages.FindArticle;
import io.talel.ops.benchmark.starter.ArticleMessages.ListArticles;
import io.talel.ops.benchmark.starter.ArticleMessages.NewArticle;
import io.talel.ops.benchmark.starter.ArticleMessages.PublishArticle;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ArticleController {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CommandGateway commands;
    private final QueryGateway queries;

    ArticleController(CommandGateway commands, QueryGateway queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** Answers once the projection has told its subscribers of the article. */
    @PostMapping("/v1/articles")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, ArticleView> publish(@RequestHeader String authorization, @RequestBody NewArticle article) {
        String id = UUID.randomUUID().toString();
        String author = authorization.replace("Bearer ", "");
        String slug = article.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        try (SubscriptionQueryResult<ArticleView, ArticleView> shown =
                queries.subscriptionQuery(new FindArticle(slug), ArticleView.class, ArticleView.class)) {
            commands.sendAndWait(new PublishArticle(id, author, slug, article));
            return Map.of(
                    "article", shown.updates().next().blockOptional(PATIENCE).orElseThrow());
        }
    }

    @GetMapping("/v1/articles/{slug}")
    ResponseEntity<Map<String, ArticleView>> read(@PathVariable String slug) {
        return ResponseEntity.of(
                queries.query(new FindArticle(slug), ResponseTypes.optionalInstanceOf(ArticleView.class))
                        .join()
                        .map(article -> Map.of("article", article)));
    }

    @GetMapping("/v1/users/{username}/articles")
    ResponseEntity<Map<String, List<ArticleView>>> list(
            @PathVariable String username,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "10") int limit) {
        ArticleList found = queries.query(new ListArticles(username, page - 1, limit), ArticleList.class)
                .join();
        return ResponseEntity.ok()
                .header("X-Total-Count", String.valueOf(found.total()))
                .body(Map.of("articles", found.articles()));
    }
}
