package io.talel.gateway.web;

import io.talel.gateway.bus.Queries;
import io.talel.kernel.ExistenceQuery;
import io.talel.kernel.ExistenceQuery.DoesArticleExist;
import io.talel.kernel.ExistenceQuery.DoesUserExist;
import io.talel.kernel.article.Slug;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The answers for what the read models do not show. "Not found" is said only of what the write side does not know either;
 * what is recorded and cannot be shown yet is unavailable.
 */
@Component
public class Absences {

    private final Queries queries;

    Absences(Queries queries) {
        this.queries = queries;
    }

    public HttpRefusal ofArticle(Slug slug) {
        return exists(new DoesArticleExist(slug))
                ? HttpRefusal.unavailable()
                : new HttpRefusal(HttpStatus.NOT_FOUND, "Article not found");
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
                .filter(name -> exists(new DoesUserExist(name)))
                .isPresent();
    }

    private boolean exists(ExistenceQuery query) {
        return queries.ask(query, Boolean.class);
    }
}
