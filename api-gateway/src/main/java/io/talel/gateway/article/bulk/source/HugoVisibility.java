package io.talel.gateway.article.bulk.source;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which posts a site of Hugo hides, by the fields that Hugo's documentation of front matter and of build options names. */
final class HugoVisibility {

    private static final Set<String> ON = Set.of("", "always", "true");

    private HugoVisibility() {}

    static boolean isDraft(FrontMatter matter) {
        return matter.is("draft", true) || matter.is("published", false);
    }

    /** Why a post that is no draft becomes one; empty if everybody finds it on its site, at all times. */
    static Optional<String> remark(FrontMatter matter) {
        if (matter.is("headless", true) || isOff(matter, "render")) {
            return Optional.of("Its site has no page for it: it becomes a draft");
        }
        if (isOff(matter, "list")) {
            return Optional.of(MarkdownPosts.UNLISTED);
        }
        String expiry = matter.text("expirydate", "unpublishdate");
        return expiry.isEmpty()
                ? Optional.empty()
                : Optional.of("Its site shows it only until " + expiry + ": it becomes a draft");
    }

    /** {@code _build} is the older name. */
    private static boolean isOff(FrontMatter matter, String option) {
        return Stream.of("build", "_build")
                .anyMatch(field -> !ON.contains(matter.map(field).text(option)));
    }
}
