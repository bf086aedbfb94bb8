package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Reads exports of persons. */
final class Exports {

    private Exports() {}

    static ApiAnswer exported(ApiSession of) {
        return of.api().get("/accounts/me/export").token(of.accessToken()).send();
    }

    /** Files by their names. */
    static Map<String, byte[]> export(ApiSession of) {
        ApiAnswer answer = exported(of).is(200);
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    static JsonNode json(Map<String, byte[]> export, String name) {
        return Api.JSON.readTree(export.get(name));
    }

    static List<JsonNode> elements(Map<String, byte[]> export, String name) {
        List<JsonNode> elements = new ArrayList<>();
        json(export, name).forEach(elements::add);
        return elements;
    }
}
