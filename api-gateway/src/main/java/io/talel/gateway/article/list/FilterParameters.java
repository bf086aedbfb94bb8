package io.talel.gateway.article.list;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.user.Username;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which articles a client wants. Nothing and a blank text mean that it does not matter. */
final class FilterParameters {

    private FilterParameters() {}

    static ArticleFilter filter(@Nullable String tag, @Nullable String author, @Nullable String q) {
        return new ArticleFilter(given(tag), given(author).map(FilterParameters::author), given(q));
    }

    /** @throws InvalidValue if words are given: only today's texts can be searched */
    static ArticleFilter filterAtATime(@Nullable String tag, @Nullable String author, @Nullable String q) {
        if (given(q).isPresent()) {
            throw new InvalidValue("q", "must not be given with 'at': a search has no past");
        }
        return filter(tag, author, null);
    }

    private static Optional<String> given(@Nullable String parameter) {
        return Optional.ofNullable(parameter).filter(text -> !text.isBlank());
    }

    private static Username author(String name) {
        try {
            return new Username(name);
        } catch (InvalidValue _) {
            throw new InvalidValue("author", "must be a username");
        }
    }
}
