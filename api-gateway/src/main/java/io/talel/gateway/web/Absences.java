package io.talel.gateway.web;

import io.talel.gateway.bus.Queries;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugQuery;
import io.talel.kernel.article.SlugQuery.FindOwnSlug;
import io.talel.kernel.article.SlugQuery.FindPublicSlug;
import io.talel.kernel.user.DoesUserExist;
import io.talel.kernel.user.UserId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Chooses the answer for something that the read models do not show: "not found" if the write side does not know it either,
 * "unavailable" if it is recorded but not shown yet.
 */
@Component
public class Absences {

    private final Queries queries;

    Absences(Queries queries) {
        this.queries = queries;
    }

    /** For its author; everybody else is a reader. */
    public HttpRefusal ofOwnArticle(UserId author, Slug slug) {
        return exists(new FindOwnSlug(author, slug)) || exists(new FindPublicSlug(slug))
                ? HttpRefusal.unavailable()
                : noArticle();
    }

    public static HttpRefusal noArticle() {
        return new HttpRefusal(HttpStatus.NOT_FOUND, "Article not found");
    }

    /** For what has no past here: a client that asks for it must not get what there is today. */
    public static InvalidValue noPast() {
        return new InvalidValue("at", "is known to /users/{username}/articles and /articles/{slug} only");
    }

    public HttpRefusal ofUser(String username) {
        return userExists(username)
                ? HttpRefusal.unavailable()
                : new HttpRefusal(HttpStatus.NOT_FOUND, "User with username '" + username + "' does not exist");
    }

    /** @throws HttpRefusal if the user is recorded */
    public void requireNoUser(String username) {
        if (userExists(username)) {
            throw HttpRefusal.unavailable();
        }
    }

    private boolean userExists(String username) {
        return UserPath.username(username)
                .filter(name -> queries.ask(new DoesUserExist(name), Boolean.class))
                .isPresent();
    }

    private boolean exists(SlugQuery query) {
        return queries.find(query, Slug.class).isPresent();
    }
}
