package io.talel.kernel;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.image.ImageId;
import java.util.List;

/**
 * Articles and images of a person whose first event lies in a stretch of the log, in the order of the log.
 *
 * @param readUpTo the place where the stretch ends
 * @param isAll whether the log ends there, too
 */
public record OwnedIds(List<ArticleId> articles, List<ImageId> images, long readUpTo, boolean isAll) {

    public OwnedIds {
        articles = List.copyOf(articles);
        images = List.copyOf(images);
    }
}
