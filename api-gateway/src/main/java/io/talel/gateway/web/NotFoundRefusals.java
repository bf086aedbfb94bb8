package io.talel.gateway.web;

import io.talel.gateway.bus.Queries;
import io.talel.kernel.AwaitVersion;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugQuery;
import io.talel.kernel.article.SlugQuery.FindOwnSlug;
import io.talel.kernel.article.SlugQuery.FindPublicSlug;
import io.talel.kernel.article.SlugQuery.FindRecorded;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageQuery.FindImage;
import io.talel.kernel.image.ImageQuery.FindProjectedImages;
import io.talel.kernel.image.ImageQuery.FindUnprojectedImage;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.image.ProjectedImages;
import io.talel.kernel.user.FindRecordedUser;
import io.talel.kernel.user.UserId;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Chooses the answer for something that the read models do not show: "not found" if the write side does not know it either,
 * "unavailable" if it is recorded but not shown yet.
 */
@Component
public class NotFoundRefusals {

    private final Queries queries;

    NotFoundRefusals(Queries queries) {
        this.queries = queries;
    }

    /** For its author; everybody else is a reader. */
    public HttpRefusal ofOwnArticle(UserId author, Slug slug) {
        return exists(new FindOwnSlug(author, slug)) || exists(new FindPublicSlug(slug)) ? ofLate(slug) : noArticle();
    }

    /** For an article that is recorded and that the caller may see. */
    public HttpRefusal ofLate(Slug slug) {
        return ofLate(queries.list(new FindRecorded(slug), StreamVersion.class));
    }

    /**
     * Has this node write the rows, too. The node that should is dead or slow, or a crash of the database has lost what it
     * wrote.
     */
    private HttpRefusal ofLate(List<StreamVersion> recorded) {
        recorded.forEach(position -> queries.begin(new AwaitVersion(position, 1), Boolean.class));
        return HttpRefusal.unavailable();
    }

    public static HttpRefusal noArticle() {
        return new HttpRefusal(HttpStatus.NOT_FOUND, "Article not found");
    }

    public HttpRefusal ofUser(String username) {
        return lateUser(username)
                .orElseGet(() ->
                        new HttpRefusal(HttpStatus.NOT_FOUND, "User with username '" + username + "' does not exist"));
    }

    /**
     * Looks again after it has asked how far the read model is: what became visible in between is in none of the events after
     * that.
     *
     * @return empty if there is no such image
     */
    public Optional<HttpRefusal> ofLateImage(UserId owner, ImageFileName file) {
        ProjectedImages shown = queries.ask(new FindProjectedImages(), ProjectedImages.class);
        return queries.find(new FindImage(owner, file), ImageView.class).isPresent()
                ? Optional.of(HttpRefusal.unavailable())
                : queries.find(new FindUnprojectedImage(owner, file, shown), StreamVersion.class)
                        .map(recorded -> ofLate(List.of(recorded)));
    }

    /** @throws HttpRefusal if the user is recorded */
    public void requireNoUser(String username) {
        lateUser(username).ifPresent(late -> {
            throw late;
        });
    }

    private Optional<HttpRefusal> lateUser(String username) {
        return UserPath.username(username)
                .flatMap(name -> queries.find(new FindRecordedUser(name), StreamVersion.class))
                .map(recorded -> ofLate(List.of(recorded)));
    }

    private boolean exists(SlugQuery query) {
        return queries.find(query, Slug.class).isPresent();
    }
}
