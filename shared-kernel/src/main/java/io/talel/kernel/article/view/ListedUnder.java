package io.talel.kernel.article.view;

import io.talel.kernel.user.Username;
import java.util.List;
import java.util.Optional;

/**
 * The lists in which readers find an article. If it is not public, they would find it there.
 *
 * @param author empty if nobody is found by the name
 * @param tags in lower case, without tags that the author keeps from readers
 */
public record ListedUnder(Optional<Username> author, List<String> tags) {

    public ListedUnder {
        tags = List.copyOf(tags);
    }
}
