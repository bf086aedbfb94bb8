package io.talel.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.article.bulk.archive.Zips;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;

/** Exports and imports of articles. */
final class BulkFiles {

    private BulkFiles() {}

    static byte[] exported(ApiSession of) {
        ApiAnswer answer = of.get("/accounts/me/export/articles").send().is(200);
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
        return answer.body();
    }

    /** Texts of the files by their names; those of images are not to be looked at. */
    static Map<String, String> files(byte[] export) {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(export))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static ApiAnswer send(ApiSession by, String query, byte[] zip) {
        return by.post("/accounts/me/import/articles?" + query)
                .body("application/zip", zip)
                .send();
    }

    static JsonNode imported(ApiSession by, byte[] zip) {
        return send(by, "format=auto", zip).is(200).json();
    }

    static JsonNode imported(ApiSession by, Map<String, ?> files) {
        return imported(by, Zips.of(files));
    }

    /** {@code posts/hello.md created hello}, sorted. */
    static List<String> results(JsonNode report) {
        List<String> results = new ArrayList<>();
        report.path("entries")
                .forEach(entry -> results.add(entry.path("path").asString()
                        + " "
                        + entry.path("result").asString()
                        + " "
                        + entry.path("slug").asString("")));
        return results.stream().map(String::strip).sorted().toList();
    }

    static List<String> reasons(JsonNode report) {
        List<String> reasons = new ArrayList<>();
        report.path("entries")
                .forEach(entry -> reasons.add(entry.path("path").asString()
                        + " "
                        + entry.path("reason").asString("")));
        return reasons;
    }

    static int count(JsonNode report, String result) {
        return report.at("/counts/" + result).asInt();
    }
}
