package io.talel.gateway.article.bulk.source;

import io.talel.kernel.article.content.Dialect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An entry of an upload. */
public sealed interface SourceEntry {

    /**
     * A post as the upload has it, unchecked.
     *
     * @param path where it is, in the words of the upload
     * @param identity in its source, the same in every upload
     * @param createdAt null if the post has none
     * @param updatedAt null if the post has none
     * @param images finds the file of an address in the texts, if it is in the upload
     * @param remarks what is lost or changed
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

    /** Content of a post. */
    record Text(
            String title,
            String body,
            String description,
            String featuredImage,
            List<String> tags,
            String language,
            Dialect dialect) {}

    /** A file that is no post. @param reason continues a sentence about it */
    record Passed(String path, String reason) implements SourceEntry {}

    /** One of many things that are no posts. The report counts those of a type. @param reason why it is left out */
    record Other(String type, String reason) implements SourceEntry {

        private static final int MAX_LENGTH = 50;

        public Other {
            type = type.substring(
                    0, type.offsetByCodePoints(0, Math.min(MAX_LENGTH, type.codePointCount(0, type.length()))));
        }
    }

    /** A post that cannot be imported. @param reason continues a sentence about it */
    record Broken(String path, String reason) implements SourceEntry {}
}
