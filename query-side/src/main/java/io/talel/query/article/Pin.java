package io.talel.query.article;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.talel.kernel.article.Title;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What readers see instead of the columns of a row.
 *
 * @param version null if they see the columns again
 */
record Pin(@Nullable Version version) {

    static final Pin NONE = new Pin(null);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An older version, as the views read it from its JSON. */
    record Version(
            String title,
            String body,
            String html,
            @JsonProperty("table_of_contents") String tableOfContents,
            @JsonProperty("meta_description") String metaDescription,
            @JsonProperty("featured_image") String featuredImage,
            List<String> tags,
            String language,
            @JsonProperty("updated_at") String updatedAt) {}

    static Pin of(Title title, ArticleText text, Instant at) {
        return new Pin(new Version(
                title.value(),
                text.body().value(),
                text.rendered().html(),
                text.rendered().tableOfContents(),
                text.metaDescription().value(),
                text.featuredImage().value(),
                text.tags().values(),
                text.language().value(),
                at.truncatedTo(ChronoUnit.MICROS).toString()));
    }

    @Nullable String json() {
        try {
            return version == null ? null : JSON.writeValueAsString(version);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In characters. */
    long length() {
        return version == null ? 0 : version.body.length() + version.html.length() + version.tableOfContents.length();
    }
}
