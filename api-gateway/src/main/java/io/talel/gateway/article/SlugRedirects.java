package io.talel.gateway.article;

import static java.util.Objects.requireNonNull;

import io.talel.gateway.auth.caller.Visitor;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.Moved;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugOwner;
import io.talel.kernel.article.SlugQuery;
import io.talel.kernel.article.SlugQuery.FindOwnSlug;
import io.talel.kernel.article.SlugQuery.FindPublicSlug;
import io.talel.kernel.article.SlugQuery.FindSlugOwner;
import io.talel.kernel.user.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Sends reads by an old slug to the same address with the present one, if the caller may see the article. To others an old slug
 * is like one that nobody has.
 */
@Component
public final class SlugRedirects {

    private final Queries queries;
    private final NotFoundRefusals refusals;
    private final HttpServletRequest request;

    /** @param request the one that the thread works on */
    SlugRedirects(Queries queries, NotFoundRefusals refusals, HttpServletRequest request) {
        this.queries = queries;
        this.refusals = refusals;
        this.request = request;
    }

    /**
     * For a slug by which the read model shows no article.
     *
     * @throws HttpRefusal with 503 if readers see its article, whose row is late
     * @throws Moved if it is an old one of an article that readers see
     */
    void requireHidden(Slug slug) {
        queries.find(new FindPublicSlug(slug), Slug.class).ifPresent(present -> {
            throw present.equals(slug) ? refusals.ofLate(slug) : moved(present, JsonAnswers.FOR_EVERYBODY);
        });
    }

    /**
     * The article that has the slug, or had it and is not shown to the visitor.
     *
     * @throws HttpRefusal with 404 if no article has or had it
     * @throws Moved if it is an old one of an article that the visitor may see
     */
    public ArticleId seenBy(Visitor visitor, Slug slug) {
        SlugOwner owner = owner(slug);
        if (!owner.present().equals(slug)) {
            visitor.userId().ifPresent(author -> redirect(new FindOwnSlug(author, slug)));
            redirect(new FindPublicSlug(slug));
        }
        return owner.articleId();
    }

    /** As {@link #seenBy}, for articles that only their author may see. */
    public ArticleId ownOf(UserId author, Slug slug) {
        SlugOwner owner = owner(slug);
        if (!owner.present().equals(slug)) {
            redirect(new FindOwnSlug(author, slug));
        }
        return owner.articleId();
    }

    private SlugOwner owner(Slug slug) {
        return queries.find(new FindSlugOwner(slug), SlugOwner.class).orElseThrow(NotFoundRefusals::noArticle);
    }

    private void redirect(SlugQuery visible) {
        queries.find(visible, Slug.class)
                .filter(present -> !present.equals(visible.slug()))
                .ifPresent(present -> {
                    throw moved(present, JsonAnswers.FOR_ONE);
                });
    }

    private Moved moved(Slug present, CacheControl readers) {
        Map<String, Object> variables = new HashMap<>();
        ((Map<?, ?>) attribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE))
                .forEach((name, value) -> variables.put(name.toString(), value));
        variables.put("slug", present);
        String path = UriComponentsBuilder.fromPath("/v1" + attribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
                .encode()
                .buildAndExpand(variables)
                .toUriString();
        String query = request.getQueryString();
        return new Moved(query == null ? path : path + "?" + query, readers);
    }

    private Object attribute(String name) {
        return requireNonNull(request.getAttribute(name));
    }
}
