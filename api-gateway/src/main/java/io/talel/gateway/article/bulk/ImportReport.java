package io.talel.gateway.article.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.gateway.article.bulk.source.SourceFormat;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer to an import. It is sent while the import goes on, so no proxy times out. Counts come last; an answer without them broke
 * off.
 */
final class ImportReport {

    /** Result of an entry. */
    enum Result {
        CREATED,
        UNCHANGED,
        SKIPPED,
        FAILED;

        @JsonValue
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param path where it is in the upload
     * @param slug of the article; null if there is none
     * @param reason why there is no new article; null if there is one
     * @param remarks what is lost or changed
     */
    record Entry(
            String path,
            Result result,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String slug,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> remarks) {

        static Entry of(String path, Result result, String reason) {
            return new Entry(path, result, null, reason, List.of());
        }
    }

    private record Counts(
            int created,
            int unchanged,
            int skipped,
            int failed,
            @JsonProperty("new_images") int newImages) {}

    private final JsonGenerator json;
    private final Map<Result, Integer> counts = new EnumMap<>(Result.class);

    private ImportReport(JsonGenerator json) {
        this.json = json;
    }

    /** Begins the answer: from now on it cannot be refused any more. */
    static ImportReport begin(JsonMapper mapper, SourceFormat format, boolean dryRun, HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // nginx would wait for the end.
        response.setHeader("X-Accel-Buffering", "no");
        OutputStream out = response.getOutputStream();
        JsonGenerator json = mapper.rebuild()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET, StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .build()
                .createGenerator(out);
        json.writeStartObject();
        json.writeStringProperty("format", format.label());
        json.writeBooleanProperty("dry_run", dryRun);
        json.writeArrayPropertyStart("entries");
        return new ImportReport(json);
    }

    void add(Entry entry) {
        add(entry, 1);
    }

    /** @param things that the entry stands for */
    void add(Entry entry, int things) {
        counts.merge(entry.result(), things, Integer::sum);
        json.writePOJO(entry);
        json.flush();
    }

    void end(int newImages) {
        json.writeEndArray();
        json.writePOJOProperty(
                "counts",
                new Counts(
                        count(Result.CREATED),
                        count(Result.UNCHANGED),
                        count(Result.SKIPPED),
                        count(Result.FAILED),
                        newImages));
        json.writeEndObject();
        json.close();
    }

    private int count(Result result) {
        return counts.getOrDefault(result, 0);
    }
}
