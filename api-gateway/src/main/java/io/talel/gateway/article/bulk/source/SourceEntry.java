package io.talel.gateway.article.bulk.source;

import io.talel.kernel.article.Dialect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an upload has in one place. */
public sealed interface SourceEntry {

    /** Where it is, in the words of the upload. */
    String path();

    /**
     * A post, as the upload says it; nothing is checked.
     *
     * @param identity what tells it from other posts of all uploads
     * @param createdAt null if nothing is said
     * @param updatedAt null if nothing is said
     * @param images finds the file of an address in the texts, if it is in the upload
     * @param remarks what gets lost of it
     */
    record Post(
            String path,
            String identity,
            String slug,
            Text text,
            boolean draft,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt,
            Function<String, Optional<String>> images,
            List<String> remarks)
            implements SourceEntry {}

    /** What a post says. */
    record Text(
            String title,
            String body,
            String description,
            String featuredImage,
            List<String> tags,
            String language,
            Dialect dialect) {}

    /** Something that is no article. @param reason continues a sentence about it */
    record Passed(String path, String reason) implements SourceEntry {}

    /** A post that cannot be imported. @param reason continues a sentence about it */
    record Broken(String path, String reason) implements SourceEntry {}
}
