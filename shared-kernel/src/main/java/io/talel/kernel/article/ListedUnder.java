package io.talel.kernel.article;

import io.talel.kernel.user.Username;
import java.util.List;
import java.util.Optional;

/**
 * The lists in which readers find an article; of one that they do not see, those in which they would.
 *
 * @param author empty if nobody is found by the name
 * @param tags in lower case, those that readers see and those that its author sees
 * @param editsShown whether readers see what its author edits
 */
public record ListedUnder(Optional<Username> author, List<String> tags, boolean editsShown) {

    public ListedUnder {
        tags = List.copyOf(tags);
    }
}
